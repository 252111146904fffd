//! Changes for people: worst first, by operation.

use std::fmt::Write as _;

use acs_codegen::diff::{Change, Level, Report};
use anstyle::{AnsiColor, Style};

use super::{by_operation, counts, kind, place};

pub(crate) fn terminal(changes: &Report) -> String {
    let mut text = String::new();
    let bold = Style::new().bold();
    for (name, group) in by_operation(changes) {
        let _ = writeln!(text, "{bold}{name}{bold:#}");
        for change in group {
            write_change(change, &mut text);
        }
        text.push('\n');
    }
    let _ = writeln!(text, "{}", counts(changes));
    text
}

fn write_change(change: &Change, text: &mut String) {
    let (word, colour) = match change.level {
        Level::Major => ("major", AnsiColor::Red),
        Level::Minor => ("minor", AnsiColor::Green),
        Level::Patch => ("patch", AnsiColor::Cyan),
    };
    let (style, alarm, dim) = (colour.on_default(), AnsiColor::Yellow.on_default(), Style::new().dimmed());
    let calls = if change.breaks_calls { "calls" } else { "" };
    let guess = if change.guess { " (a guess)" } else { "" };
    let _ = writeln!(
        text,
        "  {style}{word}{style:#} {alarm}{calls:5}{alarm:#}  `{}`: {}{guess}",
        place(change),
        change.message
    );
    let seen = change.new.as_deref().or(change.old.as_deref()).unwrap_or_default();
    let _ = writeln!(text, "               {dim}{}  {seen}{dim:#}", kind(change));
}
