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
    /// Parameters of the poll, and the parameters of the call that they are taken from, or the fields of its answer, such as
    /// `response.TaskId`.
    pub with: &'a [(&'a str, &'a str)],
    /// Where the state stands in the poll's response, such as `AnycastList[].Status`; empty when not known.
    pub state: &'a str,
    /// States that end the wait well.
    pub success: &'a [&'a str],
    /// States to go on waiting in.
    pub transient: &'a [&'a str],
    /// States that end the wait badly.
    pub failure: &'a [&'a str],
    /// Whether the wait ends well when the poll finds nothing, as after a deletion.
    pub gone: bool,
}

impl<'a> Completion<'a> {
    /// Whether all is known that a wait takes: where the state stands, and what ends the wait well.
    pub fn is_complete(&self) -> bool {
        !self.state.is_empty() && (self.gone || !self.success.is_empty())
    }

    /// Polls an operation at an interval, so many times, without knowing the state's place.
    pub const fn poll(poll: &'a str, interval: Duration, attempts: u32) -> Self {
        Self {
            poll,
            interval,
            attempts,
            with: &[],
            state: "",
            success: &[],
            transient: &[],
            failure: &[],
            gone: false,
        }
    }
}
