//! A policy with all that stands behind it, for programs.

use serde::Serialize;

use super::condition::Condition;
use super::document::{Policy, policy};
use super::fill::{Unfilled, Values, unfilled};
use super::grants::Grants;

/// A policy, what each of its actions is for, and what it could not tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// The document.
    pub policy: Policy,
    /// The actions in it.
    pub permissions: Vec<Permission>,
    /// The operations of which documentation does not tell what they need, as `example/2024-01-01/DescribeThings`.
    pub undocumented: Vec<String>,
    /// The names in documented resources for which `*` stands in the document.
    pub unfilled: Vec<Unfilled>,
}

/// What documentation says of an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Permission {
    /// The action.
    pub action: String,
    /// The resources, as they are documented.
    pub resources: Vec<String>,
    /// The condition keys of the service that a statement may use.
    pub condition_keys: Vec<String>,
    /// The operations that need it.
    pub operations: Vec<String>,
}

impl Report {
    /// The policy that allows what grants say, with these values and conditions.
    pub fn new(grants: &Grants, values: &Values, conditions: &[Condition]) -> Self {
        let permissions = grants.actions.iter().map(|(action, grant)| Permission {
            action: action.clone(),
            resources: grant.resources.iter().map(ToString::to_string).collect(),
            condition_keys: grant.condition_keys.iter().cloned().collect(),
            operations: grant.operations.iter().cloned().collect(),
        });
        Self {
            policy: policy(grants, values, conditions),
            permissions: permissions.collect(),
            undocumented: grants.undocumented.iter().cloned().collect(),
            unfilled: unfilled(grants, values),
        }
    }
}
