//! `acsgen policy`: what it prints, says and refuses; and the policies of all products of the corpus.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Folder, PRODUCT};

mod grammar;

const DETACH: &str = "operation: DetachThing\nauthorization:\n  action: thing:DetachThing\n  resources:\n    \
    - {type: Thing, required: true, arn: 'acs:thing:{#regionId}:{#accountId}:thing/{#thingId}'}\n  \
    condition-keys: ['thing:Tls']\n  dependent-actions: ['ram:PassRole']\n";
const LIST: &str = "operation: ListThings\nauthorization: {action: 'thing:ListThings'}\n";

/// A product version of which two operations have documented permissions, and one has none.
pub(super) fn things() -> Folder {
    let folder = Folder::empty();
    folder.put("specs/thing/2024-01-01/product.yaml", PRODUCT);
    folder.put("specs/thing/2024-01-01/DetachThing.yaml", DETACH);
    folder.put("specs/thing/2024-01-01/ListThings.yaml", LIST);
    folder.put("specs/thing/2024-01-01/ShakeThing.yaml", "operation: ShakeThing\n");
    folder
}

/// The policy that a command prints, as a policy must be.
#[track_caller]
fn printed(folder: &Folder, arguments: &[&str]) -> String {
    let text = folder.prints(&[&["policy"], arguments].concat());
    grammar::check(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    text
}

#[test]
fn a_policy_is_the_result_and_what_it_lacks_is_said_beside_it() {
    let folder = things();
    insta::assert_snapshot!(printed(&folder, &[]));
    insta::assert_snapshot!(folder.succeeds(&["policy"]));
    let quiet = folder.run(&["policy", "--quiet"]);
    assert!(quiet.status.success() && quiet.stderr.is_empty(), "{quiet:?}");
}

#[test]
fn flags_narrow_a_policy() {
    let folder = things();
    let text = printed(
        &folder,
        &[
            "--operations",
            "DetachThing",
            "--region",
            "cn-hangzhou",
            "--account",
            "123",
            "--set",
            "thingid=t-1",
            "--set",
            "thingId=t-2",
            "--filled",
            "--condition",
            "StringEquals:thing:Tls=1.3",
            "--condition",
            "IpAddress:acs:SourceIp=10.0.0.0/8",
        ],
    );
    insta::assert_snapshot!(text);
}

#[test]
fn what_cannot_be_is_refused() {
    let folder = things();
    for (arguments, said) in [
        (&["--operations", "DetachThin"][..], "did you mean `DetachThing`?"),
        (&["--operations", "thing/2024-01-02/DetachThing"], "did you mean `thing/2024-01-01/DetachThing`?"),
        (&["--operations", "thing/ShakeThing"], "did you mean `thing/2024-01-01/ShakeThing`?"),
        (&["--operations", "ShakeThing"], "names no permission of these operations"),
        (
            &["--filled", "--region", "cn-hangzhou"],
            "  accountId: `acs:thing:{#regionId}:{#accountId}:thing/{#thingId}`\n",
        ),
        (&["--set", "thingIds=1"], "did you mean `thingId`?"),
        (&["--set", "thingId"], "write it as `anycastId=aeip-123`"),
        (&["--region", "cn-a", "--set", "regionid=cn-b"], "`regionid` has two values"),
        (&["--account", "me"], "`me` cannot stand for an account"),
        (&["--condition", "IpAddress:acs:SourceIp=me"], "`IpAddress` does not take `me`"),
        (&["--condition", "StringEquals:thing:Tsl=1"], "did you mean `thing:Tls`?"),
        (&["nowhere"], "`nowhere` is no file, no folder, and no `REV:PATH` of git"),
        (&["--operations", "A", "--used-by", "."], "cannot be used with"),
        (&["--region", "a", "diff", "specs", "specs"], "cannot be used with"),
    ] {
        let error = folder.fails(&[&["policy"], arguments].concat());
        assert!(error.contains(said), "{arguments:?}: {error}");
    }
}

#[test]
fn a_policy_is_for_what_a_crate_uses() {
    let folder = things();
    folder.put("app/src/main.rs", "fn main() { client.list_things(); client.shake_thing(); }");
    let said = folder.succeeds(&["policy", "--used-by", "app"]);
    assert!(said.contains("the policy does not have it:\n  thing/2024-01-01/ShakeThing\n"), "{said}");
    let text = printed(&folder, &["--used-by", "app"]);
    assert!(text.contains("thing:ListThings") && !text.contains("DetachThing"), "{text}");
}

#[test]
fn comments_and_messages_use_nothing_and_macros_do() {
    let folder = things();
    let code = "//! detach_thing\n/// `DetachThing`\nfn main() { say(\"DetachThing is not called\"); /* detach_thing */ }\n\
        operation!(\"specs\", \"ListThings\");";
    folder.put("app/src/main.rs", code);
    folder.put("app/Cargo.toml", "");
    for named in ["app", "app/Cargo.toml"] {
        let text = printed(&folder, &["--used-by", named]);
        assert!(text.contains("thing:ListThings") && !text.contains("DetachThing"), "{text}");
    }
    folder.put("app/src/main.rs", "{ client.detach_thing()");
    assert!(printed(&folder, &["--used-by", "app"]).contains("DetachThing"), "it does not parse");
    assert!(
        folder.fails(&["policy", "--used-by", "nowhere"]).contains("cannot read `nowhere`: No such file")
    );
}

#[test]
fn what_documentation_says_of_permissions_and_a_policy_does_not_have_is_told() {
    let folder = Folder::empty();
    let action = |name: &str| format!(r#"{{"ramAction": {{"action": "thing:{name}", "resources": []}}}}"#);
    let documentation = format!(
        r#"{{"info": {{"style": "RPC", "product": "Thing", "version": "2024-01-01"}}, "apis": {{"DetachThing": {{
        "methods": ["post"], "oddKey": 1, "parameters": [], "ramActions": [{}, {}]}}}}}}"#,
        action("DetachThing"),
        action("Also")
    );
    folder.put("a.json", &documentation);
    let said = folder.succeeds(&["policy", "a.json"]);
    assert!(
        said.contains("warning[more-actions]: a second RAM action is left out\n --> a.json:2:"),
        "{said}"
    );
    assert!(said.contains("the policy has `*` for them:\n  thing:DetachThing\n"), "{said}");
    assert!(!said.contains("oddKey"), "{said}");
}

