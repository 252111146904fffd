//! Changes for a changelog or a pull request.

use std::fmt::Write as _;

use acs_codegen::diff::{Change, Level, Report};

use super::{by_operation, counts, sentence};

/// Sections by level, the worst first, with a list per operation; and the counts.
pub(crate) fn markdown(changes: &Report) -> String {
    format!("{}{}.\n", sections(changes), counts(changes))
}

/// The sections without the counts.
pub(crate) fn sections(changes: &Report) -> String {
    let mut text = String::new();
    for (level, title) in
        [(Level::Major, "Breaking"), (Level::Minor, "Added and deprecated"), (Level::Patch, "Changed")]
    {
        let part: Vec<_> = changes.changes.iter().filter(|change| change.level == level).cloned().collect();
        if part.is_empty() {
            continue;
        }
        let _ = writeln!(text, "### {title}\n");
        for (name, group) in by_operation(&part) {
            let _ = writeln!(text, "- {name}");
            group.into_iter().for_each(|change| write_change(change, &mut text));
        }
        text.push('\n');
    }
    text
}

fn write_change(change: &Change, text: &mut String) {
    let calls = if change.breaks_calls { " **May break calls.**" } else { "" };
    let guess = if change.guess { " (A guess.)" } else { "" };
    let _ = writeln!(text, "  - {}.{guess}{calls}", sentence(change));
}
