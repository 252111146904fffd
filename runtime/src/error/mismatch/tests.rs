//! What is said about a wrong signature, and what is left out.

use std::time::SystemTime;

use acs_rules::{ParameterSpec, ProductSpec, Signing, Value};
use http::HeaderMap;

use super::*;
use crate::credentials::Credentials;
use crate::encode::lay_out;
use crate::endpoint::Endpoint;
use crate::sign::Signer;

static V1: ProductSpec<'static> =
    ProductSpec { signing: Signing::V1, ..ProductSpec::new("Things", "2020-01-01") };
const SPEC: OperationSpec<'static> = OperationSpec {
    parameters: &[
        ParameterSpec::text("Name", "name"),
        ParameterSpec::text("Password", "password").sensitive(),
    ],
    ..OperationSpec::rpc("Do")
};
const SPEC_V1: OperationSpec<'static> = OperationSpec { product: &V1, ..SPEC };
const ROA_V1: OperationSpec<'static> =
    OperationSpec { product: &V1, parameters: SPEC.parameters, ..OperationSpec::roa("Do", "GET", "/things") };

fn steps(spec: &OperationSpec<'_>) -> Steps {
    let request = Value::Object(vec![("Name".into(), "a b".into()), ("Password".into(), "hunter2".into())]);
    let layout = lay_out(spec, &request).expect("it can be laid out");
    let credentials = Credentials::with_token("testid", "testsecret", "testtoken");
    let endpoint = Endpoint::parse("example.com").expect("it is one");
    let signer = Signer {
        endpoint: &endpoint,
        credentials: Some(&credentials),
        time: SystemTime::UNIX_EPOCH,
        nonce: "n",
    };
    signer.sign(spec, &layout).expect("it can be signed").steps
}

/// What is said where the service has this instead of what was signed.
#[track_caller]
fn check(spec: &OperationSpec<'_>, change: impl Fn(&Steps) -> String, expected: &str) {
    let steps = steps(spec);
    let message = format!("No match. Server string to sign is:{}", change(&steps));
    let body = serde_json::json!({"Code": "SignatureDoesNotMatch", "Message": message});
    let raw = Raw::new(400, HeaderMap::new(), body.to_string());
    assert_eq!(explain(spec, &raw, &steps).as_deref(), Some(expected));
}

#[test]
fn the_same_string_means_another_secret() {
    let expected = "the service has signed the same, so the secret is not that of the access key";
    for spec in [SPEC, SPEC_V1, ROA_V1] {
        check(&spec, |steps| steps.string_to_sign().to_owned(), expected);
    }
}

#[test]
fn the_first_difference_is_named() {
    let replaced = |from: &'static str, to: &'static str| {
        move |steps: &Steps| {
            let text =
                if matches!(steps, Steps::V3 { .. }) { steps.canonical() } else { steps.string_to_sign() };
            assert!(text.contains(from), "{text}");
            text.replace(from, to)
        }
    };
    let first = "the first difference is";
    let host = format!("{first} header `host`: signed `example.com`, the service has `proxy`");
    check(&SPEC, replaced("host:example.com", "host:proxy"), &host);
    let name = format!("{first} parameter `Name`: signed `a b`, the service has `a+b`");
    check(&SPEC, replaced("Name=a%20b", "Name=a%2Bb"), &name);
    check(&SPEC_V1, replaced("Name%3Da%2520b", "Name%3Da%252Bb"), &name);
    check(&ROA_V1, replaced("Name=a b", "Name=a+b"), &name);
    let missing = format!("{first} parameter `Name`: signed `a b`, the service has nothing");
    check(&SPEC_V1, replaced("Name%3Da%2520b%26", ""), &missing);
    let method = format!("{first} the method: signed `POST`, the service has `GET`");
    check(&SPEC_V1, replaced("POST&", "GET&"), &method);
}

#[test]
fn values_that_may_be_secret_are_left_out() {
    let hide =
        |from: &'static str, to: &'static str| move |steps: &Steps| steps.canonical().replace(from, to);
    let password =
        "the first difference is parameter `Password`: signed another value, the service has another value";
    check(&SPEC, hide("hunter2", "hunter3"), password);
    let token = "the first difference is header `x-acs-security-token`: signed another value, the service has another value";
    check(&SPEC, hide("testtoken", "testtoken2"), token);
}

#[test]
fn a_hash_shows_only_that_it_differs() {
    let other = |_: &Steps| "ACS3-HMAC-SHA256\n00".to_owned();
    check(
        &SPEC,
        other,
        "the service has received another request than was signed, something between may change it",
    );
}
