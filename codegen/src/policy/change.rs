//! What another state of the documentation needs of a policy, and what it does not need any more.

use std::collections::BTreeSet;

use serde::Serialize;

use super::arn::Arn;
use super::grants::{Grant, Grants};

/// What changed between two states.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Changes {
    /// The changes: what is needed first, by action.
    pub changes: Vec<Change>,
    /// The operations of which the new state does not tell what they need, while the old one does or does not have them.
    pub undocumented: Vec<String>,
}

impl Changes {
    /// Whether a policy for the old state is too small for the new one, as far as documentation tells.
    pub fn needs_more(&self) -> bool {
        self.changes.iter().any(|change| matches!(change.kind, Kind::Needed | Kind::Documented))
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.undocumented.is_empty()
    }
}

/// A change of what must be allowed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// What it is.
    pub kind: Kind,
    /// The action.
    pub action: String,
    /// The resource as it is documented, or the condition key.
    pub on: String,
    /// The operations that need the action, or needed it.
    pub operations: Vec<String>,
}

/// What a change of permissions is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An action must be allowed on a resource that the old state does not need it on.
    Needed,
    /// An action must be allowed on a resource, and the old state does not tell what the operations need that it is for.
    Documented,
    /// An action need not be allowed on a resource any more.
    Unneeded,
    /// The service does not know a condition key any more; a statement with it may not allow anything.
    KeyRemoved,
    /// A statement may have another condition key.
    KeyAdded,
}

/// Compares what two states need. A resource that is covered by one of the other state makes no difference, nor does how the
/// names in it are called. What the new state does not tell any more is no reason to take away what the old one tells.
pub fn changes(old: &Grants, new: &Grants) -> Changes {
    let untold: BTreeSet<&String> = new.undocumented.difference(&old.undocumented).collect();
    let mut list = Vec::new();
    for (action, grant) in &new.actions {
        let is_told = grant.operations.iter().any(|name| !old.undocumented.contains(name));
        let kind = if is_told { Kind::Needed } else { Kind::Documented };
        list.extend(beyond(kind, action, grant, old.actions.get(action)));
    }
    for (action, grant) in &old.actions {
        let now = new.actions.get(action);
        list.extend(now.into_iter().flat_map(|now| keys(Kind::KeyAdded, action, now, grant)));
        if grant.operations.iter().any(|name| untold.contains(name)) {
            continue;
        }
        list.extend(beyond(Kind::Unneeded, action, grant, now));
        list.extend(now.into_iter().flat_map(|now| keys(Kind::KeyRemoved, action, grant, now)));
    }
    list.sort();
    Changes { changes: list, undocumented: untold.into_iter().cloned().collect() }
}

/// The resources of a grant that the other one does not cover.
fn beyond(kind: Kind, action: &str, grant: &Grant, other: Option<&Grant>) -> Vec<Change> {
    let is_covered =
        |arn: &&Arn| other.is_some_and(|other| other.resources.iter().any(|wide| wide.covers(arn)));
    let uncovered = grant.resources.iter().filter(|arn| !is_covered(arn));
    uncovered.map(|arn| change(kind, action, arn.to_string(), grant)).collect()
}

/// The condition keys of a grant that the other one does not have.
fn keys(kind: Kind, action: &str, grant: &Grant, other: &Grant) -> Vec<Change> {
    let more = grant.condition_keys.difference(&other.condition_keys);
    more.map(|key| change(kind, action, key.clone(), grant)).collect()
}

fn change(kind: Kind, action: &str, on: String, grant: &Grant) -> Change {
    let operations = grant.operations.iter().cloned().collect();
    Change { kind, action: action.to_owned(), on, operations }
}
