//! history: what became of one operation from one state to the next, down to each parameter, value and code.
//!
//! It is the same comparison as of whole products, of that operation alone; and what comes or goes within something else,
//! such as the values of a new parameter, is said one by one.

use std::collections::HashSet;

use serde::Serialize;

use super::change::{Change, Kind, Level, Notes, Report};
use super::things::{Thing, Things, things};
use super::{State, diff_product};
use crate::markdown::code;
use crate::model::{Api, Operation, Response};
use crate::options::Options;
use crate::path::is_within;

/// The history of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct History {
    /// The spec, as git names it.
    pub spec: String,
    /// The commits that changed what it says, the newest first.
    pub commits: Vec<Commit>,
}

/// A commit that changed what a spec says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Commit {
    /// Its hash.
    pub hash: String,
    /// The same, as short as git makes it.
    pub short: String,
    /// Its date.
    pub date: String,
    /// The first line of its message.
    pub subject: String,
    /// What it changed.
    pub changes: Vec<Change>,
}

/// An operation in a state of the specs.
#[derive(Clone, Copy, Debug)]
pub struct Stage<'s> {
    /// The state.
    pub state: State<'s>,
    /// The name of the operation.
    pub operation: &'s str,
}

impl Stage<'_> {
    /// Whether the state has the operation; one that the documentation has dropped is not there.
    pub fn is_there(&self) -> bool {
        self.operation().is_some()
    }

    fn operation(&self) -> Option<(&Api, &Operation)> {
        self.state.model.apis.iter().find_map(|api| {
            let op = api.operation(self.operation).filter(|op| op.gone.is_none())?;
            Some((api, op))
        })
    }

    /// The product version as if it had that operation only, and no hosts and limits.
    fn alone(&self) -> Option<Api> {
        let (api, op) = self.operation()?;
        let fields = op.parameters.iter().chain(op.response.fields());
        let reached: HashSet<&str> = api.reachable(fields);
        Some(Api {
            operations: vec![op.clone()],
            types: api.types.iter().filter(|it| reached.contains(it.name.as_str())).cloned().collect(),
            endpoints: Vec::new(),
            throttle: Vec::new(),
            folder: api.folder.clone(),
            product: api.product.clone(),
            version: api.version.clone(),
            package: api.package.clone(),
            codes: api.codes.clone(),
            ..*api
        })
    }
}

/// What became of an operation that is called so in each state. Of one that only one of them has: that it came, with all that
/// it has, or went. Changes are in the order of their paths.
///
/// Shared types count where the operation leads to them, and codes of the product do; its hosts and limits do not.
pub fn changes_of(old: Stage<'_>, new: Stage<'_>) -> Vec<Change> {
    let mut list = match (old.alone(), new.alone()) {
        (None, None) => Vec::new(),
        (None, Some(after)) => came(&after, old.state, new.state),
        (Some(before), None) => went(&before, old.state, new.state),
        (Some(before), Some(after)) => became(before, &after, old.state, new.state),
    };
    list.sort_by(|one, other| (&one.path, one.kind).cmp(&(&other.path, other.kind)));
    list
}

fn went(api: &Api, old: State<'_>, new: State<'_>) -> Vec<Change> {
    let mut notes = Notes::new(old.sources, new.sources, api);
    for op in &api.operations {
        notes.operation = Some(op.name.clone());
        notes.push(Kind::OperationRemoved, &op.name, (Some(op.origin), None), "it is gone".to_owned());
    }
    notes.changes
}

/// An operation that is new, with all that it has.
fn came(api: &Api, old: State<'_>, new: State<'_>) -> Vec<Change> {
    let operations = api.operations.iter().map(bare).collect();
    let bare = Api { operations, types: Vec::new(), codes: Vec::new(), ..api.clone() };
    let mut notes = Notes::new(old.sources, new.sources, api);
    for op in &api.operations {
        notes.operation = Some(op.name.clone());
        notes.push(Kind::OperationAdded, &op.name, (None, Some(op.origin)), "it is new".to_owned());
    }
    let Report { changes, .. } =
        diff_product(&bare, api, Notes::new(new.sources, new.sources, api), &Options::default());
    notes.changes.extend(changes.into_iter().filter(|change| change.kind.direction() == Direction::Came));
    add_things(&bare, api, &mut notes);
    // Nobody has called it before.
    for change in &mut notes.changes {
        (change.level, change.breaks_calls, change.old) = (Level::Minor, false, None);
    }
    notes.changes
}

/// The operation with nothing in it.
fn bare(op: &Operation) -> Operation {
    let response = match &op.response {
        Response::Fields(_) => Response::Fields(Vec::new()),
        other => other.clone(),
    };
    let (parameters, response_headers, codes) = (Vec::new(), Vec::new(), Vec::new());
    Operation { parameters, response, response_headers, codes, ..op.clone() }
}

