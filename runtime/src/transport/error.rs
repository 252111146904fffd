//! Why there is no answer.

use std::error::Error;
use std::fmt;

/// Why there is no answer.
#[derive(Debug)]
pub struct TransportError {
    problem: Problem,
    source: Option<Box<dyn Error + Send + Sync>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    Timeout,
    Connect,
    Exchange,
    TooLarge(usize),
    Setup,
}

impl TransportError {
    /// No answer in time.
    pub fn timeout(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { problem: Problem::Timeout, source: Some(source.into()) }
    }

    /// No connection, so the service has not seen the request.
    pub fn connect(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { problem: Problem::Connect, source: Some(source.into()) }
    }

    /// The connection failed while the request or the answer was under way.
    pub fn exchange(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { problem: Problem::Exchange, source: Some(source.into()) }
    }

    /// The body of the answer has more bytes than the limit.
    pub fn too_large(limit: usize) -> Self {
        Self { problem: Problem::TooLarge(limit), source: None }
    }

    /// The transport cannot be set up, or cannot send such a request at all.
    pub fn setup(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { problem: Problem::Setup, source: Some(source.into()) }
    }

    /// Whether it is the transport itself, and neither the network nor the service.
    pub fn is_setup(&self) -> bool {
        self.problem == Problem::Setup
    }

    /// Whether time ran out.
    pub fn is_timeout(&self) -> bool {
        self.problem == Problem::Timeout
    }

    /// Whether the service surely has not seen the request.
    pub fn is_unsent(&self) -> bool {
        self.problem == Problem::Connect
    }

    /// Whether another attempt may fare better.
    pub fn is_retryable(&self) -> bool {
        match self.problem {
            Problem::Timeout | Problem::Connect | Problem::Exchange => true,
            Problem::TooLarge(_) | Problem::Setup => false,
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problem {
            Problem::Timeout => f.write_str("no answer in time"),
            Problem::Connect => f.write_str("could not connect"),
            Problem::Exchange => f.write_str("the connection failed"),
            Problem::Setup => f.write_str("the transport is not set up for the request"),
            Problem::TooLarge(limit) => write!(f, "the answer has more than {limit} bytes"),
        }
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
