//! What is in a signed request, and who can sign one.

use std::time::Duration;

use acs_rules::ProductSpec;

use super::*;

static V1: ProductSpec<'static> =
    ProductSpec { signing: Signing::V1, ..ProductSpec::new("Old", "2014-01-01") };

fn sign(
    spec: &OperationSpec<'_>,
    layout: Layout<'_>,
    credentials: Option<&Credentials>,
) -> Result<SignedRequest, Error> {
    let endpoint = Endpoint::parse("http://example.com:8080")?;
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_323_045);
    Signer { endpoint: &endpoint, credentials, time, nonce: "n1" }.sign(spec, &layout)
}

fn layout() -> Layout<'static> {
    Layout { path: "/".into(), ..Layout::default() }
}

#[test]
fn a_request_goes_to_the_host_that_is_signed() {
    let credentials = Credentials::new("testid", "testsecret");
    let layout = Layout { query: "A=1".to_owned(), host: Some("bucket".to_owned()), ..layout() };
    let signed = sign(&OperationSpec::rpc("Do"), layout, Some(&credentials)).expect("it can be signed");
    assert_eq!(signed.request.uri().to_string(), "http://bucket.example.com:8080/?A=1");
    assert_eq!(signed.request.headers()["host"], "bucket.example.com:8080");
    assert_eq!(signed.request.headers()["x-acs-date"], "2026-01-02T03:04:05Z");
    assert!(signed.canonical_request.as_str().contains("\nhost:bucket.example.com:8080\n"));
}

#[test]
fn parameters_that_are_headers_are_signed_where_signatures_cover_such_names() {
    let credentials = Credentials::new("testid", "testsecret");
    let headers = [("x-acs-a", "1"), ("x-other", "2"), ("x-acs-version", "3"), ("content-type", "4")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let signed = sign(&OperationSpec::rpc("Do"), Layout { headers, ..layout() }, Some(&credentials));
    let signed = signed.expect("it can be signed");
    let names = "content-type;host;x-acs-a;x-acs-action;x-acs-content-sha256;x-acs-credentials-provider;x-acs-date;\
        x-acs-signature-nonce;x-acs-version";
    assert!(signed.canonical_request.as_str().contains(names), "{}", signed.canonical_request);
    assert_eq!(signed.request.headers()["x-other"], "2");
    assert_eq!(signed.request.headers()["x-acs-version"], "3");
}

#[test]
fn an_anonymous_request_is_not_signed() {
    let credentials = Credentials::with_token("testid", "testsecret", "testtoken");
    let spec = OperationSpec { auth: Auth::Anonymous, ..OperationSpec::rpc("Do") };
    let signed = sign(&spec, layout(), Some(&credentials)).expect("it needs no signature");
    let headers = signed.request.headers();
    assert!(signed.signature.is_none());
    for absent in ["authorization", "x-acs-security-token", "x-acs-credentials-provider"] {
        assert!(!headers.contains_key(absent), "{absent}");
    }
    assert_eq!(headers["x-acs-content-sha256"], super::super::v3::EMPTY_HASH);
}

#[test]
fn what_cannot_be_signed_says_why() {
    let credentials = Credentials::new("testid", "testsecret");
    let message = |spec, credentials| sign(spec, layout(), credentials).err().map(|error| error.to_string());
    let old = OperationSpec { product: &V1, ..OperationSpec::rpc("Do") };
    assert_eq!(message(&old, Some(&credentials)).as_deref(), Some("signature V1 is not supported yet"));
    let expected = "the operation must be signed and the client is anonymous, give the client credentials";
    assert_eq!(message(&OperationSpec::rpc("Do"), None).as_deref(), Some(expected));
}
