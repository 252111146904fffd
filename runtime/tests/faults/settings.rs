//! What is set for one call, and what stands between client and service.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use acs_runtime::credentials::{CredentialsProvider, Providing};
use acs_runtime::interceptor::{Attempted, Interceptor, Outgoing};
use acs_runtime::retry::{Failure, Retry, RetryPolicy};
use acs_runtime::transport::Transport;
use acs_runtime::transport::proxy::Proxies;
use acs_runtime::{Error, Kind};

use super::{MODES, Mode, Operation, done};
use crate::sample::list_things::ListThings;
use crate::sample::unassociate_anycast_eip_address::UnassociateAnycastEipAddress;
use crate::stage::{Act, Stage};

#[tokio::test]
async fn a_call_has_a_policy_of_its_own() {
    for mode in MODES.iter().copied() {
        let stage = Stage::play([Act::Reset]);
        let client = mode.client(&stage.url);
        let call = client.call(ListThings::default()).with_retry(RetryPolicy::never());
        done!(mode, call.send()).expect_err("it fails");
        assert_eq!(stage.received().len(), 1, "{mode:?}");
    }
}

/// Repeats what the standard policy does not, twice.
#[derive(Debug)]
struct Stubborn;

impl Retry for Stubborn {
    fn next(&self, failure: &Failure<'_>) -> Option<Duration> {
        let is_missing = failure.error.kind() == Kind::NotFound;
        (is_missing && failure.attempts < 3).then_some(Duration::ZERO)
    }
}

#[tokio::test]
async fn a_policy_can_be_replaced() {
    let missing = Act::error(404, "ResourceNotFound");
    let stage = Stage::play([missing.clone(), missing.clone(), Act::ok()]);
    let client = Mode::Async.builder(&stage.url).retry(Stubborn).build().expect("it is built");
    Operation::Read.call(Mode::Async, &client).await.expect("the third attempt succeeds");
    let stage = Stage::play([missing]);
    let client = Mode::Async.builder(&stage.url).retry(Stubborn).build().expect("it is built");
    Operation::Change
        .call(Mode::Async, &client)
        .await
        .expect_err("a change is not repeated, whoever says so");
    assert_eq!(stage.received().len(), 1);
}

#[tokio::test]
async fn a_token_survives_a_restart() {
    let stage = Stage::play([Act::ok()]);
    let client = Mode::Async.client(&stage.url);
    let call = || client.call(UnassociateAnycastEipAddress::default()).with_checks(false);
    let first = call();
    let kept = first.idempotency_token().expect("the operation takes one");
    first.send().await.expect("it is answered");
    let again = call().with_idempotency_token(&kept);
    assert_eq!(again.idempotency_token().as_ref(), Some(&kept));
    again.send().await.expect("it is answered");
    let tokens: Vec<_> =
        stage.received().iter().map(|request| request.param("ClientToken").map(str::to_owned)).collect();
    assert_eq!(tokens, [Some(kept.clone()), Some(kept)]);

    let none = client.call(ListThings::default());
    assert_eq!(none.idempotency_token(), None);
    let error = none.with_idempotency_token("t").send().await.expect_err("it takes none");
    assert_eq!(error.kind(), Kind::Configuration);
}

#[tokio::test]
async fn a_call_goes_to_another_endpoint_and_region() {
    let (here, there) = (Stage::play([Act::ok()]), Stage::play([Act::ok()]));
    let client = Mode::Async.client(&here.url);
    let call = client.call(ListThings::default()).with_endpoint(&there.url).with_region("eu-central-1");
    call.with_header("X-Acs-Note", "n").send().await.expect("it is answered");
    assert!(here.received().is_empty());
    let received = &there.received()[0];
    assert_eq!((received.param("RegionId"), received.header("x-acs-note")), (Some("eu-central-1"), "n"));
    crate::assert_signed(received);
}

/// Adds a header, and keeps what it sees.
#[derive(Debug, Default)]
struct Witness(Arc<Mutex<Vec<String>>>);

impl Interceptor for Witness {
    fn before_signing(&self, outgoing: &mut Outgoing<'_>) -> Result<(), Error> {
        if outgoing.headers().any(|(name, _)| name == "x-acs-stop") {
            return Err(Error::intercepted("stopped"));
        }
        outgoing.set_header("x-acs-attempt", outgoing.attempt().to_string());
        Ok(())
    }

    fn after_attempt(&self, attempted: &Attempted<'_>) {
        let result = match attempted.result {
            Ok(raw) => raw.status().to_string(),
            Err(error) => format!("{:?}", error.kind()),
        };
        let name = attempted.operation.name;
        self.0.lock().expect("no holder fails").push(format!("{name} {} {result}", attempted.attempt));
    }
}

