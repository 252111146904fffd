//! Drive: sends a prepared request, again where [`Attempts`] says so, and tells of it. The one part of a call that does I/O,
//! all of it through the transport.

use std::future::Future;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant, SystemTime};

use super::attempts::{Attempts, Next};
use super::prepare::{Prepared, intercept};
use crate::client::Client;
use crate::credentials::Credentials;
use crate::encode::Layout;
use crate::interceptor::Attempted;
use crate::transport::{Attempt, Chunks, LONGEST, Opened, Sleeping, Transport, TransportError, read_all};
use crate::{Error, Raw};

const LATE: &str = "the call took longer than it may";

/// The answer to a call.
pub(super) struct Reply {
    pub(super) raw: Raw,
    /// The body, where it is left to be read.
    pub(super) rest: Option<Box<dyn Chunks>>,
}

/// The answer to a request, after as many attempts as it takes.
pub(super) async fn drive(client: &Client, mut prepared: Prepared) -> Result<Reply, Error> {
    let settings = client.settings();
    let deadline = Deadline::after(prepared.timeout);
    let spec = prepared.spec;
    let hashed = within(deadline, settings.transport.as_ref(), prepared.hash_body(client)).await;
    hashed.map_err(Error::from).flatten().map_err(|error| error.of(spec))?;
    let prepared = &prepared;
    let policy = prepared.retry.as_deref().unwrap_or(settings.retry.as_ref());
    let mut attempts =
        Attempts::new(prepared.spec, prepared.is_repeatable, policy, &settings.budget, &settings.clock);
    let mut delay = None;
    loop {
        let number = attempts.begin();
        let mut this =
            Try { client, prepared, number, delay, credentials: None, signed: SystemTime::UNIX_EPOCH };
        let begun = Instant::now();
        let result = this.attempt(deadline).await.map_err(|error| error.of(prepared.spec).after(number));
        this.tell(result.as_ref().map(|reply| &reply.raw), begun.elapsed());
        let error = match result {
            Ok(Reply { raw, rest }) => {
                attempts.succeed();
                return Ok(Reply { raw: raw.after(number), rest });
            }
            Err(error) => error,
        };
        let next = attempts.fail(&error, this.signed, deadline.left());
        delay = match next {
            Next::GiveUp => return Err(error),
            Next::Reclocked => None,
            Next::Renew if this.renew_credentials(deadline).await.map_err(|error| error.of(spec))? => None,
            Next::Renew => return Err(error),
            Next::Wait(wait) => {
                tracing::debug!(attempt = number, wait_ms = wait.as_millis() as u64, "trying again");
                settings.transport.sleep(wait).await;
                Some(wait)
            }
        };
    }
}

/// One attempt.
struct Try<'c> {
    client: &'c Client,
    prepared: &'c Prepared,
    number: u32,
    /// How long it was waited before this attempt.
    delay: Option<Duration>,
    credentials: Option<Credentials>,
    /// When it was signed, if it came to that.
    signed: SystemTime,
}

