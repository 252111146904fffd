//! What ends a build, as cargo shows it: with file, line and excerpt.

use std::fmt;

use crate::diagnostic::Diagnostics;

/// Why a build script could not generate. Its `Debug` is what cargo shows, and is as readable as its `Display`.
pub struct BuildError(Kind);

enum Kind {
    Specs(Diagnostics),
    Message(String),
}

impl BuildError {
    pub(super) fn message(message: impl Into<String>) -> Self {
        Self(Kind::Message(message.into()))
    }
}

impl From<Diagnostics> for BuildError {
    fn from(diagnostics: Diagnostics) -> Self {
        // Warnings are for a build that succeeds.
        Self(Kind::Specs(diagnostics.errors_only()))
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Specs(diagnostics) => write!(f, "cannot generate\n\n{diagnostics}"),
            Kind::Message(message) => f.write_str(message),
        }
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for BuildError {}
