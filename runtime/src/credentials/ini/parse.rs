//! The text of the file, as Python's `configparser` reads it without interpolation.

use zeroize::Zeroizing;

use super::Values;

/// The names and values of a section, names in lower case; none where there is no such section.
///
/// A line is a section in brackets, a name and a value with `=` or `:` in between, a comment after `#` or `;`, or goes on
/// with the value before it where it is indented. What follows ` #` in a value is a comment, too. Lines that are none of
/// these are passed over, and of what is said twice the last counts.
pub(super) fn section(text: &str, name: &str) -> Option<Values> {
    let mut found: Option<Values> = None;
    let mut is_inside = false;
    let mut last: Option<String> = None;
    for line in text.lines() {
        let content = line.trim();
        if content.is_empty() || content.starts_with(['#', ';']) {
            continue;
        }
        if line.starts_with([' ', '\t']) && last.is_some() {
            let value = last.as_ref().and_then(|key| found.as_mut()?.get_mut(key));
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
        } else if let (true, Some((key, value))) = (is_inside, content.split_once(['=', ':'])) {
            let key = key.trim().to_lowercase();
            let value = Zeroizing::new(without_comment(value.trim()).to_owned());
            found.get_or_insert_default().insert(key.clone(), value);
            last = Some(key);
        }
    }
    found
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
