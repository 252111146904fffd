//! The transport over HTTP/1.1 and TLS that blocks, by `ureq`.

mod resolver;

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{Method, Uri};
use ureq::config::{AutoHeaderValue, ConfigBuilder};
use ureq::tls::{PemItem, RootCerts, TlsConfig};
use ureq::typestate::HttpCrateScope;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, SendBody, Timeout};

use self::resolver::KeepingResolver;
use super::body::CHUNK;
use super::proxy::Proxies;
use super::{
    Attempt, Body, Chunks, LONGEST, Network, Opened, Opening, Reading, Sending, Sleeping, Transport,
    TransportError,
};
use crate::Raw;

/// The largest buffer that is made for a body before any of it has come, in bytes.
const FIRST_BUFFER: u64 = 64 << 10;

/// The most connections that are kept open; ureq alone would keep three of a host, too few for many threads.
const IDLE: usize = 100;

/// Sends through one pool of connections, shared by all calls of a client, and blocks the thread that polls its futures.
///
/// Where the body of the answer is read by parts, the time of an attempt holds for sending the request, for sending its body
/// and for waiting for the head of the answer, each alone: the library has no limit for all three that leaves out the answer.
#[derive(Clone)]
pub struct UreqTransport {
    agents: Arc<Agents>,
}

struct Agents {
    direct: Agent,
    proxies: Proxies,
    /// One per proxy, by its address; there are two at most.
    proxied: Vec<(String, Agent)>,
}

impl UreqTransport {
    /// A transport that connects as the network says.
    ///
    /// # Errors
    ///
    /// When the certificates are none.
    pub fn new(network: &Network) -> Result<Self, TransportError> {
        let (connect, idle) = (network.connect_timeout.min(LONGEST), network.idle_timeout.min(LONGEST));
        let tls = TlsConfig::builder().root_certs(roots(network)?).build();
        let agent = |proxy: Option<ureq::Proxy>| {
            Agent::with_parts(
                Agent::config_builder()
                    .http_status_as_error(false)
                    // A redirect would carry the security token to another host, and a signature holds for one host only.
                    .max_redirects(0)
                    .max_redirects_will_error(false)
                    .accept_encoding(AutoHeaderValue::None)
                    // Which methods have bodies is for the operation to say.
                    .allow_non_standard_methods(true)
                    .timeout_connect(Some(connect))
                    .timeout_resolve(Some(connect))
                    .max_idle_age(idle)
                    .max_idle_connections(IDLE)
                    .max_idle_connections_per_host(IDLE)
                    .tls_config(tls.clone())
                    .proxy(proxy)
                    .build(),
                DefaultConnector::default(),
                KeepingResolver::default(),
            )
        };
        let mut proxied = Vec::new();
        for proxy in network.proxies.iter() {
            let address = ureq::Proxy::new(proxy.address()).map_err(TransportError::setup)?;
            proxied.push((proxy.address().to_owned(), agent(Some(address))));
        }
        let agents = Agents { direct: agent(None), proxies: network.proxies.clone(), proxied };
        Ok(Self { agents: Arc::new(agents) })
    }

    fn exchange(&self, attempt: Attempt) -> Result<Raw, TransportError> {
        let Attempt { request, timeout, body_limit, .. } = attempt;
        let limits = |config: Limited| config.timeout_global(Some(timeout));
        let (parts, mut body) = self.answer(request, limits)?.into_parts();
        let body = read_body(&mut body, body_limit)?;
        Ok(Raw::new(parts.status.as_u16(), parts.headers, body))
    }

    fn open_now(&self, attempt: Attempt) -> Result<Opened, TransportError> {
        let Attempt { request, timeout, part_timeout, .. } = attempt;
        let limits = |config: Limited| {
            config
                .timeout_send_request(Some(timeout))
                .timeout_send_body(Some(timeout))
                .timeout_recv_response(Some(timeout))
                .timeout_per_read(Some(part_timeout))
        };
        let (parts, body) = self.answer(request, limits)?.into_parts();
        let head = Raw::new(parts.status.as_u16(), parts.headers, Bytes::new());
        Ok(Opened { head, body: Box::new(Incoming(Box::new(body.into_reader()))) })
    }

    fn answer(
        &self,
        request: ::http::Request<Body>,
        limits: impl FnOnce(Limited) -> Limited,
    ) -> Result<::http::Response<ureq::Body>, TransportError> {
        self.agents.proxies.check(request.uri())?;
        let (mut parts, body) = request.into_parts();
        let agent = self.agents.of(&parts.uri);
        // Without its length, what is read from a source would be sent in chunks.
        if !body.is_empty() || matches!(parts.method, Method::POST | Method::PUT | Method::PATCH) {
            parts.headers.insert(CONTENT_LENGTH, body.len().into());
        }
        let body = match body.is_empty() {
            true => SendBody::none(),
            false => SendBody::from_owned_reader(Source(body.reader().map_err(TransportError::exchange)?)),
        };
        let request = ::http::Request::from_parts(parts, body);
        let request = limits(agent.configure_request(request)).build();
        agent.run(request).map_err(transport_error)
    }
}

