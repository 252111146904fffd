//! Nonces: each may be used once per access key, as long as its request could be sent again.

use std::collections::{HashSet, VecDeque};
use std::time::{Duration, SystemTime};

/// How far the date of a request may be from the clock, either way.
pub(crate) const WINDOW: Duration = Duration::from_secs(15 * 60);
/// A request dated at the end of the window to come is good for twice the window; the longest one is of signature V1.
const KEPT: Duration = Duration::from_secs(2 * 31 * 60);

/// The nonces that were used lately.
#[derive(Debug, Default)]
pub(crate) struct Nonces {
    used: HashSet<(String, String)>,
    by_age: VecDeque<(SystemTime, (String, String))>,
}

impl Nonces {
    /// Notes a nonce of an access key; `false` if it was used before.
    pub(crate) fn insert(&mut self, access_key_id: &str, nonce: &str, now: SystemTime) -> bool {
        self.forget_old(now);
        let key = (access_key_id.to_owned(), nonce.to_owned());
        if !self.used.insert(key.clone()) {
            return false;
        }
        self.by_age.push_back((now, key));
        true
    }

    fn forget_old(&mut self, now: SystemTime) {
        while let Some((used, key)) = self.by_age.front() {
            if now.duration_since(*used).is_ok_and(|age| age > KEPT) {
                self.used.remove(key);
                self.by_age.pop_front();
            } else {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_is_new_once_per_key_until_its_request_is_stale() {
        let start = SystemTime::UNIX_EPOCH;
        let mut nonces = Nonces::default();
        assert!(nonces.insert("a", "1", start));
        assert!(nonces.insert("b", "1", start));
        assert!(!nonces.insert("a", "1", start + KEPT));
        assert!(nonces.insert("a", "1", start + KEPT + Duration::from_secs(1)));
        assert_eq!(nonces.used.len(), 1);
    }
}
