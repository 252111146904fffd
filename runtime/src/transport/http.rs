//! The transport over HTTP/1.1 and TLS, by `reqwest`.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::redirect::Policy;

use super::{Attempt, Sending, Sleeping, Transport, TransportError};
use crate::Raw;

/// The largest buffer that is made for a body before any of it has come, in bytes.
const FIRST_BUFFER: usize = 64 << 10;

/// Sends through one pool of connections, shared by all calls of a client.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    client: reqwest::Client,
}

impl HttpTransport {
    /// A transport that waits so long for a connection, and goes through the proxy of the environment if there is one.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up, for lack of root certificates.
    pub fn new(connect_timeout: Duration) -> Result<Self, TransportError> {
        Self::build(reqwest::Client::builder(), connect_timeout)
    }

    /// A transport that goes through no proxy: for endpoints without TLS, where a proxy would read all there is.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up, for lack of root certificates.
    pub fn direct(connect_timeout: Duration) -> Result<Self, TransportError> {
        Self::build(reqwest::Client::builder().no_proxy(), connect_timeout)
    }

    fn build(builder: reqwest::ClientBuilder, connect_timeout: Duration) -> Result<Self, TransportError> {
        let client = builder
            .connect_timeout(connect_timeout)
            // A redirect would carry the security token to another host, and a signature holds for one host only.
            .redirect(Policy::none())
            .referer(false)
            .build()
            .map_err(TransportError::setup)?;
        Ok(Self { client })
    }

    async fn exchange(&self, attempt: Attempt) -> Result<Raw, TransportError> {
        let mut request = reqwest::Request::try_from(attempt.request.map(|body| body.bytes().clone()))
            .map_err(TransportError::setup)?;
        *request.timeout_mut() = Some(attempt.timeout);
        let mut response = self.client.execute(request).await.map_err(transport_error)?;
        let body = read_body(&mut response, attempt.body_limit).await?;
        Ok(Raw::new(response.status().as_u16(), std::mem::take(response.headers_mut()), body))
    }
}

impl Transport for HttpTransport {
    fn send(&self, attempt: Attempt) -> Sending<'_> {
        Box::pin(self.exchange(attempt))
    }

    fn sleep(&self, duration: Duration) -> Sleeping<'_> {
        Box::pin(tokio::time::sleep(duration))
    }
}

async fn read_body(response: &mut reqwest::Response, limit: usize) -> Result<Bytes, TransportError> {
    let announced = response.content_length().unwrap_or_default();
    if announced > limit as u64 {
        return Err(TransportError::too_large(limit));
    }
    // An announcement is cheap; memory is given for what has come.
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
