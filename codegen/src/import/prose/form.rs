//! What a text looks like: character set, beginnings, regular expressions, times.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::text::{Prose, is_conditional, regex};
use crate::import::draft::Parameter;
use crate::raw::{FieldKind, FormatName};

/// Reads character set and regular expressions.
pub(super) fn infer(parameter: &mut Parameter, prose: &Prose) {
    if parameter.kind != Some(FieldKind::String) {
        return;
    }
    infer_charset(parameter, prose);
    infer_pattern(parameter, prose);
}

/// A time in UTC with the format spelled out; the example must have it too.
pub(super) fn infer_format(parameter: &mut Parameter, prose: &Prose) {
    if !prose.mentions("yyyy") {
        return;
    }
    static TIME: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\b`?yyyy-mm-dd`?t`?hh:mm(:ss)?`?z`?(?:$|[\s.,`])"));
    if parameter.kind != Some(FieldKind::String) || parameter.format.is_some() {
        return;
    }
    let stated = prose.lines.iter().any(|line| !line.is_about_part() && TIME.is_match(&line.text));
    let shown = parameter.example.as_deref().is_some_and(|text| acs_rules::Format::Timestamp.accepts(text));
    if stated && shown {
        parameter.format = Some(FormatName::Timestamp);
        parameter.infer("format");
    }
}

/// "can contain only ASCII characters".
fn infer_charset(parameter: &mut Parameter, prose: &Prose) {
    if !prose.mentions("ascii") {
        return;
    }
    static ASCII: LazyLock<Regex> = LazyLock::new(|| {
        let after = r"\bonly ASCII characters are (?:allowed|supported)\b";
        regex(&format!(r"(?i)\b(?:contains?|supports?|be) only ASCII characters\b|{after}"))
    });
    if prose.sentences().any(|(_, sentence)| ASCII.is_match(sentence)) {
        parameter.ascii = true;
        parameter.infer("charset");
    }
}

/// "must start with `x`", "cannot start with `acs:` or `aliyun`".
///
/// A text that may be empty cannot start with anything, so the first is not read where zero characters are allowed.
pub(super) fn infer_beginnings(parameter: &mut Parameter, prose: &Prose) {
    let is_mentioned = prose.mentions("start with") || prose.mentions("begin with");
    if parameter.kind != Some(FieldKind::String) || !is_mentioned {
        return;
    }
    static MUST: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\bmust start with (.*)$"));
    static CANNOT: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\b(?:cannot|must not|can't|can not) (?:start|begin) with (.*)$"));
    let read = |pattern: &Regex| {
        let stated =
            prose.sentences().map(|(_, sentence)| sentence).filter(|sentence| !is_conditional(sentence));
        let mut clauses = stated.filter_map(|sentence| pattern.captures(sentence)?.get(1));
        let first = clauses.next().map(|clause| literals(clause.as_str())).unwrap_or_default();
        // Two such sentences are about two kinds of text.
        if clauses.next().is_none() { first } else { Vec::new() }
    };
    let (must, cannot) = (read(&MUST), read(&CANNOT));
    let empty = prose
        .lines
        .iter()
        .any(|line| format!(" {}", line.text).contains(" 0 to ") || line.text.contains("empty string"));
    let example = parameter.example.clone().unwrap_or_default();
    let begins = |starts: &[String]| starts.iter().any(|start| example.starts_with(start.as_str()));
    if !must.is_empty() && !empty && (example.is_empty() || begins(&must)) {
        parameter.starts_with = must;
        parameter.infer("starts-with");
    }
    if !cannot.is_empty() && !begins(&cannot) {
        parameter.not_starts_with = cannot;
        parameter.infer("not-starts-with");
    }
}

/// The literals that a clause lists, up to where the clause ends; none if one of them is in words.
fn literals(clause: &str) -> Vec<String> {
    static LIST: LazyLock<Regex> = LazyLock::new(|| {
        let item = r"(?:`[^`\s]+`|[a-z]+:(?://)?|aliyun)";
        regex(&format!(r"^{item}(?:(?:, (?:or |nor )?| or | nor ){item})*(?:$|,| and |\.)"))
    });
    let Some(list) = LIST.find(clause) else { return Vec::new() };
    let words = list.as_str().split([' ', ',']).map(|word| word.trim_end_matches('.').trim_matches('`'));
    let words = words.filter(|word| !matches!(*word, "" | "or" | "nor" | "and"));
    words.map(str::to_owned).collect()
}

/// "The regular expression for this parameter is `...`".
fn infer_pattern(parameter: &mut Parameter, prose: &Prose) {
    if !prose.mentions("regular expression") {
        return;
    }
    static STATED: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?i)\bregular expression(?: (?:for|of) this parameter)?(?: is|\s*[:：])\s*`([^`]+)`$";
        regex(pattern)
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
