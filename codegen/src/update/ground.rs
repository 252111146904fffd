//! The ground that an overlay stands on: facts that people have confirmed or corrected, and that the documentation has changed.
//!
//! Such an entry goes on to apply, for only a person can tell whether it still should.

use super::document::{Documents, document, entries, get};
use crate::diagnostic::Diagnostic;
use crate::import::yaml::{Entries, Node, flow};
use crate::path::split_key;
use crate::raw::Overlay;
use crate::read::parse;
use crate::sources::Sources;
use crate::span::{Origin, reading};

/// A warning for each entry of the overlay in `new` whose facts are others than in `old`.
pub(super) fn changed(old: &Sources, new: &Sources) -> Vec<Diagnostic> {
    let Some((id, file)) = new.iter().find(|(_, file)| file.path.ends_with("/overlay.yaml")) else {
        return Vec::new();
    };
    let Ok(overlay) = reading(id, || parse::<Overlay>(&file.text)) else { return Vec::new() };
    let (old, new) = (Documents::of(old), Documents::of(new));
    let mut found = Vec::new();
    for path in overlay.confirm.iter().flatten() {
        if let Some((of, key)) = split_key(&path.value) {
            let facts = (old.at(of), new.at(of));
            found.extend(compare(&facts, key, &format!("`{}` is confirmed", path.value), path.origin));
        }
    }
    let sets = document(&file.text).unwrap_or_default();
    for (fix, keys) in overlay.fixes.iter().flatten().zip(keys(&sets)) {
        let facts = (old.at(&fix.at.value), new.at(&fix.at.value));
        let said = format!("`{}` is corrected", fix.at.value);
        found.extend(keys.iter().filter_map(|key| compare(&facts, key, &said, fix.at.origin)));
    }
    found
}

/// The keys that each correction sets.
fn keys(overlay: &Entries) -> Vec<Vec<String>> {
    let Some(Node::List(fixes)) = get(overlay, "fixes") else { return Vec::new() };
    let keys = |fix: &Node| {
        let set = entries(get(entries(fix)?, "set")?)?;
        Some(set.iter().map(|(key, _)| key.clone()).collect())
    };
    fixes.iter().map(|fix| keys(fix).unwrap_or_default()).collect()
}

fn compare(
    (old, new): &(Option<Entries>, Option<Entries>),
    key: &str,
    said: &str,
    origin: Origin,
) -> Option<Diagnostic> {
    let (was, is) = (get(old.as_ref()?, key), get(new.as_ref()?, key));
    if was == is {
        return None;
    }
    let word =
        |node: Option<&Node>| node.map_or_else(|| "nothing".to_owned(), |node| format!("`{}`", flow(node)));
    let message = format!("{said}, and the documentation has changed `{key}` since");
    let help = format!("it said {}, and says {}: compare that with the page", word(was), word(is));
    Some(Diagnostic::warning("changed-fact", message).at(origin).help(help))
}
