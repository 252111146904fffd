//! `acsgen log`: the history of operations, out of repositories that are made for it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::history::states;
use super::{Folder, PRODUCT};

pub(super) const SPEC: &str = "specs/thing/2024-01-01/DetachThing.yaml";

fn operation(parameters: &str, errors: &str) -> String {
    format!(
        "operation: DetachThing\nparameters:\n  ThingId: {{type: string, required: true}}\n{parameters}{errors}"
    )
}

/// A repository in which a parameter, a value and a code came, and a value and a parameter went.
pub(super) fn repository() -> Folder {
    let folder = Folder::empty();
    folder.git(&["init", "--quiet"]);
    folder.put("specs/thing/2024-01-01/product.yaml", PRODUCT);
    folder.commit("a product version");
    let mode = |values: &str| format!("  Mode: {{type: string, values: [{values}]}}\n");
    folder.put(SPEC, &operation(&mode("Fast, Slow"), ""));
    folder.commit("an operation");
    folder.put("README.md", "nothing about it");
    folder.commit("something else");
    folder.put(SPEC, &operation(&mode("Fast, Safe"), "errors:\n  Busy: {status: 409}\n"));
    folder.commit("another value, and a code");
    folder.put(SPEC, &operation("", "errors:\n  Busy: {status: 409}\n"));
    folder.commit("no modes any more");
    folder
}

/// What is printed, without dates and hashes.
#[track_caller]
fn told(folder: &Folder, arguments: &[&str]) -> String {
    let text = folder.prints(&[&["log"], arguments].concat());
    let line = |line: &str| {
        let mut words = line.splitn(3, ' ');
        let (date, _, subject) = (words.next()?, words.next()?, words.next()?);
        date.starts_with("20").then(|| format!("DATE HASH {subject}"))
    };
    text.lines().map(|it| line(it).unwrap_or_else(|| it.to_owned())).collect::<Vec<_>>().join("\n")
}

#[test]
fn each_parameter_value_and_code_comes_and_goes_with_a_commit() {
    insta::assert_snapshot!(told(&repository(), &[SPEC]));
}

#[test]
fn programs_get_commits_with_their_changes() {
    let folder = repository();
    let json: Value = serde_json::from_str(&folder.prints(&["log", SPEC, "--format", "json"])).expect("JSON");
    assert_eq!(json[0]["spec"], SPEC);
    let commits = json[0]["commits"].as_array().expect("commits");
    assert_eq!(commits.len(), 3);
    assert_eq!(commits[0]["subject"], "no modes any more");
    assert_eq!(commits[0]["hash"].as_str().map(str::len), Some(40));
    let kinds = |at: usize| -> Vec<&str> {
        commits[at]["changes"].as_array().into_iter().flatten().filter_map(|it| it["kind"].as_str()).collect()
    };
    assert_eq!(kinds(0), ["parameter-removed", "value-removed", "value-removed"]);
    assert_eq!(kinds(1), ["value-added", "value-removed", "code-added"]);
    assert_eq!(commits[1]["changes"][0]["path"], "DetachThing.Mode.Safe");
    let place = commits[1]["changes"][0]["new"].as_str().expect("a place");
    assert!(place.ends_with(":specs/thing/2024-01-01/DetachThing.yaml:4:3"), "{place}");
}

#[test]
fn a_history_goes_on_under_the_names_that_a_spec_had() {
    let folder = repository();
    folder.git(&["mv", "specs", "api"]);
    folder.commit("another folder");
    let spec = operation("", "errors:\n  Busy: {status: 409}\n").replace("DetachThing", "FreeThing");
    folder.git(&["mv", "api/thing/2024-01-01/DetachThing.yaml", "api/thing/2024-01-01/FreeThing.yaml"]);
    folder.put("api/thing/2024-01-01/FreeThing.yaml", &spec);
    folder.commit("another name");
    insta::assert_snapshot!(told(&folder, &["api/thing/2024-01-01/FreeThing.yaml"]));
}

