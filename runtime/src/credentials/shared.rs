//! Credentials that many tasks share: asked for once, kept, renewed before they expire.
//!
//! Whoever finds that it is time becomes the one that renews; the others take what is kept while that holds, and wait
//! otherwise. One that stops before it is done, as a future does that is dropped, hands over to one that waits. The waiting
//! needs no runtime: it is a list of wakers.

mod renewal;

use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::SystemTime;

use renewal::{another_try, renewal};

use super::{Credentials, CredentialsError, CredentialsProvider};
use crate::transport::Transport;

/// The credentials of a provider, for any number of clients and tasks. Cloning is cheap, and clones share what they keep.
///
/// They are renewed by the first call after a time that lies between a third and 4/9 of their life before they expire, but
/// at most 15 to 20 minutes. Where renewing fails, what is kept is used until it expires, with another try every few seconds.
#[derive(Clone)]
pub struct SharedCredentials(Arc<Shared>);

struct Shared {
    provider: Box<dyn CredentialsProvider>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    kept: Option<Kept>,
    is_renewing: bool,
    /// How many renewals have ended, in whatever way.
    round: u64,
    /// Why the last one failed, if it did.
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
    Renew,
}

impl<P: CredentialsProvider + 'static> From<P> for SharedCredentials {
    fn from(provider: P) -> Self {
        Self(Arc::new(Shared { provider: Box::new(provider), state: Mutex::default() }))
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
        let mut ticket = None;
        match poll_fn(|context| self.0.turn(&mut ticket, context)).await {
            Turn::Take(credentials) => Ok(credentials),
            Turn::Fail(error) => Err(error),
            Turn::Renew => {
                let renewing = Renewing(&self.0);
                let outcome = self.0.provider.provide(transport).await;
                renewing.end(outcome)
            }
        }
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

    fn turn(&self, ticket: &mut Option<Ticket>, context: &mut Context<'_>) -> Poll<Turn> {
        let mut state = self.state();
        let now = SystemTime::now();
        if let Some(kept) = &state.kept
            && kept.holds(now)
            && (state.is_renewing || !kept.is_due(now))
        {
            return Poll::Ready(Turn::Take(kept.credentials.clone()));
        }
        if state.is_renewing {
            state.wait(ticket, context.waker());
            return Poll::Pending;
        }
        // A failure counts for those who waited for it; anybody else tries again.
        if ticket.is_some()
            && let Some(failure) = &state.failure
        {
            return Poll::Ready(Turn::Fail(failure.clone()));
        }
        state.is_renewing = true;
        state.failure = None;
        Poll::Ready(Turn::Renew)
    }
}

impl State {
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

    /// What came of a renewal, for the one that did it.
    fn settle(
        &mut self,
        outcome: Result<Credentials, CredentialsError>,
    ) -> Result<Credentials, CredentialsError> {
        let now = SystemTime::now();
        match outcome.and_then(|credentials| check(credentials, now)) {
            Ok(credentials) => {
                let renew_at = credentials.expires_at().map(|expires_at| renewal(now, expires_at));
                self.kept = Some(Kept { credentials: credentials.clone(), renew_at });
                Ok(credentials)
            }
            Err(error) => match self.kept.as_mut().filter(|kept| kept.holds(now)) {
                Some(kept) => {
                    tracing::warn!(%error, "credentials are not renewed, those that are kept still hold");
                    kept.renew_at = Some(another_try(now));
                    Ok(kept.credentials.clone())
                }
                None => {
                    self.kept = None;
                    self.failure = Some(error.clone());
                    Err(error)
                }
            },
        }
    }
}

impl Kept {
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

/// A renewal under way. However it ends, those who wait are woken, and one of them goes on where it has no result.
struct Renewing<'s>(&'s Shared);

impl Renewing<'_> {
    fn end(self, outcome: Result<Credentials, CredentialsError>) -> Result<Credentials, CredentialsError> {
        self.0.state().settle(outcome)
    }
}

impl Drop for Renewing<'_> {
    fn drop(&mut self) {
        let waiting = {
            let mut state = self.0.state();
            state.is_renewing = false;
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
