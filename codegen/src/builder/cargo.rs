//! What a build script tells cargo, on standard output, which is where cargo listens.

use std::collections::BTreeMap;
use std::io::{self, Write as _};

use crate::check::TAKEN;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::generate::LEFT_OUT;
use crate::sources::{Sources, is_imported};

/// Tells cargo something. One line is one instruction, and what the specs say must not become another.
pub(super) fn instruct(instruction: &str) {
    let line: String = instruction.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let _ = writeln!(io::stdout(), "cargo::{line}");
}

/// Most warnings of one kind that are shown.
const SHOWN: usize = 3;

/// Shows warnings.
pub(super) fn warn(warnings: &Diagnostics, sources: &Sources) {
    for line in lines(warnings, sources) {
        instruct(&format!("warning={line}"));
    }
}

/// Warnings about what people have written, and about what is not generated. What the documentation gets wrong stands in
/// imported files, and nobody can mend it there.
pub(super) fn lines(warnings: &Diagnostics, sources: &Sources) -> Vec<String> {
    let mut kinds: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for warning in warnings.iter().filter(|warning| is_shown(warning, sources)) {
        kinds.entry(warning.code).or_default().push(warning);
    }
    let mut lines = Vec::new();
    for (code, warnings) in kinds {
        lines.extend(warnings.iter().take(SHOWN).map(|warning| line(warning, sources)));
        if let Some(more) = warnings.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            lines.push(format!("and {more} more of this kind ({code}); `acsgen check` shows them all"));
        }
    }
    lines
}

fn is_shown(warning: &Diagnostic, sources: &Sources) -> bool {
    let file = warning.labels.first().and_then(|label| sources.file(label.origin.file));
    matches!(warning.code, LEFT_OUT | TAKEN) || !file.is_some_and(|file| is_imported(&file.text))
}

/// What is wrong, where, and what to do, on one line.
fn line(warning: &Diagnostic, sources: &Sources) -> String {
    let place = warning.labels.first().and_then(|label| sources.describe(label.origin));
    let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
    let help = warning.help.iter().map(|help| format!("; {help}"));
    format!("{}{place}{}", warning.message, help.collect::<String>())
}
