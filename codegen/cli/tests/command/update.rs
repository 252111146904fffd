//! `acsgen update`: what it shows, what it asks, what it writes, and what of people's work it keeps.

use std::fs;
use std::io::{self, Write as _};

use super::Folder;

const SPECS: &str = "specs/thing/2024-01-01";
const CRATE: &str = "generated/acs-thing-20240101";

/// The documentation: what `DetachThing` takes beside `ThingId`, and answers beside `RequestId`; its codes; other operations.
pub(super) fn documentation(parameters: &str, fields: &str, codes: &str, operations: &str) -> String {
    format!(
        r#"{{"info": {{"style": "RPC", "product": "Thing", "version": "2024-01-01"}}, "apis": {{
        "DetachThing": {{"methods": ["post"], "parameters": [
            {{"name": "ThingId", "in": "query", "schema": {{"type": "string", "required": true}}}}{parameters}],
            "responses": {{"200": {{"schema": {{"type": "object", "properties": {{
                "RequestId": {{"type": "string"}}{fields}}}}}}}}},
            "errorCodes": {{"400": [{{"errorCode": "Busy"}}{codes}]}}}}{operations}}}}}"#
    )
}

const FORCE: &str = r#", {"name": "Force", "in": "query", "schema": {"type": "boolean"}}"#;
const FORCED: &str = r#", {"name": "Forced", "in": "query", "schema": {"type": "boolean"}}"#;
const BOTH: &str =
    r#", {"name": "Mode", "in": "query", "schema": {"type": "string", "enum": ["Fast", "Slow"]}}"#;
const FAST: &str = r#", {"name": "Mode", "in": "query", "schema": {"type": "string", "enum": ["Fast"]}}"#;
const SHAKE: &str = r#", "ShakeThing": {"methods": ["post"], "parameters": []}"#;

