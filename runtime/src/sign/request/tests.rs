//! What is in a signed request, and who can sign one.

use std::time::Duration;

use acs_rules::ProductSpec;

use super::*;

static V1: ProductSpec<'static> =
    ProductSpec { signing: Signing::V1, ..ProductSpec::new("Old", "2014-01-01") };
static OWN: ProductSpec<'static> =
    ProductSpec { signing: Signing::Own, ..ProductSpec::new("Store", "2019-01-01") };

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
    assert!(signed.steps.canonical().contains("\nhost:bucket.example.com:8080\n"));
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
    assert!(signed.steps.canonical().contains(names), "{}", signed.steps.canonical());
    assert_eq!(signed.request.headers()["x-other"], "2");
    assert_eq!(signed.request.headers()["x-acs-version"], "3");
}

#[test]
fn an_anonymous_request_is_not_signed() {
    let credentials = Credentials::with_token("testid", "testsecret", "testtoken");
    let spec = OperationSpec { auth: Auth::Anonymous, ..OperationSpec::rpc("Do") };
    let signed = sign(&spec, layout(), Some(&credentials)).expect("it needs no signature");
    let headers = signed.request.headers();
    assert_eq!(signed.steps.signature(), None);
    for absent in ["authorization", "x-acs-security-token", "x-acs-credentials-provider"] {
        assert!(!headers.contains_key(absent), "{absent}");
    }
    assert_eq!(headers["x-acs-content-sha256"], super::super::v3::EMPTY_HASH);
}

/// The names of the query, in their order.
fn names(signed: &SignedRequest) -> Vec<&str> {
    let query = signed.request.uri().query().unwrap_or_default();
    query.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, _)| name).collect()
}

#[test]
fn signature_v1_of_rpc_is_a_parameter_among_parameters() {
    let credentials = Credentials::with_token("testid", "testsecret", "testtoken");
    let spec = OperationSpec { product: &V1, ..OperationSpec::rpc("Do") };
    // A parameter that is called like one of the signature's must not pass for it.
    let layout = Layout { query: "A=1&Action=Other&SecurityToken=x&Signature=y".to_owned(), ..layout() };
    let signed = sign(&spec, layout, Some(&credentials)).expect("it can be signed");
    let expected = [
        "A",
        "AccessKeyId",
        "Action",
        "Format",
        "SecurityToken",
        "Signature",
        "SignatureMethod",
        "SignatureNonce",
        "SignatureVersion",
        "Timestamp",
        "Version",
    ];
    assert_eq!(names(&signed), expected);
    let query = signed.request.uri().query().unwrap_or_default();
    assert!(query.contains("Action=Other&") && query.contains("SecurityToken=testtoken&"), "{query}");
    assert!(!signed.request.headers().contains_key("authorization"));
    assert!(!signed.request.headers().contains_key("x-acs-security-token"));
}

#[test]
fn a_form_field_that_is_called_like_a_common_parameter_takes_its_place() {
    let credentials = Credentials::new("testid", "testsecret");
    let spec = OperationSpec { product: &V1, ..OperationSpec::rpc("Do") };
    let body = "Version=mine".into();
    let layout = Layout { content_type: Some(crate::encode::FORM), body, ..layout() };
    let signed = sign(&spec, layout, Some(&credentials)).expect("it can be signed");
    assert!(!names(&signed).contains(&"Version"));
    let canonical = signed.steps.canonical();
    assert_eq!(canonical.matches("&Version=").count(), 1, "{canonical}");
}

