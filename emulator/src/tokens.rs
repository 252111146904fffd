//! Idempotency tokens: what was answered to whom, so that a repeated request counts once.

use std::collections::{HashMap, VecDeque};

use serde_json::Value;

use crate::answer::Body;

/// Most tokens that are remembered; the oldest are forgotten first.
const KEPT: usize = 10_000;

/// Caller, product, version, operation and token.
pub(crate) type Key = [String; 5];

/// The tokens that were used.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    answers: HashMap<Key, (Value, Body)>,
    by_age: VecDeque<Key>,
}

/// What a token was used for before.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Earlier {
    /// Nothing.
    None,
    /// The same request, which was answered so.
    Same(Body),
    /// A request with other parameters.
    Other,
}

impl Tokens {
    pub(crate) fn find(&self, key: &Key, parameters: &Value) -> Earlier {
        match self.answers.get(key) {
            None => Earlier::None,
            Some((earlier, body)) if earlier == parameters => Earlier::Same(body.clone()),
            Some(_) => Earlier::Other,
        }
    }

    pub(crate) fn insert(&mut self, key: Key, parameters: Value, body: Body) {
        if self.by_age.len() == KEPT
            && let Some(oldest) = self.by_age.pop_front()
        {
            self.answers.remove(&oldest);
        }
        self.by_age.push_back(key.clone());
        self.answers.insert(key, (parameters, body));
    }
}
