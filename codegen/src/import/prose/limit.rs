//! Limits and defaults: lengths, ranges, the value taken when a parameter is left out.

use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

use super::text::{Prose, number};
use crate::import::draft::{Bounds, Parameter};
use crate::raw::FieldKind;

/// A number in a pattern.
const N: &str = r"`?(-?\d[\d,]*(?:\.\d+)?)`?";

/// "2 to 128 characters in length", "cannot exceed 64 characters", "can be up to 64 characters".
pub(super) fn infer_length(parameter: &mut Parameter, prose: &Prose) {
    static BOTH: LazyLock<Regex> = LazyLock::new(|| {
        let end = r"(?: in length| long)?(?:$|[,;]| and | in length)";
        Regex::new(&format!(r"(?i)(?:\bbe|\bcontain|\bis|\bare|^) {N} to {N} characters{end}")).expect("a valid pattern")
    });
    static MOST: LazyLock<Regex> = LazyLock::new(|| {
        let words = r"(?:cannot exceed|must not exceed|can be (?:a )?up to|up to|at most|no more than|a maximum of)";
        Regex::new(&format!(r"(?i)\b{words} {N} characters\b")).expect("a valid pattern")
    });
    if parameter.kind != Some(FieldKind::String) || !parameter.length.is_empty() {
        return;
    }
    let both = |captures: &Captures<'_>| bounds(captures, 1, 2);
    let most = |captures: &Captures<'_>| Bounds { min: None, max: group(captures, 1) };
    let mut found = Agreed::default();
    for (_, sentence) in prose.sentences() {
        let read = BOTH.captures(sentence).as_ref().map(both);
        let Some(read) = read.or_else(|| MOST.captures(sentence).as_ref().map(most)) else { continue };
        found.add(read, is_conditional(sentence));
    }
    if let Some(length) = found.value().and_then(length) {
        parameter.length = length;
        parameter.infer("length");
    }
}

/// A length that says something: at least 0 does not.
fn length(bounds: Bounds) -> Option<Bounds> {
    let min = bounds.min.filter(|min| min != "0");
    let whole = [&min, &bounds.max].into_iter().flatten().all(|limit| limit.parse::<u64>().is_ok());
    let length = Bounds { min, max: bounds.max };
    (whole && is_ordered(&length) && !length.is_empty()).then_some(length)
}

/// "Valid values: 1 to 100", "The value ranges from 1 to 100", "Minimum value: 900".
pub(super) fn infer_range(parameter: &mut Parameter, prose: &Prose) {
    static BOTH: LazyLock<Regex> = LazyLock::new(|| {
        let mark = r"(?:valid values?|value range|valid range)(?: of this parameter)?\s*[:：]\s*(?:an integer from )?";
        let verb = r"(?:the )?(?:valid )?values?(?: of this parameter)? (?:ranges?|must range|can range|must be|can be) (?:an integer )?from ";
        Regex::new(&format!(r"(?i)^(?:{mark}|{verb}){N}(?: to |\s?~\s?){N}$")).expect("a valid pattern")
    });
    static LEAST: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(&format!(r"(?i)^minimum(?: value)?\s*[:：]\s*{N}$")).expect("a valid pattern"));
    static MOST: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(&format!(r"(?i)^maximum(?: value)?\s*[:：]\s*{N}$")).expect("a valid pattern"));
    let kind = matches!(parameter.kind, Some(FieldKind::Integer | FieldKind::Number | FieldKind::String));
    if !kind || !parameter.range.is_empty() || !parameter.values.is_empty() || !has_number(parameter) {
        return;
    }
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
    let range = Bounds { min: min.value().flatten(), max: max.value().flatten() };
    let fits = |limit: &String| parameter.kind != Some(FieldKind::Integer) || limit.parse::<i64>().is_ok();
    let whole = [&range.min, &range.max].into_iter().flatten().all(fits);
    if whole && is_ordered(&range) && !range.is_empty() {
        parameter.range = range;
        parameter.infer("range");
    }
}

