//! `acsgen log`.

mod commits;
mod stages;

use std::fmt::Write as _;

use acs_codegen::diff::{Change, Commit, Direction, History};
use acs_codegen::printable;
use anstyle::{AnsiColor, Style};

use crate::args::{LogArgs, LogFormat};
use crate::diff::place;
use crate::report::{Failure, Report};
use commits::{Step, is_shallow, steps, tracked};
use stages::Stages;

pub(crate) fn run(args: &LogArgs, report: &mut Report) -> Result<(), Failure> {
    // A bar for each of many small steps would only flicker.
    let jobs = report.start("reading").unwatched();
    let mut stages = Stages::new(&jobs);
    let mut histories = Vec::new();
    for spec in &args.specs {
        for spec in tracked(spec)? {
            histories.push(history(spec, &mut stages)?);
        }
    }
    stages.unreadable.iter().for_each(|message| report.note(message));
    if is_shallow()? {
        report.note("the clone is shallow: what its first commit has may be older");
    }
    match args.format {
        LogFormat::Terminal => {
            let texts: Vec<String> = histories.iter().map(terminal).collect();
            report.styled(&texts.join("\n"));
        }
        LogFormat::Json => report.result(&serde_json::to_string_pretty(&histories).unwrap_or_default()),
    }
    Ok(())
}

/// The history of a spec. It is read from its beginning, and told from its end.
fn history(spec: String, stages: &mut Stages<'_>) -> Result<History, Failure> {
    let (mut commits, mut last) = (Vec::new(), None);
    for step in steps(&spec)?.into_iter().rev() {
        let changes = stages.changes(&step, &mut last);
        if !changes.is_empty() {
            let Step { hash, short, date, subject, .. } = step;
            commits.push(Commit { hash, short, date, subject, changes });
        }
    }
    commits.reverse();
    Ok(History { spec, commits })
}

fn terminal(history: &History) -> String {
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    let mut text = format!("{bold}{}{bold:#}\n", printable(&history.spec));
    for Commit { short, date, subject, changes, .. } in &history.commits {
        let subject = printable(subject);
        let yellow = AnsiColor::Yellow.on_default();
        let _ = writeln!(text, "\n{date} {yellow}{short}{yellow:#} {dim}{subject}{dim:#}");
        changes.iter().for_each(|change| write_change(change, &mut text));
    }
    text
}

fn write_change(change: &Change, text: &mut String) {
    let (sign, colour) = match change.kind.direction() {
        Direction::Came => ('+', AnsiColor::Green),
        Direction::Went => ('-', AnsiColor::Red),
        Direction::Changed => ('~', AnsiColor::Cyan),
    };
    let style = colour.on_default();
    let guess = if change.guess { " (a guess)" } else { "" };
    let _ = writeln!(text, "  {style}{sign}{style:#} {}: {}{guess}", place(change), change.message);
}
