//! `acsgen diff`.

use super::*;

pub(super) fn two_states() -> Folder {
    let folder = Folder::new();
    folder.put("new/thing/2024-01-01/product.yaml", PRODUCT);
    let operation = "operation: DetachThing\nparameters:\n  ThingId: {type: string, required: true, length: {max: 9}}\n  Force: {type: boolean, required: true}\n";
    folder.put("new/thing/2024-01-01/DetachThing.yaml", operation);
    folder
}

#[test]
fn a_diff_is_for_people_programs_and_workflows() {
    let folder = two_states();
    let said = |format: &str| {
        let output = folder.run(&["--quiet", "diff", "specs", "new", "--format", format]);
        assert!(output.status.success());
        String::from_utf8(output.stdout).expect("it is text")
    };
    let terminal = said("terminal");
    assert!(
        terminal
            .contains("Thing 2024-01-01 DetachThing\n  major calls  `Force`: the parameter is new and must"),
        "{terminal}"
    );
    assert!(
        terminal.contains("required-parameter-added  new/thing/2024-01-01/DetachThing.yaml:4:3"),
        "{terminal}"
    );
    assert!(
        terminal.ends_with("1 major, 0 minor, 1 patch; 2 may break calls; 0 texts differ\n"),
        "{terminal}"
    );
    assert!(!terminal.contains('\u{1b}'), "no terminal, no colour");
    let markdown = said("markdown");
    assert!(
        markdown.starts_with("### Breaking\n\n- Thing 2024-01-01 DetachThing\n  - `Force`: "),
        "{markdown}"
    );
    let json: serde_json::Value = serde_json::from_str(&said("json")).expect("it is JSON");
    assert_eq!(json["changes"][1]["kind"], "limit-tightened");
    let github = said("github");
    let first = "::error file=new/thing/2024-01-01/DetachThing.yaml,line=4,col=3,title=required-parameter-added::DetachThing.Force: ";
    assert!(github.starts_with(first), "{github}");
}

#[test]
fn a_severity_becomes_an_exit_status() {
    let folder = two_states();
    let status = |arguments: &[&str]| {
        let arguments = [&["--quiet", "diff", "specs", "new", "--fail-on"], arguments].concat();
        folder.run(&arguments).status.code()
    };
    assert_eq!(status(&["none"]), Some(0));
    assert_eq!(status(&["major"]), Some(6));
    let length = OPERATION.replace("required: true", "required: true, length: {max: 9}");
    folder.put("new/thing/2024-01-01/DetachThing.yaml", &length);
    assert_eq!(status(&["patch"]), Some(5));
    assert_eq!(status(&["major"]), Some(0));
    folder.put("new/thing/2024-01-01/DetachThing.yaml", OPERATION);
    assert_eq!(status(&["patch"]), Some(0), "nothing changed");
}

#[test]
fn a_change_is_judged_by_how_the_crate_is_printed() {
    let folder = two_states();
    let said =
        |arguments: &[&str]| folder.prints(&[&["--quiet", "diff", "specs", "new"], arguments].concat());
    assert!(said(&["--required", "runtime"]).contains("minor calls  `Force`: the parameter is new and must"));
    assert!(said(&["--required", "types"]).contains("major calls  `Force`: the parameter is new and must"));
    let integer = OPERATION.replace("string", "integer");
    folder.put("new/thing/2024-01-01/DetachThing.yaml", &integer);
    assert!(said(&[]).contains("major calls  `ThingId`: the type string became integer"), "{}", said(&[]));
    assert!(
        said(&["--own-type", "DetachThing.ThingId=crate::Id"]).contains("patch calls  `ThingId`: the type")
    );
    let said = folder.fails(&["diff", "specs", "new", "--own-type", "DetachThing.ThingIds=crate::Id"]);
    assert!(said.contains("did you mean `DetachThing.ThingId`?"), "{said}");
}

#[test]
fn revisions_of_git_are_states() {
    let folder = two_states();
    folder.git(&["init", "--quiet"]);
    folder.commit("specs");
    folder.put("specs/thing/2024-01-01/ShakeThing.yaml", "operation: ShakeThing\n");
    let output = folder.run(&["--quiet", "diff", "HEAD:specs", "specs", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(json["changes"].as_array().map(Vec::len), Some(1), "{json}");
    assert_eq!(json["changes"][0]["path"], "ShakeThing");
    for (name, expected) in [
        ("HEAD:nothing", "cannot read `HEAD:nothing` from git: `nothing` is not in `HEAD`"),
        ("never:specs", "cannot read `never:specs` from git: there is no revision `never`"),
        ("HEAD", "`HEAD` is a whole revision; name a part of it, such as `HEAD:specs`"),
        ("nowhere", "`nowhere` is no file, no folder, and no `REV:PATH` of git"),
    ] {
        let said = folder.fails(&["diff", name, "specs"]);
        assert!(said.contains(expected), "{said}");
    }
    let outside = two_states().fails(&["diff", "HEAD:specs", "specs"]);
    assert!(outside.contains("cannot read `HEAD:specs` from git: "), "{outside}");
}

#[test]
fn an_annotation_is_one_line_of_a_log() {
    let folder = two_states();
    let odd = "operation: DetachThing\nparameters:\n  ThingId: {type: string, required: true}\n  \"a\\e[31m\\rb\": {type: string}\n";
    folder.put("new/thing/2024-01-01/DetachThing.yaml", odd);
    let said = folder.prints(&["diff", "specs", "new", "--format", "github"]);
    assert!(said.contains("::DetachThing.a [31m b: the parameter is new"), "{said}");
    assert!(!said.contains(['\u{1b}', '\r']), "{said}");
}

#[test]
fn a_diff_is_limited_to_what_a_crate_uses() {
    let folder = two_states();
    folder.put("new/thing/2024-01-01/ShakeThing.yaml", "operation: ShakeThing\n");
    folder.put("app/src/main.rs", "fn main() { client.shake_thing(); }");
    let output = folder.run(&["--quiet", "diff", "specs", "new", "--used-by", "app"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.ends_with("0 major, 1 minor, 0 patch; 0 may break calls; 0 texts differ\n"), "{said}");
    let said = folder.succeeds(&["diff", "specs", "new", "--used-by", "app"]);
    assert!(said.contains("the code in `app` names 1 operation: ShakeThing\n"), "{said}");
    folder.put("app/src/main.rs", "fn main() {}");
    let said = folder.fails(&["diff", "specs", "new", "--used-by", "app"]);
    assert!(said.contains("the code in `app` names no operation of these specs"), "{said}");
}
