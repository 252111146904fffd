//! Clients that take their credentials from providers.

use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Outcome};
use acs_runtime::Kind;
use acs_runtime::credentials::{AssumeRole, Credentials, DefaultChain, Environment};

use crate::{TestResult, local};

const ROLE: &str = "acs:ram::123456789012:role/adminrole";

/// The emulator verifies the signature, and answers with the documented example, which has expired long ago.
#[tokio::test]
async fn sts_is_asked_with_a_signature_before_a_call_is_sent() -> TestResult {
    let emulator = local::start().await?;
    let source = Credentials::new(ACCESS_KEY_ID, ACCESS_KEY_SECRET);
    let role = AssumeRole::new(source, ROLE).session_name("alice").endpoint(emulator.url());
    let client = acs_sts_20150401::Client::builder().endpoint(emulator.url()).credentials(role).build()?;
    let error = client.get_caller_identity().send().await.expect_err("what it gets has expired");
    assert_eq!(error.kind(), Kind::Credentials);
    let message = "`GetCallerIdentity`: there are no credentials to sign with, `ram_role_arn/static_ak` gave \
        credentials that have expired, by the clock of this machine";
    assert_eq!(error.to_string(), message);
    let requests = emulator.requests();
    assert_eq!(requests.len(), 1, "the call itself is not sent");
    assert_eq!(requests[0].operation.as_deref(), Some("AssumeRole"));
    assert_eq!(requests[0].outcome, Outcome::Answered, "{}", requests[0]);
    Ok(())
}

#[tokio::test]
async fn a_role_that_may_not_be_assumed_says_why() -> TestResult {
    let emulator = local::start().await?;
    let source = Credentials::new(ACCESS_KEY_ID, "wrong");
    let role = AssumeRole::new(source, ROLE).endpoint(emulator.url());
    let client = acs_sts_20150401::Client::builder().endpoint(emulator.url()).credentials(role).build()?;
    let error = client.get_caller_identity().send().await.expect_err("the secret is wrong");
    let message = error.to_string();
    let start =
        "`GetCallerIdentity`: there are no credentials to sign with, `AssumeRole`: SignatureDoesNotMatch: ";
    assert!(message.starts_with(start) && !message.contains("ACS3-HMAC-SHA256"), "{message}");
    Ok(())
}

#[tokio::test]
async fn a_client_that_is_given_nothing_signs_with_what_the_chain_finds() -> TestResult {
    let emulator = local::start().await?;
    let variable = |name: &str| match name {
        "ALIBABA_CLOUD_ACCESS_KEY_ID" => Some(ACCESS_KEY_ID.to_owned()),
        "ALIBABA_CLOUD_ACCESS_KEY_SECRET" => Some(ACCESS_KEY_SECRET.to_owned()),
        _ => None,
    };
    let builder = || acs_sts_20150401::Client::builder().endpoint(emulator.url());
    builder()
        .credentials(DefaultChain::new().variables(variable))
        .build()?
        .get_caller_identity()
        .send()
        .await?;
    let environment = Environment::new().variables(variable);
    builder().credentials(environment).build()?.get_caller_identity().send().await?;
    let requests = emulator.requests();
    let names: Vec<_> = requests
        .iter()
        .map(|request| request.header("x-acs-credentials-provider").unwrap_or_default())
        .collect();
    assert_eq!(names, ["default/env", "env"]);
    Ok(())
}
