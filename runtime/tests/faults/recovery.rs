//! Calls that succeed in the end.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

use acs_runtime::Kind;
use acs_runtime::credentials::{Credentials, CredentialsProvider, Providing};
use acs_runtime::retry::RetryPolicy;
use acs_runtime::transport::Transport;

use super::{MODES, Mode, Operation, QUICK, done};
use crate::sample::list_things::ListThings;
use crate::stage::{Act, Stage};

#[tokio::test]
async fn every_attempt_is_signed_anew_and_has_the_same_token() {
    for mode in MODES.iter().copied() {
        let stage = Stage::play([Act::Reset, Act::error(503, "ServiceUnavailable"), Act::ok()]);
        Operation::Tokened.call(mode, &mode.client(&stage.url)).await.expect("the third attempt succeeds");
        let received = stage.received();
        let tokens: Vec<_> = received.iter().map(|request| request.param("ClientToken")).collect();
        assert_eq!((tokens.len(), tokens[0], tokens[1]), (3, tokens[1], tokens[2]), "{mode:?}");
        for header in ["x-acs-signature-nonce", "authorization"] {
            assert_ne!(received[0].header(header), received[1].header(header), "{mode:?} {header}");
            assert_ne!(received[1].header(header), received[2].header(header), "{mode:?} {header}");
        }
        let numbers: Vec<_> = received.iter().map(|request| request.header("x-acs-retry-attempts")).collect();
        assert_eq!(numbers, ["", "1", "2"], "{mode:?}");
        crate::assert_signed(&received[2]);
    }
}

#[tokio::test]
async fn a_service_is_waited_for_as_long_as_it_asks() {
    for mode in MODES.iter().copied() {
        let stage =
            Stage::play([Act::error_with(503, "Throttling", "x-acs-retry-after: 150\r\n"), Act::ok()]);
        let begun = Instant::now();
        Operation::Read.call(mode, &mode.client(&stage.url)).await.expect("the second attempt succeeds");
        assert!(begun.elapsed() >= Duration::from_millis(150), "{mode:?}");
        assert_eq!(stage.received()[1].header("x-acs-retry-delay").len(), 3, "{mode:?}");
    }
}

#[tokio::test]
async fn a_wait_that_takes_longer_than_the_call_may_is_not_begun() {
    for mode in MODES.iter().copied() {
        let stage = Stage::play([Act::error_with(503, "Throttling", "x-acs-retry-after: 90000\r\n")]);
        let begun = Instant::now();
        let error =
            Operation::Read.call(mode, &mode.client(&stage.url)).await.expect_err("it cannot be waited for");
        assert_eq!((error.kind(), error.attempts()), (Kind::Throttled, 1), "{mode:?}");
        assert_eq!(error.retry_after(), Some(Duration::from_secs(90)), "{mode:?}");
        assert!(begun.elapsed() < Duration::from_secs(30), "{mode:?}");
    }
}

#[tokio::test]
async fn a_call_ends_when_its_time_is_up() {
    for mode in MODES.iter().copied() {
        let stage = Stage::play([Act::Stall]);
        let patient = RetryPolicy { attempts: 100, ..QUICK };
        let client = mode.builder(&stage.url).retry(patient).timeout(Duration::from_millis(1200)).build();
        let begun = Instant::now();
        let client = client.expect("the client has all it needs");
        let error = Operation::Read.call(mode, &client).await.expect_err("nothing is answered");
        assert_eq!((error.kind(), error.attempts()), (Kind::Timeout, 3), "{mode:?} {error}");
        assert!(begun.elapsed() >= Duration::from_millis(1190), "{mode:?}");
    }
}

/// Gives another token each time that one has expired.
#[derive(Debug, Default)]
struct Renewing {
    discarded: Arc<AtomicUsize>,
}

impl CredentialsProvider for Renewing {
    fn provide<'p>(&'p self, _transport: &'p dyn Transport) -> Providing<'p> {
        let token = format!("token{}", self.discarded.load(Ordering::SeqCst));
        Box::pin(std::future::ready(Ok(Credentials::with_token("testid", "testsecret", token))))
    }

    fn discard(&self, expired: &Credentials) {
        assert_eq!(expired.security_token(), Some("token0"));
        self.discarded.fetch_add(1, Ordering::SeqCst);
    }
}

