//! Trouble: what networks and overloaded services do to requests now and then, at a rate.

use std::time::Duration;

use acs_rules::Code;

use crate::codes;
use crate::record::Outcome;
use crate::refusal::Refusal;

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Trouble {
    /// The connection is closed, and the request is not carried out.
    LostRequest,
    /// The request is carried out, and the connection is closed before the answer.
    LostAnswer,
    /// The answer is `Throttling.User`, and the request is not carried out.
    Throttling,
    /// The answer is `ServiceUnavailable`, and the request is not carried out.
    Unavailable,
    /// The request is carried out, and the answer is late by this.
    Delay(Duration),
}

impl Trouble {
    /// The error that is answered to a request which passed all checks.
    pub(crate) fn refusal(self) -> Option<Refusal> {
        let code: Code<'_> = match self {
            Trouble::Throttling => codes::THROTTLING,
            Trouble::Unavailable => codes::UNAVAILABLE,
            Trouble::LostRequest | Trouble::LostAnswer | Trouble::Delay(_) => return None,
        };
        let message = "the emulator was told to give trouble now and then";
        Some(Refusal::with_outcome(code, message, Outcome::Fault))
    }
}

/// Decides which requests meet trouble.
#[derive(Debug)]
pub(crate) struct Troubles {
    rate: f64,
    kinds: Vec<Trouble>,
    random: fastrand::Rng,
}

impl Troubles {
    pub(crate) fn new(rate: f64, kinds: Vec<Trouble>, seed: u64) -> Self {
        Self { rate, kinds, random: fastrand::Rng::with_seed(seed) }
    }

    /// What happens to the next request.
    pub(crate) fn next(&mut self) -> Option<Trouble> {
        let is_met = !self.kinds.is_empty() && self.random.f64() < self.rate;
        is_met.then(|| self.kinds[self.random.usize(..self.kinds.len())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_decides_how_many_and_the_seed_which() {
        let kinds = vec![Trouble::LostRequest, Trouble::Throttling];
        let draw = |rate, seed| {
            let mut troubles = Troubles::new(rate, kinds.clone(), seed);
            (0..10_000).map(|_| troubles.next()).collect::<Vec<_>>()
        };
        let met = draw(0.05, 1).iter().flatten().count();
        assert!((400..600).contains(&met), "{met}");
        assert_eq!(draw(0.05, 1), draw(0.05, 1));
        assert_ne!(draw(0.05, 1), draw(0.05, 2));
        assert!(draw(0.0, 1).iter().all(Option::is_none) && draw(1.0, 1).iter().all(Option::is_some));
    }
}
