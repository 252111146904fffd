//! Cases written by hand from the documentation judge the tables and the one function that reads them.
//!
//! `cases/*.yaml` has, for each operation, a good request and changes of it with the rules that they break.

mod coverage;

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use acs_runtime::encode::from_json;
use acs_runtime::rules::{OperationSpec, Severity, Violation, check};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::TestResult;

/// A file of cases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    product: String,
    operations: BTreeMap<String, Operation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Operation {
    /// A request that breaks nothing.
    good: Map<String, Value>,
    /// The cases by what they are.
    cases: BTreeMap<String, Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// Parameters that are set, or set to something else.
    #[serde(default)]
    with: Map<String, Value>,
    /// Parameters that are left out.
    #[serde(default)]
    without: Vec<String>,
    /// Path, rule and severity of each violation, in the order of the page.
    #[serde(default)]
    broken: Vec<String>,
}

/// A case with all that it needs.
struct Run {
    name: String,
    spec: &'static OperationSpec<'static>,
    request: Value,
    broken: Vec<String>,
}

fn load() -> Result<Vec<Run>, Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut runs = Vec::new();
    for path in fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()? {
        let file: File = serde_yaml::from_str(&fs::read_to_string(path)?)?;
        for (name, operation) in file.operations {
            let spec = find(&file.product, &name).ok_or_else(|| format!("`{name}` is no operation"))?;
            runs.extend(operation.cases.into_iter().map(|case| run(spec, &operation.good, case)));
        }
    }
    Ok(runs)
}

/// The tables of both products.
fn tables() -> impl Iterator<Item = &'static OperationSpec<'static>> {
    acs_eipanycast_20200309::OPERATIONS.iter().chain(acs_sts_20150401::OPERATIONS).copied()
}

fn find(product: &str, name: &str) -> Option<&'static OperationSpec<'static>> {
    tables().find(|spec| spec.product.name == product && spec.name == name)
}

fn run(
    spec: &'static OperationSpec<'static>,
    good: &Map<String, Value>,
    (name, case): (String, Case),
) -> Run {
    let mut request = good.clone();
    request.extend(case.with);
    request.retain(|name, _| !case.without.contains(name));
    let request = request.into_iter().map(|(name, value)| (name, spell_out(value))).collect();
    Run { name: format!("{}: {name}", spec.name), spec, request, broken: case.broken }
}

/// Spells out `{text: a, times: 65}` and `{list: a, times: 51}`, wherever they stand.
fn spell_out(value: Value) -> Value {
    match value {
        Value::Object(fields) => match (fields.get("text"), fields.get("list"), fields.get("times")) {
            (Some(Value::String(text)), None, Some(times)) => text.repeat(number(times)).into(),
            (None, Some(item), Some(times)) => vec![spell_out(item.clone()); number(times)].into(),
            _ => fields.into_iter().map(|(name, value)| (name, spell_out(value))).collect(),
        },
        Value::Array(items) => items.into_iter().map(spell_out).collect(),
        scalar => scalar,
    }
}

fn number(times: &Value) -> usize {
    times.as_u64().and_then(|times| times.try_into().ok()).unwrap_or_default()
}

fn describe(violation: &Violation) -> String {
    let severity = match violation.severity() {
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    format!("{} {} {severity}", violation.path(), violation.rule())
}

#[test]
fn each_case_breaks_what_the_documentation_says() -> TestResult {
    let runs = load()?;
    assert!(runs.len() >= 40);
    for run in runs {
        let violations = check(run.spec, &from_json(run.request));
        let found: Vec<String> = violations.iter().map(describe).collect();
        assert_eq!(found, run.broken, "{}", run.name);
    }
    Ok(())
}
