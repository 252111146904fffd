//! What a text looks like: character set, beginnings, regular expressions, times.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::text::Prose;
use crate::import::draft::Parameter;
use crate::raw::{FieldKind, FormatName};

/// Reads character set, beginnings and regular expressions.
pub(super) fn infer(parameter: &mut Parameter, prose: &Prose) {
    if parameter.kind != Some(FieldKind::String) {
        return;
    }
    infer_charset(parameter, prose);
    infer_beginnings(parameter, prose);
    infer_pattern(parameter, prose);
}

/// A time in UTC with the format spelled out; the example must have it too.
pub(super) fn infer_format(parameter: &mut Parameter, prose: &Prose) {
    static TIME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b`?yyyy-mm-dd`?t`?hh:mm(:ss)?`?z`?(?:$|[\s.,`])").expect("a valid pattern")
    });
    if parameter.kind != Some(FieldKind::String) || parameter.format.is_some() {
        return;
    }
    let stated = prose.lines.iter().any(|line| TIME.is_match(&line.text));
    let shown = parameter.example.as_deref().is_some_and(|text| acs_rules::Format::Timestamp.accepts(text));
    if stated && shown {
        parameter.format = Some(FormatName::Timestamp);
        parameter.infer("format");
    }
}

/// "can contain only ASCII characters".
fn infer_charset(parameter: &mut Parameter, prose: &Prose) {
    static ASCII: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?i)\b(?:contains?|supports?|be) only ASCII characters\b|\bonly ASCII characters are (?:allowed|supported)\b";
        Regex::new(pattern).expect("a valid pattern")
    });
    if prose.sentences().any(|(_, sentence)| ASCII.is_match(sentence)) {
        parameter.ascii = true;
        parameter.infer("charset");
    }
}

/// "must start with `x`", "cannot start with `acs:` or `aliyun`".
///
/// A text that may be empty cannot start with anything, so the first is not read where zero characters are allowed.
fn infer_beginnings(parameter: &mut Parameter, prose: &Prose) {
    static MUST: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)\bmust start with (.*)$").expect("a valid pattern"));
    static CANNOT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:cannot|must not|can't|can not) (?:start|begin) with (.*)$").expect("a valid pattern")
    });
    let mut must = Vec::new();
    let mut cannot = Vec::new();
    for (_, sentence) in prose.sentences().filter(|(_, sentence)| !sentence.to_lowercase().starts_with("if ")) {
        let rest = |pattern: &Regex| pattern.captures(sentence)?.get(1).map(|rest| literals(rest.as_str()));
        must.extend(rest(&MUST).unwrap_or_default());
        cannot.extend(rest(&CANNOT).unwrap_or_default());
    }
    let empty = prose.lines.iter().any(|line| line.text.contains("0 to ") || line.text.contains("empty string"));
    if !must.is_empty() && !empty {
        parameter.starts_with = must;
        parameter.infer("starts-with");
    }
    if !cannot.is_empty() {
        parameter.not_starts_with = cannot;
        parameter.infer("not-starts-with");
    }
}

/// The literals that a clause lists, up to where the clause ends; none if one of them is in words.
fn literals(clause: &str) -> Vec<String> {
    static LIST: LazyLock<Regex> = LazyLock::new(|| {
        let item = r"(?:`[^`\s]+`|[a-z]+:(?://)?|aliyun)";
        Regex::new(&format!(r"^{item}(?:(?:, (?:or |nor )?| or | nor ){item})*(?:$|,| and |\.)")).expect("a valid pattern")
    });
    let Some(list) = LIST.find(clause) else { return Vec::new() };
    let words = list.as_str().split([' ', ',']).map(|word| word.trim_matches('`').trim_end_matches('.'));
    let words = words.filter(|word| !matches!(*word, "" | "or" | "nor" | "and"));
    words.map(str::to_owned).collect()
}

/// "The regular expression for this parameter is `...`".
fn infer_pattern(parameter: &mut Parameter, prose: &Prose) {
    static STATED: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?i)\bregular expression(?: (?:for|of) this parameter)?(?: is|\s*[:：])\s*`([^`]+)`$";
        Regex::new(pattern).expect("a valid pattern")
    });
    let stated = prose.sentences().find_map(|(_, sentence)| STATED.captures(sentence));
    let stated = stated.and_then(|captures| captures.get(1).map(|pattern| pattern.as_str().to_owned()));
    let good = stated.filter(|pattern| parameter.pattern.is_none() && accepts_example(pattern, parameter));
    if let Some(pattern) = good {
        parameter.pattern = Some(pattern);
        parameter.infer("pattern");
    }
}

/// Whether the pattern is one, and matches the example, if there is one without asterisks for what is left out.
fn accepts_example(pattern: &str, parameter: &Parameter) -> bool {
    let Ok(pattern) = Regex::new(&format!("^(?:{pattern})$")) else { return false };
    let example = parameter.example.as_deref().filter(|example| !example.contains('*'));
    example.is_none_or(|example| pattern.is_match(example))
}
