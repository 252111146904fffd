//! What `acsgen diff` says of each case is what the compiler and an emulator say.

mod calls;

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};

use acs_codegen::diff::{Kind, Level};
use acs_verdicts::{Case, Failure, Project, cases};

type TestResult = Result<(), Failure>;

#[test]
fn every_kind_of_change_has_a_case() -> TestResult {
    let reports: Vec<_> = cases()?.iter().map(Case::report).collect();
    let shown: BTreeSet<Kind> =
        reports.iter().flat_map(|report| &report.changes).map(|change| change.kind).collect();
    let missing: Vec<_> = Kind::ALL.iter().filter(|kind| !shown.contains(kind)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    Ok(())
}

#[test]
fn verdicts_are_those_of_the_cases() -> TestResult {
    let cases = cases()?;
    let differ = cases.iter().filter_map(|case| {
        let lines = case.lines();
        (lines != case.says).then(|| format!("{}: {lines:#?}", case.name))
    });
    let differ: Vec<_> = differ.collect();
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    Ok(())
}

#[test]
fn the_compiler_agrees() -> TestResult {
    let cases = cases()?;
    let folder = folder()?;
    let target = folder.join("target");
    let old = Project::lay_out((&folder.join("old"), "0.1.0"), &target, &cases, |case| &case.old)?;
    let broken: Vec<_> = old.failing(&cases)?.into_values().collect();
    assert!(broken.is_empty(), "users compile before the change:\n{}", broken.join("\n"));
    let new = Project::lay_out((&folder.join("new"), "0.1.1"), &target, &cases, |case| &case.new)?;
    let broken = new.failing(&cases)?;
    for case in &cases {
        let is_major = case.report().level() == Some(Level::Major);
        match broken.get(&case.name) {
            Some(words) => assert!(is_major, "{} does not compile any more:\n{words}", case.name),
            None => assert!(!is_major, "{} still compiles", case.name),
        }
    }
    Ok(())
}

/// A folder that is kept from run to run, beside what cargo builds.
fn folder() -> Result<PathBuf, Failure> {
    let program = env::current_exe()?;
    let target = program.ancestors().nth(3).map(Path::to_owned);
    Ok(target.ok_or("the program stands in a folder of cargo's")?.join("tests/verdicts"))
}
