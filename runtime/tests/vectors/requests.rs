//! Whole requests: what `Signer` makes of a vector's inputs, where it can make the same request as the official client.

use std::time::{Duration, SystemTime};

use acs_runtime::credentials::Credentials;
use acs_runtime::encode::{Layout, encode_form, lay_out};
use acs_runtime::endpoint::Endpoint;
use acs_runtime::rules::{OperationSpec, ProductSpec, Signing};
use acs_runtime::sign::v3::canonical_query;
use acs_runtime::sign::{SignedRequest, Signer};
use serde_json::Value as Json;

use super::typed::{Typed, assert_body};
use super::{V1, V3, body, pairs, text, vectors_of};

/// 2026-01-02T03:04:05Z.
const TIME: Duration = Duration::from_secs(1_767_323_045);

fn credentials(vector: &Json) -> Credentials {
    let given = &vector["credentials"];
    let (id, secret) = (text(given, "access_key_id"), text(given, "access_key_secret"));
    match text(given, "security_token") {
        "" => Credentials::new(id, secret),
        token => Credentials::with_token(id, secret, token),
    }
}

/// Signs a laid out request as the operation that a vector names in its headers.
fn sign(vector: &Json, spec: OperationSpec<'_>, layout: &Layout<'_>) -> SignedRequest {
    let headers = &vector["headers_in"];
    let signing = if text(vector, "algorithm") == V1 { Signing::V1 } else { Signing::V3 };
    let product = ProductSpec { signing, ..ProductSpec::new("", text(headers, "x-acs-version")) };
    let spec = OperationSpec { name: text(headers, "x-acs-action"), product: &product, ..spec };
    let endpoint = Endpoint::parse(text(vector, "host")).expect("the host is a host");
    let (time, nonce) = (SystemTime::UNIX_EPOCH + TIME, text(vector, "nonce"));
    let credentials = credentials(vector);
    let signer = Signer { endpoint: &endpoint, credentials: Some(&credentials), time, nonce };
    signer.sign(&spec, layout).expect("the vector can be signed")
}

/// Compares what was signed and sent with a vector. What V1 does not sign may differ in order.
fn assert_sent(signed: &SignedRequest, vector: &Json) {
    let name = text(vector, "name");
    if let Some(canonical) = vector["canonical_request"].as_str() {
        assert_eq!(signed.steps.canonical(), canonical, "{name}");
    }
    assert_eq!(signed.steps.string_to_sign(), text(vector, "string_to_sign"), "{name}");
    assert_eq!(signed.steps.signature().as_deref(), vector["signature"].as_str(), "{name}");
    let headers = signed.request.headers();
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    assert_eq!(header("authorization"), vector["authorization"].as_str(), "{name}");
    for (header_name, value) in pairs(vector, "headers_in") {
        if !["user-agent", "Content-Length"].contains(&header_name) {
            assert_eq!(header(header_name), Some(value), "{name} {header_name}");
        }
    }
    let uri = signed.request.uri();
    let (address, query) = text(vector, "final_url_or_query").split_once('?').unwrap_or_default();
    assert_eq!(sorted(uri.query().unwrap_or_default()), sorted(query), "{name}");
    assert!(address.is_empty() || address[8..] == uri.to_string()[8..address.len()], "{name}");
}

fn sorted(query: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    pairs.sort();
    pairs
}

#[test]
fn typed_requests_are_signed_with_v1_as_the_official_client_does() {
    let mut names = Vec::new();
    for vector in vectors_of(V1, true) {
        // Some have parameters of the signature among the typed ones, as their client did.
        if vector["params"].is_null() || vector["params"].get("SignatureNonce").is_some() {
            continue;
        }
        let typed = Typed::of(&vector);
        let spec = typed.spec(&vector);
        let mut layout = lay_out(&spec, &typed.value()).expect("the vector can be sent");
        layout.headers = given_headers(&vector);
        assert_body(&layout.body, &body(&vector), text(&vector, "name"));
        assert_sent(&sign(&vector, spec, &layout), &vector);
        names.push(text(&vector, "name").to_owned());
    }
    assert_eq!(names.len(), 12, "{names:?}");
}

/// The headers that the caller of the official client gave.
fn given_headers(vector: &Json) -> Vec<(String, String)> {
    let given = pairs(vector, "headers_in").into_iter().filter(|(name, _)| *name == "content-md5");
    given.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[test]
fn flat_requests_are_signed_as_the_client_that_signs_the_same_headers_does() {
    let mut count = 0;
    for vector in vectors_of(V3, true).chain(vectors_of(V1, true)) {
        if !text(&vector, "name").starts_with("ts-") {
            continue;
        }
        let mut query = pairs(&vector, "query");
        // What the signer adds itself.
        let added = ["AccessKeyId", "Action", "Format", "SignatureNonce", "Timestamp", "Version"];
        query.retain(|(name, _)| {
            !added.contains(name) && !name.starts_with("SignatureM") && !name.starts_with("SignatureV")
        });
        let layout = Layout {
            path: text(&vector, "path").into(),
            query: canonical_query(&mut query),
            content_type: content_type(&vector),
            body: body(&vector).into(),
            ..Layout::default()
        };
        let typed = Typed::of(&vector);
        assert_sent(&sign(&vector, typed.spec(&vector), &layout), &vector);
        count += 1;
    }
    assert_eq!(count, 9);
}

fn content_type(vector: &Json) -> Option<&'static str> {
    let known = ["application/json; charset=utf-8", "application/x-www-form-urlencoded"];
    known.into_iter().find(|known| vector["headers_in"]["content-type"] == *known)
}

#[test]
fn forms_are_read_back_as_they_were_written() {
    let pairs = [("a b", "c+d&e=f"), ("中", "")];
    let form = encode_form(&pairs);
    let back: Vec<_> = form_urlencoded::parse(form.as_bytes()).collect();
    assert_eq!(back, pairs.map(|(name, value)| (name.into(), value.into())));
}
