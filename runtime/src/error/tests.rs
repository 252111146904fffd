//! What errors say, and what they leave out.

use http::HeaderMap;
use proptest::prelude::*;

use super::*;
use crate::retry::{Failure, Retry, RetryPolicy};

static SPEC: OperationSpec<'static> = OperationSpec::rpc("Do");

fn response(status: u16, headers: &[(&'static str, &'static str)], body: &'static str) -> Error {
    let headers: HeaderMap = headers
        .iter()
        .map(|(name, value)| (http::HeaderName::from_static(name), http::HeaderValue::from_static(value)))
        .collect();
    Error::from_response(&SPEC, Raw::new(status, headers, body))
}

#[test]
fn an_error_is_as_wide_as_a_pointer() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}

#[test]
fn an_answer_without_an_envelope_is_an_error_too() {
    let error = response(502, &[("x-acs-request-id", "H1")], "<html>Bad Gateway</html>");
    let expected = "`Do`: the service refused the request without a code (HTTP 502, request id H1)";
    assert_eq!((error.to_string().as_str(), error.kind(), error.code()), (expected, Kind::Unavailable, None));
    assert_eq!(error.raw().map(|raw| raw.body().len()), Some(24));
}

#[test]
fn a_service_that_asks_to_wait_is_throttling() {
    let error = response(400, &[("x-acs-retry-after", "1500")], r#"{"Code":"Strange"}"#);
    assert_eq!((error.kind(), error.retry_after()), (Kind::Throttled, Some(Duration::from_millis(1500))));
    let error = response(400, &[("x-acs-retry-after", "0")], r#"{"Code":"Strange"}"#);
    assert_eq!((error.kind(), error.retry_after()), (Kind::Other, None));
}

#[test]
fn a_wait_is_said_in_several_ways() {
    let wait = |headers, body| response(429, headers, body).retry_after().map(|wait| wait.as_millis());
    let limits = [
        ("x-ratelimit-user-api", "Limit:1,Remain:0,TimeLeft:2000,Reset:1234"),
        ("x-ratelimit-user", "Limit:9,Remain:0,TimeLeft:3000,Reset:1234"),
        ("retry-after", "60"),
    ];
    assert_eq!(wait(&limits, ""), Some(3000));
    assert_eq!(wait(&limits[2..], ""), Some(60_000));
    assert_eq!(wait(&[("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT")], ""), None);
    let refused = response(400, &limits, r#"{"Code":"InvalidParameter"}"#);
    assert_eq!(
        (refused.kind(), refused.retry_after()),
        (Kind::InvalidParameter, None),
        "limits stand in any answer"
    );
}

#[test]
fn what_is_not_cut_has_no_sign_of_it() {
    assert_eq!(display::one_line("a\u{85}b\n"), "a b ");
    assert_eq!(display::one_line(&"ä".repeat(1000)), "ä".repeat(1000));
    assert_eq!(display::one_line(&"ä".repeat(1001)), "ä".repeat(1000) + "…");
}

#[test]
fn the_string_to_sign_of_the_service_is_not_shown() {
    let body =
        r#"{"Code":"SignatureDoesNotMatch","Message":"No match. Server string to sign is:POST&Pw=hunter2"}"#;
    let error = response(403, &[], body);
    assert!(!format!("{error} {error:?}").contains("hunter2"));
    assert_eq!(error.message(), Some("No match."));
}

#[test]
fn a_cause_is_said_once() {
    let error = Error::from(CredentialsError::with_source("there is no key", "the file is gone")).of(&SPEC);
    assert_eq!(error.to_string(), "`Do`: there are no credentials to sign with, there is no key");
    let source = std::error::Error::source(&error).map(ToString::to_string);
    assert_eq!(source.as_deref(), Some("the file is gone"));
}

#[test]
fn a_failed_connection_says_why() {
    let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
    let error = Error::from(TransportError::connect(refused)).of(&SPEC);
    assert_eq!(error.to_string(), "`Do`: could not connect: connection refused");
}

#[test]
fn a_redirect_says_where_it_would_have_gone() {
    let error =
        response(302, &[("location", "https://me:s3cret@elsewhere.example/?SecurityToken=s3cret")], "");
    let expected = "`Do`: redirected to https://elsewhere.example/, which is not followed (HTTP 302)";
    assert_eq!(error.to_string(), expected);
}

static DENIED: OperationSpec<'static> = OperationSpec {
    action: "things:Do",
    resources: &[
        acs_rules::Resource::required("Thing", "acs:things:*:{#accountId}:thing/{#thingId}"),
        acs_rules::Resource::new("Group", "acs:things:*:{#accountId}:group/*"),
    ],
    ..OperationSpec::rpc("Do")
};

#[test]
fn a_denial_names_what_is_missing() {
    let raw = |body: &str| Raw::new(403, HeaderMap::new(), body.to_owned());
    let error = Error::from_response(&DENIED, raw(r#"{"Code":"Forbidden.RAM","Message":"No."}"#));
    let expected = "`Do`: Forbidden.RAM: No.; the caller lacks the RAM action `things:Do` on \
        `acs:things:*:{#accountId}:thing/{#thingId}` or `acs:things:*:{#accountId}:group/*` (HTTP 403)";
    assert_eq!(error.to_string(), expected);

    let detail = r#"{"Code":"NoPermission","AccessDeniedDetail":{"AuthAction":"other:List","NoPermissionType":"ExplicitDeny","PolicyType":"ControlPolicy"}}"#;
    let error = Error::from_response(&DENIED, raw(detail));
    let expected = "`Do`: NoPermission; the caller lacks the RAM action `other:List` (ExplicitDeny by ControlPolicy) (HTTP 403)";
    assert_eq!(error.to_string(), expected);
    let missing = error.missing_permission().expect("it is told");
    assert_eq!(
        (missing.action, missing.resources.len(), missing.reason),
        ("other:List", 0, Some("ExplicitDeny"))
    );

    let error = Error::from_response(&DENIED, raw(r#"{"Code":"ThingNotFound"}"#));
    assert_eq!(error.missing_permission(), None);
}

/// The rows of a table of ERRORS.md: examples, class, repeated.
fn documented(heading: &str) -> Vec<(Vec<String>, String, String)> {
    let page = include_str!("../../ERRORS.md");
    let (_, section) = page.split_once(heading).expect("the page has the section");
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let examples = cells[0].split(", ").map(|example| example.trim_matches('`').to_owned()).collect();
        (examples, cells[1].to_owned(), cells[2].to_owned())
    })
    .collect()
}

/// What is repeated by default, and what is where that is asked for.
fn repeated(error: &Error) -> &'static str {
    let next = |policy: RetryPolicy| {
        let left = Duration::from_secs(60);
        policy.next(&Failure { error, operation: &SPEC, attempts: 1, left }).is_some()
    };
    match (next(RetryPolicy::default()), next(RetryPolicy { conflicts: true, ..RetryPolicy::default() })) {
        (true, _) => "yes",
        (false, true) => "later",
        (false, false) => "no",
    }
}

#[test]
fn codes_are_classified_as_the_page_says() {
    let rows = documented("## By code");
    assert!(rows.len() >= 20, "the table is found");
    for (codes, class, expected) in rows {
        for code in codes {
            let body = serde_json::json!({"Code": code}).to_string();
            let error = Error::from_response(&SPEC, Raw::new(400, HeaderMap::new(), body));
            assert_eq!(
                (format!("{:?}", error.kind()), repeated(&error)),
                (class.clone(), expected.as_str()),
                "{code}"
            );
        }
    }
}

#[test]
fn statuses_are_classified_as_the_page_says() {
    let rows = documented("## By status");
    assert!(rows.len() >= 8, "the table is found");
    for (statuses, class, expected) in rows {
        for status in statuses {
            let status = status.parse().expect("it is a status");
            let error =
                Error::from_response(&SPEC, Raw::new(status, HeaderMap::new(), r#"{"Code":"Strange"}"#));
            assert_eq!(
                (format!("{:?}", error.kind()), repeated(&error)),
                (class.clone(), expected.as_str()),
                "{status}"
            );
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_an_error_that_can_be_printed(
        status in 300_u16..600,
        body in proptest::collection::vec(any::<u8>(), 0..64),
    ) {
        let error = Error::from_response(&SPEC, Raw::new(status, HeaderMap::new(), body));
        prop_assert!(error.to_string().starts_with("`Do`: "));
    }

    #[test]
    fn nearly_xml_is_an_error_that_can_be_printed(body in "<(Error|Code|>|<|/Code|&amp;|.){0,16}") {
        let error = Error::from_response(&SPEC, Raw::new(400, HeaderMap::new(), body));
        prop_assert!(error.to_string().starts_with("`Do`: "));
    }
}
