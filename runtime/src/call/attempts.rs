//! The attempts of a call: what comes after one that failed. Pure, as a state machine; `drive` does what it says.

use std::time::{Duration, SystemTime};

use acs_rules::OperationSpec;

use crate::clock::Clock;
use crate::retry::{Failure, Retry, RetryBudget};
use crate::{Error, Kind};

/// An attempt that has less time than this would be in vain: connecting alone takes about as long.
const LEAST: Duration = Duration::from_millis(50);

/// What comes after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// The call has failed.
    GiveUp,
    /// Another attempt, after this time.
    Wait(Duration),
    /// Another attempt at once, for what was wrong has been set right: the clock.
    Reclocked,
    /// Another attempt at once, with other credentials than those that have expired, if there are any.
    Renew,
}

/// How far a call has come.
pub(super) struct Attempts<'c> {
    spec: &'static OperationSpec<'static>,
    policy: &'c dyn Retry,
    budget: &'c RetryBudget,
    clock: &'c Clock,
    is_repeatable: bool,
    made: u32,
    /// Attempts that only set something right, which the policy does not count.
    corrections: u32,
    has_reclocked: bool,
    has_renewed: bool,
    /// What the last retry cost.
    cost: Option<u32>,
}

impl<'c> Attempts<'c> {
    pub(super) fn new(
        spec: &'static OperationSpec<'static>,
        is_repeatable: bool,
        policy: &'c dyn Retry,
        budget: &'c RetryBudget,
        clock: &'c Clock,
    ) -> Self {
        Self {
            spec,
            policy,
            budget,
            clock,
            is_repeatable,
            made: 0,
            corrections: 0,
            has_reclocked: false,
            has_renewed: false,
            cost: None,
        }
    }

    /// Begins an attempt, and tells which one it is, from 1.
    pub(super) fn begin(&mut self) -> u32 {
        self.made += 1;
        self.made
    }

    /// The call has succeeded.
    pub(super) fn succeed(&self) {
        self.budget.give_back(self.cost);
    }

    /// An attempt that was signed at `signed` has failed, and the call may take so much longer.
    pub(super) fn fail(&mut self, error: &Error, signed: SystemTime, left: Duration) -> Next {
        // A request whose signature is refused was not carried out, so that any operation may be sent again.
        if !self.has_reclocked && self.clock.correct(error, signed) {
            self.has_reclocked = true;
            self.corrections += 1;
            return Next::Reclocked;
        }
        if !self.has_renewed && error.is_expired_token() {
            self.has_renewed = true;
            self.corrections += 1;
            return Next::Renew;
        }
        self.retry(error, left).map_or(Next::GiveUp, Next::Wait)
    }

    fn retry(&mut self, error: &Error, left: Duration) -> Option<Duration> {
        if !self.is_repeatable && !error.is_unsent() {
            return None;
        }
        let attempts = self.made - self.corrections;
        let failure = Failure { error, operation: self.spec, attempts, left };
        let wait = self.policy.next(&failure).filter(|wait| wait.saturating_add(LEAST) <= left)?;
        self.cost = Some(self.budget.take(error.kind() == Kind::Timeout)?);
        Some(wait)
    }
}
