//! Changes as annotations of a GitHub workflow.

use std::fmt::Write as _;
use std::path::Path;

use acs_codegen::diff::{Change, Level, Report};

use super::{counts, kind};

pub(super) fn github(changes: &Report) -> String {
    let mut text = String::new();
    for change in &changes.changes {
        let command = match (change.level, change.breaks_calls) {
            (Level::Major, _) => "error",
            (_, true) => "warning",
            _ => "notice",
        };
        let message = escape(&format!("{}: {}", change.path, change.message));
        let _ = writeln!(text, "::{command} {}title={}::{message}", location(change), kind(change));
    }
    let _ = writeln!(text, "::notice title=diff::{}", counts(changes));
    text
}

/// The place in the new state, if that is a file: not one of a revision, nor what OpenMeta becomes.
fn location(change: &Change) -> String {
    let mut parts = change.new.as_deref().unwrap_or_default().rsplitn(3, ':');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(column), Some(line), Some(file)) if Path::new(file).is_file() => {
            format!("file={},line={line},col={column},", escape(file).replace(':', "%3A").replace(',', "%2C"))
        }
        _ => String::new(),
    }
}

/// As the commands of a workflow want it.
fn escape(text: &str) -> String {
    // What has no place in a line of a log: a path of a spec may have anything in it.
    let text = text.replace(|c: char| c.is_control() && c != '\n', " ");
    text.replace('%', "%25").replace('\n', "%0A")
}
