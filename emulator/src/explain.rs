//! explain: a mismatch of what was signed and what was received, part by part.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use crate::record::Scheme;

/// What differs, a line for each part: of two canonical requests, or of two strings to sign of V1.
pub(crate) fn explain(scheme: Scheme, signed: &str, built: &str) -> Vec<String> {
    let parts = match scheme {
        Scheme::V3 => canonical_request,
        Scheme::V1Rpc => rpc_string_to_sign,
        Scheme::V1Roa => roa_string_to_sign,
    };
    compare(&parts(signed), &parts(built))
}

/// Names and values, in the order in which they are signed.
type Parts = Vec<(String, String)>;

fn compare(signed: &Parts, built: &Parts) -> Vec<String> {
    let value = |parts: &Parts, name: &str| {
        parts.iter().find(|(part, _)| part == name).map(|(_, value)| value.clone())
    };
    let mut seen = BTreeSet::new();
    let names = built.iter().chain(signed).map(|(name, _)| name).filter(|name| seen.insert(*name));
    let differences = names.filter_map(|name| {
        let (signed, built) = (value(signed, name), value(built, name));
        (signed != built).then(|| format!("{name}: signed {}, received {}", show(signed), show(built)))
    });
    differences.collect()
}

fn show(part: Option<String>) -> String {
    part.map_or_else(|| "nothing".to_owned(), |part| format!("`{}`", part.escape_debug()))
}

fn canonical_request(text: &str) -> Parts {
    let mut lines = text.split('\n');
    let mut parts = named(["method", "path", "query"], &mut lines);
    // An empty line ends the headers.
    parts.extend(lines.by_ref().take_while(|line| !line.is_empty()).map(header));
    parts.extend(named(["signed headers", "hash of the body"], &mut lines));
    parts
}

fn roa_string_to_sign(text: &str) -> Parts {
    let mut lines = text.split('\n').peekable();
    let mut parts = named(["method"], &mut lines);
    for name in ["accept", "content-md5", "content-type", "date"] {
        parts.extend(lines.next().map(|line| (format!("header `{name}`"), line.to_owned())));
    }
    while let Some(line) = lines.next_if(|line| line.starts_with("x-acs-")) {
        parts.push(header(line));
    }
    parts.extend(named(["resource"], &mut lines));
    parts
}

fn rpc_string_to_sign(text: &str) -> Parts {
    let mut fields = text.splitn(3, '&');
    let mut parts = named(["method", "path"], &mut fields);
    let query = decode(fields.next().unwrap_or_default());
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    parts.extend(pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (format!("parameter `{}`", decode(name)), decode(value))
    }));
    parts
}

fn named<'t, const N: usize>(names: [&str; N], texts: &mut impl Iterator<Item = &'t str>) -> Parts {
    names.iter().zip(texts).map(|(name, text)| ((*name).to_owned(), text.to_owned())).collect()
}

fn header(line: &str) -> (String, String) {
    let (name, value) = line.split_once(':').unwrap_or((line, ""));
    (format!("header `{name}`"), value.to_owned())
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const V3: &str = "POST\n/\nA=1\nhost:h\nx-acs-date:d\n\nhost;x-acs-date\n00";
    const RPC: &str = "POST&%2F&AccessKeyId%3Dtestid%26Action%3DGet%26Name%3Da%2520b";
    const ROA: &str = "GET\napplication/json\n\n\nnow\nx-acs-version:1\n/things?a&b=c";

    #[track_caller]
    fn check(scheme: Scheme, signed: &str, built: &str, expected: &[&str]) {
        assert_eq!(explain(scheme, signed, built), expected);
    }

    #[test]
    fn equal_requests_have_no_difference() {
        check(Scheme::V3, V3, V3, &[]);
        check(Scheme::V1Rpc, RPC, RPC, &[]);
        check(Scheme::V1Roa, ROA, ROA, &[]);
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
        check(Scheme::V3, signed, V3, &expected);
    }

    #[test]
    fn each_parameter_of_v1_that_differs_has_a_line() {
        let signed = "GET&%2F&Action%3DGet%26Name%3Da%2Bb%26More%3D1";
        let expected = [
            "method: signed `GET`, received `POST`",
            "parameter `AccessKeyId`: signed nothing, received `testid`",
            "parameter `Name`: signed `a+b`, received `a b`",
            "parameter `More`: signed `1`, received nothing",
        ];
        check(Scheme::V1Rpc, signed, RPC, &expected);
        let signed = "GET\n\n\n\nnow\nx-acs-version:2\n/things?a=&b=c";
        let expected = [
            "header `accept`: signed ``, received `application/json`",
            "header `x-acs-version`: signed `2`, received `1`",
            "resource: signed `/things?a=&b=c`, received `/things?a&b=c`",
        ];
        check(Scheme::V1Roa, signed, ROA, &expected);
    }

    #[test]
    fn any_text_is_explained() {
        for (scheme, built) in [(Scheme::V3, V3), (Scheme::V1Rpc, RPC), (Scheme::V1Roa, ROA)] {
            check(scheme, "", "", &[]);
            assert!(!explain(scheme, "x", built).is_empty());
        }
    }
}
