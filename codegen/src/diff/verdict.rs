//! verdict: what the changes are for those who compile against the crate.
//!
//! A thing of the old surface that the new one has not, or a thing that the new one asks for and the old one did not, is a
//! loss. What is called the same in Rust is the same, also where the documentation spells it in another way. A change is
//! major where there is a loss at its path or below. A loss that no change accounts for is a change of its own: names that
//! meet in another way, a parameter more that the compiler can insist on.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::change::{Change, Kind, Level, Notes, Report, both};
use super::surface::{self, Item, Place, Surface};
use crate::model::Api;
use crate::options::Options;
use crate::path::is_within;

/// What is lost, by the place that it had.
type Losses = BTreeMap<Place, Vec<String>>;

pub(super) fn judge(mut notes: Notes<'_>, (old, new): (&Api, &Api), options: &Options) -> Report {
    let (before, after) = (surface::of(old, options), surface::of(new, options));
    let (losses, mut taken) = (losses(&before, &after), taken(&before, &after));
    let mut explained = BTreeSet::new();
    for change in notes.changes.iter_mut().filter(|change| change.kind.may_lose()) {
        let below: Vec<&Place> = losses.keys().filter(|place| is_about(change, place)).collect();
        if !below.is_empty() {
            change.level = Level::Major;
            explained.extend(below);
        }
    }
    for (place, items) in losses.iter().filter(|(place, _)| !explained.contains(place)) {
        let message = format!("the compiler sees it otherwise: {}", items.join(", "));
        note_for_rust(place, (old, new), message, &mut notes).level = Level::Major;
    }
    let told = |place: &Place| notes.changes.iter().any(|it| it.kind.may_lose() && is_about(it, place));
    taken.retain(|place, _| !told(place));
    for (place, items) in taken {
        let message = format!("its name in Rust is that of something else now: {}", items.join(", "));
        note_for_rust(&place, (old, new), message, &mut notes).breaks_calls = true;
    }
    notes.into_report()
}

/// Notes what no change of the documentation accounts for.
fn note_for_rust<'c>(
    place: &Place,
    (old, new): (&Api, &Api),
    message: String,
    notes: &'c mut Notes<'_>,
) -> &'c mut Change {
    let operation = place.operation.as_deref();
    notes.operation = operation.map(str::to_owned);
    let origin =
        |api: &Api| operation.and_then(|name| api.operation(name)).map_or(api.origin, |op| op.origin);
    notes.push(Kind::RustChanged, &place.path, both(origin(old), origin(new)), message)
}

fn losses(old: &Surface, new: &Surface) -> Losses {
    let mut losses = Losses::new();
    // What has another path in the documentation and is the same in Rust is not lost.
    let kept: HashSet<&Item> = new.gives.values().flatten().collect();
    for (place, items) in &old.gives {
        let lost = items.iter().filter(|item| !kept.contains(item));
        losses.entry(place.clone()).or_default().extend(lost.map(|item| format!("`{}` is gone", item.text)));
    }
    // What is asked of those who call a new operation is asked of nobody yet.
    let modules: HashSet<&str> = old.gives.values().flatten().map(|item| &*item.module).collect();
    let asked: HashSet<&Item> = old.asks.values().flatten().collect();
    for (place, items) in &new.asks {
        let more = items.iter().filter(|item| modules.contains(&*item.module) && !asked.contains(item));
        losses
            .entry(place.clone())
            .or_default()
            .extend(more.map(|item| format!("{} is asked for", item.text)));
    }
    losses.retain(|_, lost| !lost.is_empty());
    losses
}

/// What another thing has taken over from one that is still there: code that uses it compiles, and means the other.
fn taken(old: &Surface, new: &Surface) -> Losses {
    let kept: HashSet<&Item> = new.gives.values().flatten().collect();
    let mut taken = Losses::new();
    for (place, items) in &old.gives {
        let Some(own) = new.gives.get(place) else { continue };
        let others = items.iter().filter(|item| !own.contains(item) && kept.contains(item));
        taken.insert(place.clone(), others.map(|item| format!("`{}`", item.text)).collect());
    }
    taken.retain(|_, items| !items.is_empty());
    taken
}

/// Whether a change is about what has this place: within its own, or that of the new name.
fn is_about(change: &Change, place: &Place) -> bool {
    let is_in = |operation: Option<&str>, path: &str| {
        place.operation.as_deref() == operation && is_within(&place.path, path)
    };
    let operation = change.operation.as_deref();
    let (name, path) = (change.renamed.as_deref(), change.new_path.as_deref());
    let now = if change.kind == Kind::OperationRenamed { name } else { operation };
    is_in(operation, &change.path) || path.is_some_and(|path| is_in(now, path))
}
