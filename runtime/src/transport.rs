//! Transport: all the input and output that a call needs. A signed request goes out and an answer comes in, time passes.
//!
//! A transport of your own is one type with two methods:
//!
//! ```
//! use std::time::Duration;
//!
//! use acs_runtime::Raw;
//! use acs_runtime::transport::{Attempt, Sending, Sleeping, Transport};
//!
//! /// Answers every request with the same text, for a test that needs no server.
//! #[derive(Debug)]
//! struct Canned(&'static str);
//!
//! impl Transport for Canned {
//!     fn send(&self, _attempt: Attempt) -> Sending<'_> {
//!         let raw = Raw::new(200, http::HeaderMap::new(), self.0);
//!         Box::pin(std::future::ready(Ok(raw)))
//!     }
//!
//!     fn sleep(&self, _duration: Duration) -> Sleeping<'_> {
//!         Box::pin(std::future::ready(()))
//!     }
//!
//!     fn is_blocking(&self) -> bool {
//!         true // whatever it does is done when its futures are polled
//!     }
//! }
//! ```

mod body;
mod error;
#[cfg(feature = "reqwest")]
mod http;
mod network;
pub mod proxy;
mod stream;
#[cfg(feature = "blocking")]
mod ureq;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::Raw;

pub use self::body::Body;
pub use self::error::TransportError;
#[cfg(feature = "reqwest")]
pub use self::http::HttpTransport;
pub use self::network::Network;
pub(crate) use self::stream::read_all;
pub use self::stream::{Chunks, Opened, Opening, Reading};
#[cfg(feature = "blocking")]
pub use self::ureq::UreqTransport;

/// The longest time that a transport is asked to keep: clocks do not reach as far as durations.
pub(crate) const LONGEST: Duration = Duration::from_secs(30 * 24 * 3600);

/// One attempt at a call.
#[derive(Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// The signed request; its path and query must be sent as they are. Its `Debug` shows all parameters.
    pub request: ::http::Request<Body>,
    /// How long to wait for the whole answer, or for its head where the body is read while it comes.
    pub timeout: Duration,
    /// How long to wait for each part of such a body.
    pub part_timeout: Duration,
    /// The most bytes that the body of the answer may have.
    pub body_limit: usize,
}

impl Attempt {
    /// An attempt at a request, within these limits; the first one also holds for each part of a body.
    pub fn new(request: ::http::Request<impl Into<Body>>, timeout: Duration, body_limit: usize) -> Self {
        Self { request: request.map(Into::into), timeout, part_timeout: timeout, body_limit }
    }
}

/// The answer to an attempt, when it comes.
pub type Sending<'t> = Pin<Box<dyn Future<Output = Result<Raw, TransportError>> + Send + 't>>;

/// The end of a wait, when it comes.
pub type Sleeping<'t> = Pin<Box<dyn Future<Output = ()> + Send + 't>>;

/// Work that blocks its thread.
pub type Work = Box<dyn FnOnce() + Send>;

/// What does input and output for a client. An implementation of your own must not follow redirects, and must keep to the
/// limits of the [`Attempt`].
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends a request and waits for the answer, whatever its status.
    fn send(&self, attempt: Attempt) -> Sending<'_>;

    /// Sends a request and waits for the head of the answer, whose body is then read by parts. The limits of the attempt hold for
    /// the head, and the time for each part. Reads the whole body at once unless overridden.
    fn open(&self, attempt: Attempt) -> Opening<'_> {
        let sending = self.send(attempt);
        Box::pin(async move { Ok(Opened::from(sending.await?)) })
    }

    /// Does work that blocks, such as reading a file, where that keeps nobody else from working. Does it in place unless
    /// overridden.
    fn offload(&self, work: Work) -> Sleeping<'_> {
        Box::pin(async move { work() })
    }

    /// Lets so much time pass.
    fn sleep(&self, duration: Duration) -> Sleeping<'_>;

    /// Whether the futures of this transport are never pending: what they do blocks the thread that polls them. Calls can
    /// be waited for without a runtime then.
    fn is_blocking(&self) -> bool {
        false
    }
}

/// What `work` gives, done by [`Transport::offload`]; none where the transport has dropped it, as a runtime does that
/// shuts down.
pub(crate) async fn offload<T: Send + 'static>(
    transport: &dyn Transport,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let slot = Arc::new(Mutex::new(None));
    let result = slot.clone();
    let work = move || {
        let done = work();
        if let Ok(mut slot) = slot.lock() {
            *slot = Some(done);
        }
    };
    transport.offload(Box::new(work)).await;
    result.lock().ok()?.take()
}

/// The transport that comes with the crate.
pub(crate) fn connect(network: &Network, is_blocking: bool) -> Result<Arc<dyn Transport>, TransportError> {
    #[cfg(feature = "blocking")]
    if is_blocking {
        return Ok(Arc::new(UreqTransport::new(network)?));
    }
    #[cfg(feature = "reqwest")]
    if !is_blocking {
        return Ok(Arc::new(HttpTransport::new(network)?));
    }
    let _ = (network, is_blocking);
    Err(TransportError::setup("turn on the feature `reqwest` or `blocking`, or give the client a transport"))
}
