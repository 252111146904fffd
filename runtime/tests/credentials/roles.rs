//! RAM roles that are assumed by way of STS.

use std::time::Duration;

use acs_runtime::credentials::{AssumeRole, Credentials, EcsRamRole, OidcRole, SharedCredentials};

use crate::server::{Received, Reply, Server};
use crate::{SECRET, TOKEN, ask, assert_temporary, assumed, document, refusal, transport, variables};

const ROLE: &str = "acs:ram::1:role/deploy";

fn caller() -> Credentials {
    Credentials::new("testid", "testsecret")
}

fn nothing(_: &str) -> Option<String> {
    None
}

#[tokio::test]
async fn a_role_is_assumed_with_a_signed_request() {
    let server = Server::always(200, assumed()).await;
    let role = AssumeRole::new(caller(), ROLE).endpoint(&server.url).variables(nothing);
    let role = role.session_name("ci").duration(Duration::from_secs(900)).policy("{ }").external_id("x=y");
    assert_temporary(&ask(&role).await.expect("STS gives it"), "ram_role_arn/static_ak");
    let received = &server.received()[0];
    let query = "/?DurationSeconds=900&ExternalId=x%3Dy&Policy=%7B%20%7D&RoleArn=acs%3Aram%3A%3A1%3Arole%2Fdeploy\
        &RoleSessionName=ci";
    assert_eq!(received.line(), format!("POST {query}"));
    assert_eq!(received.header("x-acs-action"), "AssumeRole");
    assert_eq!(received.header("x-acs-version"), "2015-04-01");
    assert!(received.header("authorization").starts_with("ACS3-HMAC-SHA256 Credential=testid,"));
}

#[tokio::test]
async fn a_session_has_a_name_when_nobody_chose_one() {
    let server = Server::always(200, assumed()).await;
    let role = || AssumeRole::new(caller(), ROLE).endpoint(&server.url);
    ask(&role().variables(nothing)).await.expect("STS gives it");
    let named = variables([("ALIBABA_CLOUD_ROLE_SESSION_NAME", "by-variable")]);
    ask(&role().variables(named)).await.expect("STS gives it");
    let lines = server.lines();
    assert!(
        lines[0].contains("&RoleSessionName=acsgen-1") && !lines[0].contains("DurationSeconds"),
        "{lines:?}"
    );
    assert!(lines[1].ends_with("&RoleSessionName=by-variable"), "{lines:?}");
}

#[tokio::test]
async fn a_role_may_assume_another_one() {
    let instance = Server::start(|request| match request.method.as_str() {
        "PUT" => (200, "t".to_owned()),
        _ => (200, document()),
    });
    let (instance, sts) = (instance.await, Server::always(200, assumed()).await);
    let source = EcsRamRole::new().endpoint(&instance.url).role("r").variables(nothing);
    let first = AssumeRole::new(source, "acs:ram::1:role/a").endpoint(&sts.url).variables(nothing);
    let second = AssumeRole::new(first, "acs:ram::2:role/b").endpoint(&sts.url).variables(nothing);
    let credentials = ask(&second).await.expect("STS gives it");
    assert_temporary(&credentials, "ram_role_arn/ram_role_arn/ecs_ram_role");
    let received = sts.received();
    assert_eq!(received.len(), 2);
    assert!(received.iter().all(|request| request.header("x-acs-security-token") == TOKEN));
}

#[tokio::test]
async fn the_source_of_a_role_is_asked_once_until_it_is_refused() {
    let instance = Server::start(|request| match request.method.as_str() {
        "PUT" => (200, "t".to_owned()),
        _ => (200, document()),
    });
    let instance = instance.await;
    let refused = r#"{"Code":"InvalidSecurityToken.Expired","Message":"expired","RequestId":"R"}"#;
    let sts = Server::always(400, refused).await;
    let source = EcsRamRole::new().endpoint(&instance.url).role("r").variables(nothing);
    let role = AssumeRole::new(source, ROLE).endpoint(&sts.url).variables(nothing);
    for rounds in 1..=2 {
        let reason = refusal(&role).await;
        let expected = "`AssumeRole`: InvalidSecurityToken.Expired: expired (HTTP 400, request id R)";
        assert_eq!(reason, expected);
        assert_eq!(instance.lines().len(), 2 * rounds, "another source may fare better");
    }
}

#[tokio::test]
async fn a_request_that_breaks_a_rule_is_not_sent() {
    let server = Server::always(200, assumed()).await;
    let role = AssumeRole::new(caller(), ROLE).endpoint(&server.url).variables(nothing);
    let reason = refusal(&role.duration(Duration::from_secs(60))).await;
    assert!(reason.contains("DurationSeconds") && reason.contains("900"), "{reason}");
    assert!(server.lines().is_empty());
}

#[tokio::test]
async fn what_sts_does_not_say_whole_is_refused() {
    let cut = assumed();
    for (body, expected) in [
        ("{}".to_owned(), "the answer has no `AccessKeyId`"),
        (cut.replace("SecurityToken", "Other"), "the answer has no `SecurityToken`"),
        (cut.replace("\"Expiration\":\"2", "\"Expiration\":\"x2"), "is no time in UTC"),
        (cut[..cut.len() / 2].to_owned(), "cannot be decoded"),
    ] {
        let server = Server::always(200, body).await;
        let reason = refusal(&AssumeRole::new(caller(), ROLE).endpoint(&server.url).variables(nothing)).await;
        assert!(reason.contains(expected), "{expected}: {reason}");
    }
}

