//! Interceptors: code of the user that sees every attempt of a client's calls.
//!
//! ```
//! use acs_runtime::Error;
//! use acs_runtime::interceptor::{Attempted, Interceptor, Outgoing};
//!
//! /// Sends a trace ID with every request, and counts what fails.
//! #[derive(Debug, Default)]
//! struct Tracer(std::sync::atomic::AtomicU32);
//!
//! impl Interceptor for Tracer {
//!     fn before_signing(&self, outgoing: &mut Outgoing<'_>) -> Result<(), Error> {
//!         outgoing.set_header("x-acs-trace-id", "0af7651916cd43dd8448eb211c80319c");
//!         Ok(())
//!     }
//!
//!     fn after_attempt(&self, attempted: &Attempted<'_>) {
//!         if attempted.result.is_err() {
//!             self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
//!         }
//!     }
//! }
//! ```

use std::fmt;
use std::time::Duration;

use acs_rules::OperationSpec;

use crate::{Error, Raw};

/// Sees every attempt of a client's calls, and may change what goes out. Does nothing unless its methods are overridden.
pub trait Interceptor: fmt::Debug + Send + Sync {
    /// Before an attempt is signed. Whatever is changed is signed, if the signature covers such headers: those of V3 cover
    /// `x-acs-*`.
    ///
    /// # Errors
    ///
    /// An error stops the attempt, and is that of the call; make one by [`Error::intercepted`].
    fn before_signing(&self, outgoing: &mut Outgoing<'_>) -> Result<(), Error> {
        let _ = outgoing;
        Ok(())
    }

    /// After an attempt, be it answered or not. The call is waiting.
    fn after_attempt(&self, attempted: &Attempted<'_>) {
        let _ = attempted;
    }
}

/// An attempt that is about to be signed.
pub struct Outgoing<'a> {
    operation: &'static OperationSpec<'static>,
    attempt: u32,
    headers: &'a mut Vec<(String, String)>,
}

impl<'a> Outgoing<'a> {
    pub(crate) fn new(
        operation: &'static OperationSpec<'static>,
        attempt: u32,
        headers: &'a mut Vec<(String, String)>,
    ) -> Self {
        Self { operation, attempt, headers }
    }

    /// The operation.
    pub fn operation(&self) -> &'static OperationSpec<'static> {
        self.operation
    }

    /// Which attempt of its call it is, from 1.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// The headers so far, with names in lower case: parameters, what the call and other interceptors add. Those of the
    /// signature come later, and give way to these.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Sets a header, in place of one of the same name. One that cannot stand in a request is an error of the call.
    pub fn set_header(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let (name, value) = (name.into().to_ascii_lowercase(), value.into());
        self.remove_header(&name);
        self.headers.push((name, value));
    }

    /// Takes a header out.
    pub fn remove_header(&mut self, name: &str) {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    }
}

impl fmt::Debug for Outgoing<'_> {
    /// Leaves the headers out, which may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Outgoing");
        debug.field("operation", &self.operation.name).field("attempt", &self.attempt).finish_non_exhaustive()
    }
}

/// An attempt that is over.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempted<'a> {
    /// The operation.
    pub operation: &'static OperationSpec<'static>,
    /// Which attempt of its call it is, from 1.
    pub attempt: u32,
    /// How long it took, from asking for credentials to the last byte of the answer.
    pub latency: Duration,
    /// The answer, or why there is none or it is no good one.
    pub result: Result<&'a Raw, &'a Error>,
}
