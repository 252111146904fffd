//! Credentials from an address that somebody serves them at.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Uri};

use super::fetch::fetch;
use super::surroundings::{Surroundings, surrounded};
use super::{Credentials, CredentialsError, CredentialsProvider, Providing, answer};
use crate::Error;
use crate::transport::Transport;

/// How long to wait for the answer: as long as the official clients do.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Gets credentials from a URI, by default that of `ALIBABA_CLOUD_CREDENTIALS_URI`, which answers as the metadata service of
/// an ECS instance does: an object with `Code`, which is `Success`, `AccessKeyId`, `AccessKeySecret`, `SecurityToken` and
/// `Expiration`.
///
/// Without TLS it is asked at this machine only, or at a private address: anybody on the way could read the credentials.
/// [`allow_plain_http`](Self::allow_plain_http) lifts that.
#[derive(Clone, Default)]
pub struct CredentialsUri {
    uri: Option<String>,
    may_be_plain: bool,
    surroundings: Surroundings,
}

// The address may have a secret in it.
crate::redacted!(CredentialsUri { may_be_plain, surroundings } hides { uri });

surrounded!(CredentialsUri);

impl CredentialsUri {
    /// The URI of the variable.
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn within(surroundings: &Surroundings) -> Self {
        Self { surroundings: surroundings.clone(), ..Self::default() }
    }

    /// The URI, with its query.
    pub fn uri(mut self, uri: impl Into<String>) -> Self {
        self.uri = Some(uri.into());
        self
    }

    /// Asks any host without TLS.
    pub fn allow_plain_http(mut self) -> Self {
        self.may_be_plain = true;
        self
    }

    async fn ask(&self, transport: &dyn Transport) -> Result<Credentials, CredentialsError> {
        let uri = self.surroundings.given_or(self.uri.as_deref(), "ALIBABA_CLOUD_CREDENTIALS_URI")?;
        let uri = self.check(&uri)?;
        let host = uri.host().unwrap_or_default();
        let request = || {
            let request = Request::get(uri.clone()).body(Bytes::new());
            request.map_err(|error| Error::configuration(error.to_string()))
        };
        let failed = |what: &str| CredentialsError::new(format!("the credentials URI at `{host}`: {what}"));
        let raw = fetch(transport, TIMEOUT, request).await.map_err(|error| failed(&error.to_string()))?;
        if raw.status() != 200 {
            return Err(failed(&format!("it answers HTTP {}", raw.status())));
        }
        answer::read(raw, "credential_uri").map_err(|error| failed(&error.to_string()))
    }

    /// The address, where it can be asked. What is wrong with it is said without it, for it may have a secret in it.
    fn check(&self, text: &str) -> Result<Uri, CredentialsError> {
        let wrong = |what: &str| CredentialsError::new(format!("the credentials URI {what}"));
        let uri: Uri = text.parse().map_err(|_| wrong("is no URI"))?;
        let host = uri.host().unwrap_or_default();
        if host.is_empty() || uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(wrong("has no host alone, write it as `http://localhost:8080/path`"));
        }
        match uri.scheme_str() {
            Some("https") => Ok(uri),
            Some("http") if self.may_be_plain || is_near(host) => Ok(uri),
            Some("http") => Err(wrong(&format!(
                "would be asked without TLS at `{host}`, which is not this machine; use https"
            ))),
            _ => Err(wrong("is neither of http nor of https")),
        }
    }
}

/// Whether a host is this machine or has a private address.
fn is_near(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    match address.parse() {
        Ok(IpAddr::V4(address)) => is_near_v4(address),
        Ok(IpAddr::V6(address)) => {
            let mapped = address.to_ipv4_mapped().is_some_and(is_near_v4);
            mapped || address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()
        }
        Err(_) => address.eq_ignore_ascii_case("localhost"),
    }
}

fn is_near_v4(address: Ipv4Addr) -> bool {
    // The last is what carriers share; Alibaba Cloud has its services for instances there.
    let is_shared = matches!(address.octets(), [100, 64..=127, ..]);
    address.is_loopback() || address.is_private() || address.is_link_local() || is_shared
}

impl CredentialsProvider for CredentialsUri {
    fn provide<'p>(&'p self, transport: &'p dyn Transport) -> Providing<'p> {
        Box::pin(self.ask(transport))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_stays_near() {
        let check = |uri| CredentialsUri::new().check(uri).map(|_| ()).map_err(|error| error.to_string());
        for near in [
            "http://localhost:1/a?b=c",
            "http://127.0.0.1/",
            "http://[::1]:8080/",
            "http://10.1.2.3/x",
            "http://100.100.100.200/",
            "http://[::ffff:192.168.0.1]/",
            "https://example.com/secret",
        ] {
            assert_eq!(check(near), Ok(()), "{near}");
        }
        for far in [
            "http://example.com/secret",
            "http://localhost.example.com/secret",
            "http://8.8.8.8/secret",
            "http://[2001:db8::1]/secret",
            "http://a:secret@localhost/",
            "ftp://localhost/secret",
            "/secret",
            "secret",
        ] {
            let error = check(far).expect_err(far);
            assert!(!error.contains("secret"), "{error}");
        }
        assert!(CredentialsUri::new().allow_plain_http().check("http://example.com/").is_ok());
    }
}
