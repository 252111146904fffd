//! Holds the verdicts of all cases against those of cargo-semver-checks. By `tests/semver-checks`.
//!
//! Both states of all cases are a crate each, so that it runs once. What it finds belongs to the case whose file it names.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use acs_codegen::diff::Level;
use acs_verdicts::{Case, Failure, Project, Said, cases};

fn main() -> Result<(), Failure> {
    let cases = cases()?;
    let folder = folder()?;
    let (old, new, target) = (folder.join("old"), folder.join("new"), folder.join("target"));
    Project::lay_out((&old, "0.1.0"), &target, &cases, |case| &case.old)?;
    Project::lay_out((&new, "0.1.1"), &target, &cases, |case| &case.new)?;
    // It is a crate that is judged, so its users stay out of it.
    for project in [&old, &new] {
        fs::write(project.join("users/main.rs"), "fn main() {}\n")?;
    }
    let found = findings(&run(&old, &new)?);
    let known: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    if let Some(other) = found.keys().find(|name| !known.contains(name.as_str())) {
        return Err(format!("something is found that is no case: {other}").into());
    }
    let wrong: Vec<String> = cases.iter().filter_map(|case| differs(case, &found)).collect();
    if !wrong.is_empty() {
        return Err(wrong.join("\n").into());
    }
    let explained = cases.iter().filter(|case| case.semver_checks.is_some()).count();
    let alike = cases.len() - explained;
    writeln!(io::stdout(), "{alike} cases are judged alike, {explained} differ and say why")?;
    Ok(())
}

/// A folder beside what cargo builds.
fn folder() -> Result<PathBuf, Failure> {
    let program = env::current_exe()?;
    let target = program.ancestors().nth(2).map(Path::to_owned);
    Ok(target.ok_or("the program stands in a folder of cargo's")?.join("tests/verdicts"))
}

/// All that cargo-semver-checks says of a release that is to break nobody.
fn run(old: &Path, new: &Path) -> Result<String, Failure> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["semver-checks", "--release-type", "minor", "--color", "never", "--manifest-path"]);
    let output = cargo.arg(new.join("Cargo.toml")).arg("--baseline-root").arg(old).output()?;
    let said = String::from_utf8(output.stdout)?;
    if output.status.success() || !said.contains("--- failure ") {
        return Err(format!(
            "it found nothing, or could not look:\n{}",
            String::from_utf8_lossy(&output.stderr)
        )
        .into());
    }
    Ok(said)
}

/// The names of what it found, by case.
fn findings(said: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut findings: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut lint = "";
    for line in said.lines() {
        if let Some(rest) = line.strip_prefix("--- failure ") {
            lint = rest.split(':').next().unwrap_or(rest);
        }
        if let Some(case) = case_of(line).filter(|_| line.starts_with("  ")) {
            findings.entry(case.to_owned()).or_default().insert(lint.to_owned());
        }
    }
    findings
}

/// The case whose file a line names: `.../src/value_added.rs:12`.
fn case_of(line: &str) -> Option<&str> {
    let (_, file) = line.rsplit_once("/src/")?;
    file.split_once(".rs:").map(|(name, _)| name)
}

/// How the two verdicts differ, where the case does not say so.
fn differs(case: &Case, found: &BTreeMap<String, BTreeSet<String>>) -> Option<String> {
    let ours = match case.report().level() {
        Some(Level::Major) => Said::Major,
        Some(Level::Minor | Level::Patch) | None => Said::Nothing,
    };
    let lints = found.get(&case.name);
    let theirs = if lints.is_some() { Said::Major } else { Said::Nothing };
    let name = &case.name;
    match &case.semver_checks {
        None if ours == theirs => None,
        None => Some(format!(
            "{name}: we say {ours:?}, it says {theirs:?} {lints:?}, and the case does not say why"
        )),
        Some(differs) if differs.says != theirs => {
            Some(format!("{name}: it says {theirs:?} {lints:?}, not {:?}", differs.says))
        }
        Some(_) if ours == theirs => {
            Some(format!("{name}: both say {ours:?}, but the case says that they differ"))
        }
        Some(_) => None,
    }
}