impl Try<'_> {
    async fn attempt(&mut self, deadline: Deadline) -> Result<Reply, Error> {
        let Self { client, prepared, .. } = *self;
        let settings = client.settings();
        let credentials = prepared.credentials(client);
        self.credentials = within(deadline, settings.transport.as_ref(), credentials).await??;
        let layout = self.layout()?;
        let layout = layout.as_ref().unwrap_or(&prepared.layout);
        self.signed = settings.clock.now();
        let signed = prepared.sign(layout, self.credentials.as_ref(), self.signed)?;
        let timeout = prepared.attempt_timeout.min(deadline.left()).min(LONGEST);
        let request = signed.request.map(|bytes| prepared.body.clone().unwrap_or_else(|| bytes.into()));
        let mut attempt = Attempt::new(request, timeout, settings.limits.body);
        attempt.part_timeout = prepared.attempt_timeout.min(LONGEST);
        let reply = self.exchange(attempt, deadline).await?;
        if !reply.raw.is_success() {
            return Err(
                Error::from_response(prepared.spec, reply.raw).explained(prepared.spec, &signed.steps)
            );
        }
        match Error::within(prepared.spec, &reply.raw) {
            Some(error) => Err(error),
            None => Ok(reply),
        }
    }

    /// Sends, and reads the body unless it is a good one that is left to be read.
    async fn exchange(&self, attempt: Attempt, deadline: Deadline) -> Result<Reply, TransportError> {
        let transport = self.client.settings().transport.as_ref();
        if !self.prepared.is_streamed {
            return Ok(Reply { raw: transport.send(attempt).await?, rest: None });
        }
        let limit = attempt.body_limit;
        let Opened { head, mut body } = transport.open(attempt).await?;
        if head.is_success() {
            return Ok(Reply { raw: head, rest: Some(body) });
        }
        let body = within(deadline, transport, read_all(body.as_mut(), limit)).await??;
        Ok(Reply { raw: head.with_body(body), rest: None })
    }

    /// The layout of this attempt, where it is not that of all: with the headers that tell of a retry, and what interceptors
    /// add.
    fn layout(&self) -> Result<Option<Layout<'static>>, Error> {
        if self.number == 1 && self.client.settings().interceptors.is_empty() {
            return Ok(None);
        }
        let mut layout = self.prepared.layout.clone();
        if self.number > 1 {
            let delay = self.delay.unwrap_or_default().as_millis();
            layout.headers.push(("x-acs-retry-attempts".to_owned(), (self.number - 1).to_string()));
            layout.headers.push(("x-acs-retry-delay".to_owned(), delay.to_string()));
        }
        intercept(self.client, self.prepared.spec, self.number, &mut layout)?;
        Ok(Some(layout))
    }

    /// Tells interceptors and subscribers how the attempt went.
    fn tell(&self, result: Result<&Raw, &Error>, latency: Duration) {
        let operation = self.prepared.spec;
        for interceptor in &self.client.settings().interceptors {
            interceptor.after_attempt(&Attempted { operation, attempt: self.number, latency, result });
        }
        let (attempt, latency_ms) = (self.number, latency.as_millis() as u64);
        match result {
            Ok(raw) => tracing::debug!(
                operation = operation.name,
                attempt,
                latency_ms,
                status = raw.status(),
                request_id = raw.request_id(),
                "answered"
            ),
            // The whole error may repeat what the service makes of parameters; class and code do not.
            Err(error) => tracing::debug!(
                operation = operation.name,
                attempt,
                latency_ms,
                status = error.http_status(),
                request_id = error.request_id(),
                kind = ?error.kind(),
                code = error.code(),
                "attempt failed"
            ),
        }
    }

    /// Tells the provider that the service takes its credentials no longer, and says whether it gives others.
    async fn renew_credentials(&self, deadline: Deadline) -> Result<bool, Error> {
        let settings = self.client.settings();
        let (Some(provider), Some(expired)) = (&settings.credentials, &self.credentials) else {
            return Ok(false);
        };
        provider.discard(expired);
        let transport = settings.transport.as_ref();
        let renewed = within(deadline, transport, provider.get(transport)).await??;
        Ok(renewed.security_token() != expired.security_token())
    }
}

/// When a call must be over.
#[derive(Clone, Copy)]
pub(super) struct Deadline(Option<Instant>);

impl Deadline {
    /// So much time from now; a time that no clock reaches is none.
    pub(super) fn after(timeout: Duration) -> Self {
        Self(Instant::now().checked_add(timeout))
    }

    /// The time until then.
    pub(super) fn left(self) -> Duration {
        self.0.map_or(Duration::MAX, |end| end.saturating_duration_since(Instant::now()))
    }
}

/// What a future gives, if it does so before the deadline. A blocking transport has no timer; whoever waits on it polls
/// from time to time.
pub(super) async fn within<F: Future>(
    deadline: Deadline,
    transport: &dyn Transport,
    future: F,
) -> Result<F::Output, TransportError> {
    let mut future = pin!(future);
    let mut sleep: Option<Sleeping<'_>> = None;
    std::future::poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Ok(output));
        }
        let left = deadline.left();
        if left.is_zero() {
            return Poll::Ready(Err(TransportError::timeout(LATE)));
        }
        if !transport.is_blocking() && left < Duration::MAX {
            let sleep = sleep.get_or_insert_with(|| transport.sleep(left));
            if sleep.as_mut().poll(context).is_ready() {
                return Poll::Ready(Err(TransportError::timeout(LATE)));
            }
        }
        Poll::Pending
    })
    .await
}
