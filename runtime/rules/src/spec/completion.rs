//! How to wait for an operation that goes on after the answer.

use std::time::Duration;

/// How to wait for an operation that goes on after the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Completion<'a> {
    /// The operation to poll, of the same product version.
    pub poll: &'a str,
    /// The pause between two polls.
    pub interval: Duration,
    /// How often to poll at most.
    pub attempts: u32,
    /// Parameters of the poll and the parameters of the call that they are taken from.
    pub with: &'a [(&'a str, &'a str)],
    /// Where the state stands in the poll's response, such as `AnycastList[].Status`; empty when not known.
    pub state: &'a str,
    /// States that end the wait well.
    pub success: &'a [&'a str],
    /// States to go on waiting in.
    pub transient: &'a [&'a str],
    /// States that end the wait badly.
    pub failure: &'a [&'a str],
}

impl<'a> Completion<'a> {
    /// Polls an operation at an interval, so many times, without knowing the state's place.
    pub const fn poll(poll: &'a str, interval: Duration, attempts: u32) -> Self {
        Self { poll, interval, attempts, with: &[], state: "", success: &[], transient: &[], failure: &[] }
    }
}
