//! A request that is not as it was signed is refused, with the code that says why.

use std::time::{Duration, SystemTime};

use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Emulator, Outcome};
use acs_runtime::credentials::Credentials;
use acs_runtime::sign::v3::payload_hash;
use acs_runtime::{Bytes, Kind};
use http::header::{AUTHORIZATION, HOST};
use http::{HeaderValue, Method, Request};

use super::documented_call;
use crate::{TestResult, local};

type Tamper = fn(&mut Request<Bytes>);

/// What an attacker on the way may try, and the code that it earns.
const TAMPERED: [(&str, Tamper, &str); 14] = [
    ("a body is added", |request| *request.body_mut() = Bytes::from_static(b"a=b"), "SignatureDoesNotMatch"),
    ("a body with its hash is added", add_body_and_hash, "SignatureDoesNotMatch"),
    ("a value is changed", |request| edit_target(request, "us-west-1", "us-west-2"), "SignatureDoesNotMatch"),
    ("a name is changed", |request| edit_target(request, "AnycastId", "anycastId"), "SignatureDoesNotMatch"),
    ("a parameter is added", |request| edit_target(request, "?", "?A=b&"), "SignatureDoesNotMatch"),
    ("a parameter is taken out", take_out_region, "SignatureDoesNotMatch"),
    ("the path is changed", |request| edit_target(request, "/?", "/x?"), "InvalidAction.NotFound"),
    ("the method is changed", |request| *request.method_mut() = Method::GET, "SignatureDoesNotMatch"),
    ("the host is changed", |request| set(request, HOST.as_str(), "example.com"), "SignatureDoesNotMatch"),
    (
        "the action is changed",
        |request| set(request, "x-acs-action", "DescribeAnycastEipAddress"),
        "SignatureDoesNotMatch",
    ),
    ("the date is changed", change_date, "SignatureDoesNotMatch"),
    ("a token is added", |request| set(request, "x-acs-security-token", "other"), "IncompleteSignature"),
    ("a header is left unsigned", leave_action_unsigned, "IncompleteSignature"),
    ("the signature is taken off", take_off_signature, "IncompleteSignature"),
];

fn edit_target(request: &mut Request<Bytes>, from: &str, to: &str) {
    let before = request.uri().to_string();
    let after = before.replacen(from, to, 1);
    assert_ne!(before, after, "`{from}` is in the target");
    *request.uri_mut() = after.parse().expect("it is still a URI");
}

fn set(request: &mut Request<Bytes>, name: &'static str, value: &str) {
    let value = HeaderValue::from_str(value).expect("it is plain text");
    request.headers_mut().insert(name, value);
}

fn add_body_and_hash(request: &mut Request<Bytes>) {
    *request.body_mut() = Bytes::from_static(b"a=b");
    set(request, "x-acs-content-sha256", &payload_hash(b"a=b"));
}

fn take_out_region(request: &mut Request<Bytes>) {
    edit_target(request, "&BindInstanceRegionId=us-west-1", "");
}

/// To one that is fresh as well.
fn change_date(request: &mut Request<Bytes>) {
    let before = request.headers()["x-acs-date"].to_str().unwrap_or_default().to_owned();
    let last = before.chars().nth_back(1).unwrap_or_default();
    let other = if last == '5' { '6' } else { '5' };
    let after = format!("{}{other}Z", &before[..before.len() - 2]);
    set(request, "x-acs-date", &after);
}

fn leave_action_unsigned(request: &mut Request<Bytes>) {
    let before = request.headers()[AUTHORIZATION].to_str().unwrap_or_default().to_owned();
    let after = before.replace("x-acs-action;", "");
    assert_ne!(before, after, "the action was signed");
    set(request, "authorization", &after);
}

fn take_off_signature(request: &mut Request<Bytes>) {
    request.headers_mut().remove(AUTHORIZATION);
}

