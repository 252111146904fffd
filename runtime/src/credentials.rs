//! Credentials, and where they come from.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::sign::{v1, v3};

/// An access key, with a security token if it is a temporary one. Cloning is cheap; secrets are wiped when the last
/// clone is dropped, and never printed.
#[derive(Clone)]
pub struct Credentials(Arc<Inner>);

struct Inner {
    id: String,
    token: Option<Zeroizing<String>>,
    key: v3::SigningKey,
    key_v1: v1::SigningKey,
    provider: &'static str,
}

impl Credentials {
    /// A permanent access key.
    pub fn new(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self::build(id.into(), secret.into(), None, "static_ak")
    }

    /// A temporary access key, as STS gives.
    pub fn with_token(id: impl Into<String>, secret: impl Into<String>, token: impl Into<String>) -> Self {
        Self::build(id.into(), secret.into(), Some(token.into()), "static_sts")
    }

    fn build(id: String, secret: String, token: Option<String>, provider: &'static str) -> Self {
        let secret = Zeroizing::new(secret);
        let token = token.filter(|token| !token.is_empty()).map(Zeroizing::new);
        let (key, key_v1) = (v3::SigningKey::new(&secret), v1::SigningKey::new(&secret));
        Self(Arc::new(Inner { id, token, key, key_v1, provider }))
    }

    /// The ID of the access key.
    pub fn access_key_id(&self) -> &str {
        &self.0.id
    }

    /// The security token of a temporary access key.
    pub fn security_token(&self) -> Option<&str> {
        self.0.token.as_ref().map(|token| token.as_str())
    }

    /// What signs with the secret.
    pub fn signing_key(&self) -> &v3::SigningKey {
        &self.0.key
    }

    /// What signs with the secret where the endpoint wants signature V1.
    pub fn signing_key_v1(&self) -> &v1::SigningKey {
        &self.0.key_v1
    }

    /// Where the credentials come from, as the service is told in `x-acs-credentials-provider`.
    pub fn provider_name(&self) -> &'static str {
        self.0.provider
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("access_key_id", &self.0.id).finish_non_exhaustive()
    }
}

/// What a provider gives, at once or later.
pub type Providing<'p> = Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + 'p>>;

/// Where credentials come from. Asked before every attempt, so that temporary ones can be renewed.
pub trait CredentialsProvider: fmt::Debug + Send + Sync {
    /// The credentials to sign with now.
    fn provide(&self) -> Providing<'_>;

    /// The service takes these no longer, though they should hold: one that keeps them must get others when it is asked
    /// again, which is at once, and once per call.
    fn discard(&self, expired: &Credentials) {
        let _ = expired;
    }
}

impl CredentialsProvider for Credentials {
    fn provide(&self) -> Providing<'_> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

/// Reads an access key from `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and, for a temporary one,
/// `ALIBABA_CLOUD_SECURITY_TOKEN`.
///
/// # Errors
///
/// When the ID or the secret is not set, or empty.
pub fn from_env() -> Result<Credentials, CredentialsError> {
    from_variables(|name| std::env::var(name).ok())
}

/// As [`from_env`], from any source of variables.
pub(crate) fn from_variables(
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Credentials, CredentialsError> {
    let needed = |name: &'static str| {
        // A line break at the end comes from a file, and is no part of a key.
        let value = variable(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        value.ok_or_else(|| {
            CredentialsError::new(format!("`{name}` is not set, set it or give credentials to the client"))
        })
    };
    let id = needed("ALIBABA_CLOUD_ACCESS_KEY_ID")?;
    let secret = needed("ALIBABA_CLOUD_ACCESS_KEY_SECRET")?;
    Ok(Credentials::build(
        id,
        secret,
        variable("ALIBABA_CLOUD_SECURITY_TOKEN").map(|token| token.trim().to_owned()),
        "env",
    ))
}

/// Why there are no credentials.
#[derive(Debug)]
pub struct CredentialsError {
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl CredentialsError {
    /// An error that says what is wrong and what to do.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }

    /// The same, with what caused it.
    pub fn with_source(
        message: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { message: message.into(), source: Some(source.into()) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_the_id_only() {
        let credentials = Credentials::with_token("testid", "testsecret", "testtoken");
        assert_eq!(format!("{credentials:?}"), r#"Credentials { access_key_id: "testid", .. }"#);
        assert_eq!(format!("{:?}", credentials.signing_key()), "SigningKey(..)");
        assert_eq!(format!("{:?}", credentials.signing_key_v1()), "SigningKey(..)");
    }

    #[test]
    fn the_environment_needs_id_and_secret() {
        let id_only = |name: &str| (name == "ALIBABA_CLOUD_ACCESS_KEY_ID").then(|| "testid".to_owned());
        let error = from_variables(id_only).expect_err("the secret is missing").to_string();
        let expected =
            "`ALIBABA_CLOUD_ACCESS_KEY_SECRET` is not set, set it or give credentials to the client";
        assert_eq!(error, expected);
    }

    #[test]
    fn an_empty_token_is_none() {
        let credentials = from_variables(|name| match name {
            "ALIBABA_CLOUD_SECURITY_TOKEN" => Some(String::new()),
            _ => Some("x".to_owned()),
        });
        let credentials = credentials.expect("id and secret are set");
        assert_eq!((credentials.security_token(), credentials.provider_name()), (None, "env"));
    }
}
