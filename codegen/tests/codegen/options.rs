//! What options change of what is printed, one option per fixture.

use acs_codegen::{Options, RequiredBy, Serde, Sources, Visibility, generate};

use crate::generated::{part, print_with, snapshot, sources};

const THING: &str = "parameters:\n  ThingId: {type: string, required: true}\n  Mode: {type: string, values: [Auto]}\n\
    response:\n  Size: {type: integer}\nerrors:\n  Busy: {status: 400}\n";

const OVERLAY: (&str, &str) = ("overlay.yaml", "texts:\n  Op: Does it.\n  Op.Mode: How it goes.\n");

fn print(options: &Options, path: &str) -> String {
    print_with(options, path, THING, &[OVERLAY])
}

#[test]
fn visible_in_the_crate_alone() {
    let options = Options { visibility: Visibility::Crate, ..Options::default() };
    let package = generate(&sources(THING, &[OVERLAY]), &options).expect("generates").packages.remove(0);
    let text = package.text();
    let open: Vec<_> = text.lines().filter(|line| line.trim_start().starts_with("pub ")).collect();
    assert!(open.is_empty(), "{open:?}");
    snapshot!("visibility", part(&package.modules[0].text, "/// Does it.", "impl Operation"));
    let refused = package.files().expect_err("nobody could use the crate").to_string();
    assert!(refused.contains("nobody could use the crate `acs-thing-20240101`"), "{refused}");
}

#[test]
fn one_line_instead_of_docs() {
    let options = Options { docs: false, ..Options::default() };
    let text = print(&options, "src/op.rs");
    assert!(!text.contains("Does it.") && !text.contains("How it goes."), "{text}");
    snapshot!("no-docs", text);
}

#[test]
fn required_parameters_are_checked_at_run_time() {
    let options = Options { required: RequiredBy::Runtime, ..Options::default() };
    let text = print(&options, "src/op.rs");
    assert!(!text.contains("required::"), "{text}");
    snapshot!("required-at-run-time", part(&text, "impl<'c>", "/// How"));
}

#[test]
fn requests_without_a_client() {
    let options = Options { client: false, ..Options::default() };
    let text = print(&options, "src/op.rs");
    snapshot!("no-client", part(&text, "/// Does it.", "/// The documented error"));
    snapshot!("no-client-root", print(&options, "src/lib.rs"));
    let list = ("ListOps.yaml", "operation: ListOps\naccess: list\n");
    snapshot!("no-client-page", print_with(&options, "README.md", THING, &[list]));
    let manifest = print(&options, "Cargo.toml");
    assert!(manifest.contains("\"Typed requests of the Alibaba Cloud API Thing 2024-01-01.\""), "{manifest}");
}

/// A list of options that select something.
fn list(entries: &[(&str, &str)]) -> Vec<(String, String)> {
    entries.iter().map(|(selector, text)| ((*selector).to_owned(), (*text).to_owned())).collect()
}

const DISK: &str = "parameters:\n  Name: {type: string}\n  Mode: {type: string, values: [Auto]}\n  \
    Disk: {type: array, of: {type: object, fields: {Size: {type: integer}}}}\n  Owner: {ref: Owner}\n\
    response:\n  Owner: {ref: Owner}\nerrors:\n  Busy: {status: 400}\n";

const PRODUCT: (&str, &str) = (
    "product.yaml",
    "product: Thing\nversion: '2024-01-01'\nstyle: rpc\ntypes:\n  Owner: {fields: {Pet: {ref: Pet}}}\n  Pet: {fields: {}}\n",
);

#[test]
fn attributes_of_types_and_fields() {
    let options = Options {
        type_attributes: list(&[
            ("*", "#[derive(Eq)]"),
            ("struct *", "#[a]"),
            ("enum *", "#[b]"),
            ("Op.Disk", "#[c] #[d(\"]\")]"),
            ("Op.response", "#[e]"),
            ("Op.errors", "#[f]"),
        ]),
        field_attributes: list(&[("Op.Disk.Size", "#[g]"), ("Op.response.Owner", "#[h]")]),
        ..Options::default()
    };
    let text = print_with(&options, "src/op.rs", DISK, &[PRODUCT]);
    let lines = text.lines().map(str::trim_start);
    let is_told = |line: &&str| line.starts_with("#[") && *line != "#[inline]" || line.starts_with("pub ");
    let told: Vec<_> = lines.filter(is_told).filter(|line| !line.contains("fn ")).collect();
    snapshot!("attributes", told.join("\n"));
}

