use super::*;
use crate::generate::generate;
use crate::options::{Options, RequiredBy};

const PRODUCT: &str = "product: Thing\nversion: '1'\nstyle: rpc\n";

/// Specs below `specs/`: `product.yaml` with more lines, and operations that begin with their names.
fn files(product: &str, operations: &str) -> Vec<(String, String)> {
    let imported = |text: &str| format!("# {IMPORTED}\n{text}");
    let mut files = vec![("thing/1/product.yaml".to_owned(), imported(&format!("{PRODUCT}{product}")))];
    for operation in operations.split("---\n").filter(|text| !text.is_empty()) {
        let name = operation.lines().next().and_then(|line| line.strip_prefix("operation: "));
        let name = name.expect("an operation begins with its name");
        files.push((format!("thing/1/{name}.yaml"), imported(operation)));
    }
    files
}

fn sources(files: &[(String, String)]) -> Sources {
    let mut sources = Sources::new();
    for (path, text) in files {
        sources.add(format!("specs/{path}"), text.as_str());
    }
    sources
}

fn run(old: &Sources, new: Vec<(String, String)>) -> Update {
    run_as(old, new, false, &Options::default())
}

fn run_as(old: &Sources, new: Vec<(String, String)>, breaking: bool, options: &Options) -> Update {
    let imported =
        Imported { files: new, whole: vec!["thing/1".to_owned()], warnings: Diagnostics::default() };
    let update = update(old, Path::new("specs"), imported, breaking, options);
    update.unwrap_or_else(|diagnostics| panic!("{diagnostics}"))
}

/// What goes from one state to the other, which breaks nobody, and is generated with the rest.
#[track_caller]
fn check((old_product, old): (&str, &str), (new_product, new): (&str, &str), gone: &[&str]) {
    let update = run(&sources(&files(old_product, old)), files(new_product, new));
    let [product] = update.products.as_slice() else { panic!("one product version") };
    assert_eq!(product.gone, gone);
    assert_ne!(product.level, Some(Level::Major), "{:#?}", product.changes);
    let generated = generate(&update.sources, &Options::default());
    let warnings = generated.unwrap_or_else(|diagnostics| panic!("{diagnostics}")).warnings;
    assert!(!warnings.iter().any(|warning| warning.code.starts_with("tombstone")), "{warnings}");
}

#[test]
fn what_is_inside_of_other_things_stays() {
    let operation = |fields: &str, values: &str| {
        format!(
            "operation: Do\nparameters:\n  Disk: {{type: array, of: {{type: object, fields: {{Size: {{type: integer}}{fields}}}}}}}\n  \
                Kinds: {{type: array, of: {{type: string, values: [a{values}]}}}}\n\
                response:\n  Map: {{type: map, of: {{type: object, fields: {{Id: {{type: string}}{fields}}}}}}}\n"
        )
    };
    let gone = ["Do.Disk.Tag", "Do.Kinds.b", "Do.response.Map.Tag"];
    check(("", &operation(", Tag: {type: string}", ", b")), ("", &operation("", "")), &gone);
}

#[test]
fn fields_of_shared_types_and_their_types_stay() {
    let product = "types:\n  Node: {fields: {Name: {type: string}, Leaf: {ref: Leaf}}}\n  Leaf: {fields: {Colour: {type: string}}}\n";
    let operation = "operation: Do\nparameters:\n  Node: {ref: Node}\n";
    let gone = ["types.Node.Leaf", "types.Leaf"];
    check((product, operation), ("types:\n  Node: {fields: {Name: {type: string}}}\n", operation), &gone);
}

#[test]
fn a_shared_type_that_had_stayed_goes_with_what_led_to_it() {
    let node = |field: &str| format!("types:\n  Node: {{fields: {{Name: {{type: string}}{field}}}}}\n");
    let before = node(", Leaf: {ref: Leaf}") + "  Leaf: {fields: {Colour: {type: string}}}\n";
    let operation = "operation: Do\nparameters:\n  Node: {ref: Node}\n";
    let kept = run(&sources(&files(&before, operation)), files(&node(""), operation));
    let update = run_as(&kept.sources, files(&node(""), operation), true, &Options::default());
    let product = &update.products[0];
    assert_eq!(product.dropped, ["types.Node.Leaf", "types.Leaf"]);
    assert!(product.gone.is_empty(), "{:?}", product.gone);
    let [.., tombstones] = update.edits.as_slice() else { panic!("an edit") };
    assert!(tombstones.after.ends_with("gone: []\n"), "{}", tombstones.after);
}

