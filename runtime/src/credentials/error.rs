//! Why there are no credentials.

use std::fmt;
use std::sync::Arc;

/// Why there are no credentials. Never shows a secret.
#[derive(Clone, Debug)]
pub struct CredentialsError {
    message: String,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
    /// Whether there are none because nobody has set them up.
    is_unset: bool,
}

impl CredentialsError {
    /// An error that says what is wrong and what to do.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None, is_unset: false }
    }

    /// An error that says what nobody has set up.
    pub(super) fn unset(message: impl Into<String>) -> Self {
        Self { is_unset: true, ..Self::new(message) }
    }

    /// The same error, which says that nobody has set the credentials up, or that they fail though somebody has.
    pub(super) fn with_unset(self, is_unset: bool) -> Self {
        Self { is_unset, ..self }
    }

    pub(super) fn is_unset(&self) -> bool {
        self.is_unset
    }

    /// The same, with what caused it.
    pub fn with_source(
        message: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { source: Some(Arc::from(source.into())), ..Self::new(message) }
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for CredentialsError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
