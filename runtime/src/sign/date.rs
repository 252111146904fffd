//! The time of a signature, in the two forms that signatures write it.

use std::time::SystemTime;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;

/// In UTC, to the second, as in `2026-01-02T03:04:05Z`.
pub(super) fn date(time: SystemTime) -> String {
    let time = jiff::tz::Offset::UTC.to_datetime(timestamp(time));
    let year = time.year();
    let mut date = String::with_capacity("2026-01-02T03:04:05Z".len());
    // Digit by digit: formatting would cost a tenth of the whole signature.
    push_digits(&mut date, (year / 100) as i8, "");
    push_digits(&mut date, (year % 100) as i8, "-");
    push_digits(&mut date, time.month(), "-");
    push_digits(&mut date, time.day(), "T");
    push_digits(&mut date, time.hour(), ":");
    push_digits(&mut date, time.minute(), ":");
    push_digits(&mut date, time.second(), "Z");
    date
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

fn push_digits(to: &mut String, number: i8, then: &str) {
    to.extend([number / 10, number % 10].map(|digit| char::from(b'0' + digit.unsigned_abs())));
    to.push_str(then);
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn both_forms_are_in_utc() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_323_045);
        assert_eq!(date(time), "2026-01-02T03:04:05Z");
        assert_eq!(http_date(time), "Fri, 02 Jan 2026 03:04:05 GMT");
        assert_eq!(date(SystemTime::UNIX_EPOCH - Duration::from_secs(1)), "1970-01-01T00:00:00Z");
    }
}
