//! What an error says: all of it in one line, and no secrets.

use std::fmt;

use acs_rules::{Severity, Violation};

use super::{Cause, Envelope, Error};
use crate::Raw;
use crate::transport::TransportError;

/// Longest part of a service's message that `Display` shows, in characters; `message()` has all of it.
const SHOWN: usize = 1000;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(f, "`{}`: ", operation.name)?;
        }
        match &self.0.cause {
            Cause::Service { envelope, raw, .. } => {
                fmt_envelope(envelope, raw, f)?;
                if let Some(difference) = self.signature_difference() {
                    write!(f, "; {}", one_line(difference))?;
                }
                if let Some(permission) = self.missing_permission() {
                    write!(f, "; {permission}")?;
                }
            }
            Cause::Violations(violations) => fmt_violations(violations, f)?,
            Cause::Encode(error) => write!(f, "the request cannot be sent, {error}")?,
            Cause::Decode { error, .. } => write!(f, "the answer cannot be decoded, {error}")?,
            Cause::Transport(error) => fmt_transport(error, f)?,
            Cause::Credentials(error) => write!(f, "there are no credentials to sign with, {error}")?,
            Cause::Configuration(message) | Cause::Intercepted(message) => f.write_str(message)?,
            Cause::Guarded(guard) => write!(f, "not sent, for {guard}")?,
            Cause::Unfinished(unfinished) => write!(f, "{unfinished}")?,
        }
        fmt_circumstances(self, f)
    }
}

/// Status, request ID and attempts, as far as there are any.
fn fmt_circumstances(error: &Error, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let circumstances = [
        error.http_status().map(|status| format!("HTTP {status}")),
        error.request_id().map(|id| format!("request id {}", one_line(id))),
        (error.attempts() > 1).then(|| format!("{} attempts", error.attempts())),
    ];
    let circumstances: Vec<String> = circumstances.into_iter().flatten().collect();
    if circumstances.is_empty() { Ok(()) } else { write!(f, " ({})", circumstances.join(", ")) }
}

/// What failed, and why in the words of the system: a chain of libraries says the same in between.
fn fmt_transport(error: &TransportError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut reason = std::error::Error::source(error);
    while let Some(deeper) = reason.and_then(std::error::Error::source) {
        reason = Some(deeper);
    }
    match reason {
        Some(reason) => write!(f, "{error}: {}", one_line(&reason.to_string())),
        None => write!(f, "{error}"),
    }
}

fn fmt_envelope(envelope: &Envelope, raw: &Raw, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (envelope.code(), envelope.message()) {
        (Some(code), Some(message)) => write!(f, "{}: {}", one_line(code), one_line(message)),
        (Some(code), None) => f.write_str(&one_line(code)),
        (None, Some(message)) => f.write_str(&one_line(message)),
        (None, None) => match raw.header("location") {
            Some(location) => write!(f, "redirected to {}, which is not followed", host(location)),
            None => f.write_str("the service refused the request without a code"),
        },
    }
}

/// Where a redirect leads, without its path and query: they repeat the request's, secrets among them.
fn host(location: &str) -> String {
    let uri: Option<http::Uri> = location.parse().ok();
    let place = uri.as_ref().and_then(|uri| Some((uri.scheme_str()?, uri.authority()?)));
    // What stands before an `@` is a login.
    place.map_or("another path".to_owned(), |(scheme, authority)| {
        let host = authority.as_str().rsplit('@').next().unwrap_or_default();
        format!("{scheme}://{host}/")
    })
}

/// What a service says, fit for a log: one line, and not too long.
pub(super) fn one_line(text: &str) -> String {
    let line: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() { line + "…" } else { line }
}

fn fmt_violations(violations: &[Violation], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let errors = violations.iter().filter(|violation| violation.severity() == Severity::Error);
    f.write_str("not sent, for ")?;
    for (index, violation) in errors.enumerate() {
        let separator = if index > 0 { "; " } else { "" };
        write!(f, "{separator}{violation}")?;
    }
    match violations.first().map(Violation::documentation) {
        None | Some("") => Ok(()),
        Some(page) => write!(f, "; see {page}"),
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        debug.field("kind", &self.kind()).field("message", &self.to_string());
        if let Some(source) = std::error::Error::source(self) {
            debug.field("source", &source);
        }
        debug.finish_non_exhaustive()
    }
}
