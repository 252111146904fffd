//! The transport over HTTP/1.1 and TLS, by `reqwest`.

mod pump;

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::redirect::Policy;

use self::pump::Pump;
use super::proxy::{Proxies, Proxy};
use super::{
    Attempt, Body, Chunks, Network, Opened, Opening, Reading, Sending, Sleeping, Transport, TransportError,
    Work,
};
use crate::Raw;

/// The largest buffer that is made for a body before any of it has come, in bytes.
const FIRST_BUFFER: usize = 64 << 10;

/// Sends through one pool of connections, shared by all calls of a client.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    client: reqwest::Client,
    proxies: Proxies,
}

impl HttpTransport {
    /// A transport that connects as the network says.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up, for lack of root certificates, or when the certificates are none.
    pub fn new(network: &Network) -> Result<Self, TransportError> {
        let mut builder = reqwest::Client::builder()
            .connect_timeout(network.connect_timeout)
            .pool_idle_timeout(network.idle_timeout)
            // A redirect would carry the security token to another host, and a signature holds for one host only.
            .redirect(Policy::none())
            .referer(false)
            // Whether a request is repeated is for the call to say.
            .retry(reqwest::retry::never())
            // The environment is read by `Proxies`, and by nobody else.
            .no_proxy();
        if let Some(pem) = &network.certificates {
            let certificates = reqwest::Certificate::from_pem_bundle(pem).map_err(TransportError::setup)?;
            if certificates.is_empty() {
                return Err(TransportError::setup("there is no certificate in the PEM text"));
            }
            builder = builder.tls_certs_only(certificates);
        }
        if network.proxies.iter().next().is_some() {
            builder = builder.proxy(proxy(network.proxies.clone())?);
        }
        let client = builder.build().map_err(TransportError::setup)?;
        Ok(Self { client, proxies: network.proxies.clone() })
    }

    /// The request as reqwest has it; a body that is not in memory is read while it is sent.
    fn request(&self, request: ::http::Request<Body>) -> Result<reqwest::Request, TransportError> {
        self.proxies.check(request.uri())?;
        let request = request.map(|body| match body.bytes() {
            Some(bytes) => reqwest::Body::from(bytes.clone()),
            None => reqwest::Body::wrap(Pump::new(body)),
        });
        reqwest::Request::try_from(request).map_err(TransportError::setup)
    }

    async fn exchange(&self, attempt: Attempt) -> Result<Raw, TransportError> {
        let mut request = self.request(attempt.request)?;
        *request.timeout_mut() = Some(attempt.timeout);
        let mut response = self.client.execute(request).await.map_err(transport_error)?;
        let body = read_body(&mut response, attempt.body_limit).await?;
        Ok(Raw::new(response.status().as_u16(), std::mem::take(response.headers_mut()), body))
    }
}

/// A body that is read while it comes, each part within this time.
struct Incoming {
    response: reqwest::Response,
    timeout: Duration,
}

impl Chunks for Incoming {
    fn next(&mut self) -> Reading<'_> {
        Box::pin(async move {
            loop {
                let chunk = tokio::time::timeout(self.timeout, self.response.chunk()).await;
                let chunk = chunk.map_err(TransportError::timeout)?.map_err(transport_error)?;
                if chunk.as_ref().is_none_or(|chunk| !chunk.is_empty()) {
                    return Ok(chunk);
                }
            }
        })
    }
}

impl Transport for HttpTransport {
    fn send(&self, attempt: Attempt) -> Sending<'_> {
        Box::pin(self.exchange(attempt))
    }

    fn open(&self, attempt: Attempt) -> Opening<'_> {
        Box::pin(async move {
            let part_timeout = attempt.part_timeout;
            let head = self.client.execute(self.request(attempt.request)?);
            let head = tokio::time::timeout(attempt.timeout, head).await.map_err(TransportError::timeout)?;
            let mut response = head.map_err(transport_error)?;
            let (status, headers) = (response.status().as_u16(), std::mem::take(response.headers_mut()));
            let body = Box::new(Incoming { response, timeout: part_timeout });
            Ok(Opened { head: Raw::new(status, headers, Bytes::new()), body })
        })
    }

    fn offload(&self, work: Work) -> Sleeping<'_> {
        Box::pin(async move {
            // Work that panics has no result, which is how the call learns of it.
            let _ = tokio::task::spawn_blocking(work).await;
        })
    }

    fn sleep(&self, duration: Duration) -> Sleeping<'_> {
        Box::pin(tokio::time::sleep(duration))
    }
}

fn proxy(proxies: Proxies) -> Result<reqwest::Proxy, TransportError> {
    let parse =
        |proxy: &Proxy| Some((proxy.address().to_owned(), reqwest::Url::parse(proxy.address()).ok()?));
    let addresses: Vec<(String, reqwest::Url)> = proxies.iter().filter_map(parse).collect();
    if addresses.len() < proxies.iter().count() {
        return Err(TransportError::setup("the proxy is no address"));
    }
    Ok(reqwest::Proxy::custom(move |url| {
        let proxy = proxies.of(&url.as_str().parse().ok()?)?.address();
        addresses.iter().find(|(address, _)| address == proxy).map(|(_, url)| url.clone())
    }))
}

async fn read_body(response: &mut reqwest::Response, limit: usize) -> Result<Bytes, TransportError> {
    let announced = response.content_length().unwrap_or_default();
    if announced > limit as u64 {
        return Err(TransportError::too_large(limit));
    }
    // An announcement is cheap; memory is given for what has come. A part that is kept would keep the connection's whole
    // buffer, so that it is copied.
    let mut body = BytesMut::with_capacity((announced as usize).min(FIRST_BUFFER));
    while let Some(chunk) = response.chunk().await.map_err(transport_error)? {
        if body.len() + chunk.len() > limit {
            return Err(TransportError::too_large(limit));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// The URL holds all parameters, so it is taken out of the error.
fn transport_error(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    match (error.is_connect(), error.is_timeout()) {
        (true, _) => TransportError::connect(error),
        (false, true) => TransportError::timeout(error),
        (false, false) => TransportError::exchange(error),
    }
}
