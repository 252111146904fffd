//! Accounts: who may sign requests.

use std::fmt;

use acs_runtime::sign::v3::SigningKey;
use hmac::{Hmac, KeyInit};
use sha1::Sha1;

/// An access key, its secret as each signature uses it, and the security token that belongs to a temporary one.
#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) key: SigningKey,
    pub(crate) rpc_key: Sha1Key,
    pub(crate) roa_key: Sha1Key,
    pub(crate) token: Option<String>,
}

/// A secret, ready to verify signature V1 with.
#[derive(Clone)]
pub(crate) struct Sha1Key(pub(crate) Hmac<Sha1>);

impl Sha1Key {
    fn new(secret: &str) -> Self {
        Self(Hmac::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length"))
    }
}

impl Account {
    pub(crate) fn new(id: impl Into<String>, secret: &str) -> Self {
        Self {
            id: id.into(),
            key: SigningKey::new(secret),
            rpc_key: Sha1Key::new(&format!("{secret}&")),
            roa_key: Sha1Key::new(secret),
            token: None,
        }
    }

    pub(crate) fn with_token(self, token: impl Into<String>) -> Self {
        Self { token: Some(token.into()), ..self }
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("id", &self.id).finish_non_exhaustive()
    }
}