#[test]
fn types_of_ones_own() {
    let types =
        list(&[("Op.Name", "crate::Name"), ("Op.Disk[]", "::disks::Disk"), ("types.Owner", "crate::Owner")]);
    let options = Options { types, ..Options::default() };
    let text = print_with(&options, "src/op.rs", DISK, &[PRODUCT]);
    snapshot!("own-types", part(&text, "/// The operation", "impl Operation"));
    snapshot!("own-type-setter", part(&text, "    /// Sets [`disk`]", "    /// Sets or clears [`disk`]"));
    assert!(!text.contains("pub struct OpDisk"), "{text}");
    assert!(
        !print_with(&options, "src/lib.rs", DISK, &[PRODUCT]).contains("mod types"),
        "nothing needs them"
    );
}

#[test]
fn names_of_ones_own() {
    let renames = list(&[
        ("Op", "Act"),
        ("Op.Name", "title"),
        ("Op.Mode.Auto", "Automatic"),
        ("Op.Disk.Size", "gigabytes"),
        ("Op.errors.Busy", "InUse"),
        ("types.Owner", "Keeper"),
    ]);
    let options = Options { renames, ..Options::default() };
    let text = print_with(&options, "src/act.rs", DISK, &[PRODUCT]);
    let lines = text.lines().map(str::trim);
    let named: Vec<_> = lines.filter(|line| line.starts_with("pub ") || line.contains(" = \"")).collect();
    snapshot!("renames", named.join("\n"));
}

#[test]
fn serde_of_requests_and_responses() {
    let options = |serde| Options { serde, ..Options::default() };
    let both = print_with(&options(Serde::Both), "src/op.rs", DISK, &[PRODUCT]);
    snapshot!("serde-request", part(&both, "use", "impl Operation"));
    snapshot!("serde-enum", part(&both, "acs_runtime::open_enum", "/// `Disk`"));
    snapshot!("serde-response", part(&both, "/// What", "impl Decode"));
    let requests = print_with(&options(Serde::Requests), "src/op.rs", DISK, &[PRODUCT]);
    assert!(!part(&requests, "/// What", "impl Decode").contains("serde"), "{requests}");
    let responses = print_with(&options(Serde::Responses), "src/op.rs", DISK, &[PRODUCT]);
    assert!(!part(&responses, "/// The operation", "/// What").contains("serde"), "{responses}");
    let types = print_with(&options(Serde::Responses), "src/types.rs", DISK, &[PRODUCT]);
    assert!(types.contains("deny_unknown_fields"), "requests have it, too: {types}");
}

#[test]
fn a_trait_to_be_mocked() {
    let options = Options { mock: true, ..Options::default() };
    snapshot!("mock", part(&print(&options, "src/lib.rs"), "/// What [`Client`]", "/// What the operations"));
}

/// What is said of the options, each as message and help.
fn refused(options: &Options) -> Vec<String> {
    let mut sources = Sources::new();
    sources.add("specs/thing/2024-01-01/Op.yaml", format!("operation: Op\n{DISK}"));
    sources.add("specs/thing/2024-01-01/product.yaml", PRODUCT.1);
    let diagnostics = generate(&sources, options).expect_err("the options are wrong");
    diagnostics.iter().map(|it| format!("{}: {} / {}", it.code, it.message, it.help.join(" "))).collect()
}

#[test]
fn options_that_cannot_be_met_are_refused_at_once() {
    let options = Options {
        mock: true,
        client: false,
        type_attributes: list(&[("Op.Disc", "#[a]"), ("Op.Name", "#[a]"), ("*", "#[a] struct B;")]),
        field_attributes: list(&[("Op.Disk.Sise", "#[a]"), ("Op", "#[a]"), ("struct *", "#[a]")]),
        types: list(&[("Op.Nam", "A"), ("Op.Name", "super::A"), ("Op.Mode.Auto", "A"), ("", "A")]),
        renames: list(&[("Op.Name", "Title"), ("Op.Disk[]", "Disk"), ("Oq", "A")]),
        ..Options::default()
    };
    snapshot!("refused-options", refused(&options).join("\n"));
}