fn became(mut before: Api, after: &Api, old: State<'_>, new: State<'_>) -> Vec<Change> {
    let mut notes = Notes::new(old.sources, new.sources, after);
    for (was, is) in before.operations.iter_mut().zip(&after.operations) {
        notes.operation = Some(is.name.clone());
        if was.name != is.name {
            let places = (Some(was.origin), Some(is.origin));
            let message = format!("it was called {}", code(&was.name));
            let change = notes.push(Kind::OperationRenamed, &is.name, places, message);
            change.guess(&is.name, is.name.clone());
            change.level = Level::Major;
            was.name.clone_from(&is.name);
            was.module.clone_from(&is.module);
            was.rust_name.clone_from(&is.rust_name);
        }
    }
    let Report { changes, .. } =
        diff_product(&before, after, Notes::new(old.sources, new.sources, after), &Options::default());
    notes.changes.extend(changes);
    add_things(&before, after, &mut notes);
    notes.changes
}

/// Adds what came or went within something else, for the comparison names only the outermost.
fn add_things(old: &Api, new: &Api, notes: &mut Notes<'_>) {
    let (before, after) = (things(old), things(new));
    let noted: HashSet<(String, Direction)> =
        notes.changes.iter().map(|change| (change.path.clone(), change.kind.direction())).collect();
    let renamed: Vec<String> = notes.changes.iter().flat_map(paths_of_renamed).map(str::to_owned).collect();
    let is_renamed = |path: &str| renamed.iter().any(|of| is_within(path, of));
    let mut add = |one: &Things,
                   other: &Things,
                   direction: Direction,
                   change: fn(&Thing) -> (Kind, String)| {
        for (path, thing) in one.iter().filter(|(path, _)| !other.contains_key(*path) && !is_renamed(path)) {
            let (kind, message) = change(thing);
            let places = match direction {
                Direction::Went => (Some(thing.origin), None),
                Direction::Came | Direction::Changed => (None, Some(thing.origin)),
            };
            if !noted.contains(&(path.clone(), direction)) {
                notes.push(kind, path, places, message);
            }
        }
    };
    add(&before, &after, Direction::Went, Thing::going);
    add(&after, &before, Direction::Came, Thing::coming);
}

/// Both paths of what has another name in the operation.
fn paths_of_renamed(change: &Change) -> Vec<&str> {
    match &change.new_path {
        Some(path) if change.kind != Kind::OperationRenamed => vec![&change.path, path],
        _ => Vec::new(),
    }
}

/// Whether a change is about something that came, went, or stayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// It was not there before.
    Came,
    /// It is not there any more.
    Went,
    /// It is otherwise.
    Changed,
}

impl Kind {
    /// Whether it is about an operation, a parameter, a field, a value or a code that came or went, or about something else.
    pub fn direction(self) -> Direction {
        match self {
            Kind::ProductAdded
            | Kind::OperationAdded
            | Kind::ParameterAdded
            | Kind::RequiredParameterAdded
            | Kind::ValueAdded
            | Kind::FieldAdded
            | Kind::CodeAdded => Direction::Came,
            Kind::ProductRemoved
            | Kind::OperationRemoved
            | Kind::ParameterRemoved
            | Kind::ValueRemoved
            | Kind::FieldRemoved
            | Kind::CodeRemoved => Direction::Went,
            Kind::ProtocolChanged
            | Kind::EndpointAdded
            | Kind::EndpointChanged
            | Kind::EndpointRemoved
            | Kind::OperationRenamed
            | Kind::Deprecated
            | Kind::Undeprecated
            | Kind::RouteChanged
            | Kind::MediaChanged
            | Kind::AccessChanged
            | Kind::RiskChanged
            | Kind::ThrottleChanged
            | Kind::PermissionChanged
            | Kind::ParameterRenamed
            | Kind::ParameterRequired
            | Kind::ParameterOptional
            | Kind::TypeChanged
            | Kind::PlaceChanged
            | Kind::RoleChanged
            | Kind::SecrecyChanged
            | Kind::DefaultChanged
            | Kind::ValuesListed
            | Kind::ValuesUnlisted
            | Kind::LimitTightened
            | Kind::LimitLoosened
            | Kind::RuleAdded
            | Kind::RuleRemoved
            | Kind::RuleChanged
            | Kind::FieldRenamed
            | Kind::ResponseChanged
            | Kind::CodeRenamed
            | Kind::CodeStatusChanged
            | Kind::CompletionChanged
            | Kind::PagingChanged
            | Kind::TombstoneDropped
            | Kind::RustChanged => Direction::Changed,
        }
    }
}

#[cfg(test)]
mod tests;
