//! The record: what was asked, what the emulator made of it, and how it ended.

use std::collections::VecDeque;
use std::fmt;

use crate::explain::explain;
use crate::received::Received;

/// Most requests that are kept; the oldest are forgotten first.
const KEPT: usize = 10_000;
/// Most bytes of bodies that are kept.
const KEPT_BYTES: usize = 256 << 20;

/// A request that the emulator answered.
///
/// Carries parameters and headers as they came, secrets included; `Debug` and `Display` leave them out.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Recorded {
    /// The product of the operation; none where no operation was found.
    pub product: Option<String>,
    /// The operation; none where no operation was found.
    pub operation: Option<String>,
    /// The HTTP method.
    pub method: String,
    /// The path as in the request line, still percent-encoded.
    pub path: String,
    /// Names and values of the query, decoded, in the order of the request line.
    pub query: Vec<(String, String)>,
    /// Names, in lower case, and values of the headers, in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The parameters as the emulator understood them, whatever part of the request they came from. Scalars are texts
    /// where the wire has no types. Null where the request was refused before they were read.
    pub parameters: serde_json::Value,
    /// The signature that the request presented. None where it presented none, or was refused before that was known.
    pub scheme: Option<Scheme>,
    /// The canonical request that the emulator built, and of signature V1 the string to sign, to be compared with the one
    /// of the client; see [`explain`](Self::explain). None where the request was refused before its signature was
    /// looked at.
    pub canonical_request: Option<String>,
    /// Whether the signature fits only when names in the query are left unencoded.
    pub raw_names: bool,
    /// The ID in the header `x-acs-request-id` of the answer.
    pub request_id: String,
    /// The HTTP status of the answer.
    pub status: u16,
    /// The code of the answer, where it was an error.
    pub code: Option<String>,
    /// The message of the answer, where it was an error.
    pub message: Option<String>,
    /// How it ended.
    pub outcome: Outcome,
}

/// A signature of the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// `ACS3-HMAC-SHA256` in the header `Authorization`.
    V3,
    /// HMAC-SHA1 among the parameters.
    V1Rpc,
    /// HMAC-SHA1 in the header `Authorization`.
    V1Roa,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// It was answered.
    Answered,
    /// It was answered as before, for its idempotency token and its parameters were the same.
    Replayed,
    /// It passed all checks and was a dry run, which the service reports as an error.
    DryRun,
    /// It passed all checks and got the error that the emulator was told to answer with.
    Fault,
    /// It was refused.
    Refused,
}

impl Recorded {
    pub(crate) fn new(received: &Received, request_id: &str) -> Self {
        Self {
            product: None,
            operation: None,
            method: received.method.clone(),
            path: received.path.clone(),
            query: received.query.clone(),
            headers: received.headers.clone(),
            body: received.body.to_vec(),
            parameters: serde_json::Value::Null,
            scheme: None,
            canonical_request: None,
            raw_names: false,
            request_id: request_id.to_owned(),
            status: 0,
            code: None,
            message: None,
            outcome: Outcome::Answered,
        }
    }

    /// The first header of this name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// What differs between the canonical request that a client signed and the one that the emulator built, a line
    /// for each part; of signature V1, between the strings to sign. Empty where they are equal: then the secret is
    /// another one. None where the emulator built none.
    ///
    /// Shows parameters and headers as they are, security tokens included.
    pub fn explain(&self, signed: &str) -> Option<Vec<String>> {
        Some(explain(self.scheme?, signed, self.canonical_request.as_deref()?))
    }
}

impl fmt::Display for Recorded {
    /// One line: method, path, operation, status, and the error if it was one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)?;
        if let Some(operation) = &self.operation {
            write!(f, " {operation}")?;
        }
        write!(f, " {}", self.status)?;
        if self.outcome == Outcome::Replayed {
            f.write_str(" (replayed)")?;
        }
        if let (Some(code), Some(message)) = (&self.code, &self.message) {
            write!(f, " {code}: {}", message.escape_debug())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("status", &self.status)
            .field("code", &self.code)
            .field("message", &self.message)
            .field("outcome", &self.outcome)
            .finish_non_exhaustive()
    }
}

/// The latest requests.
#[derive(Debug, Default)]
pub(crate) struct Records {
    list: VecDeque<Recorded>,
    bytes: usize,
}

impl Records {
    pub(crate) fn push(&mut self, recorded: Recorded) {
        self.bytes += recorded.body.len();
        self.list.push_back(recorded);
        while self.list.len() > KEPT || self.bytes > KEPT_BYTES {
            let Some(oldest) = self.list.pop_front() else { return };
            self.bytes -= oldest.body.len();
        }
    }

    pub(crate) fn list(&self) -> Vec<Recorded> {
        self.list.iter().cloned().collect()
    }
}