/// Whether the example of a text, if there is one, is a number.
fn has_number(parameter: &Parameter) -> bool {
    let text = parameter.kind == Some(FieldKind::String);
    !text || parameter.example.as_deref().is_none_or(|example| number(example).is_some())
}

/// "Default value: 50", "The default value is `true`".
pub(super) fn infer_default(parameter: &mut Parameter, prose: &Prose) {
    static DEFAULT: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?i)^(?:the )?default(?: value)?(?: is|\s*[:：])\s*(`?)([A-Za-z0-9_-][A-Za-z0-9_.:/+-]*)`?$";
        Regex::new(pattern).expect("a valid pattern")
    });
    if parameter.default.is_some() || parameter.required {
        return;
    }
    let mut found = Agreed::default();
    for (line, sentence) in prose.sentences() {
        let Some(captures) = DEFAULT.captures(sentence) else { continue };
        let marked = captures.get(1).is_some_and(|tick| tick.as_str() == "`");
        let value = captures.get(2).map(|value| value.as_str().to_owned()).unwrap_or_default();
        found.add(default_value(parameter, value, marked), line.bullet);
    }
    if let Some(default) = found.value().flatten() {
        parameter.default = Some(default);
        parameter.infer("default");
    }
}

/// The default as the type spells it, if the parameter can have it.
fn default_value(parameter: &Parameter, value: String, marked: bool) -> Option<String> {
    let known = parameter.values.contains(&value);
    match parameter.kind {
        Some(FieldKind::Boolean) => Some(value.to_lowercase()).filter(|value| value == "true" || value == "false"),
        Some(FieldKind::Integer | FieldKind::Number) => number(&value).filter(|value| in_range(parameter, value)),
        Some(FieldKind::String) if !parameter.values.is_empty() => Some(value).filter(|_| known),
        Some(FieldKind::String) => {
            let nothing = ["null", "none", "empty", "n", "na", "n/a"].contains(&&*value.to_lowercase());
            let literal = marked || number(&value).is_some() || value == "true" || value == "false";
            Some(value).filter(|value| literal && !nothing && in_range(parameter, value))
        }
        _ => None,
    }
}

fn in_range(parameter: &Parameter, value: &str) -> bool {
    let Ok(value) = value.parse::<f64>() else { return true };
    let limit = |limit: &Option<String>| limit.as_ref().and_then(|limit| limit.parse::<f64>().ok());
    limit(&parameter.range.min).is_none_or(|min| min <= value)
        && limit(&parameter.range.max).is_none_or(|max| value <= max)
}

fn bounds(captures: &Captures<'_>, min: usize, max: usize) -> Bounds {
    Bounds { min: group(captures, min), max: group(captures, max) }
}

fn group(captures: &Captures<'_>, index: usize) -> Option<String> {
    number(captures.get(index)?.as_str())
}

fn is_ordered(bounds: &Bounds) -> bool {
    let number = |limit: &Option<String>| limit.as_ref().and_then(|limit| limit.parse::<f64>().ok());
    match (number(&bounds.min), number(&bounds.max)) {
        (Some(min), Some(max)) => min <= max,
        _ => true,
    }
}

/// Whether a sentence holds under a condition only, or is about one part of the text.
fn is_conditional(sentence: &str) -> bool {
    let sentence = format!(" {} ", sentence.to_lowercase());
    [" if ", " when ", " unless ", " each ", " every ", " per "].iter().any(|word| sentence.contains(word))
}

/// A fact that all sentences about it agree on.
struct Agreed<T> {
    value: Option<T>,
    disputed: bool,
}

impl<T> Default for Agreed<T> {
    fn default() -> Self {
        Self { value: None, disputed: false }
    }
}

impl<T: PartialEq> Agreed<T> {
    fn add(&mut self, value: T, doubtful: bool) {
        self.disputed |= doubtful || self.value.as_ref().is_some_and(|known| *known != value);
        self.value = Some(value);
    }

    fn value(self) -> Option<T> {
        self.value.filter(|_| !self.disputed)
    }
}
