//! What goes wrong with a call: one type for all operations, as wide as a pointer.

mod classify;
mod delay;
mod denied;
mod display;
mod envelope;
mod mismatch;
mod unfinished;

use std::time::Duration;

use acs_rules::{OperationSpec, Violation};

use crate::credentials::CredentialsError;
use crate::decode::DecodeError;
use crate::encode::EncodeError;
use crate::endpoint::EndpointError;
use crate::guard::Guard;
use crate::sign::Steps;
use crate::transport::TransportError;
use crate::{Codes, Operation, Raw};

pub use classify::Kind;
pub use denied::MissingPermission;
pub use envelope::Envelope;
pub use unfinished::Unfinished;

/// Why a call did not succeed. Never shows secrets, and never the string to sign that a service sends back.
pub struct Error(Box<Inner>);

struct Inner {
    operation: Option<&'static OperationSpec<'static>>,
    /// How many attempts there were; none before the first.
    attempts: u32,
    cause: Cause,
}

enum Cause {
    Service { envelope: Envelope, kind: Kind, is_retryable: bool, explanation: Option<String>, raw: Raw },
    Violations(Vec<Violation>),
    Encode(EncodeError),
    Decode { error: DecodeError, raw: Raw },
    Transport(TransportError),
    Credentials(CredentialsError),
    Configuration(String),
    Guarded(Guard),
    Intercepted(String),
    Unfinished(Unfinished),
}

impl Error {
    /// The error that a response says: of any status but a successful one.
    pub fn from_response(operation: &'static OperationSpec<'static>, raw: Raw) -> Self {
        let envelope = Envelope::read(&raw);
        let code = envelope.code().unwrap_or_default();
        let (kind, is_retryable) = classify::classify(code, raw.status(), delay::asked(&raw).is_some());
        Self::new(Some(operation), Cause::Service { envelope, kind, is_retryable, explanation: None, raw })
    }

    /// The same error, which says why a signature did not match if it is about that.
    pub(crate) fn explained(mut self, spec: &OperationSpec<'_>, steps: &Steps) -> Self {
        if let Cause::Service { envelope, explanation, raw, .. } = &mut self.0.cause
            && envelope.code().is_some_and(|code| code.starts_with("SignatureDoesNotMatch"))
        {
            *explanation = mismatch::explain(spec, raw, steps);
        }
        self
    }

    /// The error that a response of a good status says, where the documentation lists the error under that status.
    pub(crate) fn within(operation: &'static OperationSpec<'static>, raw: &Raw) -> Option<Self> {
        let status = raw.status();
        if !operation.codes.iter().any(|code| code.status == status) {
            return None;
        }
        let envelope = Envelope::read(raw);
        let code = envelope.code()?;
        let is_listed = operation.codes.iter().any(|entry| entry.status == status && entry.matches(code));
        is_listed.then(|| Self::from_response(operation, raw.clone()))
    }

    /// The error of an operation `O` with a status, a code and a message, for tests of code that handles errors.
    ///
    /// ```no_run
    /// # use acs_runtime::{Error, Operation};
    /// # fn example<DescribeThings: Operation>() {
    /// let error = Error::service::<DescribeThings>(400, "Throttling.User", "slow down");
    /// assert!(error.is_retryable());
    /// # }
    /// ```
    pub fn service<O: Operation>(status: u16, code: &str, message: &str) -> Self {
        let body = serde_json::json!({"Code": code, "Message": message, "RequestId": "test"});
        Self::from_response(O::SPEC, Raw::new(status, http::HeaderMap::new(), body.to_string()))
    }

    pub(crate) fn violations_of(
        operation: &'static OperationSpec<'static>,
        violations: Vec<Violation>,
    ) -> Self {
        Self::new(Some(operation), Cause::Violations(violations))
    }

