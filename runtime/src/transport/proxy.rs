//! Proxies: which one a request goes through, if any.
//!
//! What the environment says is for `https` alone: the tunnel shows the proxy no more than a host name. Requests without
//! TLS, which it could read, go through a proxy only where the client was given it.

mod bypass;

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

use http::Uri;
use zeroize::Zeroizing;

use super::TransportError;

pub use bypass::Bypass;

/// Where a machine of the platform asks about itself.
const METADATA: Ipv4Addr = Ipv4Addr::new(100, 100, 100, 200);

/// The proxies of a client.
#[derive(Clone, Debug, Default)]
pub struct Proxies {
    https: Option<Proxy>,
    http: Option<Proxy>,
    bypass: Bypass,
    /// What is wrong with a variable, whose proxy is not among the above.
    unusable: Option<String>,
}

impl Proxies {
    /// None at all.
    pub fn none() -> Self {
        Self::default()
    }

    /// One for all requests: `http://proxy:8080`, `https://user:password@proxy`, or a host and a port.
    ///
    /// # Errors
    ///
    /// When it is no such address, such as one of a SOCKS proxy.
    pub fn all(address: &str) -> Result<Self, TransportError> {
        let proxy = Proxy::parse(address, "the proxy").map_err(TransportError::setup)?;
        Ok(Self { https: Some(proxy.clone()), http: Some(proxy), ..Self::default() })
    }

    /// What `HTTPS_PROXY`, else `ALL_PROXY` say, save for hosts in `NO_PROXY`; each in capitals or small letters.
    ///
    /// # Errors
    ///
    /// When a variable is no address of a proxy that can be used.
    pub fn from_env() -> Result<Self, TransportError> {
        let proxies = Self::from_variables(|name| std::env::var(name).ok());
        match proxies.unusable {
            Some(problem) => Err(TransportError::setup(problem)),
            None => Ok(proxies),
        }
    }

    /// What the variables say. A proxy that cannot be used is an error of the requests that would go through it: others need
    /// not know.
    pub(crate) fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Self {
        let variable = |name: &str| {
            let names = [name.to_owned(), name.to_ascii_lowercase()];
            names.iter().find_map(|name| variable(name).filter(|value| !value.trim().is_empty()))
        };
        let address = ["HTTPS_PROXY", "ALL_PROXY"].into_iter().find_map(|name| Some((name, variable(name)?)));
        let (https, unusable) = match address.map(|(name, address)| Proxy::parse(&address, name)).transpose()
        {
            Ok(proxy) => (proxy, None),
            Err(problem) => (None, Some(problem)),
        };
        let bypass = variable("NO_PROXY").map(|list| Bypass::parse(&list)).unwrap_or_default();
        Self { https, http: None, bypass, unusable }
    }

    /// The same, save for these hosts, which are reached without a proxy: as [`Bypass::parse`] reads them.
    pub fn except(self, list: &str) -> Self {
        Self { bypass: Bypass::parse(list), ..self }
    }

    /// The proxy that a request goes through. The machine itself, and what it alone can reach, is never asked through one: its
    /// loopback and link-local addresses, and its metadata service, which gives out the keys of its role.
    pub fn of(&self, uri: &Uri) -> Option<&Proxy> {
        let proxy = if is_plain(uri) { &self.http } else { &self.https };
        proxy.as_ref().filter(|_| !self.is_direct(uri))
    }

    /// Whether a request can go where it is to go.
    ///
    /// # Errors
    ///
    /// When it would go through the proxy of a variable, and that is no address.
    pub(crate) fn check(&self, uri: &Uri) -> Result<(), TransportError> {
        match &self.unusable {
            Some(problem) if !is_plain(uri) && !self.is_direct(uri) => {
                Err(TransportError::setup(problem.clone()))
            }
            Some(_) | None => Ok(()),
        }
    }

    fn is_direct(&self, uri: &Uri) -> bool {
        let Some(host) = uri.host() else { return false };
        let port = uri.port_u16().unwrap_or(if is_plain(uri) { 80 } else { 443 });
        is_own(host) || self.bypass.covers(host, port)
    }

    /// All the proxies there are, each once.
    pub fn iter(&self) -> impl Iterator<Item = &Proxy> {
        let is_other = |http: &&Proxy| self.https.as_ref().is_none_or(|https| https.address != http.address);
        self.https.iter().chain(self.http.iter().filter(is_other))
    }
}

fn is_plain(uri: &Uri) -> bool {
    uri.scheme_str() == Some("http")
}

fn is_own(host: &str) -> bool {
    match host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .parse()
        .map(|address: IpAddr| address.to_canonical())
    {
        Ok(IpAddr::V4(address)) => address == METADATA || address.is_loopback() || address.is_link_local(),
        Ok(IpAddr::V6(address)) => address.is_loopback() || address.is_unicast_link_local(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}

/// The address of a proxy. Its password is wiped when it is dropped, and never printed.
#[derive(Clone)]
pub struct Proxy {
    address: Zeroizing<String>,
    /// The address without user and password.
    shown: String,
}

impl Proxy {
    /// The proxy at an address, or what is wrong with that.
    fn parse(address: &str, source: &str) -> Result<Self, String> {
        let address = address.trim();
        let (scheme, rest) = address.split_once("://").unwrap_or(("http", address));
        let (login, host) = rest.rsplit_once('@').map_or((None, rest), |(login, host)| (Some(login), host));
        let shown = format!("{scheme}://{}", host.trim_end_matches('/'));
        let is_address = shown.parse::<Uri>().is_ok_and(|uri| uri.host().is_some() && uri.path() == "/");
        if !is_address || !matches!(scheme, "http" | "https") {
            return Err(format!("{source} is not `http://host:port` or `https://host:port`"));
        }
        let login = login.map(|login| format!("{login}@")).unwrap_or_default();
        let address = Zeroizing::new(format!("{scheme}://{login}{}", host.trim_end_matches('/')));
        Ok(Self { address, shown })
    }

    /// The address, with user and password where it has them.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proxy({})", self.shown)
    }
}

#[cfg(test)]
mod tests;
