//! Limits: how long a text may be, and how large a number.
//!
//! A limit that the documented example breaks is about something else, and is not taken.

use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

use super::agreed::Agreed;
use super::text::{Prose, is_conditional, number, regex};
use crate::import::draft::{Bounds, Parameter};
use crate::raw::FieldKind;

/// A number in a pattern.
const N: &str = r"`?(-?\d[\d,]*(?:\.\d+)?)`?";

/// Reads the length of a text.
pub(super) fn infer_length(parameter: &mut Parameter, prose: &Prose) {
    if parameter.kind != Some(FieldKind::String) || !parameter.length.is_empty() {
        return;
    }
    let example = parameter.example.as_deref().filter(|example| !example.contains('*'));
    let shown = |length: &Bounds| example.is_none_or(|example| holds(length, example.chars().count() as f64));
    if let Some(length) = stated_length(prose, super::is_json(parameter)).and_then(length).filter(shown) {
        parameter.length = length;
        parameter.infer("length");
    }
}

/// "2 to 128 characters in length", "cannot exceed 64 characters", "can be up to 64 characters".
///
/// In JSON, an item of a list is about a part of it.
fn stated_length(prose: &Prose, json: bool) -> Option<Bounds> {
    if !prose.mentions("characters") {
        return None;
    }
    static BOTH: LazyLock<Regex> = LazyLock::new(|| {
        let end = r"(?: in length| long)?(?:$|[,;]| and | in length)";
        regex(&format!(r"(?i)(?:\bbe|\bcontain|\bis|\bare|^) {N} to {N} characters{end}"))
    });
    static MOST: LazyLock<Regex> = LazyLock::new(|| {
        let up_to =
            r"cannot exceed|must not exceed|can be (?:a )?up to|up to|at most|no more than|a maximum of";
        regex(&format!(r"(?i)\b(?:{up_to}) {N} characters\b"))
    });
    let mut found = Agreed::default();
    for (line, sentence) in prose.sentences() {
        let part = is_conditional(sentence) || line.is_about_part() || sentence.contains(" single ");
        let part = part || json && line.bullet;
        if let Some(captures) = BOTH.captures(sentence) {
            let both = Bounds { min: group(&captures, 1), max: group(&captures, 2) };
            found.add(both, part);
        } else if let Some(captures) = MOST.captures(sentence) {
            found.add(Bounds { min: None, max: group(&captures, 1) }, part);
        }
    }
    found.value()
}

/// A length that says something: at least 0 does not.
fn length(bounds: Bounds) -> Option<Bounds> {
    let min = bounds.min.filter(|min| min != "0");
    let whole = [&min, &bounds.max].into_iter().flatten().all(|limit| limit.parse::<u64>().is_ok());
    let length = Bounds { min, max: bounds.max };
    (whole && is_ordered(&length) && !length.is_empty()).then_some(length)
}

/// Reads the range of a number, also of one in a text.
pub(super) fn infer_range(parameter: &mut Parameter, prose: &Prose) {
    let kind = matches!(parameter.kind, Some(FieldKind::Integer | FieldKind::Number | FieldKind::String));
    if !kind || !parameter.range.is_empty() || !parameter.values.is_empty() || !has_number(parameter) {
        return;
    }
    let range = stated_range(prose);
    let fits = |limit: &String| parameter.kind != Some(FieldKind::Integer) || limit.parse::<i64>().is_ok();
    let whole = [&range.min, &range.max].into_iter().flatten().all(fits);
    let example = parameter.example.as_deref().and_then(|example| example.parse::<f64>().ok());
    let shown = example.into_iter().chain(mentioned(prose)).all(|value| holds(&range, value));
    if whole && shown && is_ordered(&range) && !range.is_empty() {
        parameter.range = range;
        parameter.infer("range");
    }
}

/// "Valid values: 1 to 100", "The value ranges from 1 to 100", "Minimum value: 900".
fn stated_range(prose: &Prose) -> Bounds {
    static BOTH: LazyLock<Regex> = LazyLock::new(|| {
        let mark = r"(?:valid values?|value range|valid range)(?: of this parameter)?\s*[:：]\s*";
        let verb = r"(?:ranges?|must range|can range|must be|can be)";
        let verb = format!(r"(?:the )?(?:valid )?values?(?: of this parameter)? {verb} ");
        let start = format!(r"(?:{mark}(?:an integer from )?|{verb}(?:an integer )?from )");
        regex(&format!(r"(?i)^{start}{N}(?: to |\s?~\s?){N}$"))
    });
    static LEAST: LazyLock<Regex> =
        LazyLock::new(|| regex(&format!(r"(?i)^minimum(?: value)?\s*[:：]\s*{N}$")));
    static MOST: LazyLock<Regex> =
        LazyLock::new(|| regex(&format!(r"(?i)^maximum(?: value)?\s*[:：]\s*{N}$")));
    let (mut min, mut max) = (Agreed::default(), Agreed::default());
    for (line, sentence) in prose.sentences() {
        if let Some(captures) = BOTH.captures(sentence) {
            min.add(group(&captures, 1), line.bullet);
            max.add(group(&captures, 2), line.bullet);
        } else if let Some(captures) = LEAST.captures(sentence) {
            min.add(group(&captures, 1), line.bullet);
        } else if let Some(captures) = MOST.captures(sentence) {
            max.add(group(&captures, 1), line.bullet);
        }
    }
    Bounds { min: min.value().flatten(), max: max.value().flatten() }
}

/// Numbers that a parameter may be set to, wherever that is said.
fn mentioned(prose: &Prose) -> Vec<f64> {
    static SET: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(r"(?i)\b(?:set|sets) (?:the value|this parameter|it) to {N}(?:$|[ ,;.])"))
    });
    let found = prose.sentences().filter_map(|(_, sentence)| SET.captures(sentence));
    found.filter_map(|captures| group(&captures, 1)?.parse().ok()).collect()
}

/// Whether the example of a text, if there is one, is a number.
fn has_number(parameter: &Parameter) -> bool {
    let text = parameter.kind == Some(FieldKind::String);
    !text || parameter.example.as_deref().is_none_or(|example| number(example).is_some())
}

/// Whether a number is within limits.
pub(super) fn holds(bounds: &Bounds, value: f64) -> bool {
    limit(&bounds.min).is_none_or(|min| min <= value) && limit(&bounds.max).is_none_or(|max| value <= max)
}

fn limit(limit: &Option<String>) -> Option<f64> {
    limit.as_ref().and_then(|limit| limit.parse().ok())
}

fn group(captures: &Captures<'_>, index: usize) -> Option<String> {
    number(captures.get(index)?.as_str())
}

fn is_ordered(bounds: &Bounds) -> bool {
    match (limit(&bounds.min), limit(&bounds.max)) {
        (Some(min), Some(max)) => min <= max,
        _ => true,
    }
}
