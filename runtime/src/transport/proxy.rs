//! Proxies: which one a request goes through, if any.
//!
//! What the environment says is for `https` alone: the tunnel shows the proxy no more than a host name. Requests without
//! TLS, which it could read, go through a proxy only where the client was given it.

mod bypass;

use std::fmt;
use std::net::Ipv4Addr;

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
        let proxy = Proxy::parse(address, "the proxy")?;
        Ok(Self { https: Some(proxy.clone()), http: Some(proxy), bypass: Bypass::default() })
    }

    /// What `HTTPS_PROXY`, else `ALL_PROXY` say, save for hosts in `NO_PROXY`; each in capitals or small letters.
    ///
    /// # Errors
    ///
    /// When a variable is no address of a proxy that can be used.
    pub fn from_env() -> Result<Self, TransportError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    pub(crate) fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, TransportError> {
        let variable = |name: &str| {
            let names = [name.to_owned(), name.to_ascii_lowercase()];
            names.iter().find_map(|name| variable(name).filter(|value| !value.trim().is_empty()))
        };
        let address = ["HTTPS_PROXY", "ALL_PROXY"].into_iter().find_map(|name| Some((name, variable(name)?)));
        let proxy = address.map(|(name, address)| Proxy::parse(&address, name)).transpose()?;
        let bypass = variable("NO_PROXY").map(|list| Bypass::parse(&list)).unwrap_or_default();
        Ok(Self { https: proxy, http: None, bypass })
    }

    /// The same, save for these hosts, which are reached without a proxy: as [`Bypass::parse`] reads them.
    pub fn except(self, list: &str) -> Self {
        Self { bypass: Bypass::parse(list), ..self }
    }

    /// The proxy that a request goes through. The machine's own metadata service, which gives out the keys of its role, is
    /// never asked through one.
    pub fn of(&self, uri: &Uri) -> Option<&Proxy> {
        let is_plain = uri.scheme_str() == Some("http");
        if is_plain && uri.host().is_some_and(is_metadata) {
            return None;
        }
        let proxy = if is_plain { &self.http } else { &self.https };
        let port = uri.port_u16().unwrap_or(if is_plain { 80 } else { 443 });
        proxy.as_ref().filter(|_| !uri.host().is_some_and(|host| self.bypass.covers(host, port)))
    }

    /// All the proxies there are, each once.
    pub fn iter(&self) -> impl Iterator<Item = &Proxy> {
        let is_other = |http: &&Proxy| self.https.as_ref().is_none_or(|https| https.address != http.address);
        self.https.iter().chain(self.http.iter().filter(is_other))
    }
}

fn is_metadata(host: &str) -> bool {
    host.parse().is_ok_and(|address: Ipv4Addr| address == METADATA || address.is_link_local())
}

/// The address of a proxy. Its password is wiped when it is dropped, and never printed.
#[derive(Clone)]
pub struct Proxy {
    address: Zeroizing<String>,
    /// The address without user and password.
    shown: String,
}

impl Proxy {
    fn parse(address: &str, source: &str) -> Result<Self, TransportError> {
        let address = address.trim();
        let (scheme, rest) = address.split_once("://").unwrap_or(("http", address));
        let (login, host) = rest.rsplit_once('@').map_or((None, rest), |(login, host)| (Some(login), host));
        let shown = format!("{scheme}://{}", host.trim_end_matches('/'));
        let is_address = shown.parse::<Uri>().is_ok_and(|uri| uri.host().is_some() && uri.path() == "/");
        if !is_address || !matches!(scheme, "http" | "https") {
            let problem = format!("{source} is not `http://host:port` or `https://host:port`");
            return Err(TransportError::setup(problem));
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
