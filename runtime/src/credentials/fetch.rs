//! Asking a service over HTTP, for providers: a few attempts, each with a request of its own.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, StatusCode};

use crate::transport::{Attempt, Transport, TransportError};
use crate::{Error, Raw};

/// The most bytes of an answer; the largest, a token and a policy, have a few thousand.
const BODY_LIMIT: usize = 256 << 10;
/// How often a service is asked at most.
const ATTEMPTS: u32 = 3;
/// How long to wait before the second attempt, at most; twice that before the third.
const BREAK: Duration = Duration::from_millis(200);

/// Sends what `request` makes, again where that may help, and gives the last answer whatever its status.
pub(super) async fn fetch(
    transport: &dyn Transport,
    timeout: Duration,
    request: impl Fn() -> Result<Request<Bytes>, Error> + Send + Sync,
) -> Result<Raw, Error> {
    let mut attempt = 1;
    loop {
        let answer = transport.send(Attempt::new(request()?, timeout, BODY_LIMIT)).await;
        if attempt == ATTEMPTS || !is_worth_repeating(&answer) {
            return Ok(answer?);
        }
        transport.sleep((BREAK * attempt).mul_f64(rand::random())).await;
        attempt += 1;
    }
}

/// A service that says nothing in time is not asked again: there may be none, and whoever asks is waiting.
fn is_worth_repeating(answer: &Result<Raw, TransportError>) -> bool {
    match answer {
        Ok(raw) => raw.status() >= 500 || raw.status() == StatusCode::TOO_MANY_REQUESTS,
        Err(error) => error.is_retryable() && !error.is_timeout(),
    }
}
