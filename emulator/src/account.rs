//! Accounts: who may sign requests.

use std::fmt;

use acs_runtime::sign::v3::SigningKey;

/// An access key, its secret, and the security token that belongs to a temporary one.
#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) key: SigningKey,
    pub(crate) token: Option<String>,
}

impl Account {
    pub(crate) fn new(id: impl Into<String>, secret: &str) -> Self {
        Self { id: id.into(), key: SigningKey::new(secret), token: None }
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
