//! Idempotency tokens: what was answered to whom, so that a repeated request counts once.

use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use serde_json::Value;

use crate::answer::Body;

/// Most tokens that are remembered; the oldest are forgotten first.
const KEPT: usize = 100_000;

/// Caller, product, version, operation and token.
pub(crate) type Key = [String; 5];

/// The tokens that were used.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    /// Each with a hash of the parameters that came with it.
    answers: HashMap<Arc<Key>, (u64, Body)>,
    by_age: VecDeque<Arc<Key>>,
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
            Some((earlier, body)) if *earlier == hash(parameters) => Earlier::Same(body.clone()),
            Some(_) => Earlier::Other,
        }
    }

    pub(crate) fn insert(&mut self, key: Key, parameters: &Value, body: Body) {
        if self.by_age.len() == KEPT
            && let Some(oldest) = self.by_age.pop_front()
        {
            self.answers.remove(&oldest);
        }
        let key = Arc::new(key);
        self.by_age.push_back(key.clone());
        self.answers.insert(key, (hash(parameters), body));
    }
}

fn hash(parameters: &Value) -> u64 {
    let mut hasher = DefaultHasher::new();
    parameters.hash(&mut hasher);
    hasher.finish()
}
