//! Addresses of hosts, kept for a while: ureq looks them up for every request, on a thread of its own where there is a time
//! limit, even if it has a connection already.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use http::Uri;
use ureq::Error;
use ureq::config::Config;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// How long addresses are kept. Short, for an endpoint may move.
const KEPT: Duration = Duration::from_secs(5);

#[derive(Debug, Default)]
pub(super) struct KeepingResolver {
    system: DefaultResolver,
    /// By host and port; a client has few.
    kept: Mutex<HashMap<String, (Instant, Vec<SocketAddr>)>>,
}

impl Resolver for KeepingResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let Some(host) = host_and_port(uri) else { return self.system.resolve(uri, config, timeout) };
        if let Some(addresses) = self.kept(&host) {
            return Ok(addresses);
        }
        let addresses = self.system.resolve(uri, config, timeout)?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, (since, _)| since.elapsed() < KEPT);
        kept.insert(host, (Instant::now(), addresses.to_vec()));
        Ok(addresses)
    }
}

impl KeepingResolver {
    fn kept(&self, host: &str) -> Option<ResolvedSocketAddrs> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, addresses) = kept.get(host).filter(|(since, _)| since.elapsed() < KEPT)?;
        let mut resolved = self.empty();
        for address in addresses {
            resolved.push(*address);
        }
        Some(resolved)
    }
}

fn host_and_port(uri: &Uri) -> Option<String> {
    DefaultResolver::host_and_port(uri.scheme()?, uri.authority()?)
}
