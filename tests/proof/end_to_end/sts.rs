//! Every operation of Sts with the documented examples as arguments.

use std::collections::BTreeSet;

use acs_runtime::credentials::Credentials;
use acs_sts_20150401::OPERATIONS;

use crate::{TestResult, local};

const POLICY: &str =
    r#"{"Statement": [{"Action": ["*"],"Effect": "Allow","Resource": ["*"]}],"Version":"1"}"#;

#[tokio::test]
async fn every_operation_is_answered() -> TestResult {
    let emulator = local::start().await?;
    let client = local::sts(emulator.url())?;
    assume_role(&client).await?;
    assume_role_with_saml(&client).await?;
    assume_role_with_oidc(&client).await?;
    get_caller_identity(&client).await?;
    let requests = emulator.requests();
    let called: BTreeSet<_> = requests.iter().filter_map(|request| request.operation.as_deref()).collect();
    let known: BTreeSet<_> = OPERATIONS.iter().map(|spec| spec.name).collect();
    assert_eq!(called, known);
    Ok(())
}

async fn assume_role(client: &acs_sts_20150401::Client) -> TestResult {
    let response = client
        .assume_role()
        .duration_seconds(3600)
        .policy(POLICY)
        .role_arn("acs:ram::123456789012****:role/adminrole")
        .role_session_name("alice")
        .external_id("abcd1234")
        .source_identity("Alice")
        .send()
        .await?;
    let credentials = response.credentials.unwrap_or_default();
    assert_eq!(credentials.access_key_id.as_deref(), Some("STS.L4aBSCSJVMuKg5U1****"));
    assert_eq!(credentials.expiration.as_deref(), Some("2015-04-09T11:52:19Z"));
    assert_eq!(credentials.security_token.as_deref(), Some("********"));
    let user = response.assumed_role_user.unwrap_or_default();
    assert_eq!(user.assumed_role_id.as_deref(), Some("34458433936495****:alice"));
    assert_eq!(response.source_identity.as_deref(), Some("Alice"));
    Ok(())
}

async fn assume_role_with_saml(client: &acs_sts_20150401::Client) -> TestResult {
    let response = client
        .assume_role_with_saml()
        .saml_provider_arn("acs:ram::123456789012****:saml-provider/company1")
        .role_arn("acs:ram::123456789012****:role/adminrole")
        .saml_assertion("base64_encoded_saml_assertion")
        .policy("url_encoded_policy")
        .duration_seconds(3600)
        .send()
        .await?;
    let info = response.saml_assertion_info.unwrap_or_default();
    assert_eq!(info.subject.as_deref(), Some("alice@example.com"));
    assert_eq!(info.recipient.as_deref(), Some("https://signin.aliyun.com/saml-role/SSO"));
    Ok(())
}

async fn assume_role_with_oidc(client: &acs_sts_20150401::Client) -> TestResult {
    let response = client
        .assume_role_with_oidc()
        .oidc_provider_arn("acs:ram::113511544585****:oidc-provider/TestOidcIdp")
        .role_arn("acs:ram::113511544585****:role/testoidc")
        .oidc_token("eyJraWQiOiJKQzl3eHpyaHFKMGd0****")
        .policy(POLICY)
        .duration_seconds(3600)
        .role_session_name("TestOidcAssumedRoleSession")
        .send()
        .await?;
    let info = response.oidc_token_info.unwrap_or_default();
    assert_eq!(info.issuer.as_deref(), Some("https://dev-xxxxxx.okta.com"));
    assert_eq!(info.verification_info.as_deref(), Some("Success"));
    Ok(())
}

async fn get_caller_identity(client: &acs_sts_20150401::Client) -> TestResult {
    let response = client.get_caller_identity().send().await?;
    assert_eq!(response.identity_type.as_deref(), Some("RAMUser"));
    assert_eq!(response.arn.as_deref(), Some("acs:ram::196813200012****:user/admin"));
    Ok(())
}

#[tokio::test]
async fn a_call_that_needs_no_signature_has_none() -> TestResult {
    let emulator = local::start().await?;
    // With a key and without one: a key that is there is not shown to a service that does not ask for it.
    let anonymous = acs_sts_20150401::Client::builder().endpoint(emulator.url()).anonymous().build()?;
    for client in [local::sts(emulator.url())?, anonymous] {
        assume_role_with_oidc(&client).await?;
        assume_role_with_saml(&client).await?;
    }
    for request in emulator.requests() {
        assert_eq!(request.method, "POST");
        assert_eq!(request.header("authorization"), None, "{request}");
        assert!(!request.headers.iter().any(|(_, value)| value.contains(acs_emulator::ACCESS_KEY_ID)));
        assert!(request.query.contains(&("Format".to_owned(), "json".to_owned())), "{request}");
    }
    Ok(())
}

#[tokio::test]
async fn an_anonymous_client_cannot_make_a_call_that_is_signed() -> TestResult {
    let emulator = local::start().await?;
    let client = acs_sts_20150401::Client::builder().endpoint(emulator.url()).anonymous().build()?;
    let error = client.get_caller_identity().send().await.expect_err("it cannot be signed");
    assert_eq!(error.kind(), acs_runtime::Kind::Configuration);
    assert_eq!(emulator.requests(), []);
    Ok(())
}

#[tokio::test]
async fn a_temporary_key_is_accepted_with_its_token_only() -> TestResult {
    let builder = acs_emulator::Emulator::builder().specs(crate::skipped::root().join("specs"));
    let emulator = builder.temporary_account("STS.testid", "testsecret", "CAIS/test+token==").start().await?;
    let client = |credentials| {
        let builder = acs_sts_20150401::Client::builder().endpoint(emulator.url());
        builder.region("cn-hangzhou").credentials(credentials).build()
    };
    let good = Credentials::with_token("STS.testid", "testsecret", "CAIS/test+token==");
    get_caller_identity(&client(good)?).await?;
    for (credentials, code) in [
        (Credentials::new("STS.testid", "testsecret"), "MissingSecurityToken"),
        (
            Credentials::with_token("STS.testid", "testsecret", "other"),
            "InvalidSecurityToken.MismatchWithAccessKey",
        ),
    ] {
        let error = client(credentials)?.get_caller_identity().send().await.expect_err("it is not the token");
        assert_eq!(error.code(), Some(code));
    }
    Ok(())
}
