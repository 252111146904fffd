//! A RAM role that the bearer of an OIDC token may assume, as a pod of Kubernetes is.

use std::path::{Path, PathBuf};

use super::role::{Assumed, Session, session_setters};
use super::sts::assume_role_with_oidc::AssumeRoleWithOidc as Request;
use super::surroundings::{Surroundings, surrounded};
use super::{Credentials, CredentialsError, CredentialsProvider, Providing, file};
use crate::transport::Transport;

/// Assumes a RAM role with an OIDC token in a file, by
/// [`AssumeRoleWithOIDC`](https://api.alibabacloud.com/document/Sts/2015-04-01/AssumeRoleWithOIDC), which is not signed.
///
/// What is not given comes from `ALIBABA_CLOUD_ROLE_ARN`, `ALIBABA_CLOUD_OIDC_PROVIDER_ARN` and
/// `ALIBABA_CLOUD_OIDC_TOKEN_FILE`, as RRSA sets them for
/// [pods](https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/use-rrsa-to-authorize-pods-to-access-different-cloud-services).
/// The file is read anew each time, for its token is replaced before it expires.
#[derive(Clone, Debug, Default)]
pub struct OidcRole {
    role_arn: Option<String>,
    provider_arn: Option<String>,
    token_file: Option<PathBuf>,
    session: Session,
    surroundings: Surroundings,
}

session_setters!(OidcRole);

surrounded!(OidcRole);

impl OidcRole {
    /// A role whose facts are in variables, as far as they are not given.
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn within(surroundings: &Surroundings, session: Session) -> Self {
        Self { session, surroundings: surroundings.clone(), ..Self::default() }
    }

    /// The role, as an ARN.
    pub fn role_arn(mut self, arn: impl Into<String>) -> Self {
        self.role_arn = Some(arn.into());
        self
    }

    /// The identity provider in RAM that issued the token, as an ARN.
    pub fn provider_arn(mut self, arn: impl Into<String>) -> Self {
        self.provider_arn = Some(arn.into());
        self
    }

    /// The file with the token, which is sent as it is.
    pub fn token_file(mut self, file: impl Into<PathBuf>) -> Self {
        self.token_file = Some(file.into());
        self
    }

    async fn assume(&self, transport: &dyn Transport) -> Result<Credentials, CredentialsError> {
        let request = self.request()?;
        let called = self.session.call(&request, None, &self.surroundings, transport).await;
        let Request { oidc_token, .. } = request;
        drop(oidc_token.map(zeroize::Zeroizing::new));
        let (response, raw) = called.map_err(|error| CredentialsError::new(error.to_string()))?;
        let assumed = response.credentials.unwrap_or_default();
        let assumed = Assumed {
            id: assumed.access_key_id,
            secret: assumed.access_key_secret,
            token: assumed.security_token,
            expiration: assumed.expiration,
        };
        assumed.read(raw, "oidc_role_arn")
    }

    fn request(&self) -> Result<Request, CredentialsError> {
        let given = |given: &Option<String>, name| self.surroundings.given_or(given.as_deref(), name);
        let provider_arn = given(&self.provider_arn, "ALIBABA_CLOUD_OIDC_PROVIDER_ARN")?;
        let role_arn = given(&self.role_arn, "ALIBABA_CLOUD_ROLE_ARN")?;
        let token_file = match &self.token_file {
            Some(file) => file.clone(),
            None => PathBuf::from(self.surroundings.need("ALIBABA_CLOUD_OIDC_TOKEN_FILE")?),
        };
        Ok(Request {
            oidc_provider_arn: Some(provider_arn),
            role_arn: Some(role_arn),
            oidc_token: Some(read_token(&token_file)?),
            role_session_name: Some(self.session.name(&self.surroundings)),
            duration_seconds: self.session.seconds(),
            policy: self.session.policy.clone(),
        })
    }
}

fn read_token(path: &Path) -> Result<String, CredentialsError> {
    let mut token = file::read(path)?;
    if token.trim().is_empty() {
        return Err(CredentialsError::new(format!("`{}` is empty", path.display())));
    }
    Ok(std::mem::take(&mut *token))
}

impl CredentialsProvider for OidcRole {
    fn provide<'p>(&'p self, transport: &'p dyn Transport) -> Providing<'p> {
        Box::pin(self.assume(transport))
    }
}
