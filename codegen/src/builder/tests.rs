use std::fs;
use std::path::Path;

use super::*;
use crate::sources::{IMPORTED, Sources};

const PRODUCT: &str = "product: Thing\nversion: '2024-01-01'\nstyle: rpc\ntypes:\n  Near:\n    fields: {Id: {type: string}}\n  \
    Far:\n    fields: {Id: {type: string}}\n";
const GET: &str = "operation: GetThing\nmethods: [GET]\nresponse:\n  Thing: {ref: Near}\n";
const PUT: &str = "operation: PutThing\nmethods: [POST]\nresponse:\n  Thing: {ref: Far}\n";
const FILE: &str = "acs_thing_20240101.rs";

/// A folder with the specs of a product, which files are written to as well.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    product(&folder.path().join("specs"));
    folder
}

fn product(specs: &Path) {
    fs::create_dir_all(specs).expect("a folder can be made");
    for (name, text) in [("product.yaml", PRODUCT), ("GetThing.yaml", GET), ("PutThing.yaml", PUT)] {
        fs::write(specs.join(name), text).expect("a file can be written");
    }
}

fn builder(folder: &tempfile::TempDir) -> Builder {
    Builder::new().spec(folder.path().join("specs")).out_dir(folder.path().join("out"))
}

fn said(result: Result<(), BuildError>) -> String {
    format!("{:?}", result.expect_err("it cannot be generated"))
}

#[test]
fn only_types_that_the_chosen_operations_reach_are_printed() {
    let folder = folder();
    builder(&folder).operations(["GetThing"]).generate().expect("generates");
    let text = fs::read_to_string(folder.path().join("out").join(FILE)).expect("it is written");
    assert!(text.contains("struct Near") && text.contains("mod get_thing"), "{text}");
    assert!(!text.contains("Far") && !text.contains("put_thing"), "{text}");
}

#[test]
fn operations_are_looked_for_in_all_specs() {
    let folder = folder();
    let other = folder.path().join("other");
    fs::create_dir(&other).expect("a folder can be made");
    fs::write(other.join("product.yaml"), "product: Other\nversion: '1'\nstyle: rpc\n").expect("written");
    fs::write(other.join("GetOther.yaml"), "operation: GetOther\nmethods: [GET]\n").expect("written");
    let both = builder(&folder).spec(&other);
    both.clone().operations(["GetThing", "GetOther"]).generate().expect("each has one of them");
    let error = said(both.operations(["GetOthr"]).generate());
    assert!(error.contains("did you mean `GetOther`?"), "{error}");
}

#[test]
fn a_product_that_is_there_twice_is_an_error_with_both_places() {
    let folder = folder();
    product(&folder.path().join("again"));
    let error = said(builder(&folder).spec(folder.path().join("again")).generate());
    assert!(error.contains("duplicate-product"), "{error}");
    assert!(error.contains("specs/product.yaml") && error.contains("again/product.yaml"), "{error}");
}

#[test]
fn builders_do_not_write_over_each_other() {
    let folder = folder();
    builder(&folder).operations(["GetThing"]).generate().expect("generates");
    builder(&folder).operations(["GetThing"]).generate().expect("the same again");
    let error = said(builder(&folder).operations(["PutThing"]).generate());
    assert!(error.contains("two builders of this script write") && error.contains(FILE), "{error}");
}

#[test]
fn a_check_writes_nothing_and_names_what_is_out_of_date() {
    let folder = folder();
    let error = said(builder(&folder).check().generate());
    assert!(error.contains("not up to date") && error.contains(FILE), "{error}");
    assert!(!folder.path().join("out").exists());
    builder(&folder).generate().expect("generates");
    builder(&folder).check().generate().expect("it is up to date");
}

#[test]
fn files_of_others_are_in_the_way() {
    let folder = folder();
    fs::create_dir(folder.path().join("out")).expect("a folder can be made");
    let path = folder.path().join("out").join(FILE);
    fs::write(&path, "mod mine;\n").expect("a file can be written");
    let error = said(builder(&folder).generate());
    assert!(error.contains("is in the way"), "{error}");
    assert_eq!(fs::read_to_string(path).expect("it is there"), "mod mine;\n");
}