#[test]
fn a_selector_that_names_another_kind_of_thing_is_told_what_there_is() {
    let check = |options: Options, said: &[&str]| assert_eq!(refused(&options), said);
    let types = |selector: &str| Options { types: list(&[(selector, "A")]), ..Options::default() };
    let none = "selector: `Op.response` names no parameter, field or shared type";
    check(
        types("Op.response"),
        &[&format!("{none} / it is a response; in it there are `Op.response.Owner`")],
    );
    let none = "selector: `Op.errors` names no parameter, field or shared type";
    check(types("Op.errors"), &[&format!("{none} / it is the error codes of an operation")]);
    let attributes = Options { type_attributes: list(&[("struc *", "#[a]")]), ..Options::default() };
    let said = "selector: `struc *` names no type that is generated / did you mean `struct *`?";
    check(attributes, &[said]);
    let far = "selector: `Op.Colour` names no parameter, field or shared type";
    check(
        types("Op.Colour"),
        &[&format!("{far} / in `Op` there are `Op.Name`, `Op.Mode`, `Op.Disk` and more")],
    );
}

#[test]
fn a_name_of_another_thing_is_not_given_away() {
    let check = |renames: &[(&str, &str)], said: &str| {
        assert_eq!(refused(&Options { renames: list(renames), ..Options::default() }), [said]);
    };
    check(
        &[("Op.Name", "mode")],
        "name-clash: `Op.Name` cannot be renamed to `mode`, for that is the name of `Op.Mode` / \
         choose another name, or rename `Op.Mode`, too",
    );
    check(
        &[("types.Owner", "Pet")],
        "name-clash: `types.Owner` cannot be renamed to `Pet`, for that is the name of `types.Pet` / \
         choose another name, or rename `types.Pet`, too",
    );
    check(
        &[("Op.Name", "own"), ("Op.Mode", "own")],
        "name-clash: `Op.Mode` cannot be renamed to `own`, for that is the name of `Op.Name` / \
         choose another name, or rename `Op.Name`, too",
    );
    check(
        &[("Op", "Act"), ("Op", "Do")],
        "options: `Op` is renamed twice: `Act` and `Do` / keep one of the two",
    );
    let swapped = list(&[("Op.Name", "mode"), ("Op.Mode", "name")]);
    let text = print_with(&Options { renames: swapped, ..Options::default() }, "src/op.rs", DISK, &[PRODUCT]);
    assert!(text.contains("pub mode: Option<String>"), "{text}");
}

#[test]
fn an_operation_keeps_its_name_beside_one_that_is_renamed() {
    let sources = sources(DISK, &[PRODUCT, ("Other.yaml", "operation: Other\n")]);
    let options = Options { renames: list(&[("Op", "Other")]), ..Options::default() };
    let said = generate(&sources, &options).expect_err("there is one already").to_string();
    assert!(said.contains("`Op` cannot be renamed to `Other`, for that is the name of `Other`"), "{said}");
    let options = Options { renames: list(&[("Op", "Same"), ("Other", "Same")]), ..Options::default() };
    let said = generate(&sources, &options).expect_err("there are two").to_string();
    assert!(said.contains("`Other` cannot be renamed to `Same`, for that is the name of `Op`"), "{said}");
}

#[test]
fn what_a_type_of_ones_own_takes_the_place_of_is_not_printed() {
    let options = Options {
        types: list(&[("Op.Disk[]", "A"), ("types.Owner", "B"), ("Op.Mode", "C"), ("Op.Mode", "D")]),
        type_attributes: list(&[("types.Owner", "#[a]"), ("Op.Disk", "#[a]")]),
        field_attributes: list(&[("Op.Disk.Size", "#[a]"), ("Op.Disk", "#[a]")]),
        renames: list(&[("Op.Mode.Auto", "Automatic"), ("types.Owner.Pet", "cat"), ("Op.Mode", "kind")]),
        ..Options::default()
    };
    snapshot!("refused-own-types", refused(&options).join("\n"));
}