#[test]
fn who_waits_needs_what_is_polled() {
    let folder = things();
    let wait = "completion: {poll: ListThings, interval: 3s}\n";
    folder.put("specs/thing/2024-01-01/DetachThing.yaml", &format!("{DETACH}{wait}"));
    folder.put(
        "specs/thing/2024-01-01/ListThings.yaml",
        &format!("{LIST}response: {{State: {{type: string}}}}\n"),
    );
    folder.put("app/src/main.rs", "client.detach_thing().send()");
    assert!(!printed(&folder, &["--used-by", "app"]).contains("thing:ListThings"));
    folder.put("app/src/main.rs", "client.detach_thing().send_and_wait()");
    assert!(printed(&folder, &["--used-by", "app"]).contains("thing:ListThings"));
    let said = folder.succeeds(&["policy", "--operations", "DetachThing"]);
    assert!(
        said.contains("name them to have them in the policy:\n  thing/2024-01-01/ListThings (for thing/2024-01-01/DetachThing)\n"),
        "{said}"
    );
    let said = folder.succeeds(&["policy", "--operations", "DetachThing,ListThings"]);
    assert!(!said.contains("send_and_wait"), "{said}");
}

#[test]
fn a_name_that_several_product_versions_have_is_said_to_mean_all() {
    let folder = things();
    folder.put("specs/other/2024-01-01/product.yaml", &PRODUCT.replace("Thing", "Other"));
    folder.put("specs/other/2024-01-01/ListThings.yaml", &LIST.replace("'thing:", "'other:"));
    let (all, one) = (["--operations", "ListThings"], ["--operations", "other/2024-01-01/ListThings"]);
    let said = folder.succeeds(&[&["policy"], &all[..]].concat());
    assert!(
        said.contains("takes these names:\n  other/2024-01-01/ListThings\n  thing/2024-01-01/ListThings\n"),
        "{said}"
    );
    assert!(printed(&folder, &all).contains("\"thing:ListThings\""));
    let capital = ["--operations", "Other/2024-01-01/ListThings"];
    assert_eq!(printed(&folder, &one), printed(&folder, &capital));
    assert!(!folder.succeeds(&[&["policy"], &one[..]].concat()).contains("takes these names"));
    assert!(!printed(&folder, &one).contains("\"thing:ListThings\""));
}

#[test]
fn help_says_what_a_policy_takes() {
    let folder = Folder::empty();
    for (arguments, flags) in [
        (
            &["policy", "--help"][..],
            &["--operations", "--used-by", "--region", "--account", "--set", "--filled", "--condition"][..],
        ),
        (&["policy", "diff", "--help"], &["<OLD> <NEW>", "--used-by", "--format", "--fail-on"]),
        (&["log", "--help"], &["<SPEC>...", "--format"]),
    ] {
        let help = folder.prints(arguments);
        flags.iter().for_each(|flag| assert!(help.contains(flag), "{flag}: {help}"));
    }
}

