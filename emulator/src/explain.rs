//! explain: a mismatch of two canonical requests, part by part.

use std::collections::BTreeSet;

/// What differs, a line for each part.
pub(crate) fn explain(signed: &str, built: &str) -> Vec<String> {
    let (signed, built) = (Parts::new(signed), Parts::new(built));
    let mut lines = Vec::new();
    let mut compare = |part: &str, signed: Option<&str>, built: Option<&str>| {
        if signed != built {
            lines.push(format!("{part}: signed {}, received {}", show(signed), show(built)));
        }
    };
    compare("method", signed.method, built.method);
    compare("path", signed.path, built.path);
    compare("query", signed.query, built.query);
    let names: BTreeSet<_> = signed.headers.iter().chain(&built.headers).map(|(name, _)| *name).collect();
    for name in names {
        compare(&format!("header `{name}`"), signed.header(name), built.header(name));
    }
    compare("signed headers", signed.signed_headers, built.signed_headers);
    compare("hash of the body", signed.hash, built.hash);
    lines
}

fn show(part: Option<&str>) -> String {
    part.map_or_else(|| "nothing".to_owned(), |part| format!("`{}`", part.escape_debug()))
}

/// A canonical request, taken apart.
#[derive(Default)]
struct Parts<'t> {
    method: Option<&'t str>,
    path: Option<&'t str>,
    query: Option<&'t str>,
    headers: Vec<(&'t str, &'t str)>,
    signed_headers: Option<&'t str>,
    hash: Option<&'t str>,
}

impl<'t> Parts<'t> {
    fn new(text: &'t str) -> Self {
        let mut lines = text.split('\n');
        let (method, path, query) = (lines.next(), lines.next(), lines.next());
        // An empty line ends the headers.
        let headers = lines.by_ref().take_while(|line| !line.is_empty());
        let headers = headers.map(|line| line.split_once(':').unwrap_or((line, ""))).collect();
        Self { method, path, query, headers, signed_headers: lines.next(), hash: lines.next() }
    }

    fn header(&self, name: &str) -> Option<&'t str> {
        self.headers.iter().find(|(header, _)| *header == name).map(|(_, value)| *value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILT: &str = "POST\n/\nA=1\nhost:h\nx-acs-date:d\n\nhost;x-acs-date\n00";

    #[test]
    fn equal_requests_have_no_difference() {
        assert!(explain(BUILT, BUILT).is_empty());
    }

    #[test]
    fn each_part_that_differs_has_a_line() {
        let signed = "GET\n/\nA=2\nx-acs-date:e\n\nx-acs-date\n11";
        let expected = [
            "method: signed `GET`, received `POST`",
            "query: signed `A=2`, received `A=1`",
            "header `host`: signed nothing, received `h`",
            "header `x-acs-date`: signed `e`, received `d`",
            "signed headers: signed `x-acs-date`, received `host;x-acs-date`",
            "hash of the body: signed `11`, received `00`",
        ];
        assert_eq!(explain(signed, BUILT), expected);
    }

    #[test]
    fn any_text_is_explained() {
        assert_eq!(explain("", "").len(), 0);
        assert!(!explain("x", BUILT).is_empty());
    }
}
