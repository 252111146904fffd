//! What can go wrong when an emulator is started or told what to do.

use std::net::SocketAddr;
use std::{fmt, io};

use acs_codegen::Diagnostics;

/// Why an emulator did not start, or does not do what it was told.
pub struct Error(Kind);

pub(crate) enum Kind {
    NoSpecs,
    Specs(Box<Diagnostics>),
    Bind(SocketAddr, io::Error),
    Thread(io::Error),
    UnknownOperation { operation: String, near: Vec<String> },
    Template { code: String },
    UndocumentedCode { operation: String, code: String, near: Vec<String> },
    Stopped,
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Self(kind)
    }
}

impl Error {
    /// What is wrong with the specs, if that is the reason.
    pub fn diagnostics(&self) -> Option<&Diagnostics> {
        match &self.0 {
            Kind::Specs(diagnostics) => Some(diagnostics),
            Kind::NoSpecs
            | Kind::Bind(..)
            | Kind::Thread(_)
            | Kind::UnknownOperation { .. }
            | Kind::Template { .. }
            | Kind::UndocumentedCode { .. }
            | Kind::Stopped => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::NoSpecs => f.write_str("there is no spec to emulate, name a folder with `specs`"),
            Kind::Specs(diagnostics) => write!(f, "the specs cannot be used\n{diagnostics}"),
            Kind::Bind(address, _) => write!(f, "cannot listen on `{address}`"),
            Kind::Thread(_) => f.write_str("cannot start the thread of the emulator"),
            Kind::UnknownOperation { operation, near } => {
                write!(f, "`{operation}` is not an operation of the specs{}", did_you_mean(near))
            }
            Kind::Template { code } => {
                write!(f, "`{code}` is a template, put the part that varies in the place of `%s`")
            }
            Kind::UndocumentedCode { operation, code, near } => {
                write!(f, "`{code}` is not a documented error of `{operation}`{}", did_you_mean(near))
            }
            Kind::Stopped => f.write_str("the emulator stopped before it was ready"),
        }
    }
}

fn did_you_mean(near: &[String]) -> String {
    let names: Vec<_> = near.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [name] => format!(", did you mean {name}?"),
        [names @ .., last] => format!(", did you mean {} or {last}?", names.join(", ")),
    }
}

impl fmt::Debug for Error {
    /// The message: the specs that diagnostics carry are too long for a failing test to print.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({self})")
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Kind::Bind(_, error) | Kind::Thread(error) => Some(error),
            // The diagnostics are the message already.
            Kind::Specs(_)
            | Kind::NoSpecs
            | Kind::UnknownOperation { .. }
            | Kind::Template { .. }
            | Kind::UndocumentedCode { .. }
            | Kind::Stopped => None,
        }
    }
}
