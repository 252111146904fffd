//! Whether every rule of the tables is broken by a case.

use std::collections::BTreeMap;

use acs_runtime::rules::{CrossRule, Kind, OperationSpec, ParameterSpec};

use super::{load, tables};
use crate::TestResult;

/// How often a rule is stated, or broken: by operation, path without numbers, and rule.
type Counts = BTreeMap<(String, String, String), usize>;

#[test]
fn every_rule_of_the_tables_is_broken_by_a_case() -> TestResult {
    let broken = count_broken()?;
    let mut stated = Counts::new();
    tables().for_each(|spec| count_stated(spec, &mut stated));
    // A rule with two ends is two rules of one name.
    let untested: Vec<_> =
        stated.iter().filter(|(rule, count)| broken.get(rule).is_none_or(|broken| broken < count)).collect();
    assert!(untested.is_empty(), "{untested:#?}");
    assert!(stated.len() > 80, "the tables have their rules");
    Ok(())
}

fn count_broken() -> Result<Counts, Box<dyn std::error::Error>> {
    let mut counts = Counts::new();
    for run in load()? {
        for broken in &run.broken {
            let mut words = broken.rsplitn(3, ' ').skip(1);
            let (rule, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            let is_name = |segment: &&str| segment.parse::<usize>().is_err();
            let path: Vec<_> = path.split('.').filter(is_name).collect();
            *counts.entry(key(run.spec, &path.join("."), rule)).or_default() += 1;
        }
    }
    Ok(counts)
}

fn key(spec: &OperationSpec<'_>, path: &str, rule: &str) -> (String, String, String) {
    (spec.name.to_owned(), path.to_owned(), rule.to_owned())
}

fn count_stated(spec: &OperationSpec<'_>, counts: &mut Counts) {
    spec.parameters.iter().for_each(|parameter| count_parameter(spec, parameter, parameter.name, counts));
    for rule in spec.rules {
        let (names, rule) = match rule {
            CrossRule::AtLeastOne { names, .. } => (names, "at-least-one"),
            CrossRule::ExactlyOne { names, .. } => (names, "exactly-one"),
            CrossRule::Exclusive { names, .. } => (names, "exclusive"),
            other => panic!("{other:?} is a rule of which these tests know nothing"),
        };
        *counts.entry(key(spec, &names.join(", "), rule)).or_default() += 1;
    }
}

fn count_parameter(spec: &OperationSpec<'_>, parameter: &ParameterSpec<'_>, path: &str, counts: &mut Counts) {
    let rules = parameter.rules.iter().chain(parameter.inferred).map(|rule| rule.name());
    for rule in rules.chain(parameter.required.then_some("required")) {
        *counts.entry(key(spec, path, rule)).or_default() += 1;
    }
    if let Kind::List(item) | Kind::Map(item) = parameter.kind {
        count_parameter(spec, item, path, counts);
    }
    for field in parameter.fields(spec.product).unwrap_or_default() {
        count_parameter(spec, field, &format!("{path}.{}", field.name), counts);
    }
}
