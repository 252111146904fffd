//! What is printed, one feature per fixture: a small spec, and the module that it becomes.

use acs_codegen::{Options, Sources, generate};

const PRODUCT: &str = "product: Thing\nversion: '2024-01-01'\nstyle: rpc\n";

/// The module of the operation `Op` with these lines, and what else is given as files.
#[track_caller]
fn print(operation: &str, more: &[(&str, &str)]) -> String {
    print_file("src/op.rs", operation, more)
}

#[track_caller]
fn print_file(path: &str, operation: &str, more: &[(&str, &str)]) -> String {
    print_with(&Options::default(), path, operation, more)
}

#[track_caller]
pub(super) fn print_with(options: &Options, path: &str, operation: &str, more: &[(&str, &str)]) -> String {
    let generated =
        generate(&sources(operation, more), options).unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
    let files = generated.packages[0].files().expect("everybody may use it");
    let file = files.into_iter().find(|file| file.path.ends_with(path)).expect("the file is generated");
    file.text
}

/// The operation `Op` with these lines, and what else is given as files.
pub(super) fn sources(operation: &str, more: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::new();
    sources.add("specs/thing/2024-01-01/Op.yaml", format!("operation: Op\n{operation}"));
    let product = more.iter().find(|(name, _)| *name == "product.yaml").map_or(PRODUCT, |(_, text)| text);
    sources.add("specs/thing/2024-01-01/product.yaml", product);
    for (name, text) in more.iter().filter(|(name, _)| *name != "product.yaml") {
        sources.add(format!("specs/thing/2024-01-01/{name}"), *text);
    }
    sources
}

/// The part of a module from the line that begins with `from` up to the one that begins with `to`.
pub(super) fn part(text: &str, from: &str, to: &str) -> String {
    let lines = text.lines().skip_while(|line| !line.starts_with(from));
    let lines: Vec<&str> = lines.take_while(|line| !line.starts_with(to)).collect();
    lines.join("\n").trim_end().to_owned()
}

macro_rules! snapshot {
    ($name:literal, $text:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $text);
        });
    };
}

pub(super) use snapshot;

#[test]
fn a_required_and_an_optional_parameter() {
    let text = print(
        "parameters:\n  ThingId: {type: string, required: true, example: t-1}\n  Size: {type: integer, range: {min: 1, max: 5}}\nresponse:\n  RequestId: {type: string}\n",
        &[],
    );
    snapshot!("required-and-optional", text);
}

#[test]
fn cautions_and_answers_in_the_docs() {
    let text = print(
        "deprecated: true\nreplaced-by: [New, 'Other::2024-01-01::New']\nrisk: high\ncharge: paid\nthrottle:\n  \
        - {calls: 5, per: 1s}\n  - {calls: 1, per: 90s, region: cn-hangzhou}\nstatuses: [200, 202]\n\
        response-headers: {x-version: {type: string}}\n",
        &[],
    );
    snapshot!("cautions-and-answers", part(&text, "/// The operation", "impl"));
}

#[test]
fn an_enum_and_a_condition() {
    let text = print(
        "parameters:\n  Mode: {type: string, values: [Auto, 2x]}\n  Speed: {type: string, only-when: {Mode: 2x}}\n",
        &[(
            "overlay.yaml",
            "texts:\n  Op: Does it.\n  Op.Mode: How it goes.\n  Op.Mode.Auto: As it likes.\n",
        )],
    );
    snapshot!("enum-and-condition", part(&text, "/// Does it.", "impl"));
    snapshot!("enum", part(&text, "/// How it goes.", "/// What"));
}

#[test]
fn nested_objects_lists_and_maps() {
    let text = print(
        "parameters:\n  Disk: {type: array, of: {type: object, fields: {Size: {type: integer}, Labels: {type: map, of: {type: string}}}}}\n",
        &[],
    );
    snapshot!("nested-setter", part(&text, "    /// Sets [`disk`]", "    /// Sends"));
    snapshot!("nested", part(&text, "/// `Disk` of", "/// What"));
}

