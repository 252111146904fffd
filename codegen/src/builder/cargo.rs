//! What a build script tells cargo, on standard output, which is where cargo listens.

use std::io::{self, Write as _};

use crate::diagnostic::Diagnostics;
use crate::sources::Sources;
use crate::span::FileId;

/// Tells cargo something. One line is one instruction, and what the specs say must not become another.
pub(super) fn instruct(instruction: &str) {
    let line: String = instruction.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let _ = writeln!(io::stdout(), "cargo::{line}");
}

/// Shows warnings with their places, but for those about files that are left out.
pub(super) fn warn(warnings: &Diagnostics, sources: &Sources, leave_out: impl Fn(FileId) -> bool) {
    for warning in warnings.iter() {
        let origin = warning.labels.first().map(|label| label.origin);
        if origin.is_some_and(|origin| leave_out(origin.file)) {
            continue;
        }
        let place = origin.and_then(|origin| sources.describe(origin));
        let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
        instruct(&format!("warning={}{place}", warning.message));
    }
}
