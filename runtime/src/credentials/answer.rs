//! The answer of a service that gives credentials, read without leaving secrets behind.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::{Credentials, CredentialsError};
use crate::Raw;

/// A difference of clocks that may be the time that an answer takes.
const SAME_TIME: Duration = Duration::from_secs(60);

/// What the metadata service answers, and what a credentials URI does.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Document {
    code: Option<String>,
    access_key_id: Option<String>,
    access_key_secret: Option<Zeroizing<String>>,
    security_token: Option<Zeroizing<String>>,
    expiration: Option<String>,
}

/// The credentials of an answer, all of whose parts must be there.
pub(super) fn read(raw: Raw, provider: &'static str) -> Result<Credentials, CredentialsError> {
    let document: Result<Document, _> = serde_json::from_slice(raw.body());
    let expiring = |document: Document| {
        if document.code.as_deref() != Some("Success") {
            return Err(CredentialsError::new("the answer does not say `Success`"));
        }
        let credentials = Credentials::build(
            present(document.access_key_id, "AccessKeyId")?,
            present(document.access_key_secret, "AccessKeySecret")?,
            Some(present(document.security_token, "SecurityToken")?),
            provider,
        );
        let expiration = present(document.expiration, "Expiration")?;
        Ok(credentials.expiring_at(expiration_of(&expiration, &raw)?))
    };
    let credentials = document.map_err(|error| unreadable(&error)).and_then(expiring);
    raw.wipe();
    credentials
}

/// A value of an answer that must be there, and not empty.
pub(super) fn present<T: AsRef<str>>(value: Option<T>, name: &str) -> Result<T, CredentialsError> {
    let value = value.filter(|value| !value.as_ref().is_empty());
    value.ok_or_else(|| CredentialsError::new(format!("the answer has no `{name}`")))
}

/// What is wrong with JSON. The parser's own words may quote a secret.
pub(super) fn unreadable(error: &serde_json::Error) -> CredentialsError {
    use serde_json::error::Category;
    let what = match error.classify() {
        Category::Eof => "ends too early",
        Category::Syntax => "is no JSON",
        Category::Data => "has something else than expected",
        Category::Io => "cannot be read",
    };
    CredentialsError::new(format!("it {what} at line {}, column {}", error.line(), error.column()))
}

/// When credentials expire that an answer says expire at this time, by the clock of this machine: what counts is the time
/// that was left when the answer was made.
pub(super) fn expiration_of(text: &str, raw: &Raw) -> Result<SystemTime, CredentialsError> {
    let expires_at = time(text)?;
    let now = SystemTime::now();
    let date = raw.header("date").and_then(|date| rfc2822::parse(date).ok());
    let Some(date) = date.and_then(|date| system_time(date.timestamp())) else { return Ok(expires_at) };
    let is_same = |time: SystemTime, other| time.duration_since(other).is_ok_and(|gap| gap <= SAME_TIME);
    if is_same(now, date) || is_same(date, now) {
        return Ok(expires_at);
    }
    Ok(now + expires_at.duration_since(date).unwrap_or_default())
}

/// A time in UTC, such as `2025-12-06T03:04:05Z`.
pub(super) fn time(text: &str) -> Result<SystemTime, CredentialsError> {
    let time = text.trim().parse().ok().and_then(system_time);
    time.ok_or_else(|| {
        CredentialsError::new("the expiration is no time in UTC such as `2025-12-06T03:04:05Z`")
    })
}

/// The same as a time of the system; none before 1970.
fn system_time(time: Timestamp) -> Option<SystemTime> {
    let since = Duration::try_from(time.as_duration()).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(since)
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::*;

    fn raw(date: SystemTime) -> Raw {
        let mut headers = HeaderMap::new();
        let date = Timestamp::try_from(date).expect("a time of our age");
        let date = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&date);
        let date = date.expect("a year of four digits");
        headers.insert("date", HeaderValue::try_from(date).expect("a date can stand in a header"));
        Raw::new(200, headers, "")
    }

    fn left(expires_at: SystemTime) -> u64 {
        expires_at.duration_since(SystemTime::now()).map_or(0, |left| left.as_secs())
    }

    #[test]
    fn a_clock_that_is_off_does_not_change_how_long_credentials_live() {
        for skew in [Duration::ZERO, Duration::from_secs(7200)] {
            for date in [SystemTime::now() + skew, SystemTime::now() - skew] {
                let expiration = Timestamp::try_from(date + Duration::from_secs(3600));
                let expiration = expiration.expect("a time of our age").to_string();
                let expires_at = expiration_of(&expiration, &raw(date)).expect("it is a time");
                assert!((3590..=3602).contains(&left(expires_at)), "{skew:?} {}", left(expires_at));
            }
        }
    }
}
