//! Faults: errors that were asked for, until they have happened.

use acs_codegen::model::{Api, Operation};
use acs_rules::Code;

use crate::codes;
use crate::dispatch::Target;
use crate::error::{Error, Kind};
use crate::record::Outcome;
use crate::refusal::Refusal;

/// Most names that are offered for one that does not exist.
const OFFERED: usize = 3;
/// Least likeness of a name that is offered, where 1 is equal.
const LIKENESS: f64 = 0.7;

/// How often an error happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Times {
    Limited(u32),
    Always,
}

#[derive(Debug)]
struct Fault {
    product: String,
    version: String,
    operation: String,
    refusal: Refusal,
    times: Times,
}

/// The errors that are still to happen, in the order in which they were asked for.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    /// Asks for a documented error of an operation, in each product that has both.
    pub(crate) fn add(
        &mut self,
        apis: &[Api],
        operation: &str,
        code: &str,
        times: Times,
    ) -> Result<(), Error> {
        let found: Vec<_> = apis.iter().filter_map(|api| Some((api, api.operation(operation)?))).collect();
        if found.is_empty() {
            let known = apis.iter().flat_map(|api| &api.operations).map(|op| op.name.as_str());
            let near = nearest(operation, known);
            return Err(Kind::UnknownOperation { operation: operation.to_owned(), near }.into());
        }
        if code.contains("%s") {
            return Err(Kind::Template { code: code.to_owned() }.into());
        }
        let known = self.0.len();
        self.0.extend(found.iter().filter_map(|(api, op)| Fault::new(api, op, code, times)));
        if self.0.len() > known {
            return Ok(());
        }
        let documented = found.iter().flat_map(|(_, op)| &op.codes).map(|code| code.code.as_str());
        let near = nearest(code, documented.chain(codes::PLATFORM.iter().map(|code| code.code)));
        let (operation, code) = (operation.to_owned(), code.to_owned());
        Err(Kind::UndocumentedCode { operation, code, near }.into())
    }

    /// The error that the next request of this operation gets, which has then happened once.
    pub(crate) fn take(&mut self, target: &Target<'_>) -> Option<Refusal> {
        let index = self.0.iter().position(|fault| fault.is_for(target))?;
        let refusal = self.0[index].refusal.clone();
        match &mut self.0[index].times {
            Times::Always => {}
            Times::Limited(left) if *left > 1 => *left -= 1,
            Times::Limited(_) => {
                self.0.remove(index);
            }
        }
        Some(refusal)
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

impl Fault {
    fn new(api: &Api, op: &Operation, code: &str, times: Times) -> Option<Self> {
        let status = documented_status(op, code)?;
        let text = op.codes.iter().find(|known| known.code == code).and_then(|known| known.text.as_deref());
        let message = text.unwrap_or("the emulator was told to answer with this error");
        Some(Self {
            product: api.product.clone(),
            version: api.version.clone(),
            operation: op.name.clone(),
            refusal: Refusal::with_outcome(Code::new(status, code), message, Outcome::Fault),
            times,
        })
    }

    fn is_for(&self, Target { api, op, .. }: &Target<'_>) -> bool {
        self.product == api.product && self.version == api.version && self.operation == op.name
    }
}

/// The status of a code that the operation documents, as it is or by a template, or that all services share.
fn documented_status(op: &Operation, code: &str) -> Option<u16> {
    let own = || op.codes.iter().map(|known| Code::new(known.status, &known.code));
    let exact = own().find(|known| known.code == code);
    let known = exact.or_else(|| own().find(|known| known.matches(code)));
    let known = known.or_else(|| codes::PLATFORM.iter().copied().find(|known| known.code == code));
    known.map(|known| known.status)
}

fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Vec<String> {
    let likeness = |known: &str| strsim::jaro_winkler(&name.to_lowercase(), &known.to_lowercase());
    let mut near: Vec<_> =
        known.map(|known| (likeness(known), known)).filter(|(like, _)| *like >= LIKENESS).collect();
    near.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(x.cmp(y)));
    near.dedup();
    near.into_iter().take(OFFERED).map(|(_, name)| name.to_owned()).collect()
}