    pub(crate) fn decode(operation: &'static OperationSpec<'static>, error: DecodeError, raw: Raw) -> Self {
        let attempts = raw.attempts();
        Self::new(Some(operation), Cause::Decode { error, raw }).after(attempts)
    }

    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Self::new(None, Cause::Configuration(message.into()))
    }

    pub(crate) fn unfinished_of(unfinished: Unfinished) -> Self {
        Self::new(None, Cause::Unfinished(unfinished))
    }

    fn new(operation: Option<&'static OperationSpec<'static>>, cause: Cause) -> Self {
        Self(Box::new(Inner { operation, attempts: 0, cause }))
    }

    /// The same error, of an operation.
    pub(crate) fn of(mut self, operation: &'static OperationSpec<'static>) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// The same error, after so many attempts.
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// The error of an interceptor that stops a call.
    pub fn intercepted(message: impl Into<String>) -> Self {
        Self::new(None, Cause::Intercepted(message.into()))
    }

    /// How many attempts the call made; none where it was stopped before.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The semantic class of the error.
    pub fn kind(&self) -> Kind {
        match &self.0.cause {
            Cause::Service { kind, .. } => *kind,
            Cause::Violations(_) => Kind::Violations,
            Cause::Encode(_) => Kind::Encode,
            Cause::Decode { .. } => Kind::Decode,
            Cause::Transport(error) if error.is_timeout() => Kind::Timeout,
            Cause::Transport(error) if error.is_setup() => Kind::Configuration,
            Cause::Transport(_) => Kind::Transport,
            Cause::Credentials(_) => Kind::Credentials,
            Cause::Configuration(_) => Kind::Configuration,
            Cause::Guarded(_) => Kind::Guarded,
            Cause::Intercepted(_) => Kind::Intercepted,
            Cause::Unfinished(_) => Kind::Unfinished,
        }
    }

    /// Whether the same request may succeed later without a change. Whether it is safe to repeat is another question.
    pub fn is_retryable(&self) -> bool {
        match &self.0.cause {
            Cause::Service { is_retryable, .. } => *is_retryable,
            Cause::Transport(error) => error.is_retryable(),
            Cause::Violations(_)
            | Cause::Encode(_)
            | Cause::Decode { .. }
            | Cause::Credentials(_)
            | Cause::Configuration(_)
            | Cause::Guarded(_)
            | Cause::Intercepted(_)
            | Cause::Unfinished(_) => false,
        }
    }

    /// Whether a call with the same idempotency token is under way, so that this one may learn what became of it.
    pub fn is_in_flight(&self) -> bool {
        self.code().is_some_and(classify::is_in_flight)
    }

    /// Whether the service surely has not seen the request.
    pub(crate) fn is_unsent(&self) -> bool {
        matches!(&self.0.cause, Cause::Transport(error) if error.is_unsent())
    }

    /// Whether the service takes the security token no longer.
    pub(crate) fn is_expired_token(&self) -> bool {
        self.code().is_some_and(|code| code.contains("SecurityToken") && code.contains("Expired"))
    }

    /// How long the service asks to wait before the next attempt.
    pub fn retry_after(&self) -> Option<Duration> {
        let raw = self.raw()?;
        let may_pass = matches!(self.kind(), Kind::Throttled | Kind::Unavailable);
        delay::asked(raw).or_else(|| delay::implied(raw).filter(|_| may_pass))
    }

    /// The service's error code, such as `IncorrectStatus.Anycast`.
    pub fn code(&self) -> Option<&str> {
        self.envelope()?.code()
    }

    /// The service's message, without the string to sign that it may end in; that stays in [`raw`](Self::raw).
    pub fn message(&self) -> Option<&str> {
        self.envelope()?.message()
    }

    /// Where a signature did not match, what the service would have signed compared with what was signed: the first
    /// difference, without secrets, or that there is none.
    pub fn signature_difference(&self) -> Option<&str> {
        let Cause::Service { explanation, .. } = &self.0.cause else { return None };
        explanation.as_deref()
    }

    /// What the caller lacks, where access was denied.
    pub fn missing_permission(&self) -> Option<MissingPermission<'_>> {
        let denial = self.envelope()?.denial();
        let operation = self.operation().filter(|_| self.kind() == Kind::AccessDenied)?;
        MissingPermission::of(operation, denial)
    }

    /// The HTTP status, where there was an answer.
    pub fn http_status(&self) -> Option<u16> {
        self.raw().map(Raw::status)
    }

    /// The ID of the request, to quote to support.
    pub fn request_id(&self) -> Option<&str> {
        self.raw().and_then(Raw::request_id).or_else(|| self.envelope()?.request_id())
    }

    /// How far the operation came, where it was waited for in vain.
    pub fn unfinished(&self) -> Option<&Unfinished> {
        let Cause::Unfinished(unfinished) = &self.0.cause else { return None };
        Some(unfinished)
    }

    /// The guard of the client that refused the call, where one did.
    pub fn guard(&self) -> Option<Guard> {
        let Cause::Guarded(guard) = &self.0.cause else { return None };
        Some(*guard)
    }

    /// All the rules that the request breaks; empty for other errors.
    pub fn violations(&self) -> &[Violation] {
        match &self.0.cause {
            Cause::Violations(violations) => violations,
            Cause::Service { .. }
            | Cause::Encode(_)
            | Cause::Decode { .. }
            | Cause::Transport(_)
            | Cause::Credentials(_)
            | Cause::Configuration(_)
            | Cause::Guarded(_)
            | Cause::Intercepted(_)
            | Cause::Unfinished(_) => &[],
        }
    }

    /// The answer as it came, where there was one.
    pub fn raw(&self) -> Option<&Raw> {
        match &self.0.cause {
            Cause::Service { raw, .. } | Cause::Decode { raw, .. } => Some(raw),
            Cause::Violations(_)
            | Cause::Encode(_)
            | Cause::Transport(_)
            | Cause::Credentials(_)
            | Cause::Configuration(_)
            | Cause::Guarded(_)
            | Cause::Intercepted(_)
            | Cause::Unfinished(_) => None,
        }
    }

    /// The operation that was called; none for errors of the client itself.
    pub fn operation(&self) -> Option<&'static OperationSpec<'static>> {
        self.0.operation
    }

    /// The documented code as the operation's enum; none where the error is another operation's or its code is not
    /// documented.
    pub fn op<E: Codes>(&self) -> Option<E> {
        let operation = self.operation().filter(|operation| is_same(operation, E::SPEC))?;
        let index = operation.code(self.code()?, self.http_status())?;
        E::ALL.get(index).copied()
    }

    fn envelope(&self) -> Option<&Envelope> {
        match &self.0.cause {
            Cause::Service { envelope, .. } => Some(envelope),
            Cause::Violations(_)
            | Cause::Encode(_)
            | Cause::Decode { .. }
            | Cause::Transport(_)
            | Cause::Credentials(_)
            | Cause::Configuration(_)
            | Cause::Guarded(_)
            | Cause::Intercepted(_)
            | Cause::Unfinished(_) => None,
        }
    }
}

