//! The time of a signature, in the two forms that signatures write it.

use std::time::SystemTime;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;

/// A time in UTC, to the second, as in `2026-01-02T03:04:05Z`.
pub(super) struct Date([u8; 20]);

impl Date {
    pub(super) fn new(time: SystemTime) -> Self {
        let time = jiff::tz::Offset::UTC.to_datetime(timestamp(time));
        let year = time.year();
        let mut text = *b"0000-00-00T00:00:00Z";
        // Digit by digit: formatting would cost a tenth of the whole signature.
        let parts = [(0, (year / 100) as i8), (2, (year % 100) as i8), (5, time.month()), (8, time.day())];
        let clock = [(11, time.hour()), (14, time.minute()), (17, time.second())];
        for (at, number) in parts.into_iter().chain(clock) {
            text[at] = b'0' + (number / 10).unsigned_abs();
            text[at + 1] = b'0' + (number % 10).unsigned_abs();
        }
        Self(text)
    }

    pub(super) fn as_str(&self) -> &str {
        // Digits and punctuation are ASCII.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// As HTTP writes it, as in `Fri, 02 Jan 2026 03:04:05 GMT`.
pub(super) fn http_date(time: SystemTime) -> String {
    // It fails for years before 0 only, and a timestamp of ours is never before 1970.
    DateTimePrinter::new().timestamp_to_rfc9110_string(&timestamp(time)).unwrap_or_default()
}

fn timestamp(time: SystemTime) -> Timestamp {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Timestamp::from_second(i64::try_from(seconds).unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn both_forms_are_in_utc() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_323_045);
        assert_eq!(Date::new(time).as_str(), "2026-01-02T03:04:05Z");
        assert_eq!(http_date(time), "Fri, 02 Jan 2026 03:04:05 GMT");
        let early = Date::new(SystemTime::UNIX_EPOCH - Duration::from_secs(1));
        assert_eq!(early.as_str(), "1970-01-01T00:00:00Z");
    }
}
