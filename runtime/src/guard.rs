//! Guards: calls that a client refuses by what is documented about their operation, before anything is sent.

use std::fmt;

use acs_rules::{Charge, OperationSpec, Risk};

/// What a client refuses.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Guards {
    pub(crate) read_only: bool,
    pub(crate) deny_paid: bool,
    pub(crate) deny_high_risk: bool,
}

impl Guards {
    /// The first guard that the operation does not pass.
    pub(crate) fn check(self, spec: &OperationSpec<'_>) -> Result<(), Guard> {
        let guards = [
            (self.read_only && !spec.is_read(), Guard::ReadOnly),
            (self.deny_paid && spec.charge == Charge::Paid, Guard::Paid),
            (self.deny_high_risk && spec.risk == Risk::High, Guard::HighRisk),
        ];
        guards.into_iter().find_map(|(refuses, guard)| refuses.then_some(guard)).map_or(Ok(()), Err)
    }
}

/// A guard of a client that refused a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Guard {
    /// The client only reads.
    ReadOnly,
    /// The client does not spend money.
    Paid,
    /// The client does not take high risks.
    HighRisk,
}

impl fmt::Display for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Guard::ReadOnly => "the client only reads, and the operation is not known to do no more",
            Guard::Paid => "the client does not spend money, and the operation is documented to cost some",
            Guard::HighRisk => "the client takes no high risks, and the operation is documented as one",
        })
    }
}

#[cfg(test)]
mod tests {
    use acs_rules::Access;

    use super::*;

    const ALL: Guards = Guards { read_only: true, deny_paid: true, deny_high_risk: true };

    #[track_caller]
    fn check(guards: Guards, spec: &OperationSpec<'_>, refused: Option<Guard>) {
        assert_eq!(guards.check(spec).err(), refused, "{}", spec.name);
    }

    #[test]
    fn a_read_passes_all_guards() {
        let spec = OperationSpec { access: Access::Get, ..OperationSpec::rpc("DescribeThings") };
        check(ALL, &spec, None);
    }

    #[test]
    fn what_is_not_known_to_read_is_no_read() {
        let spec = OperationSpec::rpc("DescribeThings");
        check(ALL, &spec, Some(Guard::ReadOnly));
        check(Guards { read_only: false, ..ALL }, &spec, None);
        let tagged = OperationSpec { access: Access::Get, ..OperationSpec::rpc("SendSms") };
        check(ALL, &tagged, Some(Guard::ReadOnly));
    }

    #[test]
    fn money_and_risk_are_denied_where_they_are_documented() {
        let writes = Guards { read_only: false, ..ALL };
        let paid = OperationSpec { charge: Charge::Paid, ..OperationSpec::rpc("BuyThing") };
        check(writes, &paid, Some(Guard::Paid));
        let risky = OperationSpec { risk: Risk::High, ..OperationSpec::rpc("DeleteThing") };
        check(writes, &risky, Some(Guard::HighRisk));
        for spec in [paid, risky] {
            check(Guards::default(), &spec, None);
        }
        let bought =
            OperationSpec { access: Access::Get, charge: Charge::Paid, ..OperationSpec::rpc("GetThing") };
        check(ALL, &bought, Some(Guard::Paid));
    }
}
