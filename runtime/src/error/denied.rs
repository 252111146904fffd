//! What the caller of a denied operation lacks: from the operation's own table, and from what the service tells.

use std::fmt;

use acs_rules::{OperationSpec, Resource};
use serde_json::Value;

use super::display::one_line;

/// What the service tells about a denial, where it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Denial {
    action: Option<String>,
    reason: Option<String>,
    policy: Option<String>,
}

impl Denial {
    /// Of the object that stands in the envelope.
    pub(super) fn read(detail: &Value) -> Self {
        let field =
            |name: &str| detail.get(name)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        Self { action: field("AuthAction"), reason: field("NoPermissionType"), policy: field("PolicyType") }
    }
}

/// The permission that a caller lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MissingPermission<'a> {
    /// The RAM action, such as `eipanycast:UnassociateAnycastEipAddress`: what the service tells, else that of the
    /// operation's page.
    pub action: &'a str,
    /// The resources that the action applies to, as templates of their names, from the operation's page.
    pub resources: &'static [Resource<'static>],
    /// How it is denied, where the service tells: `ImplicitDeny` if no policy allows it, `ExplicitDeny` if one forbids it.
    pub reason: Option<&'a str>,
    /// The kind of policy that decided, where the service tells, such as `ControlPolicy`.
    pub policy: Option<&'a str>,
}

impl<'a> MissingPermission<'a> {
    pub(super) fn of(operation: &'static OperationSpec<'static>, denial: Option<&'a Denial>) -> Option<Self> {
        let told = denial.and_then(|denial| denial.action.as_deref());
        let action = told.or(Some(operation.action).filter(|action| !action.is_empty()))?;
        // The service may tell of another action than the operation's, which applies to other resources.
        let resources = if action == operation.action { operation.resources } else { &[] };
        let reason = denial.and_then(|denial| denial.reason.as_deref());
        Some(Self { action, resources, reason, policy: denial.and_then(|denial| denial.policy.as_deref()) })
    }
}

impl fmt::Display for MissingPermission<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the caller lacks the RAM action `{}`", one_line(self.action))?;
        for (index, resource) in self.resources.iter().enumerate() {
            let separator = if index == 0 { " on" } else { " or" };
            write!(f, "{separator} `{}`", resource.arn)?;
        }
        match (self.reason, self.policy) {
            (Some(reason), Some(policy)) => {
                write!(f, " ({} by {})", one_line(reason), one_line(policy))
            }
            (Some(text), None) | (None, Some(text)) => write!(f, " ({})", one_line(text)),
            (None, None) => Ok(()),
        }
    }
}
