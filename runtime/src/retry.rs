//! Retry: whether a call is attempted again, and when. Pure: what failed and how much time is left are arguments, and the
//! caller waits.
//!
//! A failed attempt is repeated only where that is surely safe: the operation
//! [only reads](OperationSpec::is_read), or the request carries
//! an idempotency token, or it did not leave this machine. Then the client's [`Retry`] decides, within the time of the call
//! and the client's [`RetryBudget`].

mod budget;

use std::fmt;
use std::time::Duration;

use acs_rules::OperationSpec;

use crate::{Error, Kind, random};

pub use budget::RetryBudget;

/// An attempt that failed, and may be repeated without doing anything twice.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Failure<'a> {
    /// What went wrong.
    pub error: &'a Error,
    /// The operation.
    pub operation: &'static OperationSpec<'static>,
    /// How many attempts there were, this one included.
    pub attempts: u32,
    /// How long the call may still take.
    pub left: Duration,
}

/// Decides whether a call is attempted again. Implement it to replace [`RetryPolicy`].
///
/// It is asked only about attempts that are safe to repeat, and need not look at the time: a wait that ends after the call's
/// time is up is not begun.
pub trait Retry: fmt::Debug + Send + Sync {
    /// How long to wait before the next attempt; none to give up.
    fn next(&self, failure: &Failure<'_>) -> Option<Duration>;
}

/// The policy of clients that are not given another: few attempts, with waits that are drawn at random below a bound that
/// doubles each time (full jitter), so that clients that failed together do not come back together.
///
/// ```
/// use acs_runtime::retry::RetryPolicy;
///
/// let patient = RetryPolicy { attempts: 8, ..RetryPolicy::default() };
/// assert_eq!(patient.base, std::time::Duration::from_millis(100));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// The most attempts of a call, the first included.
    pub attempts: u32,
    /// The bound of the first wait.
    pub base: Duration,
    /// The bound of the first wait where the service throttles, or another call is under way.
    pub slow_base: Duration,
    /// The longest wait that is drawn. What the service asks for may be longer.
    pub cap: Duration,
    /// Whether to repeat a call, too, because another one or the state of a resource is in the way. That may pass, but seldom
    /// as soon as the waits of this policy.
    pub conflicts: bool,
}

impl Default for RetryPolicy {
    /// 3 attempts; 100 ms, or 500 ms where the service throttles; at most 20 s.
    fn default() -> Self {
        Self {
            attempts: 3,
            base: Duration::from_millis(100),
            slow_base: Duration::from_millis(500),
            cap: Duration::from_secs(20),
            conflicts: false,
        }
    }
}

impl RetryPolicy {
    /// One attempt and no more.
    pub const fn never() -> Self {
        let none = Duration::ZERO;
        Self { attempts: 1, base: none, slow_base: none, cap: none, conflicts: false }
    }

    /// The longest wait after so many attempts.
    fn bound(&self, error: &Error, attempts: u32) -> Duration {
        let is_slow = matches!(error.kind(), Kind::Throttled | Kind::Conflict | Kind::WrongState);
        let base = if is_slow { self.slow_base } else { self.base };
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
        base.saturating_mul(doubled).min(self.cap)
    }
}

impl Retry for RetryPolicy {
    fn next(&self, failure: &Failure<'_>) -> Option<Duration> {
        let error = failure.error;
        let is_conflict = matches!(error.kind(), Kind::Conflict | Kind::WrongState) && !error.is_in_flight();
        if failure.attempts >= self.attempts || !error.is_retryable() || is_conflict && !self.conflicts {
            return None;
        }
        let wait = self.bound(error, failure.attempts).mul_f64(random::fraction());
        // What the service asks for is the least; the draw on top keeps those apart that were told the same.
        Some(error.retry_after().unwrap_or_default().saturating_add(wait))
    }
}

#[cfg(test)]
mod tests;