#[test]
fn shared_types_that_contain_themselves() {
    let product = format!(
        "{PRODUCT}types:\n  Node: {{fields: {{Only: {{ref: Node}}, Children: {{type: array, of: {{ref: Node}}}}}}}}\n"
    );
    let text =
        print_file("src/types.rs", "parameters:\n  Tree: {ref: Node}\n", &[("product.yaml", &product)]);
    snapshot!("shared", text);
}

#[test]
fn secrets_are_left_out_of_debug() {
    let text = print("parameters:\n  Id: {type: string}\n  Token: {type: string, sensitive: true}\n", &[]);
    snapshot!("secret", part(&text, "/// The operation", "impl Operation"));
}

#[test]
fn error_codes() {
    let text = print(
        "errors:\n  IncorrectStatus.%s: {status: 400}\n  Gone: {status: [404, 410]}\n  'Unknown': {status: 500}\n",
        &[],
    );
    snapshot!("errors", part(&text, "/// The documented error codes", "/// What"));
}

#[test]
fn answers_that_are_no_object() {
    let list = print("returns: {type: array, of: {type: object, fields: {Id: {type: string}}}}\n", &[]);
    snapshot!("returns-list", part(&list, "/// What", "static SPEC"));
    snapshot!("returns-unknown", part(&print("", &[]), "/// What", "static SPEC"));
}

#[test]
fn wrappers_around_lists_are_taken_off_in_answers() {
    let tags =
        "{type: object, fields: {Tag: {type: array, of: {type: object, fields: {Key: {type: string}}}}}}";
    let page = "{type: object, fields: {Items: {type: array, of: {type: string}}}}";
    let text =
        print(&format!("parameters:\n  Tags: {tags}\nresponse:\n  Tags: {tags}\n  Page: {page}\n"), &[]);
    assert!(text.contains("pub tags: Option<OpTags>,"), "{text}");
    snapshot!("wrapped", part(&text, "/// What", "impl Decode"));
    assert!(!text.contains("pub struct OpResponseTags "), "{text}");
}

#[test]
fn values_that_prose_gives_are_no_type_in_answers() {
    let field = "{type: string, values: [Up, Down], inferred: [values]}";
    let spec =
        format!("parameters:\n  State: {field}\nresponse:\n  State: {field}\n  Id: {{type: string}}\n");
    let text = print(&spec, &[]);
    assert!(text.contains("pub state: Option<State>,"), "{text}");
    snapshot!("inferred-values", part(&text, "/// What", "impl Decode"));
    let confirmed = print(&spec, &[("overlay.yaml", "texts: {}\nconfirm: [Op.response.State.values]\n")]);
    assert!(confirmed.contains("pub state: Option<ResponseState>,"), "{confirmed}");
}

#[test]
fn what_is_gone_is_deprecated() {
    let tombstones = "gone:\n  - {at: Op.Name, since: 0.2.0, until: 0.3.0, instead: Title, parameter: {type: string, required: true}}\n  \
        - {at: Op.Mode.Slow, since: 0.2.0, until: 0.3.0}\n  \
        - {at: Op.response.Size, since: 0.2.0, until: 0.3.0, parameter: {type: integer}}\n  \
        - {at: Op.errors.Gone, since: 0.2.0, until: 0.3.0, code: {status: 404}}\n  \
        - {at: Old, since: 0.2.0, until: 0.3.0, instead: Op, operation: {operation: Old}}\n";
    let spec = "parameters:\n  Title: {type: string}\n  Mode: {type: string, values: [Fast]}\nresponse:\n  Id: {type: string}\n\
        errors:\n  Busy: {status: 400}\n";
    let more = [("tombstones.yaml", tombstones), ("release.yaml", "version: 0.2.3\n")];
    snapshot!("gone", print(spec, &more));
    snapshot!("gone-operation", print_file("src/lib.rs", spec, &more));
    let manifest = print_file("Cargo.toml", spec, &more);
    assert!(manifest.contains("\nversion = \"0.2.3\"\n"), "{manifest}");
}

