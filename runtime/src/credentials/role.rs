//! What assuming a RAM role takes, whoever vouches for the caller: the role, the session, the endpoint of STS.

use std::time::{Duration, SystemTime};

use acs_rules::{OperationSpec, Severity, Value, check};
use bytes::Bytes;
use http::Request;
use zeroize::Zeroizing;

use super::answer::{expiration_of, present};
use super::fetch::fetch;
use super::sts::PRODUCT;
use super::surroundings::Surroundings;
use super::{Credentials, CredentialsError};
use crate::clock::Clock;
use crate::encode::{Layout, Writer, lay_out};
use crate::endpoint::Endpoint;
use crate::random::RandomId;
use crate::sign::Signer;
use crate::transport::Transport;
use crate::{Error, Operation, Raw, decode};

/// How long to wait for an answer of STS: as long as the official clients do.
const TIMEOUT: Duration = Duration::from_secs(10);
/// The endpoint for those who name no region.
const CENTRAL: &str = "sts.aliyuncs.com";

/// A session of a RAM role, and where it is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Session {
    pub(super) name: Option<String>,
    pub(super) duration: Option<Duration>,
    pub(super) policy: Option<String>,
    pub(super) region: Option<String>,
    pub(super) is_vpc: Option<bool>,
    pub(super) endpoint: Option<String>,
}

impl Session {
    /// The name that audit logs show; one of a time where none is chosen.
    pub(super) fn name(&self, surroundings: &Surroundings) -> String {
        let name = self.name.clone().or_else(|| surroundings.variable("ALIBABA_CLOUD_ROLE_SESSION_NAME"));
        name.unwrap_or_else(|| {
            let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
            format!("acsgen-{}", since.as_secs())
        })
    }

    /// How long the credentials are to be valid, in seconds; the service decides where nothing is chosen.
    pub(super) fn seconds(&self) -> Option<i64> {
        self.duration.map(|duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX))
    }

    /// `sts.aliyuncs.com`; with a region its own endpoint, inside a VPC where that is asked for.
    fn endpoint(&self, surroundings: &Surroundings) -> Result<Endpoint, Error> {
        let given = self.endpoint.as_deref().or(surroundings.sts_endpoint.as_deref());
        if let Some(endpoint) = given {
            return Ok(Endpoint::parse(endpoint)?);
        }
        let region = self.region.clone().or_else(|| surroundings.variable("ALIBABA_CLOUD_STS_REGION"));
        let is_vpc =
            self.is_vpc.unwrap_or_else(|| surroundings.is_true("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED"));
        match region {
            None => Ok(Endpoint::parse(CENTRAL)?),
            Some(region) => Ok(Endpoint::resolve(&PRODUCT, Some(&region), if is_vpc { "vpc" } else { "" })?),
        }
    }

    /// Calls an operation of STS, which is harmless to repeat.
    pub(super) async fn call<O: Operation>(
        &self,
        request: &O,
        credentials: Option<&Credentials>,
        surroundings: &Surroundings,
        transport: &dyn Transport,
    ) -> Result<(O::Response, Raw), Error> {
        let endpoint = self.endpoint(surroundings)?;
        let layout = lay_out_checked(request)?;
        let clock = Clock::default();
        let sign = || {
            let nonce = RandomId::new().nonce();
            let signer =
                Signer { endpoint: &endpoint, credentials, time: clock.now(), nonce: nonce.as_str() };
            Ok(signer.sign(O::SPEC, &layout)?.request)
        };
        let begun = clock.now();
        let raw = match exchange(O::SPEC, transport, sign).await {
            // A clock that is off refuses every signature; STS tells the time.
            Err(error) if clock.correct(&error, begun) => exchange(O::SPEC, transport, sign).await?,
            result => result?,
        };
        match decode::decode(raw.body()) {
            Ok(response) => Ok((response, raw)),
            Err(error) => {
                // The body may hold a secret, so the error goes without.
                let head = Raw::new(raw.status(), raw.headers().clone(), Bytes::new());
                raw.wipe();
                Err(Error::decode(O::SPEC, error, head))
            }
        }
    }
}

/// The answer of STS, where it is a good one.
async fn exchange(
    spec: &'static OperationSpec<'static>,
    transport: &dyn Transport,
    sign: impl Fn() -> Result<Request<Bytes>, Error> + Send + Sync,
) -> Result<Raw, Error> {
    let raw = fetch(transport, TIMEOUT, sign).await.map_err(|error| error.of(spec))?;
    if raw.is_success() { Ok(raw) } else { Err(Error::from_response(spec, raw)) }
}

fn lay_out_checked<O: Operation>(request: &O) -> Result<Layout<'static>, Error> {
    let mut to = Writer::with_capacity(O::SPEC.parameters.len());
    request.write(&mut to);
    let value = Value::Object(to.into_fields());
    let violations = check(O::SPEC, &value);
    if violations.iter().any(|violation| violation.severity() == Severity::Error) {
        return Err(Error::violations_of(O::SPEC, violations));
    }
    Ok(lay_out(O::SPEC, &value)?)
}

/// What both operations answer: the parts of a temporary access key.
pub(super) struct Assumed {
    pub(super) id: Option<String>,
    pub(super) secret: Option<String>,
    pub(super) token: Option<String>,
    pub(super) expiration: Option<String>,
}

impl Assumed {
    /// The credentials, all of whose parts must be there.
    pub(super) fn read(self, raw: Raw, provider: &'static str) -> Result<Credentials, CredentialsError> {
        let (secret, token) = (self.secret.map(Zeroizing::new), self.token.map(Zeroizing::new));
        let expires_at =
            present(self.expiration, "Expiration").and_then(|expiration| expiration_of(&expiration, &raw));
        raw.wipe();
        let credentials = Credentials::build(
            present(self.id, "AccessKeyId")?,
            present(secret, "AccessKeySecret")?,
            Some(present(token, "SecurityToken")?),
            provider,
        );
        Ok(credentials.expiring_at(expires_at?))
    }
}

/// The setters for a session, and for where it is asked for.
macro_rules! session_setters {
    ($name:ident) => {
        impl $name {
            /// The name of the session, which audit logs show: 2 to 64 letters, digits and `.@-_`. When not set,
            /// `ALIBABA_CLOUD_ROLE_SESSION_NAME`, else `acsgen-` and the time.
            pub fn session_name(mut self, name: impl Into<String>) -> Self {
                self.session.name = Some(name.into());
                self
            }

            /// How long the credentials are valid: at least 15 minutes, at most what the role allows; an hour when not
            /// set.
            pub fn duration(mut self, duration: std::time::Duration) -> Self {
                self.session.duration = Some(duration);
                self
            }

            /// A policy, as JSON, that narrows what the role allows.
            pub fn policy(mut self, policy: impl Into<String>) -> Self {
                self.session.policy = Some(policy.into());
                self
            }

            /// The region whose endpoint of STS is asked. When not set, `ALIBABA_CLOUD_STS_REGION`, else
            /// `sts.aliyuncs.com` is.
            pub fn region(mut self, region: impl Into<String>) -> Self {
                self.session.region = Some(region.into());
                self
            }

            /// Whether the region's endpoint inside a VPC is asked. When not set, whether
            /// `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED` is `true`.
            pub fn vpc(mut self, is_vpc: bool) -> Self {
                self.session.is_vpc = Some(is_vpc);
                self
            }

            /// The endpoint of STS, as in [`Builder::endpoint`](crate::client::Builder::endpoint).
            pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
                self.session.endpoint = Some(endpoint.into());
                self
            }
        }
    };
}

pub(super) use session_setters;

#[cfg(test)]
mod tests;
