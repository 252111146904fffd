//! Documented values: lists of literals, after the words that announce them.
//!
//! An example that is not among the values shows that they are about something else, or only a part.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::agreed::Agreed;
use super::text::{Line, Prose, is_conditional, regex};
use crate::import::draft::Parameter;
use crate::raw::FieldKind;

/// Most values that are taken for a list of values.
const MOST: usize = 200;

/// Values that a description lists.
#[derive(Default)]
struct Listed {
    values: Vec<String>,
    default: Option<String>,
    /// Whether each value is marked as a literal.
    marked: bool,
}

/// Reads values, and the default among them.
pub(super) fn infer(parameter: &mut Parameter, prose: &Prose, request: bool) {
    let scalar = matches!(
        parameter.kind,
        Some(FieldKind::String | FieldKind::Boolean | FieldKind::Integer | FieldKind::Number)
    );
    if !scalar || !parameter.values.is_empty() {
        return;
    }
    let Some(listed) = listed(parameter, prose) else { return };
    let default = listed.default.filter(|_| request && parameter.default.is_none() && !parameter.required);
    if let Some(default) = default {
        parameter.default = Some(default);
        parameter.infer("default");
    }
    if parameter.kind != Some(FieldKind::Boolean) {
        parameter.values = listed.values;
        parameter.infer("values");
    }
}

fn listed(parameter: &Parameter, prose: &Prose) -> Option<Listed> {
    let mut announced = announcements(prose);
    let listed = match announced.len() {
        0 => only_value(prose).or_else(|| unannounced(parameter, prose))?,
        1 => announced.remove(0)?,
        _ => return None,
    };
    let distinct =
        (1..listed.values.len()).all(|index| !listed.values[..index].contains(&listed.values[index]));
    let example = parameter.example.as_deref();
    let is_example = |value: &String| example.is_some_and(|example| value.eq_ignore_ascii_case(example));
    let shown = listed.values.iter().any(is_example);
    let good = !listed.values.is_empty()
        && listed.values.len() <= MOST
        && distinct
        && !has_more(prose, &listed.values)
        && listed.values.iter().all(|value| fits(parameter.kind, value))
        && (shown || example.is_none() && (listed.marked || is_boolean(&listed.values)));
    good.then_some(listed)
}

/// Whether a number that is not listed is explained: "0 indicates that there is none".
fn has_more(prose: &Prose, values: &[String]) -> bool {
    static MEANS: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)^(?:a |the )?(?:value of |value )?`?(-?\d+)`? (?:indicates|specifies|means) ")
    });
    let meant = prose.sentences().filter_map(|(_, sentence)| MEANS.captures(sentence)?.get(1));
    meant.into_iter().any(|value| !values.iter().any(|known| known == value.as_str()))
}

fn is_boolean(values: &[String]) -> bool {
    values.len() == 2 && values.iter().all(|value| value == "true" || value == "false")
}

fn fits(kind: Option<FieldKind>, value: &str) -> bool {
    match kind {
        Some(FieldKind::Boolean) => value == "true" || value == "false",
        Some(FieldKind::Integer) => value.parse::<i64>().is_ok(),
        Some(FieldKind::Number) => value.parse::<f64>().is_ok_and(f64::is_finite),
        _ => true,
    }
}

/// What follows each "Valid values:"; none where it is not understood, or holds under a condition.
fn announcements(prose: &Prose) -> Vec<Option<Listed>> {
    if !prose.mentions("valid value") {
        return Vec::new();
    }
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?i)\bvalid values?(?: of (?:this|the) parameter)?(?: are| include)?\s*[:：]\s*(.*)$";
        regex(pattern)
    });
    let mut found = Vec::new();
    for (index, line) in prose.lines.iter().enumerate() {
        let Some(captures) = MARK.captures(&line.text) else { continue };
        let before = captures.get(0).map_or("", |all| &line.text[..all.start()]);
        let rest = captures.get(1).map_or("", |rest| rest.as_str());
        found.push(if line.bullet || has_condition(before) {
            None
        } else if rest.is_empty() {
            bullets(&prose.lines[index + 1..])
        } else {
            inline(rest)
        });
    }
    found
}

/// Whether the text before an announcement ties it to a condition: the sentence it stands in, or one that begins so.
fn has_condition(before: &str) -> bool {
    let prose = Prose::read(before);
    let mut sentences = prose.sentences().map(|(_, sentence)| sentence);
    let last = before.rsplit(". ").next().unwrap_or(before);
    is_conditional(last)
        || sentences.any(|sentence| sentence.starts_with("If ") || sentence.starts_with("When "))
}

