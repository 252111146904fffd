//! What errors say, and what they leave out.

use http::HeaderMap;
use proptest::prelude::*;

use super::*;

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
    let error = response(302, &[("location", "https://elsewhere.example/")], "");
    let expected = "`Do`: redirected to https://elsewhere.example/, which is not followed (HTTP 302)";
    assert_eq!(error.to_string(), expected);
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
