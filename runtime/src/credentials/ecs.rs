//! The RAM role of an ECS instance, from the metadata service of the instance.

use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request};

use super::fetch::fetch;
use super::surroundings::{Surroundings, surrounded};
use super::{Credentials, CredentialsError, CredentialsProvider, Providing, answer};
use crate::endpoint::Endpoint;
use crate::transport::Transport;
use crate::{Error, Raw};

/// The metadata service, which each instance has at this address.
const SERVICE: &str = "http://100.100.100.200";
const TOKEN_PATH: &str = "/latest/api/token";
const ROLE_PATH: &str = "/latest/meta-data/ram/security-credentials/";
/// How long a token may be used, in seconds.
const TOKEN_LIFE: &str = "21600";
/// How long to wait for an answer: the service is on the same machine, or not there at all.
const TIMEOUT: Duration = Duration::from_secs(2);
/// The most characters of the name of a role.
const LONGEST_ROLE: usize = 64;

/// Gets the credentials of the [RAM role of an ECS
/// instance](https://www.alibabacloud.com/help/en/ecs/user-guide/attach-an-instance-ram-role-to-an-ecs-instance) from its
/// metadata service: with a token (IMDSv2), and without one where the service answers that it has none, unless
/// `ALIBABA_CLOUD_IMDSV1_DISABLED` is `true`. `ALIBABA_CLOUD_ECS_METADATA_DISABLED` turns the provider off.
#[derive(Clone, Debug, Default)]
pub struct EcsRamRole {
    role: Option<String>,
    endpoint: Option<String>,
    timeout: Option<Duration>,
    is_v1_disabled: bool,
    surroundings: Surroundings,
}

surrounded!(EcsRamRole);

impl EcsRamRole {
    /// The role of the instance that the program runs on.
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn within(surroundings: &Surroundings, role: Option<String>) -> Self {
        Self { role, surroundings: surroundings.clone(), ..Self::default() }
    }

    /// The name of the role. When not set, `ALIBABA_CLOUD_ECS_METADATA`; else the service tells.
    pub fn role(mut self, name: impl Into<String>) -> Self {
        self.role = Some(name.into());
        self
    }

    /// Where the metadata service is, when not at `http://100.100.100.200`.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// How long to wait for each answer of the service; 2 seconds when not set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Asks with a token only.
    pub fn disable_v1(mut self) -> Self {
        self.is_v1_disabled = true;
        self
    }

    async fn ask(&self, transport: &dyn Transport) -> Result<Credentials, CredentialsError> {
        if self.surroundings.is_true("ALIBABA_CLOUD_ECS_METADATA_DISABLED") {
            let message = "turned off by `ALIBABA_CLOUD_ECS_METADATA_DISABLED`";
            return Err(CredentialsError::unset(message));
        }
        let known = self.role.clone().or_else(|| self.surroundings.variable("ALIBABA_CLOUD_ECS_METADATA"));
        let is_unset = known.is_none();
        // Where nobody names a role, there may be no instance at all.
        self.ask_for(known, transport).await.map_err(|error| error.with_unset(is_unset))
    }

    async fn ask_for(
        &self,
        role: Option<String>,
        transport: &dyn Transport,
    ) -> Result<Credentials, CredentialsError> {
        let given = self.endpoint.as_deref().or(self.surroundings.metadata_endpoint.as_deref());
        let endpoint = Endpoint::parse(given.unwrap_or(SERVICE)).map_err(failed)?;
        let service = Service { endpoint, timeout: self.timeout.unwrap_or(TIMEOUT), transport };
        let token = service.token(self.may_ask_without_token()).await?;
        let role = match role {
            Some(role) => role,
            None => service.role(token.as_ref()).await?,
        };
        if !is_role(&role) {
            return Err(CredentialsError::new("the name of the instance's role is none"));
        }
        service.credentials(&role, token.as_ref()).await
    }

    fn may_ask_without_token(&self) -> bool {
        !self.is_v1_disabled && !self.surroundings.is_true("ALIBABA_CLOUD_IMDSV1_DISABLED")
    }
}

impl CredentialsProvider for EcsRamRole {
    fn provide<'p>(&'p self, transport: &'p dyn Transport) -> Providing<'p> {
        Box::pin(self.ask(transport))
    }
}

/// Whether a text may be the name of a role: letters, digits and `.-_`, and nothing that leads out of a folder.
fn is_role(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    text.len() <= LONGEST_ROLE && text.bytes().all(is_allowed) && text.bytes().any(|byte| byte != b'.')
}

struct Service<'s> {
    endpoint: Endpoint,
    timeout: Duration,
    transport: &'s dyn Transport,
}

impl Service<'_> {
    /// The token of this round, or none where the service has no tokens and need not.
    async fn token(&self, may_do_without: bool) -> Result<Option<http::HeaderValue>, CredentialsError> {
        let life = http::HeaderValue::from_static(TOKEN_LIFE);
        let header = ("x-aliyun-ecs-metadata-token-ttl-seconds", &life);
        let raw = self.send(Method::PUT, TOKEN_PATH, Some(header)).await?;
        if !raw.is_success() && may_do_without {
            return Ok(None);
        }
        let raw = answered(raw, "a token")?;
        let token = http::HeaderValue::from_bytes(raw.body().trim_ascii());
        raw.wipe();
        let mut token =
            token.map_err(|_| CredentialsError::new("the token of the metadata service is none"))?;
        token.set_sensitive(true);
        Ok(Some(token))
    }

    async fn role(&self, token: Option<&http::HeaderValue>) -> Result<String, CredentialsError> {
        let raw = self.get(ROLE_PATH, token).await?;
        if raw.status() == 404 {
            return Err(CredentialsError::new("the instance has no RAM role, attach one to it"));
        }
        let raw = answered(raw, "the name of a role")?;
        let name = str::from_utf8(raw.body()).unwrap_or_default().trim().to_owned();
        if name.is_empty() {
            Err(CredentialsError::new("the instance has no RAM role, attach one to it"))
        } else {
            Ok(name)
        }
    }

    async fn credentials(
        &self,
        role: &str,
        token: Option<&http::HeaderValue>,
    ) -> Result<Credentials, CredentialsError> {
        let path = format!("{ROLE_PATH}{role}");
        let raw = answered(self.get(&path, token).await?, &format!("credentials of the role `{role}`"))?;
        answer::read(raw, "ecs_ram_role").map_err(failed)
    }

    async fn get(&self, path: &str, token: Option<&http::HeaderValue>) -> Result<Raw, CredentialsError> {
        self.send(Method::GET, path, token.map(|token| ("x-aliyun-ecs-metadata-token", token))).await
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        header: Option<(&str, &http::HeaderValue)>,
    ) -> Result<Raw, CredentialsError> {
        let request = || {
            let mut request = Request::builder().method(&method).uri(format!("{}{path}", self.endpoint));
            if let Some((name, value)) = header {
                request = request.header(name, value);
            }
            request.body(Bytes::new()).map_err(|error| Error::configuration(error.to_string()))
        };
        fetch(self.transport, self.timeout, request).await.map_err(failed)
    }
}

fn answered(raw: Raw, what: &str) -> Result<Raw, CredentialsError> {
    if raw.is_success() {
        return Ok(raw);
    }
    let status = raw.status();
    Err(CredentialsError::new(format!("the metadata service answers HTTP {status} instead of {what}")))
}

fn failed(error: impl std::fmt::Display) -> CredentialsError {
    CredentialsError::new(format!("the metadata service of the instance: {error}"))
}
