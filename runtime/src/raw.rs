//! An HTTP response as it came.

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use zeroize::Zeroize as _;

/// Status, headers and body of a response, as they came.
#[derive(Clone)]
pub struct Raw {
    status: u16,
    headers: HeaderMap,
    body: Bytes,
    attempts: u32,
}

impl Raw {
    /// A response of these parts.
    pub fn new(status: u16, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self { status, headers, body: body.into(), attempts: 1 }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    pub(crate) fn into_body(self) -> Bytes {
        self.body
    }

    pub(crate) fn with_body(self, body: Bytes) -> Self {
        Self { body, ..self }
    }

    /// How many attempts it took to get it.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    pub(crate) fn after(self, attempts: u32) -> Self {
        Self { attempts, ..self }
    }

    /// The ID of the request, to quote to support, where the headers have it.
    pub fn request_id(&self) -> Option<&str> {
        self.header("x-acs-request-id")
    }

    /// Overwrites the body, which holds secrets, unless somebody else has it too.
    pub(crate) fn wipe(self) {
        if let Ok(mut body) = self.body.try_into_mut() {
            body.zeroize();
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

impl fmt::Debug for Raw {
    /// Leaves out the body and the headers, which may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Raw")
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}
