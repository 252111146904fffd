//! Why a response could not be decoded, and where.

use std::fmt;

use super::{Mismatch, Scalar};

/// A value in a response that does not fit, or a body that is not JSON. Shows no values, for they may be secrets.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    path: String,
    problem: Problem,
}

#[derive(Clone, PartialEq, Eq)]
enum Problem {
    Mismatch { expected: &'static str, found: String },
    Malformed(String),
}

impl DecodeError {
    pub(super) fn scalar(mismatch: Mismatch, found: Scalar<'_>) -> Self {
        Self::mismatch(mismatch.0, found.describe())
    }

    pub(super) fn mismatch(expected: &'static str, found: String) -> Self {
        Self(Box::new(Inner { path: String::new(), problem: Problem::Mismatch { expected, found } }))
    }

    pub(super) fn malformed(error: &dyn fmt::Display) -> Self {
        Self(Box::new(Inner { path: String::new(), problem: Problem::Malformed(error.to_string()) }))
    }

    /// Where in the JSON, such as `AnycastList[2].Bandwidth`; empty for the whole body. List items are counted from
    /// zero.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The same error, seen from one object further out.
    pub(super) fn within(mut self, name: &str) -> Self {
        let separator = if self.0.path.is_empty() || self.0.path.starts_with('[') { "" } else { "." };
        self.0.path = format!("{name}{separator}{}", self.0.path);
        self
    }

    /// The same error, seen from one list further out.
    pub(super) fn within_item(self, index: usize) -> Self {
        self.within(&format!("[{index}]"))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.is_empty() {
            write!(f, "`{}`: ", self.0.path)?;
        }
        match &self.0.problem {
            Problem::Mismatch { expected, found } => write!(f, "expected {expected}, found {found}"),
            Problem::Malformed(message) => write!(f, "malformed JSON, {message}"),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}
