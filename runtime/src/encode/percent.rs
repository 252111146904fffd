//! Percent-encoding as signatures need it: everything but letters, digits, `-`, `_`, `.` and `~`, in UTF-8 and
//! uppercase.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_encode_byte, utf8_percent_encode};

/// Whether a byte stays as it is in a component.
const IS_PLAIN: [bool; 256] = {
    let (mut plain, mut byte) = ([false; 256], 0);
    while byte < 256 {
        plain[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'-' | b'_' | b'.' | b'~');
        byte += 1;
    }
    plain
};
/// What cannot stand in a path, and what some official clients rewrite there.
const NO_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'*')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');
const FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b' ');

/// Appends `text` as one component of a path or a query.
pub fn encode_component(text: &str, to: &mut String) {
    // Run by run: most texts are plain from start to end, and each request has many. What is plain is ASCII, so that a run
    // of it begins and ends where characters do.
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        if IS_PLAIN[usize::from(byte)] {
            continue;
        }
        if start < at {
            to.push_str(&text[start..at]);
        }
        to.push_str(percent_encode_byte(byte));
        start = at + 1;
    }
    to.push_str(&text[start..]);
}

/// Appends the literal text of a path template, in which slashes and what is encoded already stay.
pub(super) fn encode_literal(text: &str, to: &mut String) {
    to.extend(utf8_percent_encode(text, NO_PATH));
}

/// The body of a form with these names and values, in this order; a space becomes `+`.
pub fn encode_form<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)]) -> String {
    let mut form = String::new();
    for (name, value) in pairs {
        if !form.is_empty() {
            form.push('&');
        }
        encode_form_part(name.as_ref(), &mut form);
        form.push('=');
        encode_form_part(value.as_ref(), &mut form);
    }
    form
}

fn encode_form_part(text: &str, to: &mut String) {
    let start = to.len();
    to.extend(utf8_percent_encode(text, FORM));
    if to[start..].contains(' ') {
        let spaced = to.split_off(start);
        to.push_str(&spaced.replace(' ', "+"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_characters_stay() {
        let mut text = String::new();
        encode_component("AZaz09-_.~ *+/!'()中", &mut text);
        assert_eq!(text, "AZaz09-_.~%20%2A%2B%2F%21%27%28%29%E4%B8%AD");
    }

    #[test]
    fn forms_write_spaces_as_plus() {
        assert_eq!(encode_form(&[("a b", "c d+*~"), ("e", "")]), "a+b=c+d%2B%2A~&e=");
    }
}
