//! Credentials that many tasks share: asked for once, kept, renewed before they expire.
//!
//! Whoever finds that it is time becomes the one that renews; the others take what is kept while that holds, and wait
//! otherwise. One that stops before it is done, as a future does that is dropped, hands over to one that waits; from one that
//! takes too long, as a future does that nobody polls, one that waits takes over. The waiting needs no runtime: it is a list of
//! wakers, beside a sleep of the transport, or a look at the clock where that would block.

mod renewal;

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker, ready};
use std::time::{Duration, Instant, SystemTime};

use renewal::{another_try, renewal};

use super::{Credentials, CredentialsError, CredentialsProvider};
use crate::transport::{Sleeping, Transport};

/// As long as official clients wait for a renewal.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a renewal may keep a call from using credentials that still hold; twice as long after each one that took longer,
/// so that a provider that is always slow is not asked in vain until they have expired.
const LEISURE: Duration = Duration::from_secs(3);
/// How often that is doubled at most.
const DOUBLINGS: u32 = 5;

/// The credentials of a provider, for any number of clients and tasks. Cloning is cheap, and clones share what they keep.
///
/// They are renewed by the first call after a time that lies between a third and 4/9 of their life before they expire, but
/// at most 15 to 20 minutes. Where renewing fails, or takes longer than 3 seconds, what is kept is used until it expires, with
/// another try every few seconds, which may take twice as long as the one before.
#[derive(Clone)]
pub struct SharedCredentials(Arc<Shared>);

struct Shared {
    provider: Box<dyn CredentialsProvider>,
    /// How long to wait for the renewal of another one before doing it oneself.
    patience: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    kept: Option<Kept>,
    /// The number of the renewal that is under way; one that had it before has been taken over from.
    renewing: Option<u64>,
    /// How many renewals have begun.
    renewals: u64,
    /// How often all were woken who waited.
    round: u64,
    /// How many renewals in a row took too long.
    slow: u32,
    /// Why the last renewal failed, if it did.
    failure: Option<CredentialsError>,
    waiting: Vec<Waker>,
}

struct Kept {
    credentials: Credentials,
    renew_at: Option<SystemTime>,
}

/// The place of one that waits.
struct Ticket {
    round: u64,
    index: usize,
}

/// What somebody who asks is told.
enum Turn {
    Take(Credentials),
    Fail(CredentialsError),
    /// To renew, under this number.
    Renew(u64),
}

impl<P: CredentialsProvider + 'static> From<P> for SharedCredentials {
    fn from(provider: P) -> Self {
        Self(Arc::new(Shared { provider: Box::new(provider), patience: PATIENCE, state: Mutex::default() }))
    }
}

impl SharedCredentials {
    /// The credentials of a provider, to be given to several clients.
    pub fn new(provider: impl CredentialsProvider + 'static) -> Self {
        Self::from(provider)
    }

    /// The credentials to use now.
    ///
    /// # Errors
    ///
    /// When there are none that hold, and the provider cannot give any.
    pub async fn get(&self, transport: &dyn Transport) -> Result<Credentials, CredentialsError> {
        let number = match self.turn(transport).await {
            Turn::Take(credentials) => return Ok(credentials),
            Turn::Fail(error) => return Err(error),
            Turn::Renew(number) => number,
        };
        let renewing = Renewing { shared: &self.0, number };
        let mut providing = self.0.provider.provide(transport);
        if !transport.is_blocking() && self.0.state().holding(SystemTime::now()).is_some() {
            let leisure = LEISURE * (1 << self.0.state().slow.min(DOUBLINGS));
            if let Some(outcome) = within(transport.sleep(leisure), &mut providing).await {
                return renewing.end(outcome);
            }
            self.0.state().slow += 1;
            let kept = self.0.state().holding(SystemTime::now());
            if let Some(credentials) = kept {
                tracing::warn!("renewing credentials takes long, those that are kept still hold");
                return Ok(credentials);
            }
        }
        renewing.end(providing.await)
    }

    /// Waits for the renewal of somebody else as long as need be.
    async fn turn(&self, transport: &dyn Transport) -> Turn {
        let mut ticket = None;
        let mut patience: Option<(u64, Sleeping<'_>)> = None;
        poll_fn(|context| {
            loop {
                let awaited = match self.0.turn(&mut ticket, context.waker()) {
                    Ok(turn) => return Poll::Ready(turn),
                    Err(awaited) => awaited,
                };
                let (_, sleeping) = match &mut patience {
                    Some(of) if of.0 == awaited => of,
                    other => other.insert((awaited, self.0.patiently(transport))),
                };
                ready!(sleeping.as_mut().poll(context));
                let taken_over = self.0.state().take_over(awaited);
                if let Some(number) = taken_over {
                    tracing::warn!("renewing credentials takes long, it is begun anew");
                    return Poll::Ready(Turn::Renew(number));
                }
            }
        })
        .await
    }

    /// Keeps credentials no longer that a service did not take, unless they were renewed meanwhile.
    pub fn discard(&self, expired: &Credentials) {
        if !self.0.state().keeps(expired) {
            return;
        }
        // Before anybody can ask the provider again, and not under the lock.
        self.0.provider.discard(expired);
        let mut state = self.0.state();
        if state.keeps(expired) {
            state.kept = None;
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing in between two changes of the state can panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A wait for the renewal of another one. A thread does not sleep, for it is woken when the renewal ends; it looks at the
    /// clock from time to time.
    fn patiently<'t>(&self, transport: &'t dyn Transport) -> Sleeping<'t> {
        if !transport.is_blocking() {
            return transport.sleep(self.patience);
        }
        let (begun, patience) = (Instant::now(), self.patience);
        Box::pin(poll_fn(move |_| if begun.elapsed() < patience { Poll::Pending } else { Poll::Ready(()) }))
    }

    /// What somebody who asks is told; the number of the renewal to wait for, where there is nothing to tell yet.
    fn turn(&self, ticket: &mut Option<Ticket>, waker: &Waker) -> Result<Turn, u64> {
        let mut state = self.state();
        if let Some(kept) = state.kept.as_ref().filter(|kept| kept.is_lasting()) {
            return Ok(Turn::Take(kept.credentials.clone()));
        }
        let now = SystemTime::now();
        if let Some(kept) = &state.kept
            && kept.holds(now)
            && (state.renewing.is_some() || !kept.is_due(now))
        {
            return Ok(Turn::Take(kept.credentials.clone()));
        }
        if let Some(number) = state.renewing {
            state.wait(ticket, waker);
            return Err(number);
        }
        // A failure counts for those who waited for it; anybody else tries again.
        if ticket.is_some()
            && let Some(failure) = &state.failure
        {
            return Ok(Turn::Fail(failure.clone()));
        }
        Ok(Turn::Renew(state.begin()))
    }
}

impl State {
    /// Begins a renewal, and numbers it.
    fn begin(&mut self) -> u64 {
        self.renewals += 1;
        self.renewing = Some(self.renewals);
        self.failure = None;
        self.renewals
    }