#[test]
fn an_error_has_file_line_and_excerpt() {
    let folder = folder();
    let path = folder.path().join("specs/GetThing.yaml");
    fs::write(&path, "operation: GetThing\nmetods: [GET]\n").expect("a file can be written");
    let error = said(builder(&folder).generate());
    assert!(error.contains("specs/GetThing.yaml:2:1"), "{error}");
    assert!(error.contains("metods: [GET]") && error.contains("did you mean `methods`?"), "{error}");
}

#[test]
fn openmeta_gives_what_its_import_gives() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let meta = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/tests/everything.json");
    let sources = crate::import::load(std::slice::from_ref(&meta)).expect("it can be read");
    let imported = crate::import::import(&sources, &crate::import::Options::default()).expect("imports");
    for (path, text) in imported.files {
        let path = folder.path().join("specs").join(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
    builder(&folder).unsigned().generate().expect("generates");
    Builder::new()
        .spec(&meta)
        .unsigned()
        .out_dir(folder.path().join("direct"))
        .generate()
        .expect("generates");
    let files = |name: &str| {
        let entries = fs::read_dir(folder.path().join(name)).expect("a folder");
        let texts =
            entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.extension().is_some());
        texts
            .map(|path| {
                fs::read_to_string(path).expect("text").lines().skip(1).collect::<Vec<_>>().join("\n")
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(files("out").len(), 1);
    assert!(files("out") == files("direct"));
}

#[test]
fn a_dependency_that_exports_no_specs_is_named() {
    let error = said(Builder::new().spec_of("acme-specs", "").out_dir("nowhere").generate());
    assert!(error.contains("`DEP_ACME_SPECS_SPECS` is not set"), "{error}");
}

#[test]
fn every_setter_is_in_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(root.join(path)).expect("it is there");
    let setters = read("src/builder.rs") + &read("src/builder/options.rs");
    let tests = [
        "src/builder/tests.rs",
        "macros/src/tests.rs",
        "../tests/build.rs",
        "../tests/consumers/shared/importer/build.rs",
    ]
    .map(read)
    .concat();
    let names = setters.split("pub fn ").skip(1).filter_map(|rest| rest.split_once("(mut self"));
    let names: Vec<&str> = names.map(|(name, _)| name).filter(|name| !name.contains('(')).collect();
    assert!(names.len() > 15, "{names:?}");
    for name in names {
        let name = name.split('<').next().unwrap_or(name);
        assert!(tests.contains(&format!(".{name}(")), "no test has `{name}`");
    }
}

#[test]
fn no_operation_and_one_that_is_named_twice_are_refused() {
    let folder = folder();
    let none = said(builder(&folder).operations([""; 0]).generate());
    assert!(none.contains("no operation is named") && none.contains("there are all of them"), "{none}");
    let twice = said(builder(&folder).operations(["GetThing"]).operations(["GetThing"]).generate());
    assert!(twice.contains("the operation `GetThing` is named twice"), "{twice}");
    assert!(!folder.path().join("out").exists(), "nothing is written");
}

#[test]
fn specs_that_are_named_twice_are_told_to_be() {
    let folder = folder();
    let again = said(builder(&folder).spec(folder.path().join("./specs")).generate());
    assert!(again.contains("are named twice: name them once"), "{again}");
    let around = said(builder(&folder).spec(folder.path()).generate());
    assert!(around.contains("are one within the other: name one of the two"), "{around}");
}

#[test]
fn the_name_of_an_operation_that_is_not_chosen_is_not_given_away() {
    let folder = folder();
    let renamed = |chosen| builder(&folder).operations([chosen]).rename("GetThing", "PutThing").generate();
    for chosen in ["GetThing", "PutThing"] {
        let error = said(renamed(chosen));
        assert!(error.contains("`GetThing` cannot be renamed to `PutThing`"), "{chosen}: {error}");
    }
}

#[test]
fn the_name_of_an_operation_that_openmeta_has_is_not_given_away() {
    let meta = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/tests/everything.json");
    let sources = crate::import::load(std::slice::from_ref(&meta)).expect("it can be read");
    let imported = crate::import::import(&sources, &crate::import::Options::default()).expect("imports");
    let paths = imported.files.iter().filter_map(|(path, _)| path.rsplit('/').next()?.strip_suffix(".yaml"));
    let names: Vec<&str> =
        paths.filter(|name| crate::sources::is_operation(&format!("{name}.yaml"))).collect();
    let [one, other, ..] = names.as_slice() else { panic!("there are two: {names:?}") };
    let error = said(
        Builder::new().spec(&meta).unsigned().operations([*one]).rename(*one, *other).out_dir("o").generate(),
    );
    assert!(error.contains(&format!("for that is the name of `{other}`")), "{error}");
}

#[test]
fn an_error_is_shown_without_warnings() {
    let folder = folder();
    let broken = "operation: PutThing\nmethods: [POST]\nresponse:\n  Thing: {ref: Nowhere}\n  Size: {type: integer, range: {min: 2, max: 1}}\n";
    fs::write(folder.path().join("specs/PutThing.yaml"), broken).expect("a file can be written");
    let error = said(builder(&folder).generate());
    assert!(error.contains("error[empty-range]") && !error.contains("warning"), "{error}");
}

#[test]
fn warnings_are_about_what_people_wrote_and_few_of_a_kind() {
    let folder = folder();
    let fields: String = (0..5).map(|at| format!("  F{at}: {{ref: Nowhere}}\n")).collect();
    let spec = format!("operation: PutThing\nmethods: [POST]\nresponse:\n{fields}");
    let shown = |text: &str, chosen: &str| {
        fs::write(folder.path().join("specs/PutThing.yaml"), text).expect("a file can be written");
        let sources = Sources::load(&folder.path().join("specs")).expect("it can be read");
        let options = Options { operations: Some(vec![chosen.to_owned()]), ..Options::default() };
        let Generated { warnings, .. } = generate(&sources, &options).expect("generates");
        cargo::lines(&warnings, &sources)
    };
    let lines = shown(&spec, "PutThing");
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(lines[0].contains("PutThing.yaml:4:") && lines[0].contains("; "), "{lines:?}");
    assert_eq!(lines[3], "and 2 more of this kind (dangling-reference); `acsgen check` shows them all");
    assert!(shown(&spec, "GetThing").is_empty(), "it is not generated");
    let imported = format!("# {IMPORTED}\n{spec}");
    assert!(shown(&imported, "PutThing").is_empty(), "nobody can mend it there");
    fs::write(folder.path().join("specs/overlay.yaml"), "names: {PutThing.response.F1: f2}\n")
        .expect("written");
    let lines = shown(&imported, "PutThing");
    assert!(lines.len() == 1 && lines[0].starts_with("`f2`, which is chosen for `F1`, is"), "{lines:?}");
}

#[test]
fn what_is_wrong_with_a_type_that_no_chosen_operation_reaches_is_not_told() {
    let folder = folder();
    let product = PRODUCT
        .replace("  Far:\n    fields: {Id: {type: string}}", "  Far:\n    fields: {Id: {ref: Nowhere}}");
    fs::write(folder.path().join("specs/product.yaml"), product).expect("a file can be written");
    let sources = Sources::load(&folder.path().join("specs")).expect("it can be read");
    for (chosen, count) in [("GetThing", 0), ("PutThing", 1)] {
        let options = Options { operations: Some(vec![chosen.to_owned()]), ..Options::default() };
        let Generated { warnings, .. } = generate(&sources, &options).expect("generates");
        assert_eq!(warnings.iter().count(), count, "{chosen}: {warnings}");
    }
}

#[test]
fn a_builder_without_specs_says_what_to_call() {
    let folder = folder();
    let text = said(Builder::new().out_dir(folder.path().join("out")).generate());
    assert!(text.contains("call `spec` or `spec_of`"), "{text}");
    assert!(!folder.path().join("out").exists(), "nothing is written");
}
