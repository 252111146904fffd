//! Text that goes into generated code as it is: it must be what it is said to be, and end where it ends.

use crate::name;

/// Whether a text is one or more outer attributes on one line, and nothing else.
pub(super) fn is_attributes(text: &str) -> bool {
    if text.chars().any(char::is_control) {
        return false;
    }
    let mut rest = text.trim();
    let mut any = false;
    while let Some(inside) = rest.strip_prefix("#[") {
        let Some(end) = closing(inside) else { return false };
        if inside[..end].trim().is_empty() {
            return false;
        }
        rest = inside[end + 1..].trim_start();
        any = true;
    }
    any && rest.is_empty()
}

/// Where the bracket closes that was opened before the text; none where it does not, or where something else is closed
/// before, or a comment stands in the way.
fn closing(text: &str) -> Option<usize> {
    let mut open = vec![']'];
    let mut rest = text;
    loop {
        let at = text.len() - rest.len();
        let c = rest.chars().next()?;
        match c {
            '"' => rest = after_string(&rest[1..])?,
            'r' if starts_raw(&text[..at], rest) => rest = after_raw(&rest[1..])?,
            '\'' => rest = after_quote(&rest[1..]),
            '/' if rest.starts_with("//") || rest.starts_with("/*") => return None,
            _ => {
                match c {
                    '(' => open.push(')'),
                    '[' => open.push(']'),
                    '{' => open.push('}'),
                    ')' | ']' | '}' if open.pop() != Some(c) => return None,
                    _ => {}
                }
                if open.is_empty() {
                    return Some(at);
                }
                rest = &rest[c.len_utf8()..];
            }
        }
    }
}

/// What follows a string, of whose text the beginning is given.
fn after_string(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    loop {
        match chars.next()? {
            '"' => return Some(chars.as_str()),
            '\\' => {
                chars.next()?;
            }
            _ => {}
        }
    }
}

/// Whether an `r` begins a raw string: no name goes on there, and hashes and a quote follow.
fn starts_raw(before: &str, from: &str) -> bool {
    let goes_on = before.ends_with(|c: char| (c.is_alphanumeric() || c == '_') && c != 'b' && c != 'c');
    !goes_on && from[1..].trim_start_matches('#').starts_with('"')
}

fn after_raw(text: &str) -> Option<&str> {
    let inside = text.trim_start_matches('#');
    let end = format!("\"{}", "#".repeat(text.len() - inside.len()));
    let inside = inside.strip_prefix('"')?;
    inside.find(&end).map(|at| &inside[at + end.len()..])
}

/// What follows a quote: of a character, or of a lifetime.
fn after_quote(text: &str) -> &str {
    let mut chars = text.chars();
    if chars.next() == Some('\\') {
        chars.next();
        return chars.as_str().split_once('\'').map_or(chars.as_str(), |(_, rest)| rest);
    }
    chars.as_str().strip_prefix('\'').unwrap_or(text)
}

/// Whether a text is the path of a type, from the root of a crate.
pub(super) fn is_type_path(text: &str) -> bool {
    let path = text.strip_prefix("::").unwrap_or(text);
    let rest = path.strip_prefix("crate::").unwrap_or(path);
    rest.split("::").all(name::is_ident)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_whole_and_alone() {
        for text in [
            "#[derive(Eq, Hash)]",
            " #[a] #[b(c = \"]\")] ",
            r##"#[doc = r#"]"]"#]"##,
            r"#[a(']', '\'', 'b')]",
            "#[a::<'b>(c)]",
            r#"#[doc = "\"]"]"#,
            "#[cfg(all(a, not(b)))]",
            "#[r(b)]",
        ] {
            assert!(is_attributes(text), "{text}");
        }
        for text in [
            "",
            "derive(Eq)",
            "#[]",
            "#![allow(x)]",
            "#[a] struct B;",
            "#[a]]",
            "#[a",
            "#[a(]",
            "#[a // ]",
            "#[a /* ] */]",
            "#[doc = \"]",
            "#[a]\n#[b]",
            "#[a)]",
            "#[doc = r#\"\"]",
        ] {
            assert!(!is_attributes(text), "{text}");
        }
    }

    #[test]
    fn types_are_named_from_the_root() {
        for text in ["crate::a::B", "::a::B", "a::B", "String", "std::net::IpAddr"] {
            assert!(is_type_path(text), "{text}");
        }
        for text in ["", "super::B", "self::B", "Vec<u8>", "a::", "a::B; struct C", "crate::", "a b"] {
            assert!(!is_type_path(text), "{text}");
        }
    }
}
