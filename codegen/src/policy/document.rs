//! The document: statements that allow what grants say.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::condition::Condition;
use super::fill::Values;
use super::grants::{Grant, Grants};

/// Most characters that a policy of one's own may have, as `CreatePolicy` of RAM documents it for `PolicyDocument`.
pub const MAX_CHARACTERS: usize = 6144;

/// A RAM policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
pub struct Policy {
    /// The version of the grammar, `1`.
    pub version: String,
    /// The statements, in the order of their first actions.
    pub statement: Vec<Statement>,
}

/// What is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
pub struct Statement {
    /// `Allow`.
    pub effect: String,
    /// The actions, in their order.
    pub action: Vec<String>,
    /// The resources, in their order.
    pub resource: Vec<String>,
    /// When, if not always.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub condition: Conditions,
}

/// The values that each operator takes for each key.
pub type Conditions = BTreeMap<String, BTreeMap<String, Vec<String>>>;

impl Policy {
    /// How many characters it has without spaces between them; [`MAX_CHARACTERS`] is the most.
    pub fn characters(&self) -> usize {
        serde_json::to_string(self).map_or(0, |text| text.chars().count())
    }
}

/// The policy that allows what grants say, with these values for the names in resources. A condition stands in each
/// statement that may have it. Actions with the same resources and conditions share a statement.
pub fn policy(grants: &Grants, values: &Values, conditions: &[Condition]) -> Policy {
    let mut groups: BTreeMap<(Vec<String>, Conditions), Vec<String>> = BTreeMap::new();
    for (action, grant) in &grants.actions {
        let key = (resources(grant, values), conditions_of(grant, conditions));
        groups.entry(key).or_default().push(action.clone());
    }
    let statement = |((resource, condition), action): ((Vec<String>, Conditions), Vec<String>)| Statement {
        effect: "Allow".to_owned(),
        action,
        resource,
        condition,
    };
    let mut statements: Vec<Statement> = groups.into_iter().map(statement).collect();
    statements.sort_by(|one, other| one.action.cmp(&other.action));
    Policy { version: "1".to_owned(), statement: statements }
}

fn resources(grant: &Grant, values: &Values) -> Vec<String> {
    let filled: BTreeSet<String> = grant.resources.iter().flat_map(|arn| values.fill(arn)).collect();
    filled.into_iter().collect()
}

fn conditions_of(grant: &Grant, conditions: &[Condition]) -> Conditions {
    let mut map = Conditions::new();
    for condition in conditions.iter().filter(|condition| condition.fits(grant.condition_keys.iter())) {
        let values =
            map.entry(condition.operator.clone()).or_default().entry(condition.key.clone()).or_default();
        if !values.contains(&condition.value) {
            values.push(condition.value.clone());
        }
    }
    map
}
