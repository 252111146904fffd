//! Changes for people: worst first, by operation.

use std::fmt::Write as _;

use acs_codegen::diff::{Change, Level, Report};
use acs_codegen::printable;
use anstyle::{AnsiColor, Style};

use super::{by_operation, counts, kind, sentence};

/// What stands before the sentence of a change, in characters.
const INDENT: usize = 15;

/// For a terminal of so many columns; lines are as long as they are where that is not known.
pub(crate) fn terminal(changes: &Report, width: Option<usize>) -> String {
    let mut text = String::new();
    let bold = Style::new().bold();
    for (name, group) in by_operation(&changes.changes) {
        let _ = writeln!(text, "{bold}{name}{bold:#}");
        for change in group {
            write_change(change, width, &mut text);
        }
        text.push('\n');
    }
    let _ = writeln!(text, "{}", counts(changes));
    text
}

fn write_change(change: &Change, width: Option<usize>, text: &mut String) {
    let (word, colour) = match change.level {
        Level::Major => ("major", AnsiColor::Red),
        Level::Minor => ("minor", AnsiColor::Green),
        Level::Patch => ("patch", AnsiColor::Cyan),
    };
    let (style, alarm, dim) = (colour.on_default(), AnsiColor::Yellow.on_default(), Style::new().dimmed());
    let calls = if change.breaks_calls { "calls" } else { "" };
    let guess = if change.guess { " (a guess)" } else { "" };
    let said = wrap(&format!("{}{guess}", sentence(change)), width);
    let _ = writeln!(text, "  {style}{word}{style:#} {alarm}{calls:5}{alarm:#}  {said}");
    let seen = printable(change.new.as_deref().or(change.old.as_deref()).unwrap_or_default());
    let _ = writeln!(text, "{:INDENT$}{dim}{}  {seen}{dim:#}", "", kind(change));
}

/// A text in lines that end before the last column, all but the first with an indent. A word that is longer has a line of its
/// own.
fn wrap(text: &str, width: Option<usize>) -> String {
    let Some(width) = width else { return text.to_owned() };
    let (mut wrapped, mut column) = (String::new(), INDENT);
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > INDENT && column + 1 + length > width {
            let _ = write!(wrapped, "\n{:INDENT$}", "");
            column = INDENT;
        } else if column > INDENT {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += length;
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_before_the_last_column() {
        let check = |width, expected: &str| assert_eq!(wrap("`A.B`: it is gone", width), expected);
        check(None, "`A.B`: it is gone");
        check(Some(32), "`A.B`: it is gone");
        check(Some(31), "`A.B`: it is\n               gone");
        check(Some(1), &["`A.B`:", "it", "is", "gone"].join("\n               "));
    }
}
