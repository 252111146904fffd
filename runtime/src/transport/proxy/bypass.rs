//! Hosts that are reached without a proxy: what `NO_PROXY` says.

use std::net::IpAddr;

/// Hosts that are reached without a proxy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bypass(Vec<Entry>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    All,
    /// A host and all below it.
    Name(String, Option<u16>),
    Address(IpAddr, Option<u16>),
    /// A network, by an address of it and the length of its prefix.
    Network(IpAddr, u8),
}

impl Bypass {
    /// Reads a list, separated by commas or spaces, of
    ///
    /// - `*`: all hosts
    /// - `example.com`, `.example.com` or `*.example.com`: this host and all below it
    /// - `10.0.0.1`, `::1`: an address
    /// - `10.0.0.0/8`, `fd00::/8`: all addresses of a network
    ///
    /// each of the hosts with a port or without one. Names are compared as they are: none is resolved. What cannot be read
    /// covers nothing.
    pub fn parse(list: &str) -> Self {
        let parts = list.split(|c: char| c == ',' || c.is_whitespace());
        Self(parts.filter(|part| !part.is_empty()).filter_map(entry).collect())
    }

    /// Whether a host is reached without a proxy.
    pub fn covers(&self, host: &str, port: u16) -> bool {
        let host =
            host.trim_start_matches('[').trim_end_matches(']').trim_end_matches('.').to_ascii_lowercase();
        let address: Option<IpAddr> = host.parse().ok();
        self.0.iter().any(|entry| match entry {
            Entry::All => true,
            Entry::Name(name, at) => {
                let rest = host.strip_suffix(name.as_str());
                at.is_none_or(|at| at == port)
                    && rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            }
            Entry::Address(known, at) => at.is_none_or(|at| at == port) && address == Some(*known),
            Entry::Network(network, length) => {
                address.is_some_and(|address| is_in(address, *network, *length))
            }
        })
    }
}

fn entry(text: &str) -> Option<Entry> {
    if text == "*" {
        return Some(Entry::All);
    }
    if let Some((network, length)) = text.split_once('/') {
        let network: IpAddr = network.parse().ok()?;
        let length =
            length.parse().ok().filter(|length| *length <= if network.is_ipv4() { 32 } else { 128 })?;
        return Some(Entry::Network(network, length));
    }
    if let Ok(address) = text.trim_start_matches('[').trim_end_matches(']').parse() {
        return Some(Entry::Address(address, None));
    }
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) => (host, Some(port.parse().ok()?)),
        None => (text, None),
    };
    if let Ok(address) = host.trim_start_matches('[').trim_end_matches(']').parse() {
        return Some(Entry::Address(address, port));
    }
    let name = host.strip_prefix('*').unwrap_or(host);
    let name = name.trim_matches('.').to_ascii_lowercase();
    (!name.is_empty()).then_some(Entry::Name(name, port))
}

fn is_in(address: IpAddr, network: IpAddr, length: u8) -> bool {
    let (address, network, size) = match (address, network) {
        (IpAddr::V4(a), IpAddr::V4(b)) => (u128::from(a.to_bits()), u128::from(b.to_bits()), 32),
        (IpAddr::V6(a), IpAddr::V6(b)) => (a.to_bits(), b.to_bits(), 128),
        (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => return false,
    };
    // A shift by all bits, for a prefix of none, leaves nothing to compare.
    let prefix = |bits: u128| bits.checked_shr(u32::from(size - length)).unwrap_or_default();
    prefix(address) == prefix(network)
}