#[tokio::test]
async fn interceptors_see_and_change_every_attempt() {
    for mode in MODES.iter().copied() {
        let stage = Stage::play([Act::error(503, "ServiceUnavailable"), Act::ok()]);
        let witness = Witness::default();
        let seen = witness.0.clone();
        let client = mode.builder(&stage.url).interceptor(witness).build().expect("it is built");
        Operation::Read.call(mode, &client).await.expect("the second attempt succeeds");
        assert_eq!(*seen.lock().expect("no holder fails"), ["ListThings 1 Unavailable", "ListThings 2 200"]);
        for (received, number) in stage.received().iter().zip(["1", "2"]) {
            assert_eq!(received.header("x-acs-attempt"), number);
            crate::assert_signed(received);
        }
        let call = client.call(ListThings::default()).with_header("x-acs-stop", "1");
        let error = done!(mode, call.send()).expect_err("the interceptor stops it");
        assert_eq!((error.to_string().as_str(), stage.received().len()), ("`ListThings`: stopped", 2));
        assert_eq!(error.kind(), Kind::Intercepted);
    }
}

#[tokio::test]
async fn a_request_that_is_signed_and_not_sent_is_seen_by_interceptors() {
    let builder = Mode::Async.builder("http://127.0.0.1:1").interceptor(Witness::default());
    let client = builder.build().expect("it is built");
    let call = client.call(ListThings::default());
    let signed = call.sign().await.expect("it is signed");
    assert_eq!(signed.headers()["x-acs-attempt"], "1");
    let authorization = signed.headers()["authorization"].to_str().expect("it is ASCII");
    assert!(authorization.contains("x-acs-attempt"), "{authorization}");
    let error = call.with_header("x-acs-stop", "1").unsigned().expect_err("the interceptor stops it");
    assert_eq!(error.kind(), Kind::Intercepted);
}

/// Has no credentials, and says so never.
#[derive(Debug)]
struct Silent;

impl CredentialsProvider for Silent {
    fn provide<'p>(&'p self, _transport: &'p dyn Transport) -> Providing<'p> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn credentials_are_within_the_time_of_the_call() {
    for mode in MODES.iter().copied() {
        let stage = Stage::play([Act::ok()]);
        let builder = mode.builder(&stage.url).credentials(Silent).timeout(Duration::from_millis(200));
        let client = builder.build().expect("it is built");
        let error = Operation::Read.call(mode, &client).await.expect_err("there are no credentials");
        assert_eq!((error.kind(), stage.received().len()), (Kind::Timeout, 0), "{mode:?}");
    }
}

#[tokio::test]
async fn an_answer_of_many_parts_comes_whole() {
    for mode in MODES.iter().copied() {
        let body = format!(r#"{{"Total": 1, "Filler": "{}"}}"#, "x".repeat(300_000));
        let stage = Stage::play([Act::Answer(200, String::new(), body.clone())]);
        let client = mode.client(&stage.url);
        let answer = done!(mode, client.call(ListThings::default()).send_with_raw()).expect("it is answered");
        assert!(answer.raw.body() == body.as_bytes(), "{mode:?} {}", answer.raw.body().len());
    }
}

#[tokio::test]
async fn a_time_that_no_clock_reaches_is_none() {
    for mode in MODES.iter().copied() {
        let stage = Stage::play([Act::ok()]);
        let longest = Duration::MAX;
        let builder = mode.builder(&stage.url).connect_timeout(longest).idle_timeout(longest);
        let client = builder.attempt_timeout(longest).timeout(longest).build().expect("it is built");
        for _ in 0..2 {
            Operation::Read.call(mode, &client).await.expect("it is answered");
        }
    }
}

#[tokio::test]
async fn a_proxy_dies() {
    for mode in MODES.iter().copied() {
        let proxy = Stage::play([Act::Reset]);
        let address = proxy.url.replace("http://", "http://user:hunter2@");
        let proxies = Proxies::all(&address).expect("it is an address");
        let client = mode.builder("https://ecs.example").proxies(proxies).build().expect("it is built");
        let error = Operation::Read.call(mode, &client).await.expect_err("there is no tunnel");
        assert_eq!((error.kind(), error.attempts()), (Kind::Transport, 3), "{mode:?} {error}");
        assert_eq!(proxy.received()[0].method, "CONNECT", "{mode:?}");
        assert_eq!(proxy.received()[0].target, "ecs.example:443", "{mode:?}");
        let login = proxy.received()[0].header("proxy-authorization").to_owned();
        assert_eq!(login, "Basic dXNlcjpodW50ZXIy", "{mode:?}");
        let shown = format!("{error} {error:?} {client:?}");
        assert!(!shown.contains("RegionId") && !shown.contains("hunter2"), "{shown}");
    }
}

#[tokio::test]
async fn a_host_that_is_excepted_is_reached_without_the_proxy() {
    for mode in MODES.iter().copied() {
        let (proxy, stage) = (Stage::play([Act::ok()]), Stage::play([Act::ok()]));
        let proxies = Proxies::all(&proxy.url).expect("it is an address").except("127.0.0.0/8");
        let client = mode.builder(&stage.url).proxies(proxies).build().expect("it is built");
        Operation::Read.call(mode, &client).await.expect("it is answered");
        assert_eq!((proxy.connections(), stage.received().len()), (0, 1), "{mode:?}");
    }
}

#[cfg(feature = "blocking")]
#[tokio::test]
async fn an_async_client_cannot_be_waited_for() {
    let stage = Stage::play([Act::ok()]);
    let client = Mode::Async.client(&stage.url);
    let error = client.call(ListThings::default()).send().wait().expect_err("it would hang");
    assert_eq!(error.kind(), Kind::Configuration);
    assert!(error.to_string().contains("build it with `blocking()`"), "{error}");
}
