//! Clients that take their credentials from providers.

use std::sync::atomic::{AtomicUsize, Ordering};

use acs_runtime::credentials::sts::Client;
use acs_runtime::credentials::{EcsRamRole, SharedCredentials};

use crate::server::Server;
use crate::{TOKEN, assumed, document};

/// The metadata service of an instance with a role, whose token is another one each time.
async fn instance() -> Server {
    let asked = AtomicUsize::new(0);
    let answer = move |target: &str| match target {
        "/latest/api/token" => "t".to_owned(),
        _ => document().replace(TOKEN, &format!("token-{}", asked.fetch_add(1, Ordering::SeqCst) + 1)),
    };
    Server::start(move |request| (200, answer(&request.target))).await
}

fn provider(instance: &Server) -> EcsRamRole {
    EcsRamRole::new().endpoint(&instance.url).role("r").variables(|_| None)
}

#[tokio::test]
async fn threads_of_blocking_clients_ask_the_service_once() {
    let (instance, sts) = (instance().await, Server::always(200, assumed()).await);
    let shared = SharedCredentials::new(provider(&instance));
    let calls: Vec<_> = (0..32)
        .map(|_| {
            let builder = Client::builder().endpoint(&sts.url).credentials(shared.clone()).blocking();
            let client = builder.build().expect("it is built");
            tokio::task::spawn_blocking(move || {
                let call = client.assume_role().role_arn("acs:ram::1:role/r").role_session_name("ci");
                call.send().wait().map(|_| ())
            })
        })
        .collect();
    for call in calls {
        call.await.expect("no thread panics").expect("it is answered");
    }
    assert_eq!(instance.lines().len(), 2);
    let received = sts.received();
    assert_eq!(received.len(), 32);
    assert!(received.iter().all(|request| request.header("x-acs-security-token") == "token-1"));
}

#[tokio::test]
async fn a_token_that_a_service_takes_no_longer_is_renewed_on_the_way() {
    let instance = instance().await;
    let service = Server::start(|request| match request.header("x-acs-security-token") {
        "token-1" => (400, r#"{"Code":"InvalidSecurityToken.Expired","Message":"m"}"#.to_owned()),
        _ => (200, assumed()),
    });
    let service = service.await;
    let builder = Client::builder().endpoint(&service.url).credentials(provider(&instance));
    let client = builder.build().expect("it is built");
    let call = || client.assume_role().role_arn("acs:ram::1:role/r").role_session_name("ci");
    call().send().await.expect("the second token is good");
    call().send().await.expect("it is kept");
    let received = service.received();
    let tokens: Vec<_> = received.iter().map(|request| request.header("x-acs-security-token")).collect();
    assert_eq!(tokens, ["token-1", "token-2", "token-2"]);
    let name = received[2].header("x-acs-credentials-provider");
    assert_eq!((name, instance.lines().len()), ("ecs_ram_role", 4));
}

#[tokio::test]
async fn a_client_is_built_before_anything_is_asked_and_says_what_is_missing_when_it_is() {
    let instance = Server::always(404, "").await;
    let builder =
        Client::builder().endpoint("http://127.0.0.1:1").credentials(provider(&instance).disable_v1());
    let client = builder.build().expect("nothing is asked");
    assert!(instance.lines().is_empty());
    let call = client.assume_role().role_arn("acs:ram::1:role/r").role_session_name("ci");
    let error = call.send().await.expect_err("there are none");
    assert_eq!(error.kind(), acs_runtime::Kind::Credentials);
    let message = "`AssumeRole`: there are no credentials to sign with, the metadata service answers HTTP 404 \
        instead of a token";
    assert_eq!(error.to_string(), message);
}
