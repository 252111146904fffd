//! The metadata service of an ECS instance.

use std::time::Duration;

use acs_runtime::credentials::{EcsRamRole, SharedCredentials};

use crate::server::{Answer, Received, Server};
use crate::{ask, assert_temporary, document, refusal, transport, variables};

const TOKEN_LINE: &str = "PUT /latest/api/token";
const LIST_LINE: &str = "GET /latest/meta-data/ram/security-credentials/";
const ROLE_LINE: &str = "GET /latest/meta-data/ram/security-credentials/app-role";

/// Answers those who have a token, as the service does.
fn with_token(request: &Received) -> Answer {
    let is_known = request.header("x-aliyun-ecs-metadata-token") == "metadata-token";
    match request.line().as_str() {
        TOKEN_LINE if request.header("x-aliyun-ecs-metadata-token-ttl-seconds") == "21600" => {
            (200, "metadata-token\n".to_owned())
        }
        LIST_LINE if is_known => (200, "app-role\n".to_owned()),
        ROLE_LINE if is_known => (200, document()),
        _ => (403, "forbidden".to_owned()),
    }
}

/// Answers anybody, and knows no tokens.
fn without_token(request: &Received) -> Answer {
    match request.line().as_str() {
        LIST_LINE => (200, "app-role".to_owned()),
        ROLE_LINE => (200, document()),
        _ => (404, String::new()),
    }
}

fn provider(server: &Server) -> EcsRamRole {
    EcsRamRole::new().endpoint(&server.url).variables(|_| None)
}

#[tokio::test]
async fn the_service_is_asked_for_a_token_the_role_and_its_credentials() {
    let server = Server::start(with_token).await;
    let credentials = ask(&provider(&server)).await.expect("the service has them");
    assert_temporary(&credentials, "ecs_ram_role");
    assert_eq!(server.lines(), [TOKEN_LINE, LIST_LINE, ROLE_LINE]);
}

#[tokio::test]
async fn a_role_that_is_known_is_not_asked_for() {
    let server = Server::start(with_token).await;
    ask(&provider(&server).role("app-role")).await.expect("the service has them");
    let by_variable = variables([("ALIBABA_CLOUD_ECS_METADATA", "app-role")]);
    ask(&provider(&server).variables(by_variable)).await.expect("the service has them");
    assert_eq!(server.lines(), [TOKEN_LINE, ROLE_LINE, TOKEN_LINE, ROLE_LINE]);
}

#[tokio::test]
async fn a_service_without_tokens_is_asked_without_unless_that_is_forbidden() {
    let server = Server::start(without_token).await;
    ask(&provider(&server)).await.expect("the service has them");
    let forbidden = variables([("ALIBABA_CLOUD_IMDSV1_DISABLED", "True")]);
    for provider in [provider(&server).disable_v1(), provider(&server).variables(forbidden)] {
        let reason = refusal(&provider).await;
        assert!(reason.ends_with("answers HTTP 404 instead of a token"), "{reason}");
    }
    assert_eq!(server.lines(), [TOKEN_LINE, LIST_LINE, ROLE_LINE, TOKEN_LINE, TOKEN_LINE]);
}

#[tokio::test]
async fn what_is_turned_off_sends_nothing() {
    let server = Server::start(with_token).await;
    let off = variables([("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "TRUE")]);
    let reason = refusal(&provider(&server).variables(off)).await;
    assert_eq!(reason, "turned off by `ALIBABA_CLOUD_ECS_METADATA_DISABLED`");
    assert!(server.lines().is_empty());
}

#[tokio::test]
async fn an_instance_without_a_role_says_so() {
    let server = Server::start(|request| match request.method.as_str() {
        "PUT" => (200, "t".to_owned()),
        _ => (404, String::new()),
    });
    let reason = refusal(&provider(&server.await)).await;
    assert_eq!(reason, "the instance has no RAM role, attach one to it");
}

#[tokio::test]
async fn a_service_that_fails_is_asked_three_times() {
    let server = Server::always(503, "busy").await;
    let reason = refusal(&provider(&server).disable_v1()).await;
    assert!(reason.contains("HTTP 503"), "{reason}");
    assert_eq!(server.lines(), [TOKEN_LINE; 3]);
}

#[tokio::test]
async fn a_service_that_says_nothing_is_not_waited_for_twice() {
    let server = Server::always(0, "").await;
    let reason = refusal(&provider(&server).timeout(Duration::from_millis(50))).await;
    assert!(reason.starts_with("the metadata service of the instance: no answer in time"), "{reason}");
    assert_eq!(server.lines(), [TOKEN_LINE]);
}

#[tokio::test]
async fn answers_that_are_none_are_refused_without_what_is_in_them() {
    let whole = document();
    let half = whole[..whole.len() - 40].to_owned();
    let bad = [
        ("{}".to_owned(), "does not say `Success`"),
        (whole.replace("Success", "Failed"), "does not say `Success`"),
        (whole.replace("AccessKeySecret", "Secret"), "has no `AccessKeySecret`"),
        (whole.replace("STS.id", ""), "has no `AccessKeyId`"),
        (whole.replace("\"Expiration\":\"", "\"Expiration\":\"soon "), "is no time in UTC"),
        (whole.replace("\"Code\":\"Success\"", "\"Code\":1"), "something else than expected at line 1"),
        (half, "ends too early at line 1"),
        ("<html>".to_owned(), "is no JSON at line 1"),
        ("[".repeat(100_000), "at line 1"),
        (" ".repeat(300_000), "the answer has more than 262144 bytes"),
    ];
    for (body, expected) in bad {
        let server = Server::start(move |request| match request.method.as_str() {
            "PUT" => (200, "t".to_owned()),
            _ => (200, body.clone()),
        });
        let reason = refusal(&provider(&server.await).role("r")).await;
        assert!(reason.contains(expected), "{expected}: {reason}");
    }
}

#[tokio::test]
async fn a_role_that_is_no_name_goes_into_no_path() {
    for name in ["../../../secret", "..", "a b", "a?b", "a\nb", &"a".repeat(65)] {
        let name = name.to_owned();
        let server = Server::start(move |request| match request.line().as_str() {
            TOKEN_LINE => (200, "t".to_owned()),
            _ => (200, name.clone()),
        });
        let server = server.await;
        assert_eq!(refusal(&provider(&server)).await, "the name of the instance's role is none");
        assert_eq!(server.lines(), [TOKEN_LINE, LIST_LINE]);
    }
}

#[tokio::test]
async fn a_thousand_tasks_ask_the_service_once() {
    let server = Server::start(with_token).await;
    let shared = SharedCredentials::new(provider(&server));
    let transport = transport();
    for round in 1..=2 {
        let tasks: Vec<_> = (0..1000)
            .map(|_| {
                let (shared, transport) = (shared.clone(), transport.clone());
                tokio::spawn(async move { shared.get(&transport).await })
            })
            .collect();
        let mut last = None;
        for task in tasks {
            last = Some(task.await.expect("no task panics").expect("the service has them"));
        }
        assert_eq!(server.lines().len(), 3 * round);
        shared.discard(&last.expect("there were tasks"));
    }
}
