//! The clock of a client: the machine's, set right by what services say when they refuse a signature for its date.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use jiff::fmt::rfc2822::DateTimeParser;

use crate::{Error, Raw};

/// A smaller difference is not what a service minds: it accepts 15 minutes, and answers take a while.
const TOLERANCE: u64 = 60_000;

/// The codes by which services refuse a date.
const REFUSALS: &[&str] =
    &["InvalidTimeStamp.Expired", "IllegalTimestamp", "InvalidTimestamp", "InvalidDate"];

/// How far the machine's clock is behind that of the service, in milliseconds.
#[derive(Debug, Default)]
pub(crate) struct Clock(AtomicI64);

impl Clock {
    /// The time to sign with.
    pub(crate) fn now(&self) -> SystemTime {
        shifted(SystemTime::now(), self.0.load(Ordering::Relaxed))
    }

    /// Sets the clock by the answer to a request that was signed at `signed`. Says whether that was the trouble: the service
    /// refuses the date, and tells another one.
    pub(crate) fn correct(&self, error: &Error, signed: SystemTime) -> bool {
        let is_refused = error.code().is_some_and(|code| REFUSALS.iter().any(|it| is_of(code, it)));
        let Some(theirs) = error.raw().filter(|_| is_refused).and_then(date) else { return false };
        let is_off = millis_between(signed, theirs).unsigned_abs() > TOLERANCE;
        if is_off {
            self.0.store(millis_between(SystemTime::now(), theirs), Ordering::Relaxed);
        }
        is_off
    }
}

/// Whether a code is this one, or one below it: `InvalidTimeStamp.Expired.Late`, and no `InvalidDateRange`.
fn is_of(code: &str, family: &str) -> bool {
    code.strip_prefix(family).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn date(raw: &Raw) -> Option<SystemTime> {
    let date = DateTimeParser::new().parse_timestamp(raw.header("date")?).ok()?;
    date.try_into().ok()
}

fn millis_between(from: SystemTime, to: SystemTime) -> i64 {
    let millis = |duration: Duration| i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
    to.duration_since(from).map_or_else(|error| -millis(error.duration()), millis)
}

fn shifted(time: SystemTime, millis: i64) -> SystemTime {
    let by = Duration::from_millis(millis.unsigned_abs());
    let shifted = if millis < 0 { time.checked_sub(by) } else { time.checked_add(by) };
    shifted.unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use acs_rules::OperationSpec;
    use http::{HeaderMap, HeaderValue};
    use jiff::Timestamp;

    use super::*;

    static SPEC: OperationSpec<'static> = OperationSpec::rpc("ListThings");

    /// The offset that an answer makes, in minutes, where the service's clock is so many minutes ahead.
    fn corrected(code: &str, minutes: i64) -> (bool, i64) {
        let now = SystemTime::now();
        let theirs = Timestamp::try_from(shifted(now, minutes * 60_000)).expect("it is in our days");
        let text = theirs.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        let mut headers = HeaderMap::new();
        headers.insert("date", HeaderValue::try_from(text).expect("it is ASCII"));
        let error = Error::from_response(&SPEC, Raw::new(400, headers, format!(r#"{{"Code":"{code}"}}"#)));
        let clock = Clock::default();
        let is_off = clock.correct(&error, now);
        let offset = clock.0.load(Ordering::Relaxed);
        (is_off, (offset as f64 / 60_000.0).round() as i64)
    }

    #[test]
    fn a_clock_is_set_by_the_date_of_a_refusal() {
        assert_eq!(corrected("InvalidTimeStamp.Expired", 20), (true, 20));
        assert_eq!(corrected("InvalidTimeStamp.Expired", -20), (true, -20));
        assert_eq!(corrected("InvalidTimeStamp.Expired", 0), (false, 0));
        assert_eq!(corrected("InvalidParameter", 20), (false, 0));
    }
}
