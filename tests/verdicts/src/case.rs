//! A case, as it stands in its file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use acs_codegen::diff::{Change, Report, diff};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{Failure, State};

/// What a file of `cases/` says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    says: Vec<String>,
    #[serde(default)]
    old: BTreeMap<String, String>,
    #[serde(default)]
    new: BTreeMap<String, Option<String>>,
    user: String,
    call: Option<Call>,
    semver_checks: Option<SemverChecks>,
}

/// A call that was right before.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// The operation.
    pub operation: String,
    /// The method and the path, of style ROA.
    pub route: Option<String>,
    /// Its parameters.
    #[serde(default)]
    pub with: Map<String, Value>,
    /// What becomes of it.
    pub now: Now,
}

/// What a service that is as newly documented makes of a call that was right before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Now {
    /// It is answered, with all that the answer had.
    Answered,
    /// It is answered, but the answer lacks something, or has another type there.
    Otherwise,
    /// It is refused.
    Refused,
}

/// What cargo-semver-checks says, where it does not say the same.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SemverChecks {
    /// What it says.
    pub says: Said,
    /// Why.
    pub because: String,
}

/// What cargo-semver-checks has to say of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// That users may break.
    Major,
    /// Nothing of the kind.
    Nothing,
}

/// A change, in its two states.
#[derive(Debug)]
pub struct Case {
    /// The name, as a module has it.
    pub name: String,
    /// The expected changes, as `level[ calls][ guess] kind path`, the worst first.
    pub says: Vec<String>,
    /// Before the change.
    pub old: State,
    /// After it.
    pub new: State,
    /// Code that uses what changes, as the documentation shows. `thing` is the generated crate.
    pub user: String,
    /// A call that shows the other verdict, where there is one to show it.
    pub call: Option<Call>,
    /// Where cargo-semver-checks differs.
    pub semver_checks: Option<SemverChecks>,
}

/// All cases, by name.
///
/// # Errors
///
/// A file that cannot be read, and specs that are wrong, with the name of the case.
pub fn cases() -> Result<Vec<Case>, Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = paths.collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    paths
        .iter()
        .map(|path| load(path).map_err(|error| format!("{}: {error}", path.display()).into()))
        .collect()
}

fn load(path: &Path) -> Result<Case, Failure> {
    let written: Written = serde_yaml::from_str(&fs::read_to_string(path)?)?;
    let name = path.file_stem().and_then(|name| name.to_str()).ok_or("the file has no name")?;
    let mut after = written.old.clone();
    for (file, text) in written.new {
        match text {
            Some(text) => after.insert(file, text),
            None => after.remove(&file),
        };
    }
    Ok(Case {
        name: name.replace('-', "_"),
        says: written.says,
        old: State::new(&written.old)?,
        new: State::new(&after)?,
        user: written.user,
        call: written.call,
        semver_checks: written.semver_checks,
    })
}

impl Case {
    /// What `acsgen diff` says.
    pub fn report(&self) -> Report {
        diff(self.old.compared(), self.new.compared())
    }

    /// The same in the words of a case.
    pub fn lines(&self) -> Vec<String> {
        self.report().changes.iter().map(line).collect()
    }
}

fn line(change: &Change) -> String {
    let word = |value: Result<Value, _>| value.ok().and_then(|value| value.as_str().map(str::to_owned));
    let level = word(serde_json::to_value(change.level)).unwrap_or_default();
    let kind = word(serde_json::to_value(change.kind)).unwrap_or_default();
    let calls = if change.breaks_calls { " calls" } else { "" };
    let guess = if change.guess { " guess" } else { "" };
    format!("{level}{calls}{guess} {kind} {}", change.path)
}
