//! Pages as text: their tables, and what is wrong with them.

use crate::import::draft::{ErrorCode, Operation, Parameter, Resource};
use crate::import::page;
use crate::import::report::Report;
use crate::import::words;
use crate::sources::Sources;

/// A page with everything that is read.
pub(in crate::import::page) const PAGE: &str = "\
All Products

Example Product:DetachAddress

Last Updated:Dec 06, 2025

Detaches an address.

RAM authorization

Explanations.

Action

Access level

Resource type

Condition key

Dependent action

example:DetachAddress

delete

*Address

acs:example:{#regionId}:{#accountId}:address/{#addressId}

Instance

acs:example:{#regionId}:{#accountId}:instance/{#instanceId}

None None

Request parameters

Parameter

Type

Required

Description

Example

Kind

string

Yes

The kind. Valid values:

  • A: the first

  • B: the second

A

Ids

array<string>

No

The IDs.

Count

long

No

The count. It is small.

Response elements

Element

Type

Description

Example

object

The response.

RequestId

string

The request ID.

FBDB18D8

Examples

Success response

JSON format

{
  \"RequestId\": \"FBDB18D8\"
}

Error codes

HTTP status code

Error code

Error message

Description

400 IncorrectStatus.Address The state is wrong.
503 IncorrectStatus.Address
404

NotFound

There is none.

See Error Codes for a complete list.

Release notes

See Release Notes for a complete list.
";

/// The draft of a page, and its warnings as `line: message`; or the error.
fn read(text: &str) -> Result<(Operation, Vec<String>), String> {
    let mut sources = Sources::new();
    let file = sources.add("page.txt", text);
    let mut report = Report::default();
    let page = page::read(file, text, &mut report).map_err(|error| error.message)?;
    let operation = page.operation;
    let warnings = report.finish(&sources);
    let warning = |diagnostic: &crate::Diagnostic| {
        let (line, _) = sources.position(diagnostic.labels[0].origin).expect("a place on the page");
        format!("{line}: {}", diagnostic.message)
    };
    Ok((operation, warnings.iter().map(warning).collect()))
}

#[track_caller]
fn good(text: &str) -> Operation {
    let (operation, warnings) = read(text).expect("the page is well-formed");
    assert_eq!(warnings, Vec::<String>::new());
    operation
}

#[test]
fn title_and_date_are_read() {
    let operation = good(PAGE);
    assert_eq!(operation.name, "DetachAddress");
    assert_eq!(operation.updated.as_deref(), Some("2025-12-06"));
    assert_eq!(operation.doc.as_deref(), Some("Detaches an address."));
}

#[test]
fn ram_actions_are_read() {
    let operation = good(PAGE);
    let authorization = operation.authorization.expect("the page has one").value;
    let resource =
        |kind: &str, required, arn: &str| Resource { kind: kind.into(), required, arn: arn.into() };
    assert_eq!(operation.access.map(|access| words::access(access.value)), Some("delete"));
    assert_eq!(authorization.action, "example:DetachAddress");
    assert_eq!(
        authorization.resources,
        [
            resource("Address", true, "acs:example:{#regionId}:{#accountId}:address/{#addressId}"),
            resource("Instance", false, "acs:example:{#regionId}:{#accountId}:instance/{#instanceId}"),
        ]
    );
    assert!(authorization.condition_keys.is_empty() && authorization.dependent_actions.is_empty());
}

#[test]
fn the_last_cells_of_a_ram_action_are_read_if_one_is_none() {
    let cases: [(&str, &[&str], &[&str]); 3] = [
        ("None ecs:A vpc:B", &[], &["ecs:A", "vpc:B"]),
        ("example:Key\n\nNone", &["example:Key"], &[]),
        ("None\n\nNone", &[], &[]),
    ];
    for (cells, keys, actions) in cases {
        let authorization =
            good(&PAGE.replace("None None", cells)).authorization.expect("there is one").value;
        assert_eq!(
            (authorization.condition_keys, authorization.dependent_actions),
            (owned(keys), owned(actions))
        );
    }
    let (_, warnings) = read(&PAGE.replace("None None", "a:B c:D")).expect("the rest is well-formed");
    assert_eq!(warnings, ["35: `a:B c:D` is not understood as condition keys and dependent actions"]);
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn parameters_are_read() {
    let rows: Vec<_> = good(PAGE)
        .parameters
        .into_iter()
        .map(|(name, parameter)| {
            let kind = parameter.kind.map_or("", words::kind);
            (name, kind, parameter.required, parameter.doc, parameter.example)
        })
        .collect();
    let some = |text: &str| Some(text.to_owned());
    let kinds = some("The kind. Valid values:\n  • A: the first\n  • B: the second");
    assert_eq!(
        rows,
        [
            ("Kind".to_owned(), "string", true, kinds, some("A")),
            ("Ids".to_owned(), "array", false, some("The IDs."), None),
            ("Count".to_owned(), "integer", false, some("The count. It is small."), None),
        ]
    );
}

#[test]
fn response_and_example_are_read() {
    let operation = good(PAGE);
    let names: Vec<_> =
        operation.response.iter().map(|(name, field)| (name.as_str(), field.example.as_deref())).collect();
    assert_eq!(names, [("RequestId", Some("FBDB18D8"))]);
    assert_eq!(operation.example.expect("there is one").value, "{\n  \"RequestId\": \"FBDB18D8\"\n}\n");
}

#[test]
fn error_codes_are_read_from_rows_and_from_cells() {
    let errors: Vec<_> = good(PAGE).errors.into_iter().map(|(code, error)| (code, error.statuses)).collect();
    assert_eq!(
        errors,
        [("IncorrectStatus.Address".to_owned(), vec![400, 503]), ("NotFound".to_owned(), vec![404])]
    );
}

#[test]
fn windows_line_ends_change_nothing() {
    let operation = good(&PAGE.replace('\n', "\r\n"));
    assert_eq!(operation.parameters.len(), 3);
    assert_eq!(operation.example.expect("there is one").value, "{\n  \"RequestId\": \"FBDB18D8\"\n}\n");
}

#[test]
fn a_code_may_have_several_messages() {
    let errors =
        good(&PAGE.replace("503 IncorrectStatus.Address\n", "400 IncorrectStatus.Address Another.\n")).errors;
    let (_, error) = &errors[0];
    assert_eq!(error.statuses, [400]);
    assert_eq!(error.doc.as_deref(), Some("The state is wrong.\nAnother."));
}

#[test]
fn tabs_and_white_space_of_any_kind_change_nothing() {
    let tabs = PAGE
        .replace("Ids\n\narray<string>\n\nNo\n\n", "Ids\tarray<string>\tNo\t")
        .replace("400 IncorrectStatus.Address ", "400\tIncorrectStatus.Address\t");
    for page in [tabs, PAGE.replace("\nstring\n", "\n\u{a0}string\u{200b}\n"), format!("\u{feff}{PAGE}")] {
        assert_eq!(facts(&good(&page)), facts(&good(PAGE)));
    }
}

/// What a page says, without its places.
fn facts(operation: &Operation) -> (Vec<String>, Vec<String>, Option<String>) {
    let parameter = |(name, parameter): &(String, Parameter)| {
        let Parameter { kind, required, example, doc, .. } = parameter;
        format!("{name} {kind:?} {required} {example:?} {doc:?}")
    };
    let error = |(code, error): &(String, ErrorCode)| format!("{code} {:?} {:?}", error.statuses, error.doc);
    let parameters = operation.parameters.iter().map(parameter).collect();
    (parameters, operation.errors.iter().map(error).collect(), operation.updated.clone())
}

#[test]
fn full_width_colons_are_colons() {
    let page = PAGE.replace("Product:Detach", "Product：Detach").replace("Updated:Dec", "Updated：Dec");
    assert_eq!(facts(&good(&page)), facts(&good(PAGE)));
}

#[test]
fn columns_may_stand_in_another_order() {
    let page = PAGE.replace("Required\n\nDescription\n\nExample", "Required\n\nExample\n\nDescription");
    let page = page.replace("The IDs.\n", "i-1\n\nThe IDs.\n\nSeparate them.\n");
    let operation = good(
        &page.replace("\nThe kind. Valid", "\nA\n\nThe kind. Valid").replace("second\n\nA\n", "second\n"),
    );
    let examples: Vec<_> = operation.parameters.iter().map(|(_, field)| field.example.as_deref()).collect();
    assert_eq!(examples, [Some("A"), Some("i-1"), None]);
    assert_eq!(operation.parameters[1].1.doc.as_deref(), Some("The IDs.\nSeparate them."));
}

#[test]
fn the_example_tells_the_nesting_of_the_response() {
    let rows = "Items\n\narray<object>\n\nThe items.\n\nobject\n\nAn item.\n\nId\n\nstring\n\nThe ID.\n\ni-1\n\nRequestId";
    let page = PAGE.replacen("The response.\n\nRequestId", &format!("The response.\n\n{rows}"), 1);
    let operation = good(&page.replace("{\n  \"Req", "{\n  \"Items\": [{\"Id\": \"i-1\"}],\n  \"Req"));
    let names: Vec<_> = operation.response.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Items", "RequestId"]);
    let item = operation.response[0].1.of.as_ref().expect("a list");
    assert_eq!(item.doc.as_deref(), Some("An item."));
    assert_eq!(item.fields[0].0, "Id");
}

#[test]
fn a_page_without_a_section_gives_the_other_ones() {
    let start = PAGE.find("RAM authorization").expect("the page has it");
    let end = PAGE.find("Response elements").expect("the page has it");
    let (operation, warnings) =
        read(&format!("{}{}", &PAGE[..start], &PAGE[end..])).expect("the rest is well-formed");
    assert_eq!(warnings, ["3: the page has no section `Request parameters`"]);
    assert_eq!((operation.response.len(), operation.errors.len()), (1, 2));
}

#[test]
fn a_chinese_page_is_named_as_such() {
    let page =
        "示例产品:DetachAddress\n\n最后更新时间:2025-12-06\n\n解绑地址。\n\n请求参数\n\n名称\n\n类型\n";
    assert_eq!(
        read(page).expect_err("it is Chinese"),
        "this page is in Chinese, and only English ones are read"
    );
}

#[test]
fn what_is_not_understood_is_reported_with_its_line() {
    let cases = [
        ("Dec 06, 2025", "yesterday", "5: `Last Updated:yesterday` is not understood as a date"),
        ("delete", "destroy", "25: `destroy` is not understood as an access level"),
        ("example:DetachAddress", "DetachAddress!", "23: `DetachAddress!` is not understood as a RAM action"),
        ("Kind\n\nstring\n\nYes", "Kind\n\nenum\n\nYes", "49: `Kind` is not understood as a row of a table"),
        ("Count\n\nlong\n\nNo", "Count\n\nenum\n\nNo", "71: `Count` is not understood as a row of a table"),
        (
            "HTTP status code\n",
            "HTTP state\n",
            "113: `HTTP state` is not understood as a table of error codes",
        ),
        ("Parameter\n\nType", "Entry\n\nType", "39: `Entry` is not understood as a table"),
        ("\"FBDB18D8\"\n}", "\"FBDB18D8\"", "the example of the response is no JSON"),
    ];
    for (from, to, expected) in cases {
        let (_, warnings) = read(&PAGE.replacen(from, to, 1)).expect("the rest is well-formed");
        assert!(warnings.iter().any(|warning| warning.contains(expected)), "{to}: {warnings:?}");
    }
}

#[test]
fn what_is_no_page_is_an_error() {
    let message = "this is neither OpenMeta nor the page of an operation";
    for text in
        ["", "\n\n", "Hello.", "Example:Op\n\nLast Updated:Dec 06, 2025\n\nText.", "Request parameters\n"]
    {
        assert_eq!(read(text).expect_err("it is none"), message, "{text}");
    }
}
