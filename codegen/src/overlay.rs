//! overlay: what people add, looked up by path while the model is resolved.
//!
//! Every entry must be used. One that names nothing is an error; one that changes nothing is a warning.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Level, did_you_mean};
use crate::path::split_key;
use crate::raw::{self, Set};
use crate::span::{Origin, Spanned};

/// The overlay of a product version, by path.
#[derive(Default)]
pub(crate) struct Overlay<'r> {
    texts: HashMap<&'r str, &'r Spanned<String>>,
    names: HashMap<&'r str, &'r Spanned<String>>,
    confirms: HashMap<&'r str, Origin>,
    confirmed: HashMap<&'r str, Vec<&'r Spanned<String>>>,
    fixes: HashMap<&'r str, Vec<&'r raw::Fix>>,
    entries: Vec<(&'static str, &'r str, Origin)>,
    used: RefCell<HashSet<Origin>>,
    known: RefCell<HashSet<String>>,
}

impl<'r> Overlay<'r> {
    /// Indexes an overlay by path.
    pub(crate) fn new(raw: Option<&'r raw::Overlay>) -> Self {
        let mut overlay = Self::default();
        let Some(raw) = raw else { return overlay };
        for (path, text) in raw.texts.iter().flat_map(|map| map.iter()) {
            overlay.texts.insert(&path.value, text);
            overlay.entries.push(("texts", &path.value, path.origin));
        }
        for (path, name) in raw.names.iter().flat_map(|map| map.iter()) {
            overlay.names.insert(&path.value, name);
            overlay.entries.push(("names", &path.value, path.origin));
        }
        for path in raw.confirm.iter().flatten() {
            overlay.confirms.insert(&path.value, path.origin);
            let of = split_key(&path.value).map_or("", |(of, _)| of);
            overlay.confirmed.entry(of).or_default().push(path);
            overlay.entries.push(("confirm", &path.value, path.origin));
        }
        for fix in raw.fixes.iter().flatten() {
            overlay.fixes.entry(&fix.at.value).or_default().push(fix);
            overlay.entries.push(("fixes", &fix.at.value, fix.at.origin));
        }
        overlay
    }

    /// The sentence for a path, or the documentation's own text where that was kept.
    pub(crate) fn text(&self, path: &str, doc: Option<&Spanned<String>>) -> Option<String> {
        self.note(path);
        let chosen = self.texts.get(path);
        if chosen.is_some() {
            self.mark("texts", path);
        }
        chosen.map(|text| text.value.clone()).or_else(|| doc.map(|doc| doc.value.clone()))
    }

    /// The Rust name that a person chose for a path.
    pub(crate) fn name(&self, path: &str) -> Option<&'r Spanned<String>> {
        self.note(path);
        let name = self.names.get(path).copied()?;
        self.mark("names", path);
        Some(name)
    }

    /// Whether a person has checked the inferred fact `key` of `path`.
    pub(crate) fn confirms(&self, path: &str, key: &str) -> bool {
        let entry = format!("{path}.{key}");
        let confirmed = self.confirms.contains_key(entry.as_str());
        if confirmed {
            self.mark("confirm", &entry);
        }
        self.note(&entry);
        confirmed
    }

    /// Reports confirmations of facts of `path` that are declared by now.
    pub(crate) fn report_idle_confirmations(
        &self,
        path: &str,
        is_declared: impl Fn(&str) -> bool,
        diagnostics: &mut Diagnostics,
    ) {
        for entry in self.confirmed.get(path).into_iter().flatten() {
            let key = split_key(&entry.value).map_or(entry.value.as_str(), |(_, key)| key);
            if is_declared(key) {
                self.mark("confirm", &entry.value);
                let message = format!("`{}` is declared by now, and need not be confirmed", entry.value);
                let help = "remove the entry";
                diagnostics.push(Diagnostic::warning("idle-confirm", message).at(entry.origin).help(help));
            }
        }
    }

    /// The corrections of a path, in the order of the file.
    pub(crate) fn fixes(&self, path: &str) -> impl Iterator<Item = &'r Set> {
        self.note(path);
        self.mark("fixes", path);
        self.fixes.get(path).into_iter().flatten().map(|fix| &fix.set)
    }

    fn note(&self, path: &str) {
        if !self.entries.is_empty() {
            self.known.borrow_mut().insert(path.to_owned());
        }
    }

    fn mark(&self, section: &str, path: &str) {
        let found = self.entries.iter().filter(|(of, at, _)| *of == section && *at == path);
        self.used.borrow_mut().extend(found.map(|(_, _, origin)| *origin));
    }

    /// Reports entries that no path of the model asked for.
    pub(crate) fn check_unused(&self, level: Level, diagnostics: &mut Diagnostics) {
        let (used, known) = (self.used.borrow(), self.known.borrow());
        for (section, path, origin) in &self.entries {
            if used.contains(origin) {
                continue;
            }
            let (message, fallback) = match *section {
                "confirm" => (
                    format!("`{path}` is no inferred fact"),
                    "the documentation does not say it any more: remove the entry",
                ),
                _ => (
                    format!("`{path}` names nothing"),
                    "the documentation has changed, or the path has a typo",
                ),
            };
            let help =
                did_you_mean(path, known.iter().map(String::as_str)).unwrap_or_else(|| fallback.to_owned());
            let label = format!("in `{section}`");
            let diagnostic = Diagnostic { level, ..Diagnostic::error("overlay-path", message) };
            diagnostics.push(diagnostic.label(*origin, label).help(help));
        }
    }

    /// Reports facts that are corrected or confirmed twice, for one of the two would hold without a word.
    pub(crate) fn check_twice(raw: &raw::Overlay, diagnostics: &mut Diagnostics) {
        let mut seen: HashMap<(&str, Option<&str>), Origin> = HashMap::new();
        let fixed = raw
            .fixes
            .iter()
            .flatten()
            .flat_map(|fix| fix.set.keys().into_iter().map(|key| (&fix.at, Some(key))));
        let confirmed = raw.confirm.iter().flatten().map(|path| (path, None));
        for (path, key) in fixed.chain(confirmed) {
            let Some(first) = seen.insert((&path.value, key), path.origin) else { continue };
            let (what, help) = match key {
                Some(key) => {
                    (format!("`{key}` of `{}` is corrected twice", path.value), "keep one of the two values")
                }
                None => (format!("`{}` is confirmed twice", path.value), "remove one of the two entries"),
            };
            let diagnostic = Diagnostic::error("duplicate-entry", what).at(path.origin);
            diagnostics.push(diagnostic.label(first, "it stands here, too").help(help));
        }
    }

    /// Reports corrections that say what the documentation says already.
    pub(crate) fn report_idle_fix(&self, path: &str, diagnostics: &mut Diagnostics) {
        for fix in self.fixes.get(path).into_iter().flatten() {
            let message = format!("the correction of `{path}` changes nothing");
            let help = "the documentation says the same by now: remove the entry";
            diagnostics.push(Diagnostic::warning("idle-fix", message).at(fix.at.origin).help(help));
        }
    }
}
