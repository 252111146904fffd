//! An access key in variables.

use zeroize::Zeroizing;

use super::surroundings::{Surroundings, surrounded};
use super::{Credentials, CredentialsError, CredentialsProvider, Providing};
use crate::transport::Transport;

/// Reads an access key from `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and, for a temporary one,
/// `ALIBABA_CLOUD_SECURITY_TOKEN`.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    surroundings: Surroundings,
}

surrounded!(Environment);

impl Environment {
    /// Reads the variables of the process.
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn within(surroundings: &Surroundings) -> Self {
        Self { surroundings: surroundings.clone() }
    }

    fn read(&self) -> Result<Credentials, CredentialsError> {
        let id = self.surroundings.need("ALIBABA_CLOUD_ACCESS_KEY_ID")?;
        let secret = self.surroundings.need("ALIBABA_CLOUD_ACCESS_KEY_SECRET");
        let secret = secret.map_err(|error| error.with_unset(false))?;
        let token = self.surroundings.variable("ALIBABA_CLOUD_SECURITY_TOKEN");
        Ok(Credentials::build(id, Zeroizing::new(secret), token.map(Zeroizing::new), "env"))
    }
}

impl CredentialsProvider for Environment {
    fn provide<'p>(&'p self, _transport: &'p dyn Transport) -> Providing<'p> {
        Box::pin(std::future::ready(self.read()))
    }
}
