//! A budget of retries: when a service is down, retries must not multiply the load.

use std::sync::atomic::{AtomicU32, Ordering};

/// What a client may spend on retries of all its calls: each retry takes tokens out, each success puts some back. While
/// there are none, failed attempts are not repeated.
///
/// The amounts are those of the AWS SDKs: 500 tokens, 5 for a retry, 10 after a timeout, which holds resources for longer.
#[derive(Debug)]
pub struct RetryBudget {
    tokens: AtomicU32,
    capacity: u32,
}

/// What a retry costs.
const RETRY: u32 = 5;
/// What a retry costs after an attempt that timed out.
const AFTER_TIMEOUT: u32 = 10;
/// What a success without a retry puts back.
const SUCCESS: u32 = 1;

impl RetryBudget {
    /// The tokens of clients that are not told otherwise.
    pub const DEFAULT: u32 = 500;

    /// A budget of so many tokens, all of them there.
    pub fn new(capacity: u32) -> Self {
        Self { tokens: AtomicU32::new(capacity), capacity }
    }

    /// How many tokens there are.
    pub fn tokens(&self) -> u32 {
        self.tokens.load(Ordering::Relaxed)
    }

    /// Takes out what a retry costs; none where there is not so much.
    pub(crate) fn take(&self, after_timeout: bool) -> Option<u32> {
        let cost = if after_timeout { AFTER_TIMEOUT } else { RETRY };
        let rest = |tokens: u32| tokens.checked_sub(cost);
        self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, rest).ok().map(|_| cost)
    }

    /// Puts back what the last retry of a call that succeeded has cost; a little for one that had none.
    pub(crate) fn give_back(&self, cost: Option<u32>) {
        let amount = cost.unwrap_or(SUCCESS);
        // Most calls find it full, and need not write what all threads share.
        if self.tokens() < self.capacity {
            let more = |tokens: u32| Some(tokens.saturating_add(amount).min(self.capacity));
            let _ = self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
        }
    }
}
