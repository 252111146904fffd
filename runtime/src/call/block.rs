//! Waiting for a future on this thread.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use crate::Error;
use crate::client::Client;

/// How often a future is polled that nothing wakes: it may have a deadline, and here is no timer.
const TICK: Duration = Duration::from_millis(50);

/// Whether a thread can wait for what a client does: its transport must not need a runtime.
pub(super) fn check_blocking(client: &Client) -> Result<(), Error> {
    if client.settings().transport.is_blocking() {
        return Ok(());
    }
    Err(Error::configuration(
        "the client is asynchronous, so that its calls are awaited; build it with `blocking()` for those that wait",
    ))
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Polls a future until it is done. What is done by a blocking transport is done in the first poll; a provider of
/// credentials may have a thread of its own, and wakes this one.
pub(super) fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park_timeout(TICK),
        }
    }
}