#[test]
fn what_git_alone_still_has_can_be_told() {
    let folder = repository();
    folder.git(&["rm", "--quiet", SPEC]);
    folder.commit("gone");
    let text = told(&folder, &[SPEC]);
    assert!(
        text.starts_with(&format!("{SPEC}\n\nDATE HASH gone\n  - `DetachThing`: it is gone\n")),
        "{text}"
    );
}

#[test]
fn what_overlays_and_shared_types_change_is_part_of_it() {
    let folder = repository();
    let fix = "fixes:\n  - {at: DetachThing.ThingId, set: {required: false}, why: it may be left out}\n";
    folder.put("specs/thing/2024-01-01/overlay.yaml", fix);
    folder.commit("a correction");
    let text = told(&folder, &[SPEC]);
    let expected = "DATE HASH a correction\n  ~ `ThingId`: it may be left out now\n";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_commit_that_joins_branches_has_what_none_of_them_has() {
    let folder = repository();
    folder.git(&["checkout", "--quiet", "-b", "other", "HEAD~1"]);
    folder.put("specs/thing/2024-01-01/overlay.yaml", "texts: {DetachThing: Detaches it.}\n");
    folder.commit("a text");
    folder.git(&["checkout", "--quiet", "-"]);
    folder.git(&["merge", "--quiet", "--no-edit", "other"]);
    let text = told(&folder, &[SPEC]);
    assert_eq!(text.matches("DATE HASH").count(), 3, "{text}");
}

#[test]
fn specs_of_another_age_are_passed_over() {
    let folder = repository();
    folder.put(SPEC, &operation("", "errors:\n  Busy: {status: 409}\nunheard-of: true\n"));
    folder.commit("a key that nobody knows");
    folder.put(SPEC, &operation("  Force: {type: boolean}\n", "errors:\n  Busy: {status: 409}\n"));
    folder.commit("without it");
    let text = told(&folder, &[SPEC]);
    let expected = format!(
        "{SPEC}\n\nDATE HASH without it\n  + `Force`: the parameter is new: boolean\n\nDATE HASH no modes"
    );
    assert!(text.starts_with(&expected), "{text}");
    let said = folder.succeeds(&["log", SPEC]);
    assert!(
        said.contains("cannot be read, so that its changes are told with a later commit: unknown key"),
        "{said}"
    );
}

#[test]
fn several_specs_are_told_one_after_the_other() {
    let folder = repository();
    let other = "specs/thing/2024-01-01/ShakeThing.yaml";
    folder.put(other, "operation: ShakeThing\n");
    folder.commit("another operation");
    let text = told(&folder, &[other, SPEC]);
    assert_eq!(told(&folder, &["specs"]), told(&folder, &[SPEC, other]), "a folder is all specs in it");
    assert!(
        text.starts_with(&format!(
            "{other}\n\nDATE HASH another operation\n  + `ShakeThing`: it is new\n\n{SPEC}\n\n"
        )),
        "{text}"
    );
}

#[test]
fn the_command_may_be_run_below_the_top_of_the_repository() {
    let folder = repository();
    let below = folder.0.path().join("specs/thing");
    let output =
        |arguments: &[&str]| super::command(&below).args(arguments).output().expect("the command starts");
    let told = output(&["log", "2024-01-01/DetachThing.yaml"]);
    assert_eq!(String::from_utf8_lossy(&told.stdout), folder.prints(&["log", SPEC]));
    let diff = output(&["diff", "HEAD:specs", "HEAD~1:specs", "--fail-on", "minor"]);
    assert_eq!(
        diff.status.code(),
        folder.run(&["diff", "HEAD:specs", "HEAD~1:specs", "--fail-on", "minor"]).status.code()
    );
    assert!(String::from_utf8_lossy(&diff.stdout).contains("the parameter is new"), "{diff:?}");
}

#[test]
fn what_has_no_history_is_refused() {
    let folder = repository();
    for (spec, said) in [
        ("specs/thing/2024-01-01/Nothing.yaml", "git knows no `specs/thing/2024-01-01/Nothing.yaml`"),
        ("specs/thing/2024-01-01/product.yaml", "is no spec of an operation, which is a file such as"),
        (".git", "git has no spec of an operation in `.git`"),
        (
            "../outside.yaml",
            "cannot read the history of `../outside.yaml` from git: it is outside the repository; run the command in",
        ),
    ] {
        let error = folder.fails(&["log", spec]);
        assert!(error.contains(said), "{spec}: {error}");
    }
    assert!(folder.fails(&["log"]).contains("<SPEC>"));
    let bare = Folder::new();
    let error = bare.fails(&["log", SPEC]);
    assert!(error.contains("not a git repository"), "{error}");
}

/// A repository with a commit for each state of the documentation.
fn committed(states: &[PathBuf]) -> Folder {
    let folder = Folder::empty();
    folder.git(&["init", "--quiet"]);
    for state in states {
        folder.succeeds(&["import", state.to_str().expect("a path in UTF-8"), "--out", "specs"]);
        folder.commit(&state.file_stem().expect("a file has a name").to_string_lossy());
    }
    folder
}

/// The specs of operations below a folder.
fn specs(folder: &Path, root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(specs(&path, root));
        } else if path.extension().is_some_and(|it| it == "yaml") && !path.ends_with("product.yaml") {
            found.push(path.strip_prefix(root).expect("below").to_str().expect("UTF-8").to_owned());
        }
    }
    found.sort();
    found
}

