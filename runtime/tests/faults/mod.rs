//! What goes wrong on the way: what the caller sees, and how many requests went out; async and blocking alike.

mod recovery;
mod settings;
mod tls;
mod untyped;

use std::time::Duration;

use acs_runtime::retry::RetryPolicy;
use acs_runtime::{Error, Kind};

use crate::sample::Client;
use crate::sample::list_things::ListThings;
use crate::sample::things::UpdateThing;
use crate::sample::unassociate_anycast_eip_address::UnassociateAnycastEipAddress;
use crate::stage::{Act, Stage};

type Builder = acs_runtime::client::Builder<Client>;

/// How calls are sent and waited for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mode {
    Async,
    #[cfg(feature = "blocking")]
    Blocking,
}

const MODES: &[Mode] = &[
    Mode::Async,
    #[cfg(feature = "blocking")]
    Mode::Blocking,
];

/// Retries as by default, without the waits.
const QUICK: RetryPolicy = RetryPolicy {
    attempts: 3,
    base: Duration::from_millis(1),
    slow_base: Duration::from_millis(1),
    cap: Duration::from_millis(1),
    conflicts: false,
};

impl Mode {
    fn builder(self, url: &str) -> Builder {
        let builder = Client::builder()
            .endpoint(url)
            .region("cn-hangzhou")
            .access_key("testid", "testsecret")
            .proxies(acs_runtime::transport::proxy::Proxies::none())
            .body_limit(1 << 20)
            .attempt_timeout(Duration::from_millis(500))
            .retry(QUICK);
        match self {
            Mode::Async => builder,
            #[cfg(feature = "blocking")]
            Mode::Blocking => builder.blocking(),
        }
    }

    fn client(self, url: &str) -> Client {
        self.builder(url).build().expect("the client has all it needs")
    }
}

/// Awaits a call or waits for it.
macro_rules! done {
    ($mode:expr, $send:expr) => {
        match $mode {
            Mode::Async => $send.await,
            #[cfg(feature = "blocking")]
            Mode::Blocking => $send.wait(),
        }
    };
}
pub(crate) use done;

/// An operation that only reads, one with a token, and one that is neither.
#[derive(Clone, Copy, Debug)]
enum Operation {
    Read,
    Tokened,
    Change,
}

impl Operation {
    async fn call(self, mode: Mode, client: &Client) -> Result<(), Error> {
        match self {
            Operation::Read => done!(mode, client.call(ListThings::default()).send()).map(|_| ()),
            Operation::Tokened => {
                let call = client.call(UnassociateAnycastEipAddress::default()).with_checks(false);
                done!(mode, call.send()).map(|_| ())
            }
            Operation::Change => {
                let request = UpdateThing { thing_id: Some("t".to_owned()), ..UpdateThing::default() };
                done!(mode, client.call(request).send()).map(|_| ())
            }
        }
    }
}

/// Plays an act again and again, and asserts on the class of the error and how many requests a read, a call with a token and
/// a change make.
async fn check(act: Act, kind: Kind, expected: [usize; 3]) {
    for mode in MODES.iter().copied() {
        for (operation, expected) in
            [Operation::Read, Operation::Tokened, Operation::Change].into_iter().zip(expected)
        {
            let stage = Stage::play([act.clone()]);
            let error =
                operation.call(mode, &mode.client(&stage.url)).await.expect_err("it fails every time");
            let context = format!("{act:?} {operation:?} {mode:?}: {error}");
            assert_eq!((error.kind(), stage.received().len()), (kind, expected), "{context}");
            assert_eq!(error.attempts() as usize, expected, "{context}");
        }
    }
}

/// What may pass is tried again where that does nothing twice.
const AGAIN: [usize; 3] = [3, 3, 1];
const ONCE: [usize; 3] = [1, 1, 1];

#[tokio::test]
async fn nobody_listens() {
    let address = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let url = format!("http://{}", address.expect("loopback has a port"));
    for mode in MODES.iter().copied() {
        for operation in [Operation::Read, Operation::Tokened, Operation::Change] {
            let error = operation.call(mode, &mode.client(&url)).await.expect_err("nobody listens");
            let context = format!("{operation:?} {mode:?}: {error}");
            assert_eq!((error.kind(), error.attempts()), (Kind::Transport, 3), "{context}");
            assert!(error.to_string().contains("could not connect: "), "{context}");
        }
    }
}

