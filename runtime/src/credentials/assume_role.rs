//! A RAM role that another access key may assume.

use super::role::{Assumed, Session, session_setters};
use super::sts::assume_role::AssumeRole as Request;
use super::surroundings::{Surroundings, surrounded};
use super::{Credentials, CredentialsError, CredentialsProvider, Providing, SharedCredentials};
use crate::transport::Transport;

/// Assumes a RAM role with the credentials of somebody who may, by
/// [`AssumeRole`](https://api.alibabacloud.com/document/Sts/2015-04-01/AssumeRole).
///
/// ```
/// use acs_runtime::credentials::{AssumeRole, Environment, SharedCredentials};
///
/// let role = AssumeRole::new(Environment::new(), "acs:ram::123456789012:role/deploy").session_name("ci");
/// let credentials = SharedCredentials::new(role); // for one client or more
/// ```
#[derive(Clone)]
pub struct AssumeRole {
    source: SharedCredentials,
    role_arn: String,
    external_id: Option<String>,
    session: Session,
    surroundings: Surroundings,
}

crate::redacted!(AssumeRole { source, role_arn, session, surroundings } hides { external_id });

session_setters!(AssumeRole);

surrounded!(AssumeRole);

impl AssumeRole {
    /// The role, as an ARN, and the credentials that assume it; they may be of a role themselves.
    pub fn new(source: impl Into<SharedCredentials>, role_arn: impl Into<String>) -> Self {
        Self::within(&Surroundings::default(), source.into(), role_arn.into(), Session::default())
    }

    pub(super) fn within(
        surroundings: &Surroundings,
        source: SharedCredentials,
        role_arn: String,
        session: Session,
    ) -> Self {
        Self { source, role_arn, external_id: None, session, surroundings: surroundings.clone() }
    }

    /// The ID that the role asks of third parties, against a confused deputy: 2 to 1,224 characters.
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }

    async fn assume(&self, transport: &dyn Transport) -> Result<Credentials, CredentialsError> {
        let source = self.source.get(transport).await?;
        let request = Request {
            role_arn: Some(self.role_arn.clone()),
            role_session_name: Some(self.session.name(&self.surroundings)),
            duration_seconds: self.session.seconds(),
            policy: self.session.policy.clone(),
            external_id: self.external_id.clone(),
            ..Request::default()
        };
        let called = self.session.call(&request, Some(&source), &self.surroundings, transport).await;
        let (response, raw) = called.map_err(|error| {
            // It may be the source that is not taken any more, so the next attempt gets another one.
            if error.http_status().is_some_and(|status| status < 500) {
                self.source.discard(&source);
            }
            CredentialsError::new(error.to_string())
        })?;
        let assumed = response.credentials.unwrap_or_default();
        let assumed = Assumed {
            id: assumed.access_key_id,
            secret: assumed.access_key_secret,
            token: assumed.security_token,
            expiration: assumed.expiration,
        };
        let credentials = assumed.read(raw, "ram_role_arn")?;
        Ok(credentials.named(format!("ram_role_arn/{}", source.provider_name())))
    }
}

impl CredentialsProvider for AssumeRole {
    fn provide<'p>(&'p self, transport: &'p dyn Transport) -> Providing<'p> {
        Box::pin(self.assume(transport))
    }
}
