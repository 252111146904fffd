//! The product versions that a spec was part of, commit by commit, and what changed from one to the next.

use std::collections::HashMap;
use std::rc::Rc;

use acs_codegen::diff::{Change, Stage, State, changes_of};
use acs_codegen::{Diagnostics, Jobs, Level, Model, Sources};

use super::commits::Step;
use crate::report::Failure;
use crate::state::{Loaded, git};

/// Most states that are kept in memory: the next commit has the one of the last, mostly.
const KEPT: usize = 8;

/// States, by the object that git has each as.
pub(super) struct Stages<'j> {
    jobs: &'j Jobs,
    known: HashMap<String, Found>,
    /// Which states could not be read, and why.
    pub(super) unreadable: Vec<String>,
    /// What there is before the first commit.
    nothing: (Model, Sources),
}

/// What a commit has in the folder of a spec.
#[derive(Clone)]
enum Found {
    Nothing,
    Specs(Rc<Loaded>),
    /// Specs of another age, in a language that is not this one.
    Unreadable,
}

/// The newest state that could be read so far, and the spec in it.
pub(super) type Last = Option<(Rc<Loaded>, String)>;

impl<'j> Stages<'j> {
    pub(super) fn new(jobs: &'j Jobs) -> Self {
        let nothing = (Model { apis: Vec::new(), warnings: Diagnostics::default() }, Sources::new());
        Self { jobs, known: HashMap::new(), unreadable: Vec::new(), nothing }
    }

    /// What a commit changed; of one that joins branches, what none of them has yet. Where the state before cannot be read,
    /// `last` takes its place.
    pub(super) fn changes(&mut self, step: &Step, last: &mut Last) -> Vec<Change> {
        let after = match self.find(&step.hash, &step.spec) {
            Found::Nothing => None,
            Found::Specs(loaded) => Some((loaded, step.spec.clone())),
            Found::Unreadable => return Vec::new(),
        };
        let mut befores: Vec<Last> = Vec::new();
        for parent in &step.parents {
            befores.push(match self.find(parent, &step.was) {
                Found::Nothing => None,
                Found::Specs(loaded) => Some((loaded, step.was.clone())),
                Found::Unreadable => last.clone(),
            });
        }
        if befores.is_empty() {
            befores.push(None);
        }
        let mut changes = befores.iter().map(|before| self.between(before, &after));
        let first = changes.next().unwrap_or_default();
        let changes = changes.fold(first, |all, other| {
            all.into_iter().filter(|change| other.iter().any(|it| is_same(change, it))).collect()
        });
        *last = after.or(last.take());
        changes
    }

    fn between(&self, old: &Last, new: &Last) -> Vec<Change> {
        changes_of(self.stage(old), self.stage(new))
    }

    fn stage<'s>(&'s self, found: &'s Last) -> Stage<'s> {
        match found {
            None => {
                Stage { state: State { model: &self.nothing.0, sources: &self.nothing.1 }, operation: "" }
            }
            Some((loaded, spec)) => {
                Stage { state: loaded.state(), operation: operation(&loaded.model, spec) }
            }
        }
    }

    fn find(&mut self, commit: &str, spec: &str) -> Found {
        let folder = spec.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = format!("{commit}:{folder}");
        let Ok(tree) = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name]) else {
            return Found::Nothing;
        };
        if let Some(found) = self.known.get(&tree) {
            return found.clone();
        }
        let found = match Loaded::of_git(&name, folder, self.jobs) {
            Ok(loaded) => Found::Specs(Rc::new(loaded)),
            Err(failure) => {
                let message =
                    format!("`{name}` cannot be read, so that its changes are told with a later commit");
                self.unreadable.push(format!("{message}: {}", said(failure)));
                Found::Unreadable
            }
        };
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        self.known.insert(tree, found.clone());
        found
    }
}

/// The operation that a spec is of; a file may have a name that differs from it.
fn operation<'m>(model: &'m Model, spec: &str) -> &'m str {
    let file = spec.rsplit('/').next().unwrap_or(spec);
    let operations = model.apis.iter().flat_map(|api| &api.operations);
    let mut of_file = operations.filter(|op| op.file.rsplit(['/', ':']).next() == Some(file));
    of_file.next().map_or("", |op| &op.name)
}

/// What is wrong, in a line.
fn said(failure: Failure) -> String {
    match failure {
        Failure::Diagnostics(found) => {
            found.iter().find(|it| it.level == Level::Error).map(|it| it.message.clone()).unwrap_or_default()
        }
        Failure::Message(message) => message,
        Failure::Status(_) => String::new(),
    }
}

fn is_same(one: &Change, other: &Change) -> bool {
    (&one.path, one.kind, &one.message) == (&other.path, other.kind, &other.message)
}