#[test]
fn fields_of_a_list_that_is_the_answer_stay() {
    let operation = |field: &str| {
        format!(
            "operation: Do\nreturns: {{type: array, of: {{type: object, fields: {{Id: {{type: string}}{field}}}}}}}\n"
        )
    };
    check(("", &operation(", Size: {type: integer}")), ("", &operation("")), &["Do.response.Size"]);
}

#[test]
fn a_required_parameter_and_all_parameters_can_go() {
    let old = "operation: Do\nparameters:\n  P: {type: string, required: true}\n  Q: {type: string, only-when: {P: a}}\n";
    check(("", old), ("", "operation: Do\n"), &["Do.P", "Do.Q"]);
}

#[test]
fn an_enum_stays_one_while_its_values_are_gone() {
    let operation = |values: &str| format!("operation: Do\nparameters:\n  P: {{type: string{values}}}\n");
    check(("", &operation(", values: [A, b]")), ("", &operation("")), &["Do.P.A", "Do.P.b"]);
}

#[test]
fn what_takes_the_place_of_a_thing_is_a_guess_until_a_person_has_confirmed_it() {
    let operation = |name: &str| format!("operation: Do\nparameters:\n  {name}: {{type: integer}}\n");
    let update = run(&sources(&files("", &operation("MinAmount"))), files("", &operation("MaxAmount")));
    let said = |sources: &Sources| {
        let generated = generate(sources, &Options::default()).expect("generates");
        generated.packages[0].text()
    };
    assert!(said(&update.sources).contains("perhaps use `MaxAmount` instead; gone in 0.2.0"));
    let mut confirmed = Sources::new();
    for (_, file) in update.sources.iter() {
        confirmed.add(file.path.as_str(), file.text.replace("perhaps: ", "instead: "));
    }
    assert!(said(&confirmed).contains("use `MaxAmount` instead; gone in 0.2.0"));
}

#[test]
fn what_is_guessed_is_what_a_comparison_says() {
    let old = "operation: Do\nparameters:\n  Disk: {type: array, of: {type: string}}\n\
        errors:\n  Busy: {status: [409, 503]}\n---\noperation: OpenDoor\nparameters:\n  Door: {type: string}\n";
    let new = "operation: Do\nparameters:\n  Disks: {type: array, of: {type: integer}}\n\
        errors:\n  Busy.s: {status: [409, 429]}\n---\noperation: OpenDoors\nparameters:\n  Hall: {type: string}\n";
    let update = run(&sources(&files("", old)), files("", new));
    assert!(update.products[0].changes.changes.iter().all(|change| change.renamed.is_none()));
    let tombstones = update.edits.iter().find(|edit| edit.path.ends_with("tombstones.yaml"));
    assert!(!tombstones.expect("tombstones").after.contains("perhaps"), "{tombstones:?}");
}

#[test]
fn all_codes_can_go() {
    let old = "operation: Do\nerrors:\n  Gone.%s: {status: [404, 410]}\n  Busy: {status: 400}\n";
    check(("", old), ("", "operation: Do\n"), &["Do.errors.Busy", "Do.errors.Gone.%s"]);
}

#[test]
fn an_operation_goes_with_the_one_that_it_polls() {
    let old = "operation: Do\n---\noperation: Make\ncompletion: {poll: Make}\n";
    check(("", old), ("", "operation: Do\n"), &["Make"]);
}

#[test]
fn what_is_gone_goes_back_where_it_was_though_another_name_begins_it() {
    check(("", "operation: Get\n---\noperation: Get.Thing\n"), ("", "operation: Get\n"), &["Get.Thing"]);
    let user = "operation: Do\nparameters: {Tag: {ref: Tag.Set}}\n";
    let types = |more: &str| format!("types:\n  Tag: {{fields: {{Key: {{type: string}}}}}}\n{more}");
    let more = types("  Tag.Set: {fields: {Key: {type: string}}}\n");
    check((&more, user), (&types(""), "operation: Do\n"), &["types.Tag.Set", "Do.Tag"]);
}

#[test]
fn what_is_spelled_in_another_way_is_the_same_in_rust() {
    let operation = |name: &str| format!("operation: Do\nparameters:\n  {name}: {{type: string}}\n");
    let update = run(&sources(&files("", &operation("vpcId"))), files("", &operation("VpcId")));
    assert!(update.products[0].gone.is_empty(), "{:?}", update.products[0].gone);
}

