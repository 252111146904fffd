//! verdict: what the changes are for those who compile against the crate.
//!
//! A thing of the old surface that the new one has not, or a thing that the new one asks for and the old one did not, is a
//! loss. A change is major where there is a loss at its path or below. A loss that no change accounts for is a change of
//! its own: names that meet in another way, a parameter more that the compiler can insist on.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Kind, Level, Notes, Report, both};
use super::surface::{self, Surface};
use crate::model::Api;

/// What is lost, by path.
type Losses = BTreeMap<String, Vec<String>>;

pub(super) fn judge(mut notes: Notes<'_>, (old, new): (&Api, &Api)) -> Report {
    let losses = losses(&surface::of(old), &surface::of(new));
    let mut explained = BTreeSet::new();
    for change in notes.changes.iter_mut().filter(|change| change.kind.may_lose()) {
        let below: Vec<&str> =
            losses.keys().map(String::as_str).filter(|path| is_at_or_below(path, &change.path)).collect();
        if !below.is_empty() {
            change.level = Level::Major;
            explained.extend(below);
        }
    }
    for (path, items) in losses.iter().filter(|(path, _)| !explained.contains(path.as_str())) {
        let message = format!("the compiler sees it otherwise: {}", items.join(", "));
        let owner = path.split('.').next().unwrap_or(path);
        notes.operation = old.operation(owner).map(|op| op.name.clone());
        let place = |api: &Api| api.operation(owner).map_or(api.origin, |op| op.origin);
        notes.push(Kind::RustChanged, path, both(place(old), place(new)), message).level = Level::Major;
    }
    Report { changes: notes.changes, texts: notes.texts }
}

fn losses(old: &Surface, new: &Surface) -> Losses {
    let mut losses = Losses::new();
    let none = BTreeSet::new();
    for (path, items) in &old.gives {
        let kept = new.gives.get(path).unwrap_or(&none);
        let lost = items.difference(kept).map(|item| format!("`{item}` is gone"));
        losses.entry(path.clone()).or_default().extend(lost);
    }
    // What is asked of those who call a new operation is asked of nobody yet.
    let had_owner = |path: &str| path.match_indices('.').any(|(at, _)| old.gives.contains_key(&path[..at]));
    for (path, items) in new.asks.iter().filter(|(path, _)| had_owner(path)) {
        let asked = old.asks.get(path).unwrap_or(&none);
        let more = items.difference(asked).map(|item| format!("{item} is asked for"));
        losses.entry(path.clone()).or_default().extend(more);
    }
    losses.retain(|_, lost| !lost.is_empty());
    losses
}

fn is_at_or_below(path: &str, of: &str) -> bool {
    path.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