#[test]
fn programs_get_what_each_action_is_for() {
    let written: Value =
        serde_json::from_str(&things().prints(&["policy", "--format", "json"])).expect("JSON");
    grammar::check(&written["policy"].to_string()).expect("a policy");
    assert_eq!(written["undocumented"], serde_json::json!(["thing/2024-01-01/ShakeThing"]));
    assert_eq!(written["unfilled"][2]["name"], "thingId");
    assert_eq!(
        written["permissions"][0],
        serde_json::json!({
            "action": "ram:PassRole", "resources": ["*"], "condition_keys": [],
            "operations": ["thing/2024-01-01/DetachThing"],
        })
    );
}

#[test]
fn operations_without_documented_permissions_make_no_policy() {
    let output = things().run(&["policy", "--operations", "ShakeThing", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let written: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(written["undocumented"], serde_json::json!(["thing/2024-01-01/ShakeThing"]));
    let output = things().run(&["policy", "--operations", "ShakeThing"]);
    assert!(output.stdout.is_empty() && !output.status.success(), "{output:?}");
}

#[test]
fn a_policy_that_is_too_long_is_said_to_be() {
    let folder = Folder::empty();
    folder.put("specs/thing/2024-01-01/product.yaml", PRODUCT);
    for number in 0..300 {
        let spec = format!(
            "operation: ListThings{number}\nauthorization: {{action: 'thing:ListThingsNumber{number}'}}\n"
        );
        folder.put(&format!("specs/thing/2024-01-01/ListThings{number}.yaml"), &spec);
    }
    let said = folder.succeeds(&["policy"]);
    assert!(said.contains("characters, and RAM takes 6144; print it in parts with `--operations`"), "{said}");
}

/// Another state of the same specs: a permission less, one more, and another resource.
pub(super) fn update(folder: &Folder) {
    let detach = DETACH.replace("ram:PassRole", "ram:GetRole").replace("thing:Tls", "thing:Seal");
    folder.put("new/thing/2024-01-01/product.yaml", PRODUCT);
    folder.put("new/thing/2024-01-01/DetachThing.yaml", &detach);
    folder.put("new/thing/2024-01-01/ListThings.yaml", "operation: ListThings\n");
}

#[test]
fn a_diff_says_which_permissions_an_update_needs() {
    let folder = things();
    update(&folder);
    let said = |format: &str| folder.prints(&["policy", "diff", "specs", "new", "--format", format]);
    insta::assert_snapshot!(said("terminal"));
    insta::assert_snapshot!(said("markdown"));
    let json: Value = serde_json::from_str(&said("json")).expect("JSON");
    assert_eq!(
        json["changes"][0],
        serde_json::json!({
            "kind": "needed", "action": "ram:GetRole", "on": "*", "operations": ["thing/2024-01-01/DetachThing"],
        })
    );
    let only = folder.prints(&["policy", "diff", "specs", "new", "--operations", "ListThings"]);
    assert_eq!(
        only,
        "unknown   thing/2024-01-01/ListThings\n\
         0 needed, 0 documented now, 0 no longer needed; 0 condition keys differ; not documented: 1\n"
    );
    let back = folder.prints(&["policy", "diff", "new", "specs", "--operations", "ListThings"]);
    assert!(back.starts_with("known     `thing:ListThings` on `*`\n"), "{back}");
    let error = folder.fails(&["policy", "diff", "specs", "new", "--operations", "ListThing"]);
    assert!(error.contains("did you mean `ListThings`?"), "{error}");
}

#[test]
fn a_permission_that_is_needed_becomes_an_exit_status() {
    let folder = things();
    update(&folder);
    let status = |from: &str, to: &str, of: &str, fail_on: &str| {
        let output = folder.run(&["policy", "diff", from, to, "--operations", of, "--fail-on", fail_on]);
        output.status.code()
    };
    assert_eq!(status("specs", "new", "DetachThing", "needed"), Some(4));
    assert_eq!(status("specs", "new", "DetachThing", "changed"), Some(4));
    assert_eq!(status("specs", "new", "DetachThing", "none"), Some(0));
    assert_eq!(status("specs", "new", "ListThings", "needed"), Some(0));
    assert_eq!(status("specs", "new", "ListThings", "changed"), Some(3));
    assert_eq!(
        status("new", "specs", "ListThings", "needed"),
        Some(4),
        "a policy for the old state lacks it"
    );
    assert_eq!(status("specs", "specs", "DetachThing", "changed"), Some(0));
}

#[test]
fn a_diff_takes_revisions_of_git_and_documentation() {
    let folder = things();
    folder.git(&["init", "--quiet"]);
    folder.commit("specs");
    folder.put(
        "specs/thing/2024-01-01/ListThings.yaml",
        &LIST.replace("ListThings}", "List}").replace(":ListThings'", ":List'"),
    );
    let said = folder.prints(&["policy", "diff", "HEAD:specs", "specs"]);
    assert!(said.starts_with("needed    `thing:List` on `*`\n"), "{said}");
    assert!(
        said.ends_with(
            "1 needed, 0 documented now, 1 no longer needed; 0 condition keys differ; not documented: 0\n"
        ),
        "{said}"
    );
}

#[test]
fn the_page_about_permissions_shows_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = fs::read_to_string(root.join("docs/permissions.md")).expect("the page is there");
    let blocks: Vec<(&str, &str)> =
        page.split("\n```").skip(1).step_by(2).filter_map(|block| block.split_once('\n')).collect();
    let commands = blocks.iter().enumerate().filter(|(_, (language, _))| *language == "sh");
    for (at, (_, command)) in commands {
        let words: Vec<&str> = command.split_whitespace().skip(1).collect();
        let output = super::command(&root).args(words).output().expect("the command starts");
        assert!(output.status.success(), "{command}: {output:?}");
        if let Some(("json", shown)) = blocks.get(at + 1) {
            assert_eq!(String::from_utf8_lossy(&output.stdout).trim_end(), *shown, "{command}");
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let (_, beside) = blocks.get(at + 2).expect("what is said beside it");
            assert_eq!(said.trim_end(), format!("reading\n{beside}"), "{command}");
        }
    }
}

/// A folder of the corpus; none after a line that says that the test is skipped.
fn corpus(path: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus").join(path);
    if folder.exists() {
        return Some(folder);
    }
    // Nobody may be listening, which is no reason to fail.
    let _ = writeln!(io::stdout(), "skipped: ../shared is not here");
    None
}

/// The actions that an OpenMeta file documents, each with its resources, read without the importer.
fn documented(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let file: Value = serde_json::from_str(text).expect("OpenMeta is JSON");
    let listed = file["ram"]["ramActions"].as_array().cloned().unwrap_or_default();
    let mut actions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, api) in file["apis"].as_object().expect("operations") {
        let of_product = listed.iter().find(|action| action["apiName"] == **name);
        let Some(action) = api["ramActions"].get(0).or(of_product) else { continue };
        let ram = &action["ramAction"];
        let arns = ram["resources"].as_array().into_iter().flatten().filter_map(|it| it["arn"].as_str());
        let resources = actions.entry(ram["action"].as_str().expect("an action").to_owned()).or_default();
        resources.extend(arns.map(without_names));
    }
    actions
        .values_mut()
        .filter(|all| all.contains("*"))
        .for_each(|all| *all = BTreeSet::from(["*".to_owned()]));
    actions
}

