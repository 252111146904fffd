//! Pages as Markdown: their tables, and what is wrong with them.

use crate::import::draft::{Fields, Operation, Parameter};
use crate::import::page::{self, Page};
use crate::import::report::Report;
use crate::import::words;
use crate::raw::Style;
use crate::sources::Sources;

/// A page with everything that is read.
pub(in crate::import::page) const PAGE: &str = r##"# DetachAddress

Detaches an address \(EIP\).

## Usage notes

It takes a while.

## Debugging

[Try it.](https://api.aliyun.com/#product=Example&api=DetachAddress&type=RPC&version=2020-01-01)

## Authorization information

|Action|Access level|Resource type|Condition key|Dependent action|
|------|------------|-------------|-------------|----------------|
|example:DetachAddress|Delete|-   *Address

 `acs:example:*:*:address/{#id}`|example:tag|None|

## Request parameters

|Parameter|Type|Required|Example|Description|
|---------|----|--------|-------|-----------|
|Action|String|Yes|DetachAddress|The operation. |
|Kind|String|Yes|A\_1|The kind. Valid values:

-   **A\_1**: the first \| best

-   **B** \(default\): the second |
|Tag.N.Key|String|Yes|k\*\*\*\*|The key. |
|Tag.N.Value|String|No| |The value. |
|Id.N|String|No|i-1|The IDs. |
|Filter.1.Key|Long|No|1|A filter. |

## Response parameters

|Parameter|Type|Example|Description|
|---------|----|-------|-----------|
|Items|Array of Item| |The items. |
|Item| | | |
|Name|String|n|The name. |
|Zones|List|z-1|The zones. |
|Count|Integer|1|How many. |

## Examples

Sample requests

```
http(s)://[Endpoint]/?Action=DetachAddress
```

Sample success responses

`XML` format

```
<DetachAddressResponse></DetachAddressResponse>
```

`JSON` format

```
{
    "DetachAddressResponse": {
        "Items": {
            "Item": {
                "Name": "n",
                "Zones": {
                    "Zone": "z-1"
                }
            }
        },
        "Count": 1
    }
}
```

## Error codes

|HttpCode|Error code|Error message|Description|
|--------|----------|-------------|-----------|
|400|NOT\_FREE|It is not free.|It is used.|
|503|NOT\_FREE|It is not free.|It is used.|

For a list of error codes, visit the [API Error Center](https://error-center.example.com).
"##;

/// A page, and its warnings as `line: message`; or the error.
fn read(text: &str) -> Result<(Page, Vec<String>), String> {
    let mut sources = Sources::new();
    let file = sources.add("page.md", text);
    let mut report = Report::default();
    let page = page::read(file, text, &mut report).map_err(|error| error.message)?;
    let warnings = report.finish(&sources);
    let warning = |diagnostic: &crate::Diagnostic| {
        let (line, _) = sources.position(diagnostic.labels[0].origin).expect("a place on the page");
        format!("{line}: {}", diagnostic.message)
    };
    Ok((page, warnings.iter().map(warning).collect()))
}

#[track_caller]
fn good(text: &str) -> Operation {
    let (page, warnings) = read(text).expect("the page is well-formed");
    assert_eq!(warnings, Vec::<String>::new());
    page.operation
}

/// Fields as `name: type = example`, with their own in brackets.
fn shape(fields: &Fields) -> String {
    fields.iter().map(|(name, field)| format!("{name}: {}", one(field))).collect::<Vec<_>>().join(", ")
}

fn one(field: &Parameter) -> String {
    let mut text = field.kind.map_or("?", words::kind).to_owned();
    if field.required {
        text.push('!');
    }
    if let Some(of) = &field.of {
        text = format!("{text}<{}>", one(of));
    }
    if !field.fields.is_empty() {
        text = format!("{text} {{{}}}", shape(&field.fields));
    }
    field.example.iter().for_each(|example| text = format!("{text} = {example}"));
    text
}

#[test]
fn the_link_names_the_product() {
    let (page, _) = read(PAGE).expect("the page is well-formed");
    let product = page.product.expect("it has a link");
    assert_eq!(
        (&*product.name, &*product.version, product.style),
        ("Example", "2020-01-01", Some(Style::Rpc))
    );
    let path = PAGE.replace(
        "api.aliyun.com/#product=Example&api=DetachAddress&type=RPC&version=2020-01-01",
        "next.api.alibabacloud.com/api/Example/2020-01-01/DetachAddress?x=1",
    );
    assert_eq!(
        read(&path).expect("the page is well-formed").0.product.map(|product| product.name),
        Some("Example".into())
    );
    let (page, warnings) = read(&PAGE.replace("api=Detach", "api=Attach")).expect("the rest is well-formed");
    assert_eq!(page.product, None);
    assert_eq!(warnings, ["11: the page of `DetachAddress` has a link for `AttachAddress` only"]);
}

#[test]
fn a_title_in_words_leaves_the_name_to_the_link() {
    let operation = good(&PAGE.replace("# DetachAddress\n", "# Detach an address\n"));
    assert_eq!(operation.name, "DetachAddress");
    assert_eq!(operation.doc.as_deref(), Some("Detaches an address \\(EIP\\).\n\nIt takes a while."));
}

#[test]
fn parameters_are_read_from_cells_of_several_lines() {
    let operation = good(PAGE);
    assert_eq!(
        shape(&operation.parameters),
        "Kind: string! = A_1, Tag: array<object {Key: string! = k****, Value: string}>, \
         Id: array<string> = i-1, Filter.1.Key: integer = 1"
    );
    let doc = operation.parameters[0].1.doc.as_deref();
    assert_eq!(
        doc,
        Some(
            "The kind. Valid values:\n\n-   **A\\_1**: the first | best\n\n-   **B** \\(default\\): the second"
        )
    );
}

#[test]
fn the_example_tells_the_nesting_of_the_response() {
    let operation = good(PAGE);
    assert_eq!(
        shape(&operation.response),
        "Items: object {Item: array<object {Name: string = n, Zones: object {Zone: array<string = z-1>}}>}, \
         Count: integer = 1"
    );
    let example = operation.example.expect("there is one").value;
    assert!(
        example.starts_with("{\n    \"Items\": {\n        \"Item\"") && example.ends_with("\n}\n"),
        "{example}"
    );
}

#[test]
fn an_example_that_was_made_from_xml_shows_one_item_alone() {
    let rows = "|Parameter|Type|Example|Description|\n|---|---|---|---|\n|Items|Array of Item| |It.|\n|Name|String|n|It.|\n\
        |Zones|Array| |It.|\n|Zone|String|z|It.|\n|Id|String|1|It.|\n|ID|Long|2|It.|\n";
    let start = PAGE.find("|Parameter|Type|Example").expect("the page has it");
    let codes = PAGE.find("## Error codes").expect("the page has it");
    let sample = r#"{"Items": {"Name": "n", "Zones": {"Zone": "z"}, "x": 1}, "Id": "1", "ID": 2}"#;
    let page = format!("{}{rows}\n## Examples\n\n```\n{sample}\n```\n\n{}", &PAGE[..start], &PAGE[codes..]);
    assert_eq!(
        shape(&good(&page).response),
        "Items: array<object {Name: string = n, Zones: object {Zone: array<string> = z}}>, Id: string = 1, ID: integer = 2"
    );
}

#[test]
fn error_codes_and_ram_actions_are_read() {
    let operation = good(PAGE);
    let errors: Vec<_> =
        operation.errors.iter().map(|(code, error)| (&**code, &error.statuses[..])).collect();
    assert_eq!(errors, [("NOT_FREE", &[400, 503][..])]);
    let authorization = operation.authorization.expect("there is one").value;
    assert_eq!(authorization.action, "example:DetachAddress");
    assert_eq!(authorization.condition_keys, ["example:tag"]);
    let [resource] = &authorization.resources[..] else { panic!("{:?}", authorization.resources) };
    assert_eq!((&*resource.kind, resource.required), ("Address", true));
    assert_eq!(resource.arn, "acs:example:*:*:address/{#id}");
    assert_eq!(operation.access.map(|access| words::access(access.value)), Some("delete"));
}

#[test]
fn headings_and_columns_have_synonyms_and_any_order() {
    let other = PAGE
        .replace(
            "|Parameter|Type|Required|Example|Description|",
            "|Name|Type|Mandatory?|Sample value|Description|",
        )
        .replace("|Parameter|Type|Example|Description|", "|Field|Data type|Example value|Description|")
        .replace("|HttpCode|Error code|", "|HTTP status code|Error code|")
        .replace("## Error codes", "## Errors")
        .replace("|400|NOT\\_FREE|", "|400|`NOT_FREE`|");
    assert_eq!(shape(&good(&other).parameters), shape(&good(PAGE).parameters));
    assert_eq!(good(&other).errors.len(), 1);
    let swapped = PAGE
        .replace(
            "|Parameter|Type|Required|Example|Description|",
            "|Parameter|Description|Optional|Type|Example|",
        )
        .replace("|Id.N|String|No|i-1|The IDs. |", "|Id.N|The IDs.|Yes|String|i-1|");
    let (page, _) = read(&swapped).expect("the rest is well-formed");
    assert!(shape(&page.operation.parameters).contains("Id: array<string> = i-1"));
}

#[test]
fn windows_line_ends_change_nothing() {
    let operation = good(&PAGE.replace('\n', "\r\n"));
    assert_eq!(shape(&operation.parameters), shape(&good(PAGE).parameters));
    assert_eq!(shape(&operation.response), shape(&good(PAGE).response));
    assert_eq!(
        operation.example,
        operation.example.clone().map(|found| page::Found { value: found.value.replace('\r', ""), ..found })
    );
}

#[test]
fn tables_in_html_are_read() {
    let table = "<table><thead><tr><th>Parameter</th><th>Type</th><th>Required</th><th>Description</th></tr></thead>\n\
        <tbody><tr><td>Kind</td><td>String</td><td>Yes</td><td><p>The kind.</p>\n\n<ul><li><b>A</b>: a &amp; b</li>\
        <li><code>B</code></li></ul></td></tr><tr><td>Only</td></tr></tbody></table>\n";
    let start = PAGE.find("|Parameter|Type|Required").expect("the page has it");
    let end = PAGE.find("## Response").expect("the page has it");
    let (page, warnings) =
        read(&format!("{}{table}\n{}", &PAGE[..start], &PAGE[end..])).expect("the rest is well-formed");
    assert_eq!(shape(&page.operation.parameters), "Kind: string!");
    assert_eq!(page.operation.parameters[0].1.doc.as_deref(), Some("The kind.\n- **A**: a & b\n- `B`"));
    let [warning] = &warnings[..] else { panic!("{warnings:?}") };
    assert!(warning.ends_with("is not understood as a row of this table"), "{warning}");
}

#[test]
fn marks_before_a_name_tell_its_depth() {
    let rows = "|Parameter|Type|Example|Description|\n|---|---|---|---|\n|Data|Struct| |It.|\n|└Id|String|x|It.|\n\
        |└Rest|Array| |It.|\n|└└Name|String|n|It.|\n|Total|Long|1|It.|\n";
    let start = PAGE.find("|Parameter|Type|Example").expect("the page has it");
    let end = PAGE.find("## Examples").expect("the page has it");
    let operation = good(&format!("{}{rows}\n{}", &PAGE[..start], &PAGE[end..]));
    assert_eq!(
        shape(&operation.response),
        "Data: object {Id: string = x, Rest: array<object {Name: string = n}>}, Total: integer = 1"
    );
}

#[test]
fn a_request_line_gives_method_path_and_places() {
    let syntax =
        "## Request syntax\n\n```\nPUT /addresses/[Kind]/free HTTP/1.1\n```\n\n## Request parameters";
    let operation = good(&PAGE.replace("## Request parameters", syntax));
    assert_eq!(operation.path.as_deref(), Some("/addresses/{Kind}/free"));
    assert_eq!(operation.methods.iter().map(|method| words::method(*method)).collect::<Vec<_>>(), ["PUT"]);
    assert_eq!(operation.parameters[0].1.place.map(words::place), Some("path"));
    assert_eq!(operation.parameters[1].1.place, None);
}

#[test]
fn what_is_not_understood_is_reported_with_its_line() {
    let cases = [
        (
            "## Usage notes",
            "## Secrets",
            "5: `Secrets` is not understood as a heading, so the text below it is left out",
        ),
        ("|Kind|String|Yes|", "|Kind|Enum|Yes|", "26: `Enum` is not understood as a type"),
        ("|Kind|String|Yes|", "|Kind|String|Maybe|", "26: `Maybe` is not understood as `Yes` or `No`"),
        ("|Kind|String", "|The kind|String", "26: `The kind` is not understood as the name of a parameter"),
        (
            "|Tag.N.Value|String|No| |",
            "|Tag.N.Value|",
            "32: `|Tag.N.Value|The value. |` is not understood as a row of this table",
        ),
        ("|Id.N|", "|Kind|", "33: `Kind` is not understood beside the row of the same name above"),
        ("|Required|", "|Since|", "23: `Since` is not understood as a column, so its cells are left out"),
        (
            "|Action|String|Yes|DetachAddress|",
            "|Action|String|Yes|drop|",
            "25: `Action` is a parameter of `DetachAddress`",
        ),
        ("|Count|Integer|", "|Total|Integer|", "44: `Total` is not in the example of the response"),
        (
            "|Parameter|Type|Example|",
            "|Entry|Type|Example|",
            "38: `Entry` is not understood as a table of parameters",
        ),
        ("`XML` format", "Also", "56: `Also` is not understood among the examples"),
        ("\"Count\": 1", "\"Count\": ", "65: the example of the response is no JSON"),
        ("|400|NOT", "|4xx|NOT", "84: `4xx NOT_FREE` is not understood as an error code"),
        ("|Delete|", "|Destroy|", "17: `Destroy` is not understood as an access level"),
        (
            "## Response",
            "One more thing.\n\n## Response",
            "36: `One more thing.` is not understood in this section",
        ),
    ];
    for (from, to, expected) in cases {
        assert!(PAGE.contains(from), "{from}");
        let (_, warnings) = read(&PAGE.replacen(from, to, 1)).expect("the rest is well-formed");
        assert!(warnings.iter().any(|warning| warning.starts_with(expected)), "{to}: {warnings:#?}");
    }
}

#[test]
fn what_is_no_page_is_an_error() {
    let none = "this is neither OpenMeta nor the page of an operation";
    let chinese = "this page is in Chinese, and only English ones are read";
    for (text, message) in [
        ("# Title\n\nText.", none),
        ("# Op\n\n## Description\n\nText.", none),
        ("## Request parameters\n\nText.", none),
        ("# 分配地址\n\n## 请求参数\n\n|名称|类型|\n|--|--|\n|Kind|String|\n", chinese),
    ] {
        assert_eq!(read(text).expect_err("it is none"), message, "{text}");
    }
    let large = format!("# Op\n\n## Errors\n\n{}", "x".repeat(page::MAX_BYTES));
    assert!(read(&large).expect_err("it is too large").contains("is too large"));
}

#[test]
fn rows_without_end_are_left_out() {
    let large = |count: usize, row: &str| {
        let table = "|HttpCode|Error code|Error message|Description|\n|--|--|--|--|\n";
        let rows: String = (0..count).map(|index| row.replace('#', &index.to_string())).collect();
        format!("# Op\n\n## Errors\n\n{table}{rows}")
    };
    let (page, warnings) = read(&large(page::MAX_ROWS + 2, "|400|C#|m|d|\n")).expect("it is a page");
    assert_eq!(page.operation.errors.len(), page::MAX_ROWS);
    assert_eq!(warnings.iter().filter(|warning| warning.contains("rows at most")).count(), 1);
    for row in
        ["<table\n", "<table></table>\n", "```\n", "### a\n", "|a|\n|--|--|\n", "[[[[", "**a", "|400|C#|m\n"]
    {
        let (page, _) = read(&large(20_000, row)).expect("it is a page");
        assert!(page.operation.errors.is_empty(), "{row}");
    }
}
