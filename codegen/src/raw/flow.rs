//! What goes on after an answer: more pages of it, or what the call has set in motion.

use serde::Deserialize;
use serde::de::{Deserializer, Error};

use super::Map;
use super::overlay::present;
use crate::span::Spanned;

/// How to wait for an operation that goes on after the answer.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Completion {
    /// The operation to poll.
    pub poll: Option<Spanned<String>>,
    /// The pause between two polls, such as `3s` or `500ms`.
    pub interval: Option<Spanned<Duration>>,
    /// How often to poll at most.
    pub attempts: Option<Spanned<u32>>,
    /// Parameters of the poll, each with the parameter of the call that it is taken from, or the field of the answer to the
    /// call, such as `response.TaskId`.
    pub with: Option<Map<Spanned<String>>>,
    /// Where the state stands in the poll's response, such as `AnycastList[].Status`.
    pub state: Option<Spanned<String>>,
    /// States that end the wait well.
    pub success: Option<Vec<Spanned<String>>>,
    /// States to go on waiting in.
    pub transient: Option<Vec<Spanned<String>>>,
    /// States that end the wait badly.
    pub failure: Option<Vec<Spanned<String>>>,
    /// Whether the wait ends well when the poll finds nothing, as after a deletion.
    pub gone: Option<Spanned<bool>>,
}

impl Completion {
    /// The keys that are there, by their names in YAML.
    pub(super) fn keys(&self) -> Vec<&'static str> {
        present(&[
            ("poll", self.poll.is_some()),
            ("interval", self.interval.is_some()),
            ("attempts", self.attempts.is_some()),
            ("with", self.with.is_some()),
            ("state", self.state.is_some()),
            ("success", self.success.is_some()),
            ("transient", self.transient.is_some()),
            ("failure", self.failure.is_some()),
            ("gone", self.gone.is_some()),
        ])
    }

    /// Takes over every key that `set` has.
    pub(crate) fn set(&mut self, set: &Completion) {
        let set = set.clone();
        self.poll = set.poll.or(self.poll.take());
        self.interval = set.interval.or(self.interval.take());
        self.attempts = set.attempts.or(self.attempts.take());
        self.with = set.with.or(self.with.take());
        self.state = set.state.or(self.state.take());
        self.success = set.success.or(self.success.take());
        self.transient = set.transient.or(self.transient.take());
        self.failure = set.failure.or(self.failure.take());
        self.gone = set.gone.or(self.gone.take());
    }
}

/// Where an answer with pages has its items, and what leads to the next page; names joined by dots, such as `Data.Items`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// The list of items.
    pub items: Option<Spanned<String>>,
    /// The token of the next page.
    pub token: Option<Spanned<String>>,
    /// The number of items of all pages.
    pub total: Option<Spanned<String>>,
}

impl Paging {
    /// The keys that are there, by their names in YAML.
    pub(super) fn keys(&self) -> Vec<&'static str> {
        let Self { items, token, total } = self;
        present(&[("items", items.is_some()), ("token", token.is_some()), ("total", total.is_some())])
    }

    /// Takes over every key that `set` has.
    pub(crate) fn set(&mut self, set: &Paging) {
        let set = set.clone();
        self.items = set.items.or(self.items.take());
        self.token = set.token.or(self.token.take());
        self.total = set.total.or(self.total.take());
    }
}

/// A span of time, such as `3s` or `500ms`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration(pub std::time::Duration);

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let duration = match text.strip_suffix("ms") {
            Some(number) => number.parse().ok().map(std::time::Duration::from_millis),
            None => text.strip_suffix('s').and_then(|n| n.parse().ok()).map(std::time::Duration::from_secs),
        };
        duration
            .map(Self)
            .ok_or_else(|| D::Error::custom(format!("`{text}` is no span of time; write `3s` or `500ms`")))
    }
}