#[test]
fn signature_v1_of_roa_covers_headers_that_are_parameters() {
    let credentials = Credentials::with_token("testid", "testsecret", "testtoken");
    let spec = OperationSpec { product: &V1, ..OperationSpec::roa("Do", "PUT", "/") };
    let headers = [
        ("accept", "text/plain"),
        ("authorization", "acs other:c2lnbmF0dXJl"),
        ("content-md5", "m"),
        ("x-acs-a", "1"),
        ("x-b", "2"),
    ];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let signed = sign(&spec, Layout { headers, ..layout() }, Some(&credentials)).expect("it can be signed");
    let to_sign = signed.steps.string_to_sign();
    let start = "PUT\ntext/plain\nm\n\nFri, 02 Jan 2026 03:04:05 GMT\nx-acs-a:1\nx-acs-accesskey-id:testid\n";
    assert!(to_sign.starts_with(start), "{to_sign}");
    assert!(to_sign.contains("\nx-acs-security-token:testtoken\n") && to_sign.ends_with("\n/"), "{to_sign}");
    let sent = signed.request.headers();
    assert_eq!(sent["accept"], "text/plain");
    assert_eq!(sent["x-b"], "2");
    assert!(sent["authorization"].to_str().is_ok_and(|text| text.starts_with("acs testid:")), "{sent:?}");
}

#[test]
fn signature_v1_of_roa_refuses_line_breaks_that_it_would_sign_as_they_are() {
    let credentials = Credentials::new("testid", "testsecret");
    let spec = OperationSpec { product: &V1, ..OperationSpec::roa("Do", "GET", "/") };
    let layout = Layout { query: "A=1%0Ax-acs-a%3A2".to_owned(), ..layout() };
    let error = sign(&spec, layout.clone(), Some(&credentials)).err().map(|error| error.to_string());
    let expected = "the request cannot be sent, `A` is signed as it is and must not have line breaks";
    assert_eq!(error.as_deref(), Some(expected));
    let rpc = OperationSpec { product: &V1, ..OperationSpec::rpc("Do") };
    assert!(sign(&rpc, layout, Some(&credentials)).is_ok(), "RPC signs it encoded");
}

#[test]
fn anonymous_requests_of_v1_say_what_they_are_and_no_more() {
    let credentials = Credentials::new("testid", "testsecret");
    let rpc = OperationSpec { auth: Auth::Anonymous, product: &V1, ..OperationSpec::rpc("Do") };
    let signed = sign(&rpc, layout(), Some(&credentials)).expect("it needs no signature");
    assert_eq!(names(&signed), ["Action", "Format", "SignatureNonce", "Timestamp", "Version"]);
    assert_eq!(signed.steps.signature(), None);
    let roa = OperationSpec { auth: Auth::Anonymous, product: &V1, ..OperationSpec::roa("Do", "GET", "/") };
    let signed = sign(&roa, layout(), Some(&credentials)).expect("it needs no signature");
    assert!(!signed.request.headers().contains_key("authorization"));
}

#[test]
fn a_product_with_a_signature_of_its_own_gives_plain_requests() {
    let credentials = Credentials::new("testid", "testsecret");
    let spec = OperationSpec { product: &OWN, ..OperationSpec::roa("Put", "PUT", "/a") };
    let layout = || Layout {
        host: Some("bucket".to_owned()),
        content_type: Some("application/octet-stream"),
        body: Bytes::from_static(b"x"),
        ..layout()
    };
    let expected = "`Store` has a signature of its own, which this runtime does not have, take the request of \
        `unsigned()` and sign it";
    for credentials in [Some(&credentials), None] {
        let error = sign(&spec, layout(), credentials).err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some(expected));
    }
    let anonymous = OperationSpec { auth: Auth::Anonymous, ..spec };
    let signed = sign(&anonymous, layout(), Some(&credentials)).expect("it needs no signature");
    let names: Vec<_> = signed.request.headers().keys().map(HeaderName::as_str).collect();
    assert_eq!(names, ["host", "content-type", "accept", "user-agent"]);
    assert_eq!(signed.request.headers()["host"], "bucket.example.com:8080");
}

#[test]
fn what_cannot_be_signed_says_why() {
    let expected = "the operation must be signed and the client is anonymous, give the client credentials";
    for product in [&ProductSpec::new("New", "2020-01-01"), &V1] {
        let spec = OperationSpec { product, ..OperationSpec::rpc("Do") };
        let error = sign(&spec, layout(), None).err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some(expected));
    }
}
