//! Path templates filled with the parameters of a request.

use std::borrow::Cow;

use acs_rules::Value;
use acs_rules::template::{Piece, pieces};

use super::layout::EncodeError;
use super::percent::{encode_component, encode_literal};

/// A path with its parameters percent-encoded, and the decoded query that some documented paths end in, `?type=log`.
pub(super) type Filled<'a> = (Cow<'a, str>, Vec<(String, String)>);

/// Fills a template. A parameter stands for one segment or a part of it; what else cannot stand in a path is encoded.
pub(super) fn fill_path<'a>(template: &'a str, request: &Value<'_>) -> Result<Filled<'a>, EncodeError> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.');
    if template.starts_with('/') && template.bytes().all(is_plain) {
        return Ok((Cow::Borrowed(template), Vec::new()));
    }
    let (path, query) = split_query(template);
    let mut filled = String::with_capacity(path.len() + 32);
    if !path.starts_with('/') {
        filled.push('/');
    }
    for piece in pieces(path) {
        match piece {
            Piece::Literal(text) => encode_literal(text, &mut filled),
            Piece::Parameter(name) => encode_component(&path_text(name, request)?, &mut filled),
        }
    }
    Ok((Cow::Owned(filled), fill_query(query, request)?))
}

/// The template before and after the first question mark that is not part of a parameter's name.
fn split_query(template: &str) -> (&str, &str) {
    let mut at = 0;
    for piece in pieces(template) {
        match piece {
            Piece::Literal(text) => {
                if let Some(mark) = text.find('?') {
                    return (&template[..at + mark], &template[at + mark + 1..]);
                }
                at += text.len();
            }
            Piece::Parameter(name) => at += name.len() + 2,
        }
    }
    (template, "")
}

fn fill_query(template: &str, request: &Value<'_>) -> Result<Vec<(String, String)>, EncodeError> {
    let fill = |template| {
        let mut text = String::new();
        for piece in pieces(template) {
            match piece {
                Piece::Literal(literal) => text.push_str(literal),
                Piece::Parameter(name) => text.push_str(&path_text(name, request)?),
            }
        }
        Ok(text)
    };
    let pairs = template.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((fill(name)?, fill(value)?))
        })
        .collect()
}

fn path_text<'v>(name: &str, request: &'v Value<'_>) -> Result<Cow<'v, str>, EncodeError> {
    let value =
        request.get(name).ok_or_else(|| EncodeError::new(name, "is part of the path and must be set"))?;
    let text = match value {
        Value::List(items) => {
            items.iter().map(Value::text).collect::<Option<Vec<_>>>().map(|it| it.join(",").into())
        }
        value => value.text(),
    };
    let text = text.ok_or_else(|| EncodeError::new(name, "is part of the path and must be a text"))?;
    match &*text {
        "" => Err(EncodeError::new(name, "is part of the path and must not be empty")),
        // Whatever is between here and the service may resolve them, and the request would go elsewhere.
        "." | ".." => Err(EncodeError::new(name, "is part of the path and must not be `.` or `..`")),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(template: &str, value: &'static str, path: &str, query: &[(&str, &str)]) {
        let request = Value::Object(vec![("Id".into(), value.into())]);
        let (filled, pairs) = fill_path(template, &request).expect("the value can stand in a path");
        assert_eq!(filled, path);
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(pairs, query, "{template}");
    }

    #[test]
    fn parameters_are_encoded_once() {
        let odd = "a b/c+d*e~f中%2F?#";
        check("/a/{Id}/b", odd, "/a/a%20b%2Fc%2Bd%2Ae~f%E4%B8%AD%252F%3F%23/b", &[]);
        check("/{Id}/v{Id}.json", "a", "/a/va.json", &[]);
    }

    #[test]
    fn a_list_is_one_segment() {
        let list = Value::List(vec!["a/b".into(), 2.into()]);
        let request = Value::Object(vec![("Ids".into(), list)]);
        let filled = fill_path("/x/{Ids}", &request).map(|(path, _)| path.into_owned());
        assert_eq!(filled.as_deref(), Ok("/x/a%2Fb%2C2"));
    }

    #[test]
    fn a_documented_query_becomes_parameters() {
        check("/", "x", "/", &[]);
        check("", "x", "/", &[]);
        check("/?acl", "x", "/", &[("acl", "")]);
        check("/a/{Id}?type=log&id={Id}&", "x&y", "/a/x%26y", &[("type", "log"), ("id", "x&y")]);
    }

    #[test]
    fn what_cannot_stand_in_a_path_is_encoded() {
        check("a/b c#d/中/*+", "x", "/a/b%20c%23d/%E4%B8%AD/%2A%2B", &[]);
        check("/a:b@c=d;e,f/%20", "x", "/a:b@c=d;e,f/%20", &[]);
        check("/{}/{Id", "x", "/%7B%7D/%7BId", &[]);
    }

    proptest! {
        #[test]
        fn whatever_a_path_says_it_is_a_path(
            template in "(/|[{]Id[}]|[?]|&|=|#|[{]|[}]|%|.){0,12}",
            value in ".{1,8}",
        ) {
            let again = pieces(&template).fold(String::new(), |text, piece| match piece {
                Piece::Literal(literal) => text + literal,
                Piece::Parameter(name) => text + "{" + name + "}",
            });
            prop_assert_eq!(&again, &template);
            let request = Value::Object(vec![("Id".into(), value.into())]);
            if let Ok((path, _)) = fill_path(&template, &request) {
                prop_assert!(path.starts_with('/') && !path.contains(['?', '#']), "{}", path);
                prop_assert!(path.parse::<http::uri::PathAndQuery>().is_ok(), "{}", path);
            }
        }
    }
}