#[test]
fn a_dry_run_is_a_way_of_sending() {
    let text = print("parameters:\n  DryRun: {type: boolean, role: dry-run}\n", &[]);
    snapshot!("dry-run", part(&text, "impl<'c", "/// What"));
}

#[test]
fn more_than_six_required_parameters_are_checked_at_run_time() {
    let parameters: String =
        (1..=7).map(|number| format!("  P{number}: {{type: string, required: true}}\n")).collect();
    let text = print(&format!("parameters:\n{parameters}"), &[]);
    snapshot!("seven-required", part(&text, "/// A call", "    /// Sets [`p2`]"));
    assert!(!text.contains("required::"), "{text}");
}

#[test]
fn a_completed_completion() {
    let text = print(
        "completion: {poll: GetOp, interval: 500ms, attempts: 3}\n",
        &[
            (
                "GetOp.yaml",
                "operation: GetOp\nparameters: {Id: {type: string}}\nresponse: {State: {type: string}}\n",
            ),
            (
                "overlay.yaml",
                "fixes:\n  - {at: Op.completion, set: {state: State, success: [Done]}, why: it says so}\n",
            ),
        ],
    );
    snapshot!("completion", part(&text, "    completion", "    .."));
}

#[test]
fn the_root() {
    snapshot!(
        "root",
        print_file("src/lib.rs", "parameters:\n  ThingId: {type: string, required: true}\n", &[])
    );
    snapshot!("manifest", print_file("Cargo.toml", "", &[]));
}

#[test]
fn a_page_shows_a_call_that_anybody_can_make() {
    let list = "operation: ListOps\naccess: list\nparameters:\n  Region: {type: string, required: true, role: region}\n  \
        Name: {type: string}\n";
    let spec = "access: get\nparameters:\n  ThingId: {type: string, required: true}\n";
    snapshot!("page", print_file("README.md", spec, &[("ListOps.yaml", list)]));
    for spec in [spec, "access: delete\n", "access: get\ndeprecated: true\n"] {
        let page = print_file("README.md", spec, &[]);
        assert!(page.contains("let client") && !page.contains("let response"), "{page}");
    }
}

#[test]
fn a_page_says_that_a_signature_is_not_there() {
    let product = ("product.yaml", &*format!("{PRODUCT}signing: own\n"));
    let options = Options { unsigned: true, ..Options::default() };
    let page = print_with(&options, "README.md", "access: list\n", &[product]);
    assert!(page.contains("signature of its own") && !page.contains("let response"), "{page}");
}

#[test]
fn nothing_leaves_the_comment_above_a_page() {
    let mut sources = Sources::new();
    sources.add("specs/a --> <b>/2024-01-01/product.yaml", PRODUCT);
    sources.add("specs/a --> <b>/2024-01-01/Op.yaml", "operation: Op\n");
    let generated = generate(&sources, &Options::default()).unwrap_or_else(|found| panic!("{found}"));
    let page = generated.packages[0]
        .files()
        .expect("everybody may use it")
        .into_iter()
        .find(|file| file.path.ends_with("README.md"));
    let page = page.expect("there is a page").text;
    let first = page.lines().next().unwrap_or_default();
    assert_eq!(first, "<!-- @generated by acsgen from specs/a --  <b /2024-01-01. Do not edit. -->");
}

#[test]
fn a_product_is_a_keyword_where_its_name_can_be_one() {
    for (product, keyword) in [("Thing", Some("thing")), ("Sdk", None), ("a.b", None), ("_a", None)] {
        let product_yaml = PRODUCT.replace("Thing", product);
        let manifest = print_file("Cargo.toml", "", &[("product.yaml", &product_yaml)]);
        let product = keyword.map(|keyword| format!(", \"{keyword}\"")).unwrap_or_default();
        let line = format!("\nkeywords = [\"alibaba-cloud\", \"aliyun\", \"sdk\"{product}]\n");
        assert!(manifest.contains(&line), "{manifest}");
    }
}
