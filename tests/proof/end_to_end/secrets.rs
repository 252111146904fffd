//! Secrets stand in no text that a program may write to a log.

use std::error::Error as _;
use std::fmt::{Debug, Display};

use acs_emulator::Emulator;
use acs_runtime::Error;
use acs_runtime::credentials::Credentials;
use acs_sts_20150401::Client;
use acs_sts_20150401::assume_role_with_oidc::AssumeRoleWithOidc;

use crate::server::{Then, refuse, serve};
use crate::skipped::root;
use crate::{TestResult, local};

const SECRET: &str = "AccessKeySecretToHide";
const TOKEN: &str = "SecurityTokenToHide";
const OIDC_TOKEN: &str = "OidcTokenToHide";

#[track_caller]
fn assert_hidden(text: &str) {
    for secret in [SECRET, TOKEN, OIDC_TOKEN] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[track_caller]
fn assert_debug_hides(value: &impl Debug) {
    assert_hidden(&format!("{value:?}"));
    assert_hidden(&format!("{value:#?}"));
}

#[track_caller]
fn assert_error_hides(error: &Error) {
    assert_debug_hides(error);
    assert_hidden(&error.to_string());
    let mut source = error.source();
    while let Some(cause) = source {
        assert_hidden(&cause.to_string());
        assert_hidden(&format!("{cause:?}"));
        source = cause.source();
    }
}

#[track_caller]
fn assert_shows(value: &impl Display, text: &str) {
    let shown = value.to_string();
    assert!(shown.contains(text), "{shown}");
}

async fn emulator() -> Result<Emulator, acs_emulator::Error> {
    let builder = Emulator::builder().specs(root().join("specs"));
    builder.temporary_account("STS.id", SECRET, TOKEN).start().await
}

fn client(url: &str) -> Result<Client, Error> {
    let credentials = Credentials::with_token("STS.id", SECRET, TOKEN);
    Client::builder().endpoint(url).region("cn-hangzhou").credentials(credentials).build()
}

fn request() -> AssumeRoleWithOidc {
    AssumeRoleWithOidc {
        oidc_provider_arn: Some("acs:ram::1:oidc-provider/idp".to_owned()),
        role_arn: Some("acs:ram::1:role/r".to_owned()),
        role_session_name: Some("alice".to_owned()),
        oidc_token: Some(OIDC_TOKEN.to_owned()),
        ..AssumeRoleWithOidc::default()
    }
}

#[tokio::test]
async fn client_call_and_request_hide_them() -> TestResult {
    let client = client("http://127.0.0.1:1")?;
    assert_debug_hides(&client);
    assert_debug_hides(&Client::builder().access_key("id", SECRET));
    assert_debug_hides(&Credentials::with_token("STS.id", SECRET, TOKEN));
    assert_debug_hides(&request());
    assert_debug_hides(&client.call(request()));
    assert_debug_hides(&client.call(request()).send());
    assert_shows(&format!("{:?}", request()), "acs:ram::1:role/r");
    Ok(())
}

#[tokio::test]
async fn responses_hide_them() -> TestResult {
    let body = format!(
        r#"{{"RequestId":"1","Credentials":{{"SecurityToken":"{TOKEN}","AccessKeySecret":"{SECRET}","AccessKeyId":"STS.shown"}}}}"#
    );
    let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    let client = client(&serve(answer.into_bytes(), Then::Close).await?)?;
    let answer = client.call(request()).send_with_raw().await?;
    assert_debug_hides(&answer);
    assert_debug_hides(&answer.raw);
    assert_shows(&format!("{:?}", answer.response), "STS.shown");
    let credentials = answer.response.credentials.unwrap_or_default();
    assert_eq!(credentials.security_token.as_deref(), Some(TOKEN));
    Ok(())
}

#[tokio::test]
async fn violations_hide_them() -> TestResult {
    let client = client("http://127.0.0.1:1")?;
    // Twenty thousand characters are allowed.
    let long = AssumeRoleWithOidc { oidc_token: Some(OIDC_TOKEN.repeat(2000)), ..request() };
    let error = client.call(long).send().await.expect_err("it is too long");
    assert_eq!(error.violations().len(), 1);
    assert_eq!(error.violations()[0].value(), None);
    assert_debug_hides(&error.violations());
    assert_error_hides(&error);
    Ok(())
}

/// The service sends its string to sign back, and that may hold a token.
#[tokio::test]
async fn errors_of_the_service_hide_them() -> TestResult {
    let emulator = emulator().await?;
    let wrong = Credentials::with_token("STS.id", "other", TOKEN);
    let builder = Client::builder().endpoint(emulator.url()).region("cn-hangzhou").credentials(wrong);
    let error = builder.build()?.get_caller_identity().send().await.expect_err("the secret is wrong");
    assert_eq!(error.code(), Some("SignatureDoesNotMatch"));
    assert_error_hides(&error);
    assert!(!error.to_string().contains("ACS3-HMAC-SHA256"), "{error}");
    Ok(())
}

#[tokio::test]
async fn errors_on_the_way_hide_them() -> TestResult {
    let (_socket, url) = refuse()?;
    let nonsense = format!("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}", "not JSON!").into_bytes();
    let broken = b"HTTP/9 what\r\n\r\n".to_vec();
    for url in [url, serve(nonsense, Then::Close).await?, serve(broken, Then::Close).await?] {
        let error = client(&url)?.call(request()).send().await.expect_err("there is no answer");
        assert_error_hides(&error);
    }
    Ok(())
}

#[tokio::test]
async fn the_record_of_the_emulator_hides_them() -> TestResult {
    let emulator = emulator().await?;
    let client = client(emulator.url())?;
    client.get_caller_identity().send().await?;
    client.call(request()).send().await?;
    let short = AssumeRoleWithOidc { role_session_name: Some("x".to_owned()), ..request() };
    assert!(client.call(short).with_checks(false).send().await.is_err());
    assert_eq!(emulator.requests().len(), 3);
    for recorded in emulator.requests() {
        assert_debug_hides(&recorded);
        assert_hidden(&recorded.to_string());
    }
    assert_debug_hides(&emulator);
    Ok(())
}

#[tokio::test]
async fn a_key_stays_with_its_client() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    client.describe_anycast_pop_locations().send().await?;
    let request = &emulator.requests()[0];
    let values = request.headers.iter().chain(&request.query).map(|(_, value)| value);
    assert!(values.into_iter().all(|value| !value.contains(acs_emulator::ACCESS_KEY_SECRET)));
    Ok(())
}

#[test]
fn a_call_that_is_being_filled_in_hides_them() -> TestResult {
    let client = client("http://127.0.0.1:9")?;
    let call = client.assume_role_with_oidc().oidc_token(OIDC_TOKEN);
    let expected = r#"AssumeRoleWithOidcCall { call: Call { operation: "AssumeRoleWithOIDC", .. } }"#;
    assert_eq!(format!("{call:?}"), expected);
    Ok(())
}
