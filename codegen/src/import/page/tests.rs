//! Pages as text: their tables, and what is wrong with them.

use crate::import::draft::{Operation, Resource};
use crate::import::report::Report;
use crate::import::words;
use crate::sources::Sources;

const PAGE: &str = "\
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
    let operation = super::read(file, text, &mut report).map_err(|error| error.message)?;
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
fn what_is_not_understood_is_reported_with_its_line() {
    let cases = [
        ("Dec 06, 2025", "yesterday", "5: `Last Updated:yesterday` is not understood as a date"),
        ("delete", "destroy", "25: `destroy` is not understood as an access level"),
        ("example:DetachAddress", "DetachAddress!", "23: `DetachAddress!` is not understood as a RAM action"),
        ("Kind\n\nstring\n\nYes", "Kind\n\nenum\n\nYes", "49: `Kind` is not understood as a row of a table"),
        ("503 IncorrectStatus", "400 IncorrectStatus", "is not understood beside the same row above"),
        ("Parameter\n\nType", "Field\n\nType", "39: `Field` is not understood as a table"),
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
