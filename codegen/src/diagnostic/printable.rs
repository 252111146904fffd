//! Text of strangers for a terminal, which obeys some characters.

use std::borrow::Cow;

/// A text in which nothing commands a terminal: control characters and those that turn the direction of writing are spelled, as
/// in `\\u{1b}`. New lines and tabs stay.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_command) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match is_command(c) {
            true => shown.extend(c.escape_unicode()),
            false => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

fn is_command(c: char) -> bool {
    let turns =
        matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (c.is_control() && !matches!(c, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_spelled() {
        for (text, shown) in [
            ("a/中.yaml:\n\tb", "a/中.yaml:\n\tb"),
            ("a\u{1b}[2Jb", "a\\u{1b}[2Jb"),
            ("a\u{202e}b\u{9b}\r", "a\\u{202e}b\\u{9b}\\u{d}"),
        ] {
            assert_eq!(printable(text), shown);
        }
    }
}
