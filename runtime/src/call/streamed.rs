//! Answers that are read while they come, for what does not fit into memory.

use std::fmt;
use std::future::Future;
use std::io::{self, Write};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use acs_rules::OperationSpec;
use bytes::Bytes;
use http::HeaderMap;

use super::block::block_on;
use super::future::Run;
use crate::transport::{Chunks, Reading};
use crate::{Error, Operation, Raw};

/// The head of an answer, when it comes; its body is read from the [`Streamed`].
#[must_use = "a call is not sent until it is awaited"]
pub struct SendStreamed<'c, O> {
    run: Run<'c>,
    operation: PhantomData<fn() -> O>,
}

impl<'c, O: Operation> SendStreamed<'c, O> {
    pub(super) fn new(run: Run<'c>) -> Self {
        Self { run, operation: PhantomData }
    }

    /// Waits for it on this thread, without a runtime; as [`Send::wait`](super::Send::wait).
    ///
    /// # Errors
    ///
    /// As awaiting does, and where the client is asynchronous.
    pub fn wait(self) -> Result<Streamed, Error> {
        self.run.check_blocking().map_err(|error| error.of(O::SPEC))?;
        block_on(self)
    }
}

impl<O: Operation> Future for SendStreamed<'_, O> {
    type Output = Result<Streamed, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let reply = ready!(self.run.poll_reply(context))?;
        let body = reply.rest.unwrap_or_else(|| Box::new(Empty));
        let can_block = self.run.check_blocking().map_err(|error| error.of(O::SPEC));
        Poll::Ready(Ok(Streamed { head: reply.raw, body, spec: O::SPEC, can_block }))
    }
}

impl<O: Operation> fmt::Debug for SendStreamed<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendStreamed").field("operation", &O::SPEC.name).finish_non_exhaustive()
    }
}

struct Empty;

impl Chunks for Empty {
    fn next(&mut self) -> Reading<'_> {
        Box::pin(std::future::ready(Ok(None)))
    }
}

/// A successful answer whose body is read while it comes. Dropping it gives up the rest, and the connection.
pub struct Streamed {
    head: Raw,
    body: Box<dyn Chunks>,
    spec: &'static OperationSpec<'static>,
    /// Whether a thread can wait for what is left.
    can_block: Result<(), Error>,
}

impl Streamed {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.head.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.head.headers()
    }

    /// The ID of the request, where the headers have it.
    pub fn request_id(&self) -> Option<&str> {
        self.head.request_id()
    }

    /// The next part of the body; none at its end.
    ///
    /// # Errors
    ///
    /// When the connection fails, or no part comes within the time of an attempt. It is not begun anew.
    pub fn chunk(&mut self) -> NextChunk<'_> {
        NextChunk { reading: self.body.next(), spec: self.spec }
    }

    /// Writes what is left of the body, and tells how many bytes that were. For blocking clients: it waits on this thread, and
    /// `to` may block, too.
    ///
    /// # Errors
    ///
    /// When the connection fails, or what is written to, and where the client is asynchronous.
    pub fn copy_to(mut self, to: &mut dyn Write) -> io::Result<u64> {
        std::mem::replace(&mut self.can_block, Ok(())).map_err(io::Error::other)?;
        let mut length = 0;
        while let Some(chunk) = block_on(self.chunk()).map_err(io::Error::other)? {
            to.write_all(&chunk)?;
            length += chunk.len() as u64;
        }
        Ok(length)
    }
}

impl fmt::Debug for Streamed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streamed").field("head", &self.head).finish_non_exhaustive()
    }
}

/// The next part of a body, when it comes.
#[must_use = "nothing is read until it is awaited"]
pub struct NextChunk<'s> {
    reading: Reading<'s>,
    spec: &'static OperationSpec<'static>,
}

impl Future for NextChunk<'_> {
    type Output = Result<Option<Bytes>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let chunk = ready!(self.reading.as_mut().poll(context));
        Poll::Ready(chunk.map_err(|error| Error::from(error).of(self.spec)))
    }
}

impl fmt::Debug for NextChunk<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NextChunk").field("operation", &self.spec.name).finish_non_exhaustive()
    }
}