#[tokio::test]
async fn a_token_that_expires_on_the_way_is_renewed_once() {
    for mode in MODES.iter().copied() {
        let expired = Act::error(400, "InvalidSecurityToken.Expired");
        let stage = Stage::start({
            let expired = expired.clone();
            move |_, request| {
                if request.header("x-acs-security-token") == "token0" { expired.clone() } else { Act::ok() }
            }
        });
        let client = mode.builder(&stage.url).credentials(Renewing::default()).build();
        Operation::Change.call(mode, &client.expect("it is built")).await.expect("the second token is good");
        assert_eq!(stage.received().len(), 2, "{mode:?}");

        let stage = Stage::play([expired]);
        let provider = Renewing::default();
        let discarded = provider.discarded.clone();
        let client = mode.builder(&stage.url).credentials(provider).build().expect("it is built");
        let error = Operation::Read.call(mode, &client).await.expect_err("no token is good");
        assert_eq!((error.kind(), stage.received().len()), (Kind::Authentication, 2), "{mode:?}");
        assert_eq!(discarded.load(Ordering::SeqCst), 1, "{mode:?}");
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_renewed_is_sent_once() {
    for mode in MODES.iter().copied() {
        let stage = Stage::play([Act::error(400, "InvalidSecurityToken.Expired")]);
        let credentials = Credentials::with_token("testid", "testsecret", "token0");
        let client = mode.builder(&stage.url).credentials(credentials).build().expect("it is built");
        let error = Operation::Read.call(mode, &client).await.expect_err("the token has expired");
        let seen = (error.kind(), error.attempts(), stage.received().len());
        assert_eq!(seen, (Kind::Authentication, 1, 1), "{mode:?}");
    }
}

#[tokio::test]
async fn a_clock_that_is_off_is_set_right_once() {
    for (mode, minutes) in MODES.iter().copied().flat_map(|mode| [(mode, 20_i64), (mode, -20)]) {
        let stage = Stage::start(move |_, request| {
            let theirs = now().saturating_add(jiff::SignedDuration::from_mins(minutes));
            let theirs = theirs.expect("it is in our days");
            let signed: jiff::Timestamp = request.header("x-acs-date").parse().expect("it is a date");
            let date = theirs.strftime("date: %a, %d %b %Y %H:%M:%S GMT\r\n").to_string();
            if signed.duration_since(theirs).abs() > jiff::SignedDuration::from_mins(15) {
                return Act::error_with(400, "InvalidTimeStamp.Expired", &date);
            }
            Act::ok()
        });
        let client = mode.client(&stage.url);
        Operation::Change.call(mode, &client).await.expect("the second date is good");
        assert_eq!(stage.received().len(), 2, "{mode:?}");
        Operation::Change.call(mode, &client).await.expect("the clock stays right");
        assert_eq!(stage.received().len(), 3, "{mode:?}");
    }
    let stage = Stage::play([Act::error_with(
        400,
        "InvalidTimeStamp.Expired",
        "date: Thu, 01 Jan 2026 00:00:00 GMT\r\n",
    )]);
    let error = Operation::Read.call(Mode::Async, &Mode::Async.client(&stage.url)).await;
    let error = error.expect_err("the service takes no date");
    assert_eq!((error.kind(), stage.received().len()), (Kind::Authentication, 2));
}

fn now() -> jiff::Timestamp {
    SystemTime::now().try_into().expect("it is in our days")
}

#[tokio::test]
async fn retries_of_all_calls_share_a_budget() {
    for mode in MODES.iter().copied() {
        let stage = Stage::play([Act::error(503, "ServiceUnavailable")]);
        let client = mode.builder(&stage.url).retry_budget(10).build().expect("it is built");
        for (call, expected) in [(1, 3), (2, 4), (3, 5)] {
            Operation::Read.call(mode, &client).await.expect_err("it is down");
            assert_eq!(stage.received().len(), expected, "{mode:?} {call}");
        }
    }
}

#[tokio::test]
async fn calls_share_a_connection() {
    for mode in MODES.iter().copied() {
        let stage = Stage::play([Act::ok()]);
        let client = mode.client(&stage.url);
        for _ in 0..20 {
            done!(mode, client.call(ListThings::default()).send()).expect("it is answered");
        }
        assert_eq!((stage.received().len(), stage.connections()), (20, 1), "{mode:?}");
    }
}
