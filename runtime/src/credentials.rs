//! Credentials, and where they come from.
//!
//! [`Credentials`] are an access key. A [`CredentialsProvider`] gets one: from the environment, from a file, from a service.
//! [`SharedCredentials`] ask a provider and keep what it gave until shortly before it expires. A client that is given
//! nothing asks the [`DefaultChain`]:
//!
//! | | provider | asked when |
//! |---|---|---|
//! | 1 | [`Environment`] | always |
//! | 2 | [`OidcRole`] | its three variables are set |
//! | 3 | [`CliProfile`] | not disabled by `ALIBABA_CLOUD_CLI_PROFILE_DISABLED` |
//! | 4 | [`IniProfile`] | always |
//! | 5 | [`EcsRamRole`] | not disabled by `ALIBABA_CLOUD_ECS_METADATA_DISABLED` |
//! | 6 | [`CredentialsUri`] | `ALIBABA_CLOUD_CREDENTIALS_URI` is set |
//!
//! Order, variables and files are those of the [official
//! clients](https://www.alibabacloud.com/help/en/sdk/developer-reference/v2-python-manage-access-credentials), as their
//! version 1.0.12 for Python has them. [`AssumeRole`] and [`External`] are asked when a profile or a program says so.
//!
//! Providers do their input and output through the client's [`Transport`](crate::transport::Transport), so that proxies,
//! blocking clients and transports of your own are honoured.

mod answer;
mod assume_role;
mod background;
mod chain;
mod cli;
mod ecs;
mod environment;
mod error;
mod external;
mod fetch;
mod file;
mod ini;
mod oidc;
mod profile;
mod provider;
mod role;
mod shared;
/// The operations of STS that providers call.
#[rustfmt::skip]
pub mod sts;
mod surroundings;
mod uri;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use zeroize::Zeroizing;

use crate::sign::{v1, v3};

pub use assume_role::AssumeRole;
pub use chain::DefaultChain;
pub use cli::CliProfile;
pub use ecs::EcsRamRole;
pub use environment::Environment;
pub use error::CredentialsError;
pub use external::External;
pub use ini::IniProfile;
pub use oidc::OidcRole;
pub use provider::{CredentialsProvider, Providing};
pub use shared::SharedCredentials;
pub use uri::CredentialsUri;

/// An access key, with a security token if it is a temporary one. Cloning is cheap; secrets are wiped when the last
/// clone is dropped, and never printed.
#[derive(Clone)]
pub struct Credentials(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    key: Arc<Key>,
    expires_at: Option<SystemTime>,
    provider: Cow<'static, str>,
}

struct Key {
    id: String,
    token: Option<Zeroizing<String>>,
    v3: v3::SigningKey,
    v1: v1::SigningKey,
}

impl Credentials {
    /// A permanent access key.
    pub fn new(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self::build(id.into(), Zeroizing::new(secret.into()), None, "static_ak")
    }

    /// A temporary access key, as STS gives.
    pub fn with_token(id: impl Into<String>, secret: impl Into<String>, token: impl Into<String>) -> Self {
        Self::build(
            id.into(),
            Zeroizing::new(secret.into()),
            Some(Zeroizing::new(token.into())),
            "static_sts",
        )
    }

    fn build(
        id: String,
        secret: Zeroizing<String>,
        token: Option<Zeroizing<String>>,
        provider: &'static str,
    ) -> Self {
        let token = token.filter(|token| !token.is_empty());
        let (v3, v1) = (v3::SigningKey::new(&secret), v1::SigningKey::new(&secret));
        let key = Arc::new(Key { id, token, v3, v1 });
        Self(Arc::new(Inner { key, expires_at: None, provider: Cow::Borrowed(provider) }))
    }

    /// The same, to be renewed before this time. Without one, they are kept for as long as the service takes them.
    pub fn expiring_at(mut self, time: SystemTime) -> Self {
        Arc::make_mut(&mut self.0).expires_at = Some(time);
        self
    }

    /// The same, got through a provider from the one that they name.
    fn via(self, provider: &str) -> Self {
        let name = format!("{provider}/{}", self.provider_name());
        self.named(name)
    }

    fn named(mut self, name: String) -> Self {
        Arc::make_mut(&mut self.0).provider = Cow::Owned(name);
        self
    }

    /// Whether it is the same access key, and not one with the same texts.
    fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0.key, &other.0.key)
    }

    /// The ID of the access key.
    pub fn access_key_id(&self) -> &str {
        &self.0.key.id
    }

    /// The security token of a temporary access key.
    pub fn security_token(&self) -> Option<&str> {
        self.0.key.token.as_ref().map(|token| token.as_str())
    }

    /// When the service stops taking them, by the clock of this machine, where that is known.
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.0.expires_at
    }

    /// What signs with the secret.
    pub fn signing_key(&self) -> &v3::SigningKey {
        &self.0.key.v3
    }

    /// What signs with the secret where the endpoint wants signature V1.
    pub fn signing_key_v1(&self) -> &v1::SigningKey {
        &self.0.key.v1
    }

    /// Where the credentials come from, as the service is told in `x-acs-credentials-provider`; such as
    /// `default/cli_profile/ram_role_arn/static_ak`.
    pub fn provider_name(&self) -> &str {
        &self.0.provider
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Credentials");
        debug.field("access_key_id", &self.access_key_id());
        if let Some(time) = self.expires_at() {
            debug.field("expires_at", &time);
        }
        debug.finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
