//! What V1 signs of an RPC request: all of its parameters, those of a form included.

use std::fmt;

use acs_rules::Style;

use super::StringToSign;
use crate::encode::encode_component;
use crate::sign::v3::canonical_query;

/// The parameters in the canonical form: sorted by name, percent-encoded. `Debug` does not show them.
#[derive(Clone, PartialEq, Eq)]
pub struct CanonicalQuery(String);

impl CanonicalQuery {
    /// Of decoded names and values, which are left sorted; without `Signature`.
    pub fn new<N: AsRef<str>, V: AsRef<str>>(pairs: &mut [(N, V)]) -> Self {
        Self(canonical_query(pairs))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The method, the path, which is always `/`, and these parameters, encoded once more.
    pub fn string_to_sign(&self, method: &str) -> StringToSign {
        let mut text = String::with_capacity(method.len() + self.0.len() * 3 / 2 + 5);
        text.push_str(method);
        text.push_str("&%2F&");
        encode_component(&self.0, &mut text);
        StringToSign { text, style: Style::Rpc }
    }
}

impl fmt::Display for CanonicalQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for CanonicalQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CanonicalQuery(..)")
    }
}