#[tokio::test]
async fn sts_that_fails_is_asked_three_times_with_a_signature_each() {
    let server =
        Server::always(503, format!(r#"{{"Code":"ServiceUnavailable","Message":"{SECRET:.0}"}}"#)).await;
    refusal(&AssumeRole::new(caller(), ROLE).endpoint(&server.url).variables(nothing)).await;
    let received = server.received();
    let mut nonces: Vec<_> = received.iter().map(|request| request.header("x-acs-signature-nonce")).collect();
    nonces.sort_unstable();
    nonces.dedup();
    assert_eq!(nonces.len(), 3);
}

/// STS by a clock that is so many minutes ahead.
async fn sts_ahead(minutes: i64) -> Server {
    let answer = move |request: &Received| {
        let theirs = jiff::Timestamp::now() + jiff::SignedDuration::from_mins(minutes);
        let signed: jiff::Timestamp = request.header("x-acs-date").parse().expect("it is a date");
        let is_near = signed.duration_since(theirs).abs() < jiff::SignedDuration::from_mins(15);
        let expired = r#"{"Code":"InvalidTimeStamp.Expired","Message":"expired"}"#.to_owned();
        let (status, body) = if is_near { (200, assumed()) } else { (400, expired) };
        Reply { status, headers: theirs.strftime("date: %a, %d %b %Y %H:%M:%S GMT\r\n").to_string(), body }
    };
    Server::start(answer).await
}

#[tokio::test]
async fn a_clock_that_is_off_is_set_right_by_what_sts_says() {
    for minutes in [-20, 20] {
        let server = sts_ahead(minutes).await;
        let role = AssumeRole::new(caller(), ROLE).endpoint(&server.url).variables(nothing);
        let credentials = ask(&role).await.expect("the second date is good");
        assert_eq!((credentials.access_key_id(), server.lines().len()), ("STS.id", 2), "{minutes}");
    }
}

#[tokio::test]
async fn a_signature_that_is_refused_for_its_date_is_renewed_once() {
    let server = Server::start(|_| Reply {
        status: 400,
        headers: "date: Thu, 01 Jan 2026 00:00:00 GMT\r\n".to_owned(),
        body: r#"{"Code":"InvalidTimeStamp.Expired","Message":"expired"}"#.to_owned(),
    });
    let server = server.await;
    let reason = refusal(&AssumeRole::new(caller(), ROLE).endpoint(&server.url).variables(nothing)).await;
    assert!(reason.contains("InvalidTimeStamp.Expired"), "{reason}");
    assert_eq!(server.lines().len(), 2);
}

#[tokio::test]
async fn an_oidc_token_is_sent_in_a_body_without_a_signature_and_read_anew() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("token");
    let server = Server::always(200, assumed()).await;
    let role = OidcRole::new().role_arn(ROLE).provider_arn("acs:ram::1:oidc-provider/p").token_file(&file);
    let role = role.session_name("pod").endpoint(&server.url).variables(nothing);
    for token in ["first-token", "second-token"] {
        std::fs::write(&file, token).expect("the folder can be written to");
        assert_temporary(&ask(&role).await.expect("STS gives it"), "oidc_role_arn");
        let received = server.received().pop().expect("it was asked");
        assert!(!received.target.contains("token"), "{}", received.target);
        assert_eq!(received.body, format!("OIDCToken={token}"));
        assert_eq!(received.header("x-acs-action"), "AssumeRoleWithOIDC");
        assert_eq!(received.header("authorization"), "");
    }
}

#[tokio::test]
async fn an_oidc_role_comes_from_variables() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("token");
    std::fs::write(&file, TOKEN).expect("the folder can be written to");
    let server = Server::always(200, assumed()).await;
    let file = file.display().to_string();
    let all = [
        ("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "acs:ram::1:oidc-provider/p"),
        ("ALIBABA_CLOUD_ROLE_ARN", ROLE),
        ("ALIBABA_CLOUD_OIDC_TOKEN_FILE", file.as_str()),
    ];
    let role = || OidcRole::new().endpoint(&server.url);
    ask(&role().variables(variables(all))).await.expect("STS gives it");
    for (index, (missing, _)) in all.into_iter().enumerate() {
        let mut rest = all;
        rest[index].0 = "OTHER";
        assert_eq!(refusal(&role().variables(variables(rest))).await, format!("`{missing}` is not set"));
    }
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn a_token_file_that_is_empty_or_absent_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let role = OidcRole::new().role_arn(ROLE).provider_arn("p").endpoint("http://127.0.0.1:1");
    let file = folder.path().join("token");
    let path = file.display();
    let role = role.token_file(&file).variables(nothing);
    assert_eq!(refusal(&role).await, format!("`{path}` does not exist"));
    std::fs::write(&file, "\n").expect("the folder can be written to");
    assert_eq!(refusal(&role).await, format!("`{path}` is empty"));
    std::fs::write(&file, b"\xff").expect("the folder can be written to");
    assert_eq!(refusal(&role).await, format!("`{path}` is no text in UTF-8"));
    std::fs::write(&file, "a".repeat(2 << 20)).expect("the folder can be written to");
    assert!(refusal(&role).await.contains("more than 1048576 bytes"));
    let role = role.token_file(folder.path());
    assert!(refusal(&role).await.ends_with("it is no file"));
}

#[tokio::test]
async fn a_thousand_tasks_assume_a_role_once() {
    let server = Server::always(200, assumed()).await;
    let role = AssumeRole::new(caller(), ROLE).endpoint(&server.url).variables(nothing);
    let (shared, transport) = (SharedCredentials::new(role), transport());
    let ask = |_| {
        let (shared, transport) = (shared.clone(), transport.clone());
        tokio::spawn(async move { shared.get(&transport).await })
    };
    for task in (0..1000).map(ask).collect::<Vec<_>>() {
        task.await.expect("no task panics").expect("STS gives it");
    }
    assert_eq!(server.lines().len(), 1);
}