/// Whether two tables are of one operation; by name, for a table may be compiled more than once.
fn is_same(a: &OperationSpec<'_>, b: &OperationSpec<'_>) -> bool {
    (a.name, a.product.name, a.product.version) == (b.name, b.product.name, b.product.version)
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.cause {
            // The message has these errors in it already.
            Cause::Encode(error) => std::error::Error::source(error),
            Cause::Decode { error, .. } => std::error::Error::source(error),
            Cause::Transport(error) => std::error::Error::source(error),
            Cause::Credentials(error) => std::error::Error::source(error),
            Cause::Unfinished(unfinished) => unfinished.last_error().and_then(std::error::Error::source),
            Cause::Service { .. }
            | Cause::Violations(_)
            | Cause::Configuration(_)
            | Cause::Guarded(_)
            | Cause::Intercepted(_) => None,
        }
    }
}

impl From<EncodeError> for Error {
    fn from(error: EncodeError) -> Self {
        Self::new(None, Cause::Encode(error))
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        Self::new(None, Cause::Transport(error))
    }
}

impl From<CredentialsError> for Error {
    fn from(error: CredentialsError) -> Self {
        Self::new(None, Cause::Credentials(error))
    }
}

impl From<Guard> for Error {
    fn from(guard: Guard) -> Self {
        Self::new(None, Cause::Guarded(guard))
    }
}

impl From<EndpointError> for Error {
    fn from(error: EndpointError) -> Self {
        Self::configuration(error.to_string())
    }
}

#[cfg(test)]
mod tests;
