//! Wait: a call that sets something in motion, until that has come to its end.

mod follow;

use std::fmt;
use std::future::Future;
use std::marker::Send;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use super::Call;
use super::block::{block_on, check_blocking};
use super::future::{Run, SendWithRaw};
use super::prepare::{Prepared, filled};
use crate::client::Client;
use crate::{Error, Operation, decode};

use follow::{End, Follow, Until};

/// An operation that goes on after its answer, and whose end can be waited for. Generated code implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be waited for",
    note = "an overlay must say for its `completion` where the state stands and what ends the wait well, and the operation \
            that is polled must be generated, too"
)]
pub trait Waitable: Operation {
    /// The operation that is polled.
    type Poll: Operation;
}

impl<'c, O: Operation> Call<'c, O> {
    /// Sends the request, and waits until what it set in motion is done, as the documentation and the overlay describe it.
    pub fn send_and_wait(self) -> Wait<'c, O>
    where
        O: Waitable,
    {
        Wait::new(self, Until::Done)
    }

    /// Sends the request, and waits for this state in place of those that the overlay calls a success.
    pub fn wait_until(self, state: impl Into<String>) -> Wait<'c, O>
    where
        O: Waitable,
    {
        Wait::new(self, Until::State(state.into()))
    }

    async fn follow(self, mut follow: Follow<'c>) -> Result<Completed<O>, Error>
    where
        O: Waitable,
    {
        let (client, poll) = (self.client, self.options.for_poll());
        // What is wrong with the request itself is said first.
        let prepared = Prepared::new(client, O::SPEC, &self.options, self.written(), false)?;
        follow
            .take_request(&filled(O::SPEC, client, &self.options, self.written()))
            .map_err(|error| error.of(O::SPEC))?;
        let answer = SendWithRaw::<O>::new(Run::new(client, O::SPEC, Ok(prepared))).await?;
        let attempts = answer.raw.attempts();
        follow.take_answer(answer.raw.body()).map_err(|error| error.of(O::SPEC).after(attempts))?;
        let End { state, raw } = follow.run(client, O::SPEC, O::Poll::SPEC, poll).await?;
        let read = |raw: crate::Raw| {
            decode::decode(raw.body()).map_err(|error| Error::decode(O::Poll::SPEC, error, raw))
        };
        Ok(Completed { response: answer.response, state, last: raw.map(read) })
    }
}

/// What was waited for, once it is done.
#[derive(Debug)]
#[non_exhaustive]
pub struct Completed<O: Waitable> {
    /// The answer to the call itself.
    pub response: O::Response,
    /// The state in which it ended; none where nothing is found any more, as after a deletion.
    pub state: Option<String>,
    /// The last answer of the operation that was polled; none where that says by an error that nothing is there. The state
    /// is read apart from it, so the wait can be over though this cannot be read: then it is an error, which has the
    /// answer as it came.
    pub last: Option<Result<<O::Poll as Operation>::Response, Error>>,
}

/// How far a wait has come, for those who watch it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Progress<'p> {
    /// How often the state was asked for.
    pub polls: u32,
    /// The state: of several things the states of all, each once, joined by commas. None where nothing was found.
    pub state: Option<&'p str>,
    /// The time since the answer to the call.
    pub elapsed: Duration,
    /// Why the last poll failed, where the wait goes on nonetheless.
    pub error: Option<&'p Error>,
}

/// A call and the wait after it; a future, which sends nothing before it is awaited.
///
/// The state is asked for after each interval, as often as the documentation says, or until a deadline. A poll that fails
/// with an error that is worth another attempt counts like one that found nothing new; any other error ends the wait. So
/// does a state that stands for a failure, with an error that has [`unfinished`](Error::unfinished). A state that nothing is
/// known of is waited in. What is waited to be gone is gone where the list of a poll is there and empty, or the poll says
/// that nothing is found.
///
/// Where the request or the answer lacks what the poll is to ask for, the wait ends in an error: in the former case
/// before anything is sent, in the latter after the call has succeeded.
///
/// Dropping it ends the wait, and not what the call has set in motion.
#[must_use = "a call is not sent until it is awaited"]
pub struct Wait<'c, O: Waitable> {
    client: &'c Client,
    stage: Stage<'c, O>,
}

enum Stage<'c, O: Waitable> {
    Ready(Box<(Call<'c, O>, Follow<'c>)>),
    Running(Pin<Box<dyn Future<Output = Result<Completed<O>, Error>> + Send + 'c>>),
    /// Being polled; it stays so where that panics.
    Taken,
}

impl<'c, O: Waitable> Wait<'c, O> {
    fn new(call: Call<'c, O>, until: Until) -> Self {
        let (client, follow) = (call.client, Follow::new(O::SPEC, until));
        Self { client, stage: Stage::Ready(Box::new((call, follow))) }
    }

    /// Waits so long from the answer to the call on, however often that means to ask.
    pub fn with_deadline(self, deadline: Duration) -> Self {
        self.configured(|follow| follow.deadline = Some(deadline))
    }

    /// The pause between two polls, in place of the documented one.
    pub fn with_interval(self, interval: Duration) -> Self {
        self.configured(|follow| follow.interval = interval)
    }

    /// Calls `watch` after each poll.
    pub fn on_progress(self, watch: impl FnMut(&Progress<'_>) + Send + 'c) -> Self {
        self.configured(|follow| follow.watch = Some(Box::new(watch)))
    }

    fn configured(mut self, change: impl FnOnce(&mut Follow<'c>)) -> Self {
        if let Stage::Ready(ready) = &mut self.stage {
            change(&mut ready.1);
        }
        self
    }

    /// Waits on this thread, without a runtime: for clients built with
    /// `blocking()`, or whose transport is a blocking one.
    ///
    /// # Errors
    ///
    /// As awaiting does, and where the client is asynchronous.
    pub fn wait(self) -> Result<Completed<O>, Error> {
        check_blocking(self.client).map_err(|error| error.of(O::SPEC))?;
        block_on(self)
    }
}

// Nothing in it is pinned: what is under way is in a box.
impl<O: Waitable> Unpin for Wait<'_, O> {}

impl<O: Waitable> Future for Wait<'_, O> {
    type Output = Result<Completed<O>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut running = match std::mem::replace(&mut self.stage, Stage::Taken) {
            Stage::Ready(ready) => {
                let (call, follow) = *ready;
                Box::pin(call.follow(follow))
            }
            Stage::Running(running) => running,
            Stage::Taken => return Poll::Pending,
        };
        let result = running.as_mut().poll(context);
        self.stage = Stage::Running(running);
        result
    }
}

impl<O: Waitable> fmt::Debug for Wait<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait").field("operation", &O::SPEC.name).finish_non_exhaustive()
    }
}
