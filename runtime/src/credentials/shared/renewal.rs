//! When credentials are renewed: early enough to try again, and not all of a fleet at once.

use std::time::{Duration, SystemTime};

/// How long before they expire credentials are renewed at the latest, as the official clients do.
const EARLY: Duration = Duration::from_secs(15 * 60);
/// How long to wait after a renewal that failed, at least and at most.
const BREAK: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(10));

/// When credentials are renewed that were given now.
pub(super) fn renewal(now: SystemTime, expires_at: SystemTime) -> SystemTime {
    renewal_by(now, expires_at, rand::random())
}

/// When renewing is tried again that has failed now.
pub(super) fn another_try(now: SystemTime) -> SystemTime {
    let (least, most) = BREAK;
    now + least + (most - least).mul_f64(rand::random())
}

/// `chance` is at least 0 and less than 1.
fn renewal_by(now: SystemTime, expires_at: SystemTime, chance: f64) -> SystemTime {
    let life = expires_at.duration_since(now).unwrap_or_default();
    // Short sessions, of 15 minutes at least, would be renewed with every call otherwise.
    let early = EARLY.min(life / 3);
    expires_at - early - (early / 3).mul_f64(chance)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn after(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn an_hour_is_renewed_15_to_20_minutes_before_its_end() {
        assert_eq!(renewal_by(after(0), after(3600), 0.0), after(45 * 60));
        let earliest = renewal_by(after(0), after(3600), 0.999_999);
        assert!(earliest > after(40 * 60) && earliest < after(41 * 60), "{earliest:?}");
    }

    #[test]
    fn a_short_session_is_used_for_more_than_half_of_its_life() {
        assert_eq!(renewal_by(after(0), after(900), 0.0), after(600));
        assert!(renewal_by(after(0), after(900), 0.999_999) > after(450));
    }

    proptest! {
        #[test]
        fn renewing_is_due_while_credentials_hold(
            now in 0..u64::from(u32::MAX),
            life in 0..u64::from(u32::MAX),
            chance in 0.0..1.0,
        ) {
            let at = renewal_by(after(now), after(now + life), chance);
            prop_assert!(at >= after(now) && at <= after(now + life));
        }
    }
}
