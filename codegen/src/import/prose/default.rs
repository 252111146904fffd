//! Defaults: the value that the service takes when a parameter is left out.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::agreed::Agreed;
use super::limit::holds;
use super::text::{Prose, number, regex};
use crate::import::draft::Parameter;
use crate::raw::FieldKind;

/// Reads "Default value: 50", "The default value is `true`".
pub(super) fn infer(parameter: &mut Parameter, prose: &Prose) {
    static DEFAULT: LazyLock<Regex> = LazyLock::new(|| {
        let value = r"(`?)([A-Za-z0-9_-][A-Za-z0-9_.:/+-]*|[0-9,]+)`?";
        regex(&format!(r"(?i)^(?:the )?default(?: value)?(?: is|\s*[:：])\s*{value}$"))
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
    let default = found.value().flatten().filter(|default| !is_disputed(default, prose));
    if let Some(default) = default {
        parameter.default = Some(default);
        parameter.infer("default");
    }
}

/// "is set to `b` by default", which may hold in some cases only.
fn is_disputed(default: &str, prose: &Prose) -> bool {
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)\b(?:parameter|value) is (?:set to )?`?([A-Za-z0-9_.-]+)`? by default\b")
    });
    let others = prose.sentences().filter_map(|(_, sentence)| OTHER.captures(sentence)?.get(1));
    others.into_iter().any(|other| !other.as_str().eq_ignore_ascii_case(default))
}

/// The default as the type spells it, if the parameter can have it.
fn default_value(parameter: &Parameter, value: String, marked: bool) -> Option<String> {
    let known = parameter.values.contains(&value);
    match parameter.kind {
        Some(FieldKind::Boolean) => {
            Some(value.to_lowercase()).filter(|value| value == "true" || value == "false")
        }
        Some(FieldKind::Integer | FieldKind::Number) => {
            number(&value).filter(|value| in_range(parameter, value))
        }
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
    value.parse::<f64>().map_or(true, |value| holds(&parameter.range, value))
}
