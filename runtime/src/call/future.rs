//! The futures of a call: named, so that an error about a missing parameter is printed once, and boxed inside, so that
//! an operation costs no state machine of its own.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use acs_rules::OperationSpec;

use super::Answer;
use super::block::{block_on, check_blocking};
use super::drive::{Reply, drive};
use super::prepare::Prepared;
use crate::client::Client;
use crate::{Error, Kind, Operation, Raw, decode};

/// A call on its way to a successful answer, whatever the operation.
pub(super) struct Run<'c> {
    future: Pin<Box<dyn Future<Output = Result<Reply, Error>> + std::marker::Send + 'c>>,
    client: &'c Client,
    span: tracing::Span,
}

impl<'c> Run<'c> {
    pub(super) fn new(
        client: &'c Client,
        spec: &'static OperationSpec<'static>,
        prepared: Result<Prepared, Error>,
    ) -> Self {
        let span = tracing::debug_span!(
            "call",
            operation = spec.name,
            product = spec.product.name,
            version = spec.product.version
        );
        Self { future: Box::pin(async move { drive(client, prepared?).await }), client, span }
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Raw, Error>> {
        self.poll_reply(context).map_ok(|reply| reply.raw)
    }

    pub(super) fn poll_reply(&mut self, context: &mut Context<'_>) -> Poll<Result<Reply, Error>> {
        let _entered = self.span.enter();
        self.future.as_mut().poll(context)
    }

    /// Whether a thread can wait for it.
    pub(super) fn check_blocking(&self) -> Result<(), Error> {
        check_blocking(self.client)
    }
}

fn read<O: Operation>(raw: Raw) -> Result<Answer<O::Response>, Error> {
    match decode::decode(raw.body()) {
        Ok(response) => Ok(Answer { response, raw }),
        Err(error) => Err(Error::decode(O::SPEC, error, raw)),
    }
}

/// The response of a call, when it comes.
#[must_use = "a call is not sent until it is awaited"]
pub struct Send<'c, O> {
    run: Run<'c>,
    operation: PhantomData<fn() -> O>,
}

impl<'c, O: Operation> Send<'c, O> {
    pub(super) fn new(run: Run<'c>) -> Self {
        Self { run, operation: PhantomData }
    }

    /// Whether a thread can wait for it.
    pub(super) fn check_blocking(&self) -> Result<(), Error> {
        self.run.check_blocking().map_err(|error| error.of(O::SPEC))
    }
}

impl<O: Operation> Future for Send<'_, O> {
    type Output = Result<O::Response, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let raw = ready!(self.run.poll(context));
        Poll::Ready(raw.and_then(read::<O>).map(|answer| answer.response))
    }
}

/// The response of a call and the answer as it came, when it comes.
#[must_use = "a call is not sent until it is awaited"]
pub struct SendWithRaw<'c, O> {
    run: Run<'c>,
    operation: PhantomData<fn() -> O>,
}

impl<'c, O: Operation> SendWithRaw<'c, O> {
    pub(super) fn new(run: Run<'c>) -> Self {
        Self { run, operation: PhantomData }
    }
}

impl<O: Operation> Future for SendWithRaw<'_, O> {
    type Output = Result<Answer<O::Response>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(ready!(self.run.poll(context)).and_then(read::<O>))
    }
}

/// Whether a call would succeed, when it is known: nothing if it would, else the error that it would give.
#[must_use = "a dry run is not sent until it is awaited"]
pub struct DryRun<'c, O> {
    run: Run<'c>,
    operation: PhantomData<fn() -> O>,
}

impl<'c, O: Operation> DryRun<'c, O> {
    pub(super) fn new(run: Run<'c>) -> Self {
        Self { run, operation: PhantomData }
    }
}

impl<O: Operation> Future for DryRun<'_, O> {
    type Output = Result<(), Error>;

    /// A dry run that passes comes back as an error with the code `DryRunOperation`, or as an answer like any other.
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match ready!(self.run.poll(context)) {
            Ok(raw) => read::<O>(raw).map(|_| ()),
            Err(error) if error.kind() == Kind::DryRunPassed => Ok(()),
            Err(error) => Err(error),
        })
    }
}

/// What all three have: `Debug` without what is under way, and waiting on a thread.
macro_rules! future {
    ($($name:ident),*) => {$(
        impl<O: Operation> $name<'_, O> {
            /// Waits for it on this thread, without a runtime: for clients built with
            /// `blocking()`, or whose transport is a blocking one.
            ///
            /// # Errors
            ///
            /// As awaiting does, and where the client is asynchronous.
            pub fn wait(self) -> <Self as Future>::Output {
                self.run.check_blocking().map_err(|error| error.of(O::SPEC))?;
                block_on(self)
            }
        }

        impl<O: Operation> fmt::Debug for $name<'_, O> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).field("operation", &O::SPEC.name).finish_non_exhaustive()
            }
        }
    )*};
}

future!(Send, SendWithRaw, DryRun);