/// What each spec has in the end, if its history is told again from its beginning: the paths of all that came and did not go.
fn left(folder: &Folder) -> BTreeMap<String, BTreeSet<String>> {
    let root = folder.0.path();
    let specs = specs(&root.join("specs"), root);
    let arguments: Vec<&str> =
        ["log", "--format", "json"].into_iter().chain(specs.iter().map(String::as_str)).collect();
    let json: Value = serde_json::from_str(&folder.prints(&arguments)).expect("JSON");
    let history =
        |spec: &Value| (spec["spec"].as_str().unwrap_or_default().to_owned(), replayed(&spec["commits"]));
    json.as_array().into_iter().flatten().map(history).collect()
}

fn replayed(commits: &Value) -> BTreeSet<String> {
    let mut left = BTreeSet::new();
    let commits = commits.as_array().into_iter().flatten().rev();
    for change in commits.flat_map(|commit| commit["changes"].as_array()).flatten() {
        let (path, kind) =
            (change["path"].as_str().expect("a path"), change["kind"].as_str().expect("a kind"));
        if let (Some(name), Some((parent, _))) = (change["renamed"].as_str(), path.rsplit_once('.')) {
            let to = format!("{parent}.{name}");
            left = left.into_iter().map(|it: String| moved(&it, path, &to)).collect();
        } else if kind.ends_with("-added") && kind != "rule-added" {
            assert!(left.insert(path.to_owned()), "`{path}` came twice");
        } else if kind.ends_with("-removed") && kind != "rule-removed" {
            assert!(left.remove(path), "`{path}` went without having come");
        }
    }
    left
}

/// A path with another name for what stands at `from`.
fn moved(path: &str, from: &str, to: &str) -> String {
    match path.strip_prefix(from) {
        Some(rest) if rest.is_empty() || rest.starts_with('.') => format!("{to}{rest}"),
        _ => path.to_owned(),
    }
}

#[test]
fn what_came_and_did_not_go_is_what_there_is() {
    let Some(nine) = states("eipanycast-2020-03-09") else { return };
    let pairs = ["dm_2015-11-23", "maxcompute_2022-01-04"];
    let pairs = pairs.map(|pair| states(&format!("pairs/{pair}")).expect("the corpus is there"));
    for states in [nine].into_iter().chain(pairs) {
        let (told, last) = (left(&committed(&states)), left(&committed(&states[states.len() - 1..])));
        assert!(!told.is_empty());
        assert_eq!(told, last, "{states:?}");
    }
}

#[test]
fn a_year_of_an_operation_is_told() {
    let Some(states) = states("eipanycast-2020-03-09") else { return };
    let folder = committed(&states);
    insta::assert_snapshot!(told(&folder, &["specs/eipanycast/2020-03-09/AllocateAnycastEipAddress.yaml"]));
}
