//! The default chain: one provider after the other, until one has credentials.

use std::sync::OnceLock;

use super::role::Session;
use super::surroundings::{Surroundings, surrounded};
use super::{
    CliProfile, Credentials, CredentialsError, CredentialsProvider, CredentialsUri, EcsRamRole, Environment,
    IniProfile, OidcRole, Providing,
};
use crate::transport::Transport;

/// Asks providers in the order of the official clients, as the [module](crate::credentials) lists them, and keeps to the first that has
/// credentials. Nothing is read before somebody asks.
///
/// Where none has any, the error has the reason of each. Where one that is set up fails and a later one has credentials, the
/// chain stays with that, and a warning says why.
#[derive(Debug, Default)]
pub struct DefaultChain {
    surroundings: Surroundings,
    /// The place of the provider that had credentials.
    chosen: OnceLock<usize>,
}

surrounded!(DefaultChain, with profiles);

/// A provider of the chain, under the name that errors call it.
type Link = (&'static str, Box<dyn CredentialsProvider>);

impl DefaultChain {
    /// The chain for the process.
    pub fn new() -> Self {
        Self::default()
    }

    fn links(&self) -> [Link; 6] {
        let within = &self.surroundings;
        [
            ("environment", Box::new(Environment::within(within))),
            ("OIDC role", Box::new(OidcRole::within(within, Session::default()))),
            ("CLI profile", Box::new(CliProfile::within(within))),
            ("profile file", Box::new(IniProfile::within(within))),
            ("ECS RAM role", Box::new(EcsRamRole::within(within, None))),
            ("credentials URI", Box::new(CredentialsUri::within(within))),
        ]
    }

    async fn ask(&self, transport: &dyn Transport) -> Result<Credentials, CredentialsError> {
        let (mut reasons, mut failures) = (Vec::new(), Vec::new());
        for (index, (name, provider)) in self.links().into_iter().enumerate() {
            if self.chosen.get().is_some_and(|chosen| *chosen != index) {
                continue;
            }
            match provider.provide(transport).await {
                Ok(credentials) => {
                    self.chosen.get_or_init(|| index);
                    tracing::debug!(provider = name, "credentials found");
                    if !failures.is_empty() {
                        let reasons = failures.join("; ");
                        tracing::warn!(provider = name, reasons, "credentials of a later provider are used");
                    }
                    return Ok(credentials.via("default"));
                }
                Err(error) => {
                    let reason = format!("{name}: {error}");
                    if !error.is_unset() {
                        failures.push(reason.clone());
                    }
                    reasons.push(reason);
                }
            }
        }
        Err(CredentialsError::new(format!("no provider has any: {}", reasons.join("; "))))
    }
}

impl CredentialsProvider for DefaultChain {
    fn provide<'p>(&'p self, transport: &'p dyn Transport) -> Providing<'p> {
        Box::pin(self.ask(transport))
    }
}