/// What there is at first.
pub(super) fn first() -> String {
    let codes = r#", {"errorCode": "Rusty"}"#;
    documentation(&format!("{FORCE}{BOTH}"), r#", "Weight": {"type": "integer"}"#, codes, SHAKE)
}

/// The same after something of everything has gone, and `Force` is called `Forced`.
pub(super) fn second() -> String {
    documentation(&format!("{FORCED}{FAST}"), "", "", "")
}

impl Folder {
    /// Specs and crate of the first documentation.
    fn begun() -> Self {
        let folder = Self::empty();
        folder.put("a.json", &first());
        folder.succeeds(&["update", "a.json", "--yes", "--begin"]);
        folder
    }

    /// Updates to this documentation.
    #[track_caller]
    fn update(&self, documentation: &str) -> String {
        self.put("a.json", documentation);
        self.prints(&["update", "a.json", "--yes"])
    }
}

#[test]
fn a_new_product_version_has_no_history() {
    let folder = Folder::begun();
    assert!(!folder.has(&format!("{CRATE}/CHANGELOG.md")) && !folder.has(&format!("{SPECS}/release.yaml")));
    assert!(folder.read(&format!("{CRATE}/Cargo.toml")).contains("\nversion = \"0.1.0\"\n"));
    assert_eq!(
        folder.prints(&["update", "a.json"]),
        "acs-thing-20240101 0.1.0: no change\neverything is up to date\n"
    );
}

#[test]
fn what_the_documentation_drops_stays_and_the_update_is_minor() {
    let folder = Folder::begun();
    let said = folder.update(&second());
    assert!(said.starts_with("acs-thing-20240101 0.1.0 -> 0.1.1: adds something\n"), "{said}");
    insta::assert_snapshot!("tombstones", folder.read(&format!("{SPECS}/tombstones.yaml")));
    insta::assert_snapshot!("changelog", folder.read(&format!("{CRATE}/CHANGELOG.md")));
    assert!(folder.read(&format!("{SPECS}/release.yaml")).ends_with("\nversion: 0.1.1\n"));
    assert!(folder.read(&format!("{CRATE}/Cargo.toml")).contains("\nversion = \"0.1.1\"\n"));
    let module = folder.read(&format!("{CRATE}/src/detach_thing.rs"));
    assert!(
        module.contains(
            r#"#[deprecated(since = "0.1.1", note = "perhaps use `Forced` instead; gone in 0.2.0")]"#
        ),
        "{module}"
    );
    assert!(
        folder.has(&format!("{CRATE}/src/shake_thing.rs"))
            && !folder.has(&format!("{SPECS}/ShakeThing.yaml"))
    );
    folder.succeeds(&["generate", "--check"]);
}

#[test]
fn what_is_gone_goes_with_the_next_release_that_may_break_users() {
    let folder = Folder::begun();
    folder.update(&second());
    let said = folder.update(&second().replace(
        r#""Forced", "in": "query", "schema": {"type": "boolean"}"#,
        r#""Forced", "in": "query", "schema": {"type": "integer"}"#,
    ));
    assert!(said.starts_with("acs-thing-20240101 0.1.1 -> 0.2.0: breaks users\n"), "{said}");
    assert!(
        said.contains("Thing 2024-01-01 ShakeThing\n  major        it went with an earlier release"),
        "{said}"
    );
    assert!(!said.contains("had stayed"), "it is told once: {said}");
    assert!(folder.read(&format!("{SPECS}/tombstones.yaml")).ends_with("\ngone: []\n"));
    assert!(!folder.has(&format!("{CRATE}/src/shake_thing.rs")));
    let changelog = folder.read(&format!("{CRATE}/CHANGELOG.md"));
    assert!(changelog.find("## 0.2.0") < changelog.find("## 0.1.1"), "{changelog}");
}

#[test]
fn a_release_may_be_made_to_drop_what_is_gone() {
    let folder = Folder::begun();
    folder.update(&second());
    let said = folder.prints(&["update", "a.json", "--yes", "--breaking"]);
    assert!(said.starts_with("acs-thing-20240101 0.1.1 -> 0.2.0: breaks users\n"), "{said}");
    assert!(said.contains("`Force`: it went with an earlier release, and is not kept any longer"), "{said}");
    assert!(!folder.read(&format!("{CRATE}/src/detach_thing.rs")).contains("deprecated"));
}

#[test]
fn what_is_documented_again_is_not_gone() {
    let folder = Folder::begun();
    folder.update(&second());
    let said = folder.update(&first());
    for told in [
        "Thing 2024-01-01 ShakeThing\n  minor        it is documented again\n",
        "`Force`: the parameter is documented again: boolean\n",
        "`Mode.Slow`: the value `Slow` is documented again\n",
        "`response.Weight`: the field is documented again: integer (int64)\n",
        "`errors.Rusty`: the error code with status 400 is documented again\n",
        "`Forced`: the parameter is gone",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert!(!said.contains("is new"), "{said}");
    let tombstones = folder.read(&format!("{SPECS}/tombstones.yaml"));
    assert_eq!(tombstones.matches("at:").count(), 1, "{tombstones}");
    assert!(tombstones.contains("at: DetachThing.Forced"), "{tombstones}");
    assert!(!folder.succeeds(&["generate"]).contains("warning"));
}

#[test]
fn what_people_write_stays() {
    let folder = Folder::begun();
    folder.update(&second());
    let tombstones = folder.read(&format!("{SPECS}/tombstones.yaml"));
    folder.put(
        &format!("{SPECS}/tombstones.yaml"),
        &tombstones.replace("at: ShakeThing\n", "at: ShakeThing\n    instead: DetachThing\n"),
    );
    folder.put(&format!("{CRATE}/CHANGELOG.md"), "# Changes\n\nOurs.\n\n## 0.1.1\n\nMine.\n");
    folder.put(&format!("{SPECS}/release.yaml"), "version: 1.4.2\n");
    let more =
        format!("{FORCED}{FAST}{}", r#", {"name": "More", "in": "query", "schema": {"type": "string"}}"#);
    folder.put(
        &format!("{SPECS}/tombstones.yaml"),
        &folder.read(&format!("{SPECS}/tombstones.yaml")).replace("0.2.0", "2.0.0"),
    );
    let said = folder.update(&documentation(&more, "", "", ""));
    assert!(said.starts_with("acs-thing-20240101 1.4.2 -> 1.5.0: adds something\n"), "{said}");
    assert!(folder.read(&format!("{SPECS}/tombstones.yaml")).contains("instead: DetachThing"));
    let changelog = folder.read(&format!("{CRATE}/CHANGELOG.md"));
    assert!(
        changelog.starts_with("# Changes\n\nOurs.\n\n## 1.5.0\n")
            && changelog.ends_with("\n\n## 0.1.1\n\nMine.\n"),
        "{changelog}"
    );
}

#[test]
fn nothing_is_written_unasked() {
    let folder = Folder::begun();
    folder.put("a.json", &second());
    let dry = folder.succeeds(&["update", "a.json", "--dry-run", "--report", "report.md"]);
    assert!(dry.contains("specs: 3 to write, 1 to remove"), "{dry}");
    assert!(folder.read("report.md").starts_with("## acs-thing-20240101 0.1.0 -> 0.1.1: adds something\n"));
    let said = folder.fails(&["update", "a.json"]);
    assert!(said.contains("there is no terminal to ask on; `--yes` writes without asking"), "{said}");
    assert!(folder.has(&format!("{SPECS}/ShakeThing.yaml")) && !folder.has(&format!("{SPECS}/release.yaml")));
}

#[test]
fn a_report_replaces_no_spec() {
    let folder = Folder::begun();
    folder.put("a.json", &second());
    let before = folder.read(&format!("{SPECS}/DetachThing.yaml"));
    for path in
        [format!("{SPECS}/DetachThing.yaml"), format!("{CRATE}/src/lib.rs"), "specs/report.md".to_owned()]
    {
        let said = folder.fails(&["update", "a.json", "--yes", "--report", &path]);
        assert!(said.contains(&format!("the report `{path}` cannot be in `")), "{said}");
    }
    assert_eq!(folder.read(&format!("{SPECS}/DetachThing.yaml")), before);
}

/// A device on which there is no space.
#[cfg(target_os = "linux")]
#[test]
fn a_lost_report_of_an_update_is_said_to_be_in_the_changelog() {
    let folder = Folder::begun();
    folder.put("a.json", &second());
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("the device is there");
    let mut command = super::command(folder.path());
    let output =
        command.args(["update", "a.json", "--yes"]).stdout(full).output().expect("the command starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("all is written, and what has changed stands in the `CHANGELOG.md`"), "{said}");
    assert!(folder.has(&format!("{CRATE}/CHANGELOG.md")));
}

#[test]
fn specs_are_begun_where_that_is_asked_for() {
    let folder = Folder::begun();
    for arguments in [&["--yes"][..], &[], &["--yes", "--known"]] {
        let said = folder.fails(&[&["update", "a.json", "--specs", "spec"], arguments].concat());
        assert!(said.contains("there are no specs in `spec`; `--begin` begins them there"), "{said}");
    }
    let said = folder.succeeds(&["update", "a.json", "--specs", "spec", "--dry-run"]);
    assert!(said.contains("there are no specs in `spec`"), "{said}");
    assert!(!folder.has("spec"));
    let said = folder.fails(&["update", "a.json", "--specs", "spec", "--begin"]);
    assert!(said.contains("there is no terminal to ask on") && !folder.has("spec"), "{said}");
    folder.succeeds(&["update", "a.json", "--specs", "spec", "--out", "crates", "--yes", "--begin"]);
    assert!(folder.has("spec/thing/2024-01-01/product.yaml"));
    folder.succeeds(&["update", "a.json", "--specs", "spec", "--out", "crates", "--yes", "--begin"]);
}

#[test]
fn a_version_that_was_moved_back_is_refused_and_nothing_is_written() {
    let folder = Folder::begun();
    folder.update(&second());
    folder.update(&second().replace(r#""Forced", "#, r#""Power", "#));
    let changelog = folder.read(&format!("{CRATE}/CHANGELOG.md"));
    folder.put("a.json", &first());
    for back in ["0.1.0", "0.1.1"] {
        let release = format!("version: {back}\n");
        folder.put(&format!("{SPECS}/release.yaml"), &release);
        let said = folder.fails(&["update", "a.json", "--yes"]);
        assert!(
            said.contains("CHANGELOG.md` has 0.1.2 already; set `version` in its `release.yaml`"),
            "{said}"
        );
        assert_eq!(folder.read(&format!("{SPECS}/release.yaml")), release);
        assert_eq!(folder.read(&format!("{CRATE}/CHANGELOG.md")), changelog);
    }
    folder.put(&format!("{SPECS}/release.yaml"), "version: 0.1.2\n");
    folder.succeeds(&["update", "a.json", "--yes"]);
}

#[test]
fn what_is_gone_of_a_shared_type_is_told_once_and_by_the_path_of_an_overlay() {
    let product = |fields: &str| {
        let operation = r##"{"methods": ["post"], "parameters": [
            {"name": "Tag", "in": "query", "schema": {"$ref": "#/components/schemas/Tag"}}]}"##;
        format!(
            r##"{{"info": {{"style": "RPC", "product": "Thing", "version": "2024-01-01"}},
            "components": {{"schemas": {{"Tag": {{"type": "object", "properties": {{
                "Key": {{"type": "string"}}{fields}}}}}}}}}, "apis": {{"TagThing": {operation}}}}}"##
        )
    };
    let folder = Folder::empty();
    folder.put("a.json", &product(r#", "Value": {"type": "string"}"#));
    folder.succeeds(&["update", "a.json", "--yes", "--begin"]);
    folder.update(&product(""));
    let changelog = folder.read(&format!("{CRATE}/CHANGELOG.md"));
    let told = "- Thing 2024-01-01 in common\n  - `types.Tag.Value`: the parameter is gone; `types.Tag.Value` stays until 0.2.0, deprecated.";
    assert!(changelog.contains(told) && !changelog.contains("No longer documented"), "{changelog}");
    assert!(folder.read(&format!("{SPECS}/tombstones.yaml")).contains("at: types.Tag.Value"));
    folder.put(&format!("{SPECS}/overlay.yaml"), "texts:\n  types.Tag.Value: The value.\n");
    folder.succeeds(&["check"]);
}

#[test]
fn entries_of_the_overlay_that_say_nothing_any_more_are_listed_and_stop_the_update() {
    let folder = Folder::begun();
    let overlay = format!("{SPECS}/overlay.yaml");
    let idle = "fixes:\n  - {at: DetachThing.Forced, set: {required: true}, why: it is}\n";
    folder.put(
        &overlay,
        &format!("texts:\n  DetachThing.Force: By force.\n  DetachThing.Mood: A mood.\n{idle}"),
    );
    let required = second().replace(
        r#""Forced", "in": "query", "schema": {"type": "boolean"}"#,
        r#""Forced", "in": "query", "schema": {"type": "boolean", "required": true}"#,
    );
    folder.put("a.json", &required);
    let said = folder.fails(&["update", "a.json", "--yes"]);
    assert!(said.contains("error[overlay-path]: `DetachThing.Mood` names nothing"), "{said}");
    assert!(!said.contains("`DetachThing.Force` names nothing"), "it is gone, and stays for a while: {said}");
    assert!(
        said.contains("warning[idle-fix]: the correction of `DetachThing.Forced` changes nothing"),
        "{said}"
    );
    assert!(said.contains("error: 1 entry of an overlay names nothing in the new documentation"), "{said}");
    assert!(!folder.has(&format!("{SPECS}/release.yaml")), "nothing was written");
    folder.put(&overlay, "texts:\n  DetachThing.Force: By force.\n");
    folder.succeeds(&["update", "a.json", "--yes"]);
    assert!(folder.read(&format!("{CRATE}/src/detach_thing.rs")).contains("/// By force."));
}

#[test]
fn specs_are_updated_where_they_are() {
    for (specs, place) in [("specs", "specs/mine/thing/2024"), ("specs/thing", SPECS)] {
        let folder = Folder::empty();
        folder.put("a.json", &first());
        folder.succeeds(&["import", "a.json", "--out", "fresh"]);
        for file in ["product", "DetachThing", "ShakeThing"] {
            let text = folder.read(&format!("fresh/thing/2024-01-01/{file}.yaml"));
            folder.put(&format!("{place}/{file}.yaml"), &text);
        }
        folder.succeeds(&["generate", "--specs", specs]);
        folder.put("a.json", &documentation(FORCED, "", "", r#", "NewThing": {"methods": ["post"]}"#));
        for known in [true, false] {
            let arguments = ["update", "a.json", "--specs", specs, "--yes", "--known"];
            let said = folder.prints(&arguments[..if known { 6 } else { 5 }]);
            assert!(said.contains(": adds something\n"), "{specs}: {said}");
            assert!(folder.has(&format!("{place}/tombstones.yaml")));
            assert_eq!(folder.has(&format!("{place}/NewThing.yaml")), !known);
            assert!(!folder.has(&format!("{place}/ShakeThing.yaml")));
        }
        assert!(place == SPECS || !folder.has(&format!("{specs}/thing")));
        folder.succeeds(&["generate", "--specs", specs, "--check"]);
    }
    let folder = Folder::begun();
    let said = folder.fails(&["update", "a.json", "--specs", SPECS, "--yes"]);
    assert!(said.contains("is the folder of one product version; `--specs specs/thing` names"), "{said}");
}

#[test]
fn a_crate_is_not_made_to_look_otherwise_by_an_update() {
    let (file, attribute) = (format!("{CRATE}/src/detach_thing.rs"), "--type-attribute=*=#[doc = \"\\\"a\"]");
    for look in [&["--serde", "both"][..], &["--operations", "DetachThing", "--no-docs"], &[attribute]] {
        let folder = Folder::begun();
        folder.succeeds(&[&["generate"], look].concat());
        let module = folder.read(&file);
        folder.put("a.json", &second());
        let said = folder.fails(&["update", "a.json", "--yes"]);
        assert!(
            said.contains(&format!("`{CRATE}` was generated with `--"))
                && said.contains("without options now"),
            "{said}"
        );
        assert!(said.contains("repeat the options that it has, or run `acsgen generate` first"), "{said}");
        assert_eq!(folder.read(&file), module);
        folder.succeeds(&[&["update", "a.json", "--yes"], look].concat());
        folder.succeeds(&[&["generate", "--check"], look].concat());
        let said = folder.fails(&["update", "a.json", "--yes", "--serde", "responses"]);
        assert!(said.contains("and would be with `--serde=responses` now"), "{said}");
        folder.succeeds(&["generate"]);
        folder.succeeds(&["update", "a.json", "--yes"]);
    }
}

#[test]
fn an_update_of_chosen_operations_is_told_to_those_who_call_them() {
    let folder = Folder::begun();
    folder.succeeds(&["generate", "--operations", "ShakeThing"]);
    folder.put("a.json", &documentation(&format!("{FORCED}{FAST}"), "", "", SHAKE));
    let said = folder.prints(&["update", "a.json", "--yes", "--operations", "ShakeThing"]);
    assert!(said.contains(": changes nothing that users write\n") && !said.contains("Force"), "{said}");
    assert!(!folder.read(&format!("{CRATE}/CHANGELOG.md")).contains("Force"));
    assert!(folder.read(&format!("{SPECS}/tombstones.yaml")).contains("at: DetachThing.Force"));
    assert!(!folder.has(&format!("{CRATE}/src/detach_thing.rs")));
}

#[test]
fn documentation_that_shrinks_to_nothing_is_doubted() {
    let folder = Folder::begun();
    let nothing = r#"{"info": {"style": "RPC", "product": "Thing", "version": "2024-01-01"}, "apis": {}}"#;
    folder.put("a.json", nothing);
    for arguments in [&["--yes"][..], &["--yes", "--known"], &["--dry-run"]] {
        let said = folder.fails(&[&["update", "a.json"], arguments].concat());
        assert!(said.contains("the documentation of `thing/2024-01-01` has no operation any more"), "{said}");
        assert!(said.contains("`--all-gone` takes it"), "{said}");
        assert!(
            folder.has(&format!("{SPECS}/ShakeThing.yaml")) && !folder.has(&format!("{SPECS}/release.yaml"))
        );
    }
    let said = folder.succeeds(&["update", "a.json", "--yes", "--all-gone", "--report", "report.md"]);
    let doubt = "2 of 2 operations are not documented any more: make sure that the documentation is whole";
    assert!(said.contains(&format!("acs-thing-20240101: {doubt}\n")), "{said}");
    assert!(folder.read("report.md").contains(&format!("\n\n**{doubt}.**\n")));
    folder.succeeds(&["update", "a.json", "--yes"]);
}

#[test]
fn what_goes_because_the_version_was_raised_by_hand_is_in_the_changelog() {
    let changelog = format!("{CRATE}/CHANGELOG.md");
    let gone = "### No longer documented\n\n- `ShakeThing` had stayed, and goes\n";
    for people in ["", "## 0.2.0\n\nMine.\n\n"] {
        let folder = Folder::begun();
        folder.update(&second());
        let known = folder.read(&changelog).replace("# Changelog\n\n", &format!("# Changelog\n\n{people}"));
        folder.put(&changelog, &known);
        folder.put(&format!("{SPECS}/release.yaml"), "version: 0.2.0\n");
        let said = folder.prints(&["update", "a.json", "--yes"]);
        assert!(said.starts_with("acs-thing-20240101 0.2.0: drops what was due\n"), "{said}");
        let text = folder.read(&changelog);
        assert!(text.starts_with(&format!("# Changelog\n\n## 0.2.0\n\n{gone}")), "{text}");
        assert!(text.contains("\n\n## 0.1.1\n") && text.matches("## 0.2.0").count() == 1, "{text}");
        assert!(people.is_empty() || text.contains("\n\nMine.\n\n## 0.1.1"), "{text}");
        assert!(folder.read(&format!("{SPECS}/tombstones.yaml")).ends_with("gone: []\n"));
        assert!(folder.prints(&["update", "a.json"]).ends_with("everything is up to date\n"));
    }
}

#[cfg(unix)]
#[test]
fn a_changelog_that_is_a_link_is_not_replaced() {
    let folder = Folder::begun();
    folder.put("NEWS.md", "# News\n");
    let link = folder.path().join(CRATE).join("CHANGELOG.md");
    std::os::unix::fs::symlink(folder.path().join("NEWS.md"), &link).expect("a link can be made");
    folder.put("a.json", &second());
    let said = folder.fails(&["update", "a.json", "--yes"]);
    assert!(said.contains("CHANGELOG.md` is a link; put the file itself there"), "{said}");
    assert!(link.is_symlink() && !folder.has(&format!("{SPECS}/release.yaml")));
}

/// Whoever may write everywhere has no such folders.
#[cfg(unix)]
#[test]
fn a_folder_below_that_takes_no_files_is_found_before_anything_is_written() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::begun();
    let (closed, specs) =
        (folder.path().join(CRATE).join("src"), folder.read(&format!("{SPECS}/DetachThing.yaml")));
    let set =
        |mode| fs::set_permissions(&closed, fs::Permissions::from_mode(mode)).expect("a folder of ours");
    set(0o555);
    if fs::create_dir(closed.join("probe")).is_ok() {
        // Nobody may be listening, which is no reason to fail.
        let _ = writeln!(io::stdout(), "skipped: whoever runs this may write everywhere");
        return;
    }
    folder.put("a.json", &second());
    let said = folder.fails(&["update", "a.json", "--yes"]);
    assert!(said.contains("acs-thing-20240101/src`: Permission denied"), "{said}");
    assert_eq!(folder.read(&format!("{SPECS}/DetachThing.yaml")), specs);
    set(0o755);
    folder.succeeds(&["update", "a.json", "--yes"]);
}

#[test]
fn what_has_two_tombstones_stops_everything_and_nothing_is_written() {
    let folder = Folder::begun();
    folder.update(&second());
    let path = format!("{SPECS}/tombstones.yaml");
    let tombstones = folder.read(&path);
    let merged = format!("{tombstones}  - {{at: DetachThing.Mode.Slow, since: 0.1.1, until: 0.3.0}}\n");
    folder.put(&path, &merged);
    folder.put("a.json", &first());
    for arguments in [&["update", "a.json", "--yes"][..], &["check"], &["generate"]] {
        let said = folder.fails(arguments);
        assert!(
            said.contains("error[duplicate-entry]: `DetachThing.Mode.Slow` has two tombstones"),
            "{said}"
        );
        assert!(said.contains("it stands here, too"), "{said}");
    }
    assert_eq!(folder.read(&path), merged);
}

#[test]
fn known_operations_are_updated_alone() {
    let folder = Folder::begun();
    folder.put("a.json", &documentation(FORCE, "", "", r#", "NewThing": {"methods": ["post"]}"#));
    folder.succeeds(&["update", "a.json", "--yes", "--known"]);
    assert!(!folder.has(&format!("{SPECS}/NewThing.yaml")));
    assert!(
        folder.read(&format!("{SPECS}/tombstones.yaml")).contains("at: ShakeThing"),
        "one of them is gone"
    );
    folder.succeeds(&["update", "a.json", "--yes"]);
    assert!(folder.has(&format!("{SPECS}/NewThing.yaml")));
}

#[test]
fn a_product_version_whose_known_operations_are_all_gone_stays() {
    let folder = Folder::begun();
    let other = first().replace("DetachThing", "LoseThing").replace("ShakeThing", "BendThing");
    folder.put("a.json", &other);
    let said = folder.prints(&["update", "a.json", "--yes", "--known"]);
    assert!(said.starts_with("acs-thing-20240101 0.1.0 -> 0.1.1: adds something\n"), "{said}");
    assert!(said.contains("`DetachThing` stays until 0.2.0, deprecated"), "{said}");
    assert!(folder.has(&format!("{SPECS}/product.yaml")) && !folder.has(&format!("{SPECS}/LoseThing.yaml")));
    assert!(folder.has(&format!("{CRATE}/src/detach_thing.rs")));
    folder.succeeds(&["generate", "--check"]);
    let again = folder.prints(&["update", "a.json", "--yes", "--known"]);
    assert_eq!(again, "acs-thing-20240101 0.1.1: no change\neverything is up to date\n");
}

#[test]
fn what_is_wrong_with_the_documentation_is_told() {
    let folder = Folder::empty();
    folder.put("a.json", &first().replacen("\"in\": \"query\"", "\"in\": \"nowhere\"", 1));
    let said = folder.succeeds(&["update", "a.json", "--dry-run"]);
    assert!(said.contains("warning["), "{said}");
    assert!(!folder.succeeds(&["update", "a.json", "--dry-run", "--quiet"]).contains("warning"));
}

#[test]
fn modules_are_written_to_whatever_folder_they_are_named_in_but_that_of_specs() {
    let folder = Folder::empty();
    folder.put("a.json", &first());
    let modules = [
        "--module=src/detach.rs=DetachThing",
        "--module=src/../src/shake.rs=ShakeThing",
        "--module=mine/both.rs=DetachThing,ShakeThing",
        "--module=./generated/shake.rs=ShakeThing",
    ];
    let dry = folder.succeeds(&[&["update", "a.json", "--dry-run"][..], &modules[..]].concat());
    assert!(dry.contains("\nmine: 1 to write"), "{dry}");
    folder.put("src/mine.rs", "");
    let said = folder.succeeds(&[&["update", "a.json", "--yes", "--begin"][..], &modules[..]].concat());
    assert!(said.contains("\nsrc: 2 to write") && said.contains("\nmine: 1 to write"), "{said}");
    for path in ["src/detach.rs", "src/shake.rs", "mine/both.rs", "generated/shake.rs"] {
        assert!(folder.read(path).contains("struct "), "{path}");
    }
    folder.succeeds(&[&["generate", "--check"][..], &modules[..]].concat());
    let said = folder.fails(&["update", "a.json", "--yes", "--module=./specs/shake.rs=ShakeThing"]);
    assert!(said.contains("the module `./specs/shake.rs` cannot be in the folder of specs"), "{said}");
}

#[test]
fn an_interrupted_run_of_two_folders_is_told_by_their_names() {
    let folder = Folder::begun();
    folder.put("specs/.acsgen-journal/steps", "also - - ../generated\n");
    folder.put("elsewhere/x", "");
    let said = folder.fails(&["update", "a.json", "--out", "elsewhere", "--yes"]);
    assert!(said.contains("an update of `specs` and `generated` was interrupted"), "{said}");
}

#[test]
fn a_run_that_is_killed_is_finished_or_undone_by_the_next_one() {
    let whole = Folder::begun();
    whole.update(&second());
    let expected = whole.read(&format!("{CRATE}/CHANGELOG.md"));
    for seen in [
        "specs/.acsgen-journal.draft",
        "generated/.acsgen-journal.draft",
        "specs/.acsgen-journal",
        "generated/.acsgen-journal",
        "generated/acs-thing-20240101/CHANGELOG.md",
        "specs/thing/2024-01-01/release.yaml",
    ] {
        let folder = Folder::begun();
        folder.put("a.json", &second());
        folder.killed_at(&["update", "a.json", "--yes"], seen);
        folder.succeeds(&["update", "a.json", "--yes"]);
        assert_eq!(folder.read(&format!("{CRATE}/CHANGELOG.md")), expected, "killed at {seen}");
        folder.succeeds(&["generate", "--check"]);
        assert!(!folder.has(&format!("{SPECS}/ShakeThing.yaml")));
    }
}
