//! `acsgen policy diff`.

use std::fmt::Write as _;

use acs_codegen::markdown::code;
use acs_codegen::policy::{Change, Changes, Grants, Kind, changes, check_operations};
use anstyle::{AnsiColor, Style};

use crate::args::{ChangesFormat, FailOnNeed, PolicyDiffArgs, StatesArgs};
use crate::report::{Failure, Report};
use crate::state::{Loaded, chosen};

pub(super) fn run(args: &PolicyDiffArgs, report: &mut Report) -> Result<(), Failure> {
    let jobs = report.start("comparing");
    let StatesArgs { old, new, chosen: names } = &args.states;
    let (old, new) = Loaded::load_both((old, new), &jobs)?;
    let models = [&old.model, &new.model];
    let names = chosen(names, &models, report)?;
    if let Some(names) = &names {
        check_operations(&models, names)?;
    }
    let of = |loaded: &Loaded| Grants::of(&loaded.model, names.as_deref());
    let changes = changes(&of(&old), &of(&new));
    match args.format {
        ChangesFormat::Terminal => report.styled(&terminal(&changes)),
        ChangesFormat::Markdown => report.styled(&markdown(&changes)),
        ChangesFormat::Json => report.result(&serde_json::to_string_pretty(&changes).unwrap_or_default()),
    }
    let found = match (changes.is_empty(), changes.needs_more()) {
        (true, _) => return Ok(()),
        (false, true) => FailOnNeed::Needed,
        (false, false) => FailOnNeed::Changed,
    };
    match found {
        _ if found < args.fail_on => Ok(()),
        FailOnNeed::Needed => Err(Failure::Status(4)),
        FailOnNeed::Changed | FailOnNeed::None => Err(Failure::Status(3)),
    }
}

/// The kinds in the order of the list, each with a word, a colour, and a title.
const KINDS: [(Kind, &str, AnsiColor, &str); 5] = [
    (Kind::Needed, "needed", AnsiColor::Red, "New permissions"),
    (Kind::Documented, "known", AnsiColor::Yellow, "Permissions that are documented now"),
    (Kind::Unneeded, "unneeded", AnsiColor::Green, "No longer needed"),
    (Kind::KeyRemoved, "key gone", AnsiColor::Yellow, "Condition keys that are gone"),
    (Kind::KeyAdded, "key new", AnsiColor::Cyan, "New condition keys"),
];

fn terminal(changes: &Changes) -> String {
    let mut text = String::new();
    let dim = Style::new().dimmed();
    for (kind, word, colour, _) in KINDS {
        let style = colour.on_default();
        for change in changes.changes.iter().filter(|change| change.kind == kind) {
            let (action, on) = (code(&change.action), code(&change.on));
            let _ = writeln!(text, "{style}{word:8}{style:#}  {action} {} {on}", preposition(change));
            let _ = writeln!(text, "          {dim}{}{dim:#}", change.operations.join(", "));
        }
    }
    let style = AnsiColor::Yellow.on_default();
    for name in &changes.undocumented {
        let _ = writeln!(text, "{style}unknown{style:#}   {name}");
    }
    let _ = writeln!(text, "{}", counts(changes));
    text
}

fn markdown(changes: &Changes) -> String {
    let mut text = String::new();
    for (kind, _, _, title) in KINDS {
        let mut list = changes.changes.iter().filter(|change| change.kind == kind).peekable();
        if list.peek().is_none() {
            continue;
        }
        let _ = writeln!(text, "### {title}\n");
        for change in list {
            let (action, on, operations) =
                (code(&change.action), code(&change.on), change.operations.join("`, `"));
            let _ = writeln!(text, "- {action} {} {on}, for `{operations}`", preposition(change));
        }
        text.push('\n');
    }
    if !changes.undocumented.is_empty() {
        let list = changes.undocumented.join("`\n- `");
        let _ = writeln!(text, "### Permissions that are not documented\n\n- `{list}`\n");
    }
    let _ = writeln!(text, "{}.", counts(changes));
    text
}

fn preposition(change: &Change) -> &'static str {
    match change.kind {
        Kind::Needed | Kind::Documented | Kind::Unneeded => "on",
        Kind::KeyRemoved | Kind::KeyAdded => "by",
    }
}

fn counts(changes: &Changes) -> String {
    let of = |kind| changes.changes.iter().filter(|change| change.kind == kind).count();
    let keys = of(Kind::KeyRemoved) + of(Kind::KeyAdded);
    format!(
        "{} needed, {} documented now, {} no longer needed; {keys} condition keys differ; not documented: {}",
        of(Kind::Needed),
        of(Kind::Documented),
        of(Kind::Unneeded),
        changes.undocumented.len()
    )
}