/// Sends a request as it is; the code of the answer, or nothing where it is a success.
async fn send(request: Request<Bytes>) -> Result<Option<String>, Box<dyn std::error::Error>> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    let response = client.execute(reqwest::Request::try_from(request)?).await?;
    let is_success = response.status().is_success();
    let body: serde_json::Value = serde_json::from_slice(&response.bytes().await?)?;
    let code = body["Code"].as_str().map(str::to_owned);
    assert_eq!(is_success, code.is_none(), "{body}");
    Ok(code)
}

#[tokio::test]
async fn a_tampered_request_is_refused() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    for (name, tamper, code) in TAMPERED {
        let mut request = documented_call(&client).sign().await?;
        tamper(&mut request);
        assert_eq!(send(request).await?.as_deref(), Some(code), "{name}");
    }
    assert!(emulator.requests().iter().all(|request| request.outcome == Outcome::Refused));
    Ok(())
}

#[tokio::test]
async fn a_signed_request_is_accepted_once() -> TestResult {
    let emulator = local::start().await?;
    let request = documented_call(&local::eipanycast(emulator.url())?).sign().await?;
    // Refused attempts with the same nonce do not use it up.
    let mut tampered = request.clone();
    set(&mut tampered, "x-acs-action", "ReleaseAnycastEipAddress");
    assert!(send(tampered).await?.is_some());
    assert_eq!(send(request.clone()).await?, None);
    assert_eq!(send(request).await?.as_deref(), Some("SignatureNonceUsed"));
    Ok(())
}

/// Signs with a date so many seconds after now, or before it.
async fn send_dated(emulator: &Emulator, seconds: i64) -> Result<Option<String>, Box<dyn std::error::Error>> {
    let client = local::eipanycast(emulator.url())?;
    let distance = Duration::from_secs(seconds.unsigned_abs());
    let now = SystemTime::now();
    let time = if seconds < 0 { now - distance } else { now + distance };
    let credentials = Credentials::new(ACCESS_KEY_ID, ACCESS_KEY_SECRET);
    let signed = documented_call(&client).sign_with(&credentials, time, &format!("nonce{seconds}"))?;
    send(signed.request).await
}

#[tokio::test]
async fn a_date_may_be_a_quarter_of_an_hour_off() -> TestResult {
    let emulator = local::start().await?;
    for (seconds, code) in [
        (-840, None),
        (840, None),
        (-960, Some("InvalidTimeStamp.Expired")),
        (960, Some("InvalidTimeStamp.Expired")),
    ] {
        assert_eq!(send_dated(&emulator, seconds).await?.as_deref(), code, "{seconds} seconds");
    }
    Ok(())
}

#[tokio::test]
async fn a_wrong_key_is_refused() -> TestResult {
    let emulator = local::start().await?;
    for (id, secret, code) in [
        (ACCESS_KEY_ID, "other", "SignatureDoesNotMatch"),
        // As with signature V1, whose key ends so.
        (ACCESS_KEY_ID, "testsecret&", "SignatureDoesNotMatch"),
        ("other", ACCESS_KEY_SECRET, "InvalidAccessKeyId.NotFound"),
    ] {
        let builder = acs_eipanycast_20200309::Client::builder().endpoint(emulator.url());
        let client = builder.region("cn-hangzhou").access_key(id, secret).build()?;
        let error = documented_call(&client).send().await.expect_err("the key is wrong");
        assert_eq!((error.code(), error.kind()), (Some(code), Kind::Authentication));
        assert!(!error.is_retryable());
    }
    Ok(())
}

#[tokio::test]
async fn a_client_can_see_that_only_its_secret_is_wrong() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let wrong = Credentials::new(ACCESS_KEY_ID, "other");
    let signed = documented_call(&client).sign_with(&wrong, SystemTime::now(), "nonce")?;
    assert_eq!(send(signed.request).await?.as_deref(), Some("SignatureDoesNotMatch"));
    let recorded = &emulator.requests()[0];
    assert_eq!(recorded.explain(signed.steps.canonical()), Some(Vec::new()));
    assert!(recorded.message.as_ref().is_some_and(|text| text.ends_with(signed.steps.string_to_sign())));
    Ok(())
}