#[tokio::test]
async fn a_connection_is_reset_before_the_answer() {
    check(Act::Reset, Kind::Transport, AGAIN).await;
}

#[tokio::test]
async fn a_connection_is_reset_within_the_answer() {
    check(Act::ResetLater, Kind::Transport, AGAIN).await;
}

#[tokio::test]
async fn a_body_is_cut_off() {
    check(Act::Truncate(r#"{"Total": 1"#.to_owned()), Kind::Transport, AGAIN).await;
}

#[tokio::test]
async fn nothing_is_answered() {
    check(Act::Stall, Kind::Timeout, AGAIN).await;
}

#[tokio::test]
async fn an_answer_is_no_json() {
    for body in [r#"{"Total": "#.to_owned(), "<html>".to_owned(), "{\"Total\":".repeat(100_000)] {
        check(Act::Answer(200, String::new(), body), Kind::Decode, ONCE).await;
    }
}

#[tokio::test]
async fn an_answer_is_longer_than_the_limit() {
    check(Act::Answer(200, String::new(), " ".repeat((1 << 20) + 1)), Kind::Transport, ONCE).await;
}

#[tokio::test]
async fn the_service_is_in_trouble() {
    check(Act::error(500, "InternalError"), Kind::Internal, AGAIN).await;
    check(Act::error(503, "ServiceUnavailable"), Kind::Unavailable, AGAIN).await;
    check(Act::Answer(502, String::new(), "<html>Bad Gateway</html>".to_owned()), Kind::Unavailable, AGAIN)
        .await;
    check(Act::Answer(504, String::new(), String::new()), Kind::Unavailable, AGAIN).await;
}

#[tokio::test]
async fn the_service_refuses() {
    check(Act::error(400, "InvalidParameter"), Kind::InvalidParameter, ONCE).await;
    check(Act::error(403, "NoPermission"), Kind::AccessDenied, ONCE).await;
    check(Act::error(404, "ResourceNotFound.Thing"), Kind::NotFound, ONCE).await;
    check(Act::error(400, "QuotaExceeded.Thing"), Kind::Quota, ONCE).await;
    check(Act::error(400, "OperationFailed.Conflict"), Kind::Conflict, ONCE).await;
    check(Act::error(400, "IncorrectStatus.Thing"), Kind::WrongState, ONCE).await;
    check(Act::error(501, "Strange"), Kind::Unsupported, ONCE).await;
}

#[tokio::test]
async fn a_good_status_has_an_error_in_it() {
    for mode in MODES.iter().copied() {
        let stage = Stage::play([Act::error(200, "THING_NOT_EXIST"), Act::error(200, "Thing.Gone")]);
        let client = mode.client(&stage.url);
        let error = Operation::Read.call(mode, &client).await.expect_err("the page lists it under 200");
        assert_eq!(
            (error.kind(), error.http_status(), error.code()),
            (Kind::NotFound, Some(200), Some("THING_NOT_EXIST"))
        );
        Operation::Read.call(mode, &client).await.expect("the page does not list it under 200");
    }
}

#[tokio::test]
async fn the_service_throttles() {
    check(Act::error(400, "Throttling.User"), Kind::Throttled, AGAIN).await;
    check(Act::error(429, "Strange"), Kind::Throttled, AGAIN).await;
    check(Act::error_with(400, "Strange", "x-acs-retry-after: 2\r\n"), Kind::Throttled, AGAIN).await;
}

#[tokio::test]
async fn a_call_with_the_same_token_is_under_way() {
    check(Act::error(400, "LastTokenProcessing"), Kind::Conflict, AGAIN).await;
    check(Act::error(400, "IdempotenceProcessing"), Kind::Conflict, AGAIN).await;
}

#[tokio::test]
async fn a_redirect_leads_elsewhere() {
    let elsewhere = Stage::play([Act::ok()]);
    for status in [301, 302, 307, 308] {
        let headers = format!("location: {}/\r\n", elsewhere.url);
        check(Act::Answer(status, headers, String::new()), Kind::Other, ONCE).await;
    }
    assert_eq!(elsewhere.connections(), 0);
}