    /// Begins another renewal in the place of one that is still under way.
    fn take_over(&mut self, number: u64) -> Option<u64> {
        (self.renewing == Some(number)).then(|| self.begin())
    }

    /// What is kept and still holds.
    fn holding(&self, now: SystemTime) -> Option<Credentials> {
        self.kept.as_ref().filter(|kept| kept.holds(now)).map(|kept| kept.credentials.clone())
    }

    fn keeps(&self, credentials: &Credentials) -> bool {
        self.kept.as_ref().is_some_and(|kept| kept.credentials.is_same(credentials))
    }

    fn wait(&mut self, ticket: &mut Option<Ticket>, waker: &Waker) {
        match ticket {
            Some(ticket) if ticket.round == self.round => self.waiting[ticket.index].clone_from(waker),
            _ => {
                *ticket = Some(Ticket { round: self.round, index: self.waiting.len() });
                self.waiting.push(waker.clone());
            }
        }
    }

    /// What came of a renewal, for the one that did it. One that was taken over from changes only what is due anyway.
    fn settle(
        &mut self,
        number: u64,
        outcome: Result<Credentials, CredentialsError>,
    ) -> Result<Credentials, CredentialsError> {
        let now = SystemTime::now();
        self.slow = 0;
        let is_current = self.renewing == Some(number);
        match outcome.and_then(|credentials| check(credentials, now)) {
            Ok(credentials) => {
                let is_needed = self.kept.as_ref().is_none_or(|kept| !kept.holds(now) || kept.is_due(now));
                if is_current || is_needed {
                    let renew_at = credentials.expires_at().map(|expires_at| renewal(now, expires_at));
                    self.kept = Some(Kept { credentials: credentials.clone(), renew_at });
                }
                Ok(credentials)
            }
            Err(error) => {
                if let Some(credentials) = self.holding(now) {
                    tracing::warn!(%error, "credentials are not renewed, those that are kept still hold");
                    return Ok(credentials);
                }
                if is_current {
                    self.kept = None;
                    self.failure = Some(error.clone());
                }
                Err(error)
            }
        }
    }

    /// Ends a renewal, whatever came of it, unless it was taken over from.
    fn finish(&mut self, number: u64) {
        if self.renewing != Some(number) {
            return;
        }
        self.renewing = None;
        let now = SystemTime::now();
        if let Some(kept) = self.kept.as_mut().filter(|kept| kept.is_due(now)) {
            kept.renew_at = Some(another_try(now));
        }
    }
}

impl Kept {
    /// Whether they hold at any time, so that nobody need look at the clock.
    fn is_lasting(&self) -> bool {
        self.credentials.expires_at().is_none() && self.renew_at.is_none()
    }

    fn holds(&self, now: SystemTime) -> bool {
        self.credentials.expires_at().is_none_or(|time| now < time)
    }

    fn is_due(&self, now: SystemTime) -> bool {
        self.renew_at.is_some_and(|time| time <= now)
    }
}

fn check(credentials: Credentials, now: SystemTime) -> Result<Credentials, CredentialsError> {
    match credentials.expires_at() {
        Some(time) if time <= now => Err(CredentialsError::new(format!(
            "`{}` gave credentials that have expired, by the clock of this machine",
            credentials.provider_name()
        ))),
        _ => Ok(credentials),
    }
}

/// What `work` gives, unless the sleep ends before it.
async fn within<W: Future + Unpin>(mut sleeping: Sleeping<'_>, work: &mut W) -> Option<W::Output> {
    poll_fn(|context| match Pin::new(&mut *work).poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => sleeping.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// A renewal under way. However it ends, those who wait are woken, and one of them goes on where it has no result.
struct Renewing<'s> {
    shared: &'s Shared,
    number: u64,
}

impl Renewing<'_> {
    fn end(self, outcome: Result<Credentials, CredentialsError>) -> Result<Credentials, CredentialsError> {
        self.shared.state().settle(self.number, outcome)
    }
}

impl Drop for Renewing<'_> {
    fn drop(&mut self) {
        let waiting = {
            let mut state = self.shared.state();
            state.finish(self.number);
            state.round += 1;
            std::mem::take(&mut state.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }
}

impl fmt::Debug for SharedCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SharedCredentials").field(&self.0.provider).finish()
    }
}

#[cfg(test)]
mod tests;