/// The items of the list that begins here. One that goes on after other text may be one list or two, and is not read.
fn bullets(lines: &[Line]) -> Option<Listed> {
    let indent = lines.first()?.indent;
    let mut listed = Listed { marked: true, ..Listed::default() };
    for (index, line) in lines.iter().enumerate() {
        if line.indent > indent {
            continue;
        }
        let continues = line.bullet == lines[0].bullet && !line.note;
        match item(line).filter(|_| continues) {
            Some((value, marked, default)) => {
                listed.marked &= marked;
                listed.default = listed.default.or_else(|| default.then(|| value.clone()));
                listed.values.push(value);
            }
            // An item that is no literal spoils the list; anything else ends it.
            None if continues && line.bullet => return None,
            None if index == 0 => return None,
            None => {
                let goes_on = lines[index..].iter().any(|line| is_new(line, &listed.values));
                return Some(listed).filter(|_| !goes_on);
            }
        }
    }
    Some(listed)
}

/// Whether a line is an item with another literal, or with one that is not understood: `b (not recommended): …`.
fn is_new(line: &Line, known: &[String]) -> bool {
    static LIKELY: LazyLock<Regex> = LazyLock::new(|| {
        let word = r"[A-Za-z0-9_][A-Za-z0-9_.+-]*";
        regex(&format!(r"^`|^{word}(?: \| {word})*\s*(?:\([^()]*\))?\s*:"))
    });
    match item(line).filter(|_| line.bullet) {
        Some((value, _, _)) => !known.contains(&value),
        None => line.bullet && !line.note && LIKELY.is_match(&line.text),
    }
}

/// The literal that an item begins with, whether it is marked as one, and whether it is the default.
fn item(line: &Line) -> Option<(String, bool, bool)> {
    const DEFAULT: &str = r"(?i:\(default(?: value)?\)|\[default\])";
    static MARKED: LazyLock<Regex> = LazyLock::new(|| {
        let value = r"`([A-Za-z0-9_][A-Za-z0-9_.:/+*-]*?)`";
        regex(&format!(r"^{value}\s*({DEFAULT})?\s*[.,;]?(?:$|[:：]| ?[-–—] )"))
    });
    static BARE: LazyLock<Regex> = LazyLock::new(|| {
        let value = r"([A-Za-z0-9_][A-Za-z0-9_.+-]*?)";
        regex(&format!(r"^{value}\s*({DEFAULT})?(?:[.,;]?$|\s*[:：](?:\s|$))"))
    });
    let marked = MARKED.captures(&line.text);
    let bare = || BARE.captures(&line.text).filter(|_| line.bullet);
    let is_marked = marked.is_some();
    let captures = marked.or_else(bare)?;
    let default = captures.get(2).is_some() || line.text.contains("This is the default value");
    Some((captures.get(1)?.as_str().to_owned(), is_marked, default))
}

/// Literals in a sentence: `a`, `b` and `c`.
fn inline(rest: &str) -> Option<Listed> {
    static ITEM: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"^(`?)([A-Za-z0-9_][A-Za-z0-9_.:/+*-]*?)(`?)\s*((?i:\(default(?: value)?\)))?$";
        regex(pattern)
    });
    let line = Prose::read(rest);
    let (_, sentence) = line.sentences().next()?;
    let parts = sentence.replace(" and ", ", ").replace(" or ", ", ").replace(",,", ",");
    let mut listed = Listed { marked: true, ..Listed::default() };
    for part in parts.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let captures = ITEM.captures(part)?;
        let value = captures.get(2)?.as_str().to_owned();
        let ticks = [captures.get(1)?.as_str(), captures.get(3)?.as_str()];
        if ticks[0] != ticks[1] {
            return None;
        }
        listed.marked &= ticks[0] == "`";
        listed.default = listed.default.or_else(|| captures.get(4).map(|_| value.clone()));
        listed.values.push(value);
    }
    (listed.marked || listed.values.len() > 1).then_some(listed)
}

/// A sentence that allows one value.
fn only_value(prose: &Prose) -> Option<Listed> {
    static ONLY: LazyLock<Regex> = LazyLock::new(|| {
        let value = r"`([A-Za-z0-9_][A-Za-z0-9_.:/+-]*)`";
        let set = format!(r"Set (?:the value|this parameter) to {value}");
        let fixed = format!(r"The value is fixed (?:to|as) {value}");
        let only = format!(r"Only {value} (?:may be returned|is returned|is supported)");
        regex(&format!(r"^(?:{set}|{fixed}|{only})(?:$|, which)"))
    });
    let mut found = Agreed::default();
    for (line, sentence) in prose.sentences() {
        let Some(captures) = ONLY.captures(sentence) else { continue };
        let value = (1..=3).find_map(|group| captures.get(group)).map(|value| value.as_str().to_owned());
        found.add(value, line.bullet);
    }
    Some(Listed { values: vec![found.value()??], default: None, marked: true })
}

/// A list of marked literals without an announcement, if there is an example to confirm it, and if they are no names of
/// parts.
fn unannounced(parameter: &Parameter, prose: &Prose) -> Option<Listed> {
    let start = prose.lines.iter().position(|line| line.bullet)?;
    parameter.example.as_ref()?;
    let above = start.checked_sub(1).map_or("", |above| &prose.lines[above].text);
    if [" fields", " parameters", " keys", "JSON"].iter().any(|parts| above.contains(parts)) {
        return None;
    }
    bullets(&prose.lines[start..]).filter(|listed| listed.marked && listed.values.len() > 1)
}