/// The limits of a request, being set.
type Limited = ConfigBuilder<HttpCrateScope<SendBody<'static>>>;

/// A body that is read while it comes, each part within the time that was set.
struct Incoming(Box<dyn Read + Send>);

impl Chunks for Incoming {
    fn next(&mut self) -> Reading<'_> {
        Box::pin(async move {
            let mut chunk = vec![0; CHUNK];
            let count = self.0.read(&mut chunk).map_err(read_error)?;
            chunk.truncate(count);
            Ok((count > 0).then(|| chunk.into()))
        })
    }
}

impl Agents {
    fn of(&self, uri: &Uri) -> &Agent {
        let address = self.proxies.of(uri).map(|proxy| proxy.address());
        let agent = address.and_then(|address| self.proxied.iter().find(|(known, _)| known == address));
        agent.map_or(&self.direct, |(_, agent)| agent)
    }
}

impl Transport for UreqTransport {
    fn send(&self, attempt: Attempt) -> Sending<'_> {
        Box::pin(async move { self.exchange(attempt) })
    }

    fn open(&self, attempt: Attempt) -> Opening<'_> {
        Box::pin(async move { self.open_now(attempt) })
    }

    fn sleep(&self, duration: Duration) -> Sleeping<'_> {
        Box::pin(async move { std::thread::sleep(duration) })
    }

    fn is_blocking(&self) -> bool {
        true
    }
}

impl fmt::Debug for UreqTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UreqTransport").field("proxies", &self.agents.proxies).finish_non_exhaustive()
    }
}

fn roots(network: &Network) -> Result<RootCerts, TransportError> {
    let Some(pem) = &network.certificates else { return Ok(RootCerts::PlatformVerifier) };
    let mut certificates = Vec::new();
    for item in ureq::tls::parse_pem(pem) {
        if let PemItem::Certificate(certificate) = item.map_err(TransportError::setup)? {
            certificates.push(certificate);
        }
    }
    if certificates.is_empty() {
        return Err(TransportError::setup("there is no certificate in the PEM text"));
    }
    Ok(RootCerts::new_with_certs(&certificates))
}

fn read_body(body: &mut ureq::Body, limit: usize) -> Result<Bytes, TransportError> {
    let announced = body.content_length().unwrap_or_default();
    if announced > limit as u64 {
        return Err(TransportError::too_large(limit));
    }
    // An announcement is cheap; memory is given for what has come.
    let mut bytes = Vec::with_capacity(announced.min(FIRST_BUFFER) as usize);
    let more_than_limit = (limit as u64).saturating_add(1);
    body.as_reader().take(more_than_limit).read_to_end(&mut bytes).map_err(read_error)?;
    if bytes.len() > limit {
        return Err(TransportError::too_large(limit));
    }
    Ok(bytes.into())
}

/// What goes wrong while an answer is read: the service has seen the request.
fn read_error(error: io::Error) -> TransportError {
    match transport_error(ureq::Error::from(error)) {
        error if error.is_timeout() => error,
        error => TransportError::exchange(error),
    }
}

/// What a request's body is read from. Its errors are its own, and must not pass for those of the connection.
struct Source(Box<dyn Read + Send>);

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            _ => io::Error::other(error),
        })
    }
}

/// What ureq says, by whether the service can have seen the request. No error of it holds the address with its parameters,
/// save that of a bad one.
fn transport_error(error: ureq::Error) -> TransportError {
    use io::ErrorKind::{AddrNotAvailable, ConnectionRefused, HostUnreachable, NetworkUnreachable};
    match error {
        ureq::Error::Timeout(Timeout::Connect | Timeout::Resolve)
        | ureq::Error::HostNotFound
        | ureq::Error::ConnectionFailed
        | ureq::Error::ConnectProxyFailed(_)
        | ureq::Error::Tls(_)
        | ureq::Error::Rustls(_) => TransportError::connect(error),
        ureq::Error::Timeout(_) => TransportError::timeout(error),
        ureq::Error::Io(ref io) => match io.kind() {
            AddrNotAvailable | ConnectionRefused | HostUnreachable | NetworkUnreachable => {
                TransportError::connect(error)
            }
            io::ErrorKind::TimedOut => TransportError::timeout(error),
            _ => TransportError::exchange(error),
        },
        ureq::Error::BadUri(_) => TransportError::setup("the address cannot be sent to"),
        ureq::Error::Http(_) | ureq::Error::InvalidProxyUrl | ureq::Error::Pem(_) => {
            TransportError::setup(error)
        }
        error => TransportError::exchange(error),
    }
}
