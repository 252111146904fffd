//! Whether a selector names something of the kind that an option is about, and what people may have meant.

use std::collections::HashSet;

use super::known::{Known, What};
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean, likeness, nearest};
use crate::path::{below, join};

/// Most suggestions that are shown.
const SHOWN: usize = 3;

/// What an option is about.
pub(super) struct Sought {
    /// What people call it.
    pub(super) called: &'static str,
    pub(super) is: fn(What) -> bool,
    /// Selectors of many things at once.
    pub(super) wide: &'static [&'static str],
}

/// Refuses a selector that names nothing of the kind, or what a type of the user's own takes the place of.
pub(super) fn check_selector(
    selector: &str,
    sought: &Sought,
    known: &[Known],
    diagnostics: &mut Diagnostics,
) {
    let mut meant = known.iter().filter(|it| it.selector == selector && (sought.is)(it.what));
    if sought.wide.contains(&selector) || meant.clone().any(|it| it.hidden_by.is_none()) {
        return;
    }
    let shown = selector.escape_debug();
    let diagnostic = match meant.find_map(|it| it.hidden_by.as_deref()) {
        Some(own) => {
            let message = format!("`{shown}` is not printed, for a type of yours takes the place of `{own}`");
            Diagnostic::error("selector", message).help("keep one of the two")
        }
        None => Diagnostic::error("selector", format!("`{shown}` names no {}", sought.called))
            .maybe_help(suggest(selector, sought, known)),
    };
    diagnostics.push(diagnostic);
}

/// What a selector may have meant.
fn suggest(selector: &str, sought: &Sought, known: &[Known]) -> Option<String> {
    let is_free = |it: &&Known| (sought.is)(it.what) && it.hidden_by.is_none();
    let candidates = || known.iter().filter(is_free).map(|it| it.selector.as_str());
    if let Some(found) = known.iter().find(|it| it.selector == selector) {
        let inside = list(candidates().filter(|it| below(it, selector).is_some()));
        let inside = inside.map(|inside| format!("; in it there are {inside}")).unwrap_or_default();
        return Some(format!("it is {}{inside}", found.what.called()));
    }
    // Of what is in the same thing, the names are compared, and not the long way to them.
    let parents = known.iter().map(|it| it.selector.as_str()).filter(|it| below(selector, it).is_some());
    if let Some(parent) = parents.max_by_key(|parent| parent.len()) {
        let rest = below(selector, parent).unwrap_or_default();
        let mut names: Vec<&str> = candidates().filter_map(|it| below(it, parent)).collect();
        if let Some(near) = nearest(rest, names.iter().copied()) {
            return Some(format!("did you mean `{}`?", join(parent, near)));
        }
        names.sort_by(|a, b| likeness(rest, b).total_cmp(&likeness(rest, a)));
        let inside: Vec<String> = names.iter().map(|name| join(parent, name)).collect();
        let inside = list(inside.iter().map(String::as_str));
        return inside.map(|inside| format!("in `{parent}` there are {inside}"));
    }
    let all = candidates().chain(sought.wide.iter().copied());
    did_you_mean(selector, all).or_else(|| list(candidates()).map(|some| format!("there are {some}")))
}

/// Some of them, and whether there are more.
fn list<'n>(selectors: impl Iterator<Item = &'n str>) -> Option<String> {
    // Two states of a product have most of them twice.
    let mut seen = HashSet::new();
    let selectors: Vec<_> = selectors.filter(|it| seen.insert(*it)).map(|it| format!("`{it}`")).collect();
    let more = if selectors.len() > SHOWN { " and more" } else { "" };
    (!selectors.is_empty()).then(|| format!("{}{more}", selectors[..selectors.len().min(SHOWN)].join(", ")))
}
