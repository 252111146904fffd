//! The answer to a call whose type nobody needs to know: of a client, or of a mock in its place.

use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::task::{Context, Poll};

use super::Send;
use super::block::block_on;
use crate::{Error, Operation};

/// The response of a call, when it comes; what the methods of the trait `Api` of generated code return.
///
/// A mock makes one of a response, an error, a result, or of a future with [`Reply::new`].
///
/// ```
/// use acs_runtime::call::Reply;
/// use acs_runtime::transport::TransportError;
///
/// let reply: Reply<'_, u32> = Ok(5).into();
/// assert_eq!(reply.wait().ok(), Some(5));
/// let reply: Reply<'_, u32> = Err(TransportError::timeout("too late").into()).into();
/// assert!(reply.wait().is_err());
/// ```
#[must_use = "a call is not sent until it is awaited"]
pub struct Reply<'c, T> {
    future: Pin<Box<dyn Future<Output = Result<T, Error>> + std::marker::Send + 'c>>,
    /// Why a thread cannot wait for it.
    asynchronous: Option<Error>,
}

impl<'c, T> Reply<'c, T> {
    /// The result that a future has.
    pub fn new(future: impl Future<Output = Result<T, Error>> + std::marker::Send + 'c) -> Self {
        Self { future: Box::pin(future), asynchronous: None }
    }

    /// Waits for it on this thread, without a runtime, as [`Send::wait`] does.
    ///
    /// # Errors
    ///
    /// As awaiting does, and where it comes from a client that is asynchronous.
    pub fn wait(self) -> Result<T, Error> {
        match self.asynchronous {
            Some(error) => Err(error),
            None => block_on(self.future),
        }
    }
}

impl<T: std::marker::Send + 'static> Reply<'_, T> {
    /// The error of a method that a mock does not have, whatever it is asked for.
    pub fn not_mocked<O: Operation<Response = T>>(_request: O) -> Self {
        let name = O::SPEC.name;
        let message = format!("`{name}` is not mocked: implement its method");
        Err(Error::configuration(message).of(O::SPEC)).into()
    }
}

impl<T: std::marker::Send + 'static> From<Result<T, Error>> for Reply<'_, T> {
    fn from(result: Result<T, Error>) -> Self {
        Self::new(ready(result))
    }
}

impl<'c, O: Operation> From<Send<'c, O>> for Reply<'c, O::Response> {
    fn from(send: Send<'c, O>) -> Self {
        let asynchronous = send.check_blocking().err();
        Self { asynchronous, ..Self::new(send) }
    }
}

impl<T> Future for Reply<'_, T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.future.as_mut().poll(context)
    }
}

impl<T> fmt::Debug for Reply<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply").finish_non_exhaustive()
    }
}
