//! `acsgen policy`.

mod changes;

use std::collections::{BTreeMap, BTreeSet};

use acs_codegen::policy::{
    Condition, Grants, MAX_CHARACTERS, Report as Written, Unfilled, Values, check_operations, polls,
    shared_names,
};

use crate::args::{PolicyArgs, PolicyCommand, PolicyFormat, PolicyPrintArgs};
use crate::report::{Failure, Report, first_ones};
use crate::state::{Loaded, chosen};

/// The warnings about documentation after which a policy is another one.
const ABOUT_PERMISSIONS: [&str; 2] = ["more-actions", "ram-resource"];
/// Most lines of a list.
const LISTED: usize = 50;

pub(crate) fn run(args: &PolicyArgs, report: &mut Report) -> Result<(), Failure> {
    match &args.command {
        Some(PolicyCommand::Diff(args)) => changes::run(args, report),
        None => print(&args.print, report),
    }
}

fn print(args: &PolicyPrintArgs, report: &mut Report) -> Result<(), Failure> {
    let jobs = report.start("reading");
    let mut loaded = Loaded::load(&args.specs, &jobs)?;
    loaded.warnings.retain(|warning| ABOUT_PERMISSIONS.contains(&warning.code));
    report.warnings(&loaded.warnings);
    let names = chosen(&args.chosen, &[&loaded.model], report)?;
    if let Some(names) = &names {
        check_operations(&[&loaded.model], names)?;
        say_what_is_shared(&shared_names(&loaded.model, names), report);
        if args.chosen.used_by.is_none() {
            say_what_is_polled(&polls(&loaded.model, names), report);
        }
    }
    let grants = Grants::of(&loaded.model, names.as_deref());
    let fill = &args.fill;
    let (regions, accounts) = (fill.region.clone(), fill.account.clone());
    let values = Values { regions, accounts, named: fill.set.clone() };
    values.check(&grants)?;
    Condition::check(&fill.condition, &grants)?;
    let written = Written::new(&grants, &values, &fill.condition);
    check_filled(&written, args)?;
    say_what_is_not_told(&grants, &written, report);
    let is_empty = written.policy.statement.is_empty();
    if !is_empty {
        say_what_can_be_chosen(&written, &fill.condition, report);
    }
    match args.format {
        PolicyFormat::Policy if is_empty => {}
        PolicyFormat::Policy => {
            report.result(&serde_json::to_string_pretty(&written.policy).unwrap_or_default())
        }
        PolicyFormat::Json => report.result(&serde_json::to_string_pretty(&written).unwrap_or_default()),
    }
    let message = "documentation names no permission of these operations, so that there is no policy";
    if is_empty { Err(Failure::Message(message.to_owned())) } else { Ok(()) }
}

fn check_filled(written: &Written, args: &PolicyPrintArgs) -> Result<(), Failure> {
    if !args.fill.filled || written.unfilled.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = written.unfilled.iter().map(line).collect();
    Err(Failure::Message(format!(
        "names in resources have no value; give it with `--set`:\n{}",
        list.join("\n")
    )))
}

fn line(it: &Unfilled) -> String {
    let resources: Vec<String> = it.resources.iter().map(|resource| format!("`{resource}`")).collect();
    format!("  {}: {}", it.name, first_ones(&resources))
}

/// Names that mean more than one operation.
fn say_what_is_shared(names: &[(String, Vec<String>)], report: &Report) {
    for (name, full) in names {
        let message = format!(
            "`{name}` is an operation of several product versions; `--operations` takes these names:"
        );
        report.note(&format!("{message}\n  {}", lines_of(full)));
    }
}

/// Operations that are called, beside those that are named, by who waits for the end of these.
fn say_what_is_polled(polls: &BTreeSet<(String, String)>, report: &Report) {
    if polls.is_empty() {
        return;
    }
    let list: Vec<String> = polls.iter().map(|(of, poll)| format!("{poll} (for {of})")).collect();
    let message = "who waits for the end of a call (`send_and_wait`) calls these, too; name them to have them in the policy:";
    report.note(&format!("{message}\n  {}", lines_of(&list)));
}

/// Where the policy may be too small or too large for want of documentation.
fn say_what_is_not_told(grants: &Grants, written: &Written, report: &Report) {
    if !written.undocumented.is_empty() {
        let message = "documentation does not tell what these operations need; the policy does not have it:";
        report.note(&format!("{message}\n  {}", lines_of(&written.undocumented)));
    }
    for (resource, operation) in &grants.unreadable {
        report.note(&format!("`{resource}` of {operation} is no resource; the policy has `*` for it"));
    }
    if !grants.unlimited.is_empty() {
        let actions: Vec<String> = grants.unlimited.iter().cloned().collect();
        let message = "documentation names no resource of these actions; the policy has `*` for them:";
        report.note(&format!("{message}\n  {}", lines_of(&actions)));
    }
    let characters = written.policy.characters();
    if characters > MAX_CHARACTERS {
        let message = format!("the policy has {characters} characters, and RAM takes {MAX_CHARACTERS}");
        report.note(&format!("{message}; print it in parts with `--operations`"));
    }
}

/// What makes the policy smaller.
fn say_what_can_be_chosen(written: &Written, conditions: &[Condition], report: &Report) {
    if !written.unfilled.is_empty() {
        let list: Vec<String> = written.unfilled.iter().map(line).collect();
        let message = "`*` stands for these names; `--region`, `--account` and `--set` narrow it:";
        report.note(&format!("{message}\n{}", list.join("\n")));
    }
    let mut keys: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for permission in &written.permissions {
        for key in &permission.condition_keys {
            keys.entry(key).or_default().push(permission.action.clone());
        }
    }
    keys.retain(|key, _| !conditions.iter().any(|it| it.key.eq_ignore_ascii_case(key)));
    if !keys.is_empty() {
        let list = keys.iter().map(|(key, actions)| format!("  {key}: {}", first_ones(actions)));
        let message = "`--condition` takes these keys of the services, and any that begins with `acs:`:";
        report.note(&format!("{message}\n{}", list.collect::<Vec<_>>().join("\n")));
    }
}

/// The first ones of a long list, one in a line, and how many more there are.
fn lines_of(list: &[String]) -> String {
    let shown = list.iter().take(LISTED).cloned().collect::<Vec<_>>().join("\n  ");
    match list.len().saturating_sub(LISTED) {
        0 => shown,
        more => format!("{shown}\n  and {more} more; `--format json` has all of them"),
    }
}
