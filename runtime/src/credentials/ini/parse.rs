//! The text of the file, as Python's `configparser` reads it without interpolation.

use zeroize::Zeroizing;

use super::Values;

/// The names and values of a section, names in lower case; none where there is no such section.
///
/// A line is a section in brackets, a name and a value with `=` or `:` in between, a comment after `#` or `;`, or goes on
/// with the value before it where it is indented deeper than the value's name. What follows ` #` in a value is a comment,
/// too. Lines that are none of these are passed over, and of what is said twice the last counts.
pub(super) fn section(text: &str, name: &str) -> Option<Values> {
    let mut found: Option<Values> = None;
    let mut is_inside = false;
    let mut last: Option<Name> = None;
    for line in text.lines() {
        let content = line.trim();
        if content.is_empty() || content.starts_with(['#', ';']) {
            continue;
        }
        let indent = line.chars().take_while(|char| char.is_whitespace()).count();
        if let Some(last) = last.as_ref().filter(|last| indent > last.indent) {
            let value = last.found.as_ref().and_then(|key| found.as_mut()?.get_mut(key));
            if let Some(value) = value {
                *value = joined(value, without_comment(content));
            }
            continue;
        }
        last = None;
        if let Some(section) = content.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            is_inside = section.0.trim() == name;
            if is_inside {
                found.get_or_insert_default();
            }
        } else if let Some((key, value)) = content.split_once(['=', ':']) {
            let key = is_inside.then(|| key.trim().to_lowercase());
            if let Some(key) = &key {
                let value = Zeroizing::new(without_comment(value.trim()).to_owned());
                found.get_or_insert_default().insert(key.clone(), value);
            }
            last = Some(Name { indent, found: key });
        }
    }
    found
}

/// The name of a value that the next lines may go on with.
struct Name {
    /// How many characters stand before it.
    indent: usize,
    /// The name itself, where it is in the section that is looked for.
    found: Option<String>,
}

fn joined(value: &str, more: &str) -> Zeroizing<String> {
    let mut joined = Zeroizing::new(String::with_capacity(value.len() + 1 + more.len()));
    joined.push_str(value);
    joined.push('\n');
    joined.push_str(more);
    joined
}

fn without_comment(value: &str) -> &str {
    let comment = value
        .match_indices('#')
        .find(|(at, _)| value[..*at].chars().next_back().is_none_or(char::is_whitespace));
    comment.map_or(value, |(at, _)| value[..at].trim_end())
}

#[cfg(test)]
mod tests;