/// A resource with `*` for each `{#name}`.
fn without_names(arn: &str) -> String {
    let mut parts = arn.split("{#");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "*" + part.split_once('}').map_or("", |(_, rest)| rest))
}

/// The actions of a policy, each with its resources.
fn allowed(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let policy: Value = serde_json::from_str(text).expect("JSON");
    let texts = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(|it| it.as_str().map(str::to_owned)).collect()
    };
    let statements = policy["Statement"].as_array().cloned().unwrap_or_default();
    let each = |statement: &Value| {
        let resources: BTreeSet<String> = texts(&statement["Resource"]).into_iter().collect();
        texts(&statement["Action"]).into_iter().map(|action| (action, resources.clone())).collect::<Vec<_>>()
    };
    statements.iter().flat_map(each).collect()
}

#[test]
fn the_policy_of_each_product_is_what_its_documentation_says() {
    let Some(products) = corpus("openmeta") else { return };
    let folder = Folder::empty();
    let mut with_permissions = 0;
    for file in files(&products) {
        let actions = documented(&fs::read_to_string(&file).expect("a readable file"));
        if !actions.is_empty() {
            with_permissions += 1;
            let path = file.to_str().expect("a path in UTF-8");
            assert_eq!(allowed(&printed(&folder, &[path])), actions, "{path}");
        }
    }
    // The other ones document none.
    assert_eq!(with_permissions, 6);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).expect("a readable folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> =
        entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect();
    files.sort();
    files
}
