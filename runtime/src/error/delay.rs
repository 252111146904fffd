//! How long a service asks to wait: it has said so in three ways over the years, and what stands between says it in another.

use std::time::Duration;

use crate::Raw;

/// The time of `x-acs-retry-after`, in milliseconds; services send it only when they throttle.
pub(super) fn asked(raw: &Raw) -> Option<Duration> {
    positive(raw.header("x-acs-retry-after")?).map(Duration::from_millis)
}

/// The time that others give an answer that is about throttling, or that the service is not there: the longer `TimeLeft` of
/// `x-ratelimit-user-api` and `x-ratelimit-user`, in milliseconds, else `retry-after`, in seconds.
pub(super) fn implied(raw: &Raw) -> Option<Duration> {
    let limits = ["x-ratelimit-user-api", "x-ratelimit-user"];
    let left = limits.iter().filter_map(|name| time_left(raw.header(name)?)).max();
    left.map(Duration::from_millis).or_else(|| positive(raw.header("retry-after")?).map(Duration::from_secs))
}

/// Of `Limit:1,Remain:0,TimeLeft:2000,Reset:1234`.
fn time_left(limit: &str) -> Option<u64> {
    limit.split(',').find_map(|part| positive(part.trim().strip_prefix("TimeLeft:")?))
}

fn positive(text: &str) -> Option<u64> {
    text.trim().parse().ok().filter(|number| *number > 0)
}
