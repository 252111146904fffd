//! The whole stage: files in, files out.

use proptest::prelude::*;

use law::refused;

use super::{Docs, Imported, Options, import};
use crate::diagnostic::Level;
use crate::raw;
use crate::sources::Sources;

const META: &str = r#"{"version": "1.0", "info": {"style": "RPC", "product": "Example", "version": "2020-01-01"},
"components": {"schemas": {"Node": {"type": "object", "properties": {"Next": {"$ref": ""#;
const META_END: &str = r##"#/components/schemas/Node"}}}}},
"endpoints": [{"regionId": "cn-hangzhou", "endpoint": "example.cn-hangzhou.aliyuncs.com"}],
"apis": {"Detach": {"summary": "Detaches it.", "methods": ["post"], "systemTags": {"operationType": "update"},
 "parameters": [
  {"name": "Id", "in": "query", "schema": {"type": "string", "required": true, "example": "i-1", "description": "The ID."}},
  {"name": "DryRun", "in": "query", "schema": {"type": "string", "example": "false",
   "description": "Whether. Valid values:\n\n*   **true**: yes\n*   **false** (default): no"}}],
 "responses": {"200": {"schema": {"type": "object", "properties": {"RequestId": {"type": "string"}}}}},
 "errorCodes": {"400": [{"errorCode": "Bad", "errorMessage": "It is bad."}]}}}}"##;

const PAGE: &str = "Example:Detach\n\nLast Updated:Jan 02, 2024\n\nDetaches it.\n\nRAM authorization\n\n\
    Action\n\nAccess level\n\nResource type\n\nCondition key\n\nDependent action\n\n\
    example:Detach\n\ndelete\n\nAll Resources\n\n*\n\nNone None\n\n\
    Request parameters\n\nParameter\n\nType\n\nRequired\n\nDescription\n\nExample\n\n\
    Id\n\nstring\n\nYes\n\nThe ID.\n\ni-2\n\nDryRun\n\nstring\n\nNo\n\nWhether. Valid values:\n\n  • true: yes\n\n  \
    • false (default): no\n\nfalse\n\nError codes\n\nHTTP status code\n\nError code\n\nError message\n\nDescription\n\n\
    400 Bad It is bad.\n404 Gone It is gone.\n";

fn meta() -> String {
    format!("{META}{META_END}")
}

fn sources(files: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::new();
    for (path, text) in files {
        sources.add(*path, *text);
    }
    sources
}

fn import_files(files: &[(&str, &str)], options: &Options) -> Imported {
    import(&sources(files), options).unwrap_or_else(|diagnostics| panic!("{diagnostics}"))
}

/// The messages of the errors, with file, line and column.
fn errors(files: &[(&str, &str)], options: &Options) -> Vec<String> {
    let sources = sources(files);
    let diagnostics = import(&sources, options).expect_err("it is wrong");
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error);
    let place = |diagnostic: &crate::Diagnostic| {
        let origin = diagnostic.labels.first()?.origin;
        let (line, column) = sources.position(origin)?;
        Some(format!("{}:{line}:{column}: ", sources.file(origin.file)?.path))
    };
    errors.map(|error| place(error).unwrap_or_default() + &error.message).collect()
}

const DETACH: &str = "\
# Imported by acsgen; people write overlay.yaml.
operation: Detach
source: {page: https://api.alibabacloud.com/document/Example/2020-01-01/Detach, updated: 2024-01-02}
from: {page: [source.updated, access, authorization, errors.Gone]}
methods: [POST]
access: delete
authorization:
  action: example:Detach
  resources:
    - {type: All Resources, arn: \"*\"}
  condition-keys: []
  dependent-actions: []
parameters:
  Id: {type: string, required: true, example: i-1}
  DryRun: {type: boolean, wire: string, default: false, role: dry-run, example: false, inferred: [type, default]}
response:
  RequestId: {type: string}
errors:
  Bad: {status: 400}
  Gone: {status: 404}
";

const PRODUCT: &str = "\
# Imported by acsgen; people write overlay.yaml.
product: Example
version: 2020-01-01
style: rpc
endpoints:
  cn-hangzhou: example.cn-hangzhou.aliyuncs.com
types:
  Node:
    fields:
      Next: {ref: Node}
";

#[test]
fn a_file_and_a_page_become_specs() {
    let imported = import_files(&[("api-docs.json", &meta()), ("page.txt", PAGE)], &Options::default());
    let expected = [("example/2020-01-01/product.yaml", PRODUCT), ("example/2020-01-01/Detach.yaml", DETACH)];
    assert_eq!(imported.files, expected.map(|(path, text)| (path.to_owned(), text.to_owned())));
}

#[test]
fn a_page_that_was_cut_off_is_seen() {
    let cut = &PAGE[..PAGE.find("Error codes").expect("the page has it")];
    let imported = import_files(&[("api-docs.json", &meta()), ("page.txt", cut)], &Options::default());
    let messages: Vec<_> = imported.warnings.iter().map(|warning| warning.message.as_str()).collect();
    assert!(messages.contains(&"the page has no section `Error codes`"), "{messages:?}");
}

#[test]
fn what_two_sources_say_differently_is_shown_with_both_places() {
    let imported = import_files(&[("api-docs.json", &meta()), ("page.txt", PAGE)], &Options::default());
    let differences = || imported.warnings.iter().filter(|warning| warning.code != "missing-section");
    let messages: Vec<_> = differences().map(|warning| warning.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "OpenMeta and the page of `Detach` disagree on the access level",
            "OpenMeta and the page of `Detach` disagree on the example of parameter `Id`",
        ]
    );
    assert!(differences().all(|warning| warning.labels.len() == 2));
}

#[test]
fn the_order_of_the_sources_does_not_matter() {
    let meta = meta();
    let one = import_files(&[("api-docs.json", &meta), ("page.txt", PAGE)], &Options::default());
    let other = import_files(&[("page.txt", PAGE), ("api-docs.json", &meta)], &Options::default());
    assert_eq!(one.files, other.files);
}

#[test]
fn a_page_alone_gives_the_same_facts() {
    let options = Options { product: Some(("Example".into(), "2020-01-01".into())), ..Options::default() };
    let imported = import_files(&[("page.txt", PAGE)], &options);
    let without = |line: &&str| {
        !line.starts_with("methods") && !line.starts_with("response") && !line.contains("RequestId")
    };
    let whole = |line: &str| match line.split_once(": ") {
        Some(("from", _)) => "from: {page: [operation]}".to_owned(),
        _ => line.replace("i-1", "i-2"),
    };
    let expected: Vec<_> = DETACH.lines().filter(without).map(whole).collect();
    assert_eq!(imported.files[0].1.lines().collect::<Vec<_>>(), expected);
    assert_eq!(imported.files.len(), 1);
}

#[test]
fn text_is_kept_only_when_asked_for() {
    let plain = import_files(&[("api-docs.json", &meta())], &Options::default());
    assert!(!plain.files.iter().any(|(_, text)| text.contains("Detaches") || text.contains("doc:")));
    let kept =
        import_files(&[("api-docs.json", &meta())], &Options { docs: Docs::Keep, ..Options::default() });
    let text = &kept.files[1].1;
    for part in [
        "doc: Detaches it.",
        "doc: The ID.",
        "Bad: {status: 400, doc: It is bad.}",
        "      *   **true**: yes",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let operation: raw::Operation = serde_yaml::from_str(text).expect("it reads back");
    assert_eq!(operation.doc.map(|doc| doc.value).as_deref(), Some("Detaches it."));
}

#[test]
fn a_mark_of_byte_order_is_passed_over() {
    let marked = format!("\u{feff}{}", meta());
    let options = Options::default();
    assert_eq!(
        import_files(&[("a", &marked)], &options).files,
        import_files(&[("a.json", &meta())], &options).files
    );
}

#[test]
fn bad_input_is_an_error_with_its_place() {
    let meta = meta();
    let cut = &meta[..200];
    let options = Options::default();
    let check = |files: &[(&str, &str)], expected: &str| {
        let errors = errors(files, &options);
        assert!(errors.iter().any(|error| error.starts_with(expected)), "{errors:?}");
    };
    check(&[], "there is no OpenMeta file and no page to import");
    check(&[("a.json", cut)], "a.json:2:108: this is no JSON: EOF while parsing");
    check(&[("a.json", "{\"a\": 1,\n \"b\": }")], "a.json:2:7: this is no JSON: expected value");
    check(&[("a.json", "[]")], "a.json:1:1: `info` must say `product` and `version`");
    check(&[("a.json", r#"{"info": {"product": "X"}}"#)], "a.json:1:10: `info` must say");
    check(&[("a.txt", "hello")], "a.txt:1:1: this is neither OpenMeta nor the page of an operation");
    check(&[("a.txt", PAGE)], "a.txt:1:9: it is not known which product version `Detach` belongs to");
    check(&[("a.json", &meta), ("b.json", &meta)], "b.json:1:1: `Example` `2020-01-01` is described twice");
    check(&[("a.json", &meta), ("a.txt", PAGE), ("b.txt", PAGE)], "b.txt:1:9: `Detach` has two pages");
    let deep = format!("{{\"info\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    check(&[("a.json", &deep)], "a.json:1:10: `info` must say");
}

#[test]
fn a_file_that_is_neither_is_left_out_beside_others() {
    let imported =
        import_files(&[("api-docs.json", &meta()), ("README.md", "# Pages\n\nText.\n")], &Options::default());
    assert_eq!(imported.files.len(), 2);
    let codes: Vec<_> = imported.warnings.iter().map(|warning| warning.code).collect();
    assert_eq!(codes, ["no-page"]);
}

const MARKDOWN: &str = "# Detach\n\n## Debugging\n\n\
    [Try it](https://api.aliyun.com/#product=Example&api=Detach&type=RPC&version=2020-01-01)\n\n\
    ## Request parameters\n\n|Parameter|Type|Required|Description|\n|--|--|--|--|\n|Id|String|Yes|The ID.|\n";

#[test]
fn the_link_of_a_page_tells_its_product_unless_the_options_do() {
    let paths = |options: &Options| {
        let imported = import_files(&[("page.md", MARKDOWN)], options);
        imported.files.into_iter().map(|(path, _)| path).collect::<Vec<_>>()
    };
    let linked = ["example/2020-01-01/product.yaml", "example/2020-01-01/Detach.yaml"];
    assert_eq!(paths(&Options::default()), linked);
    let product = Some(("Other".into(), "2021-01-01".into()));
    assert_eq!(paths(&Options { product, ..Options::default() }), ["other/2021-01-01/Detach.yaml"]);
    let both = import_files(&[("api-docs.json", &meta()), ("page.md", MARKDOWN)], &Options::default());
    assert_eq!(both.files.len(), 2, "the page and the OpenMeta file are about one operation");
}

#[test]
fn a_path_never_leaves_the_folder() {
    for name in ["..", ".hidden", "a/b", "a\\\\b", "c:d", "a b", "ü", "con", "1."] {
        let text = meta().replace("\"2020-01-01\"", &format!("\"{name}\""));
        assert!(import(&sources(&[("a.json", &text)]), &Options::default()).is_err(), "{name}");
    }
}

#[test]
fn an_operation_that_no_file_can_be_named_after_is_left_out() {
    let long = "x".repeat(201);
    let elsewhere = ["OVERLAY", "Product", "CON", "nul.x", "Com1", "Detach."];
    for name in ["../../Detach", "overlay", "product", ".Detach", "解绑", "De tach", &long]
        .into_iter()
        .chain(elsewhere)
    {
        let text = meta().replace("\"Detach\"", &format!("\"{name}\""));
        let imported = import_files(&[("a.json", &text)], &Options::default());
        assert_eq!(imported.files.len(), 1, "{name}");
        let codes: Vec<_> = imported.warnings.iter().map(|warning| warning.code).collect();
        assert_eq!(codes, ["bad-path"], "{name}");
    }
}

#[test]
fn operations_that_differ_in_case_have_files_that_do_not() {
    let text = meta().replace(r#""apis": {"#, r#""apis": {"detach": {}, "#);
    let files = import_files(&[("a.json", &text)], &Options::default()).files;
    let paths: Vec<_> = files.iter().map(|(path, _)| path.rsplit('/').next().unwrap_or(path)).collect();
    assert_eq!(paths, ["product.yaml", "detach_lower_case.yaml", "Detach.yaml"]);
    let mut sources = Sources::new();
    files.iter().for_each(|(path, text)| _ = sources.add(path, text.as_str()));
    assert_eq!(crate::model(&sources).expect("the specs are sound").apis[0].operations.len(), 2);
    sources.add("example/2020-01-01/detach.yaml", files[1].1.as_str());
    let said = crate::model(&sources).expect_err("two files describe one operation").to_string();
    assert!(said.contains("the operation `detach` has two files"), "{said}");
}

#[test]
fn what_the_page_alone_gives_is_listed_as_its_own() {
    let meta = meta().replace(r#", "example": "i-1", "description": "The ID.""#, "");
    let page = PAGE.replace("The ID.", "The ID can be up to 64 characters in length.");
    let imported = import_files(&[("a.json", &meta), ("page.txt", &page)], &Options::default());
    let text = &imported.files[1].1;
    let id = "  Id: {type: string, required: true, length: {max: 64}, example: i-2, inferred: [length]}\n";
    assert!(text.contains(id), "{text}");
    let from = "parameters.Id.length, parameters.Id.example]}\n";
    assert!(text.contains(from), "{text}");
}

#[test]
fn only_the_operations_that_are_asked_for_and_what_they_reach_are_imported() {
    let node = r##"{"name": "N", "in": "query", "schema": {"$ref": "#/components/schemas/Node"}}"##;
    let other = r#"{"name": "N", "in": "query", "schema": {"type": "string"}}"#;
    let text = meta().replace(
        r#""apis": {"#,
        &format!(r#""apis": {{"Use": {{"parameters": [{node}]}}, "Other": {{"parameters": [{other}]}}, "#),
    );
    let chosen = |names: &[&str]| Options {
        operations: Some(names.iter().map(|name| (*name).to_owned()).collect()),
        ..Options::default()
    };
    let files = |names: &[&str]| import_files(&[("a.json", &text)], &chosen(names)).files;
    let with = files(&["Use"]);
    let paths: Vec<_> = with.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["example/2020-01-01/product.yaml", "example/2020-01-01/Use.yaml"]);
    assert!(with[0].1.contains("types:"));
    let without = files(&["Other", "Detach"]);
    assert_eq!(without.len(), 3);
    assert!(!without[0].1.contains("types:"));
    let said = import(&sources(&[("a.json", &text)]), &chosen(&["Usee"])).expect_err("there is none");
    assert!(said.to_string().contains("did you mean `Use`?"), "{said}");
}

#[test]
fn only_a_product_version_that_was_read_whole_can_miss_operations() {
    let meta = meta();
    let all = import_files(&[("a.json", &meta), ("page.txt", PAGE)], &Options::default());
    assert_eq!(all.whole, ["example/2020-01-01"]);
    let some = Options { operations: Some(vec!["Detach".into()]), ..Options::default() };
    assert!(import_files(&[("a.json", &meta)], &some).whole.is_empty());
    let page = Options { product: Some(("Example".into(), "2020-01-01".into())), ..Options::default() };
    assert!(import_files(&[("page.txt", PAGE)], &page).whole.is_empty());
}

/// Bytes in `text`, with a part replaced.
fn damage(text: &str, at: usize, length: usize, with: &str) -> String {
    let start = text.floor_char_boundary(at % text.len());
    let end = text.ceil_char_boundary((start + length).min(text.len()));
    format!("{}{with}{}", &text[..start], &text[end..])
}

proptest! {
    #[test]
    fn any_text_gives_specs_or_an_error(text in any::<String>(), name in prop_oneof!["a\\.json", "a\\.txt"]) {
        let _ = import(&sources(&[(&name, &text)]), &Options::default());
    }

    #[test]
    fn damaged_input_gives_specs_that_read_back_or_an_error(
        at in any::<usize>(), length in 0usize..40, with in r#"[\[\]{}",:0-9a-z\\ \n*]{0,12}"#, page in any::<bool>(),
    ) {
        let meta = meta();
        let (json, text) = if page {
            (meta, damage(PAGE, at, length, &with))
        } else {
            (damage(&meta, at, length, &with), PAGE.to_owned())
        };
        let Ok(imported) = import(&sources(&[("a.json", &json), ("a.txt", &text)]), &Options::default()) else {
            return Ok(());
        };
        // A page alone gives no `product.yaml`, without which nothing is read.
        if imported.files.iter().any(|(path, _)| path.ends_with("product.yaml")) {
            let said = refused(&imported);
            prop_assert!(said.is_none(), "{}", said.unwrap_or_default());
        }
    }
}

mod law;
