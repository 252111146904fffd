//! How a client reaches its endpoint: what both transports are built from.

use std::fmt;
use std::time::Duration;

use super::proxy::Proxies;

/// How connections are made, kept and trusted.
#[derive(Clone)]
#[non_exhaustive]
pub struct Network {
    /// How long to wait for a connection.
    pub connect_timeout: Duration,
    /// How long a connection without a request is kept.
    pub idle_timeout: Duration,
    /// Where connections go through.
    pub proxies: Proxies,
    /// Certificates of authorities in PEM, which are trusted instead of those of the system.
    pub certificates: Option<Vec<u8>>,
}

impl Default for Network {
    /// 5 seconds to connect, as in the official clients; 8 seconds without a request, because endpoints close connections
    /// after about 10 and a request that meets the close is lost; no proxy; the authorities that the system trusts.
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            idle_timeout: Duration::from_secs(8),
            proxies: Proxies::none(),
            certificates: None,
        }
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network")
            .field("connect_timeout", &self.connect_timeout)
            .field("idle_timeout", &self.idle_timeout)
            .field("proxies", &self.proxies)
            .field("has_certificates", &self.certificates.is_some())
            .finish()
    }
}