#[test]
fn what_has_another_type_cannot_stay() {
    let operation = |ty: &str| format!("operation: Do\nparameters:\n  P: {{type: {ty}}}\n");
    let update = run(&sources(&files("", &operation("string"))), files("", &operation("integer")));
    let product = &update.products[0];
    assert_eq!((product.level, product.to.to_string().as_str()), (Some(Level::Major), "0.2.0"));
    assert!(product.gone.is_empty());
}

#[test]
fn what_the_update_is_to_users_goes_by_how_the_crate_is_printed() {
    let old = sources(&files("", "operation: Do\n"));
    let new = || files("", "operation: Do\nparameters:\n  P: {type: string, required: true}\n");
    assert_eq!(run(&old, new()).products[0].level, Some(Level::Major));
    let checked = Options { required: RequiredBy::Runtime, ..Options::default() };
    assert_ne!(run_as(&old, new(), false, &checked).products[0].level, Some(Level::Major));
}

#[test]
fn texts_make_a_patch_and_nothing_makes_no_version() {
    let operation =
        |example: &str| format!("operation: Do\nparameters:\n  P: {{type: string, example: {example}}}\n");
    let old = sources(&files("", &operation("a")));
    let update = run(&old, files("", &operation("b")));
    assert_eq!(
        (update.products[0].level, update.products[0].to.to_string().as_str()),
        (Some(Level::Patch), "0.1.1")
    );
    let update = run(&old, files("", &operation("a")));
    assert_eq!((update.products[0].level, update.edits), (None, Vec::new()));
}

/// The codes and messages about an overlay, where `P` is this and becomes that.
fn said(overlay: &str, old: &str, new: &str) -> Vec<String> {
    let operation =
        |definition: &str| format!("operation: Do\nparameters:\n  P: {{type: string, {definition}}}\n");
    let mut files_before = files("", &operation(old));
    files_before.push(("thing/1/overlay.yaml".to_owned(), overlay.to_owned()));
    let update = run(&sources(&files_before), files("", &operation(new)));
    let found = update.products[0].overlay.iter();
    found.map(|found| format!("{}: {}; {}", found.code, found.message, found.help.join(" "))).collect()
}

#[test]
fn facts_that_people_have_seen_and_that_change_are_told() {
    let limit = |most: u32| format!("length: {{max: {most}}}, inferred: [length]");
    let confirm = "confirm: [Do.P.length]\n";
    assert_eq!(said(confirm, &limit(64), &limit(64)), Vec::<String>::new());
    assert_eq!(
        said(confirm, &limit(64), &limit(128)),
        [
            "changed-fact: `Do.P.length` is confirmed, and the documentation has changed `length` since; it said \
            `{max: 64}`, and says `{max: 128}`: compare that with the page"
        ]
    );
    let fix = "fixes:\n  - {at: Do.P, set: {length: {max: 32}}, why: it is so}\n";
    let found = said(fix, "length: {max: 64}", "example: a");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("`Do.P` is corrected") && found[0].contains("and says nothing"), "{found:?}");
    assert!(
        said(fix, "length: {max: 64}", "length: {max: 32}").iter().any(|it| it.starts_with("idle-fix: "))
    );
}

#[test]
fn a_confirmation_of_what_is_declared_by_now_is_unnecessary_and_stops_nothing() {
    let confirm = "confirm: [Do.P.length]\n";
    let found = said(confirm, "length: {max: 64}, inferred: [length]", "length: {max: 64}");
    let expected =
        "idle-confirm: `Do.P.length` is declared by now, and need not be confirmed; remove the entry";
    assert_eq!(found, [expected]);
    let found = said(confirm, "length: {max: 64}, inferred: [length]", "example: a");
    assert!(
        found.iter().any(|it| it.starts_with("overlay-path: `Do.P.length` is no inferred fact")),
        "{found:?}"
    );
}

#[test]
fn a_tombstone_that_is_not_needed_goes_though_nothing_has_changed() {
    let operation = "operation: Do\nparameters:\n  P: {type: string}\n";
    let mut old = files("", operation);
    let gone = "{since: 0.1.0, until: 0.2.0, parameter: {type: string}, at: ";
    old.push(("thing/1/tombstones.yaml".to_owned(), format!("gone: [{gone}Do.P}}, {gone}Do.Q}}]\n")));
    let update = run(&sources(&old), files("", operation));
    let [edit] = update.edits.as_slice() else { panic!("{:?}", update.edits) };
    assert!(edit.after.contains("Do.Q") && !edit.after.contains("Do.P"), "{}", edit.after);
    assert_eq!(update.products[0].level, None);
}
