//! From JSON to YAML, one feature per case, and what is reported.

mod product;

use crate::import::{Options, import};
use crate::sources::Sources;

/// The YAML below `operation:` and `source:` of an operation named `Op`, and the warnings as `code at text: message`,
/// where the text is what stands at the place.
fn import_operation(operation: &str, schemas: &str) -> (String, Vec<String>) {
    let text = format!(
        r#"{{"version": "1.0", "info": {{"style": "RPC", "product": "Example", "version": "2020-01-01"}},
"components": {{"schemas": {schemas}}}, "endpoints": [],
"apis": {{"Op": {operation}}}}}"#
    );
    let mut sources = Sources::new();
    sources.add("api-docs.json", text.as_str());
    let imported = import(&sources, &Options::default()).expect("the file is well-formed");
    let warning = |diagnostic: &crate::Diagnostic| {
        let start = diagnostic.labels[0].origin.span.start;
        let place = text[start..].split(['}', ' ', ',', ']']).next().unwrap_or_default();
        format!("{} at {place}: {}", diagnostic.code, diagnostic.message)
    };
    let warnings = imported.warnings.iter().map(warning).collect();
    let file = imported.files.iter().find(|(path, _)| path == "example/2020-01-01/Op.yaml");
    let yaml = file.map(|(_, yaml)| yaml.as_str()).expect("the operation is imported");
    serde_yaml::from_str::<crate::raw::Operation>(yaml).expect("the file reads back");
    (yaml.lines().skip(3).map(|line| format!("{line}\n")).collect(), warnings)
}

#[track_caller]
fn check(operation: &str, expected: &str) {
    assert_eq!(import_operation(operation, "{}"), (expected.to_owned(), Vec::new()));
}

#[track_caller]
fn check_parameter(schema: &str, expected: &str) {
    let operation = format!(r#"{{"parameters": [{{"name": "P", "in": "query", "schema": {schema}}}]}}"#);
    let space = if expected.starts_with('\n') { "" } else { " " };
    check(&operation, &format!("parameters:\n  P:{space}{expected}\n"));
}

#[test]
fn types_and_formats_are_imported() {
    check_parameter(r#"{"type": "string"}"#, "{type: string}");
    check_parameter(r#"{"type": "integer", "format": "int64"}"#, "{type: integer, format: int64}");
    check_parameter(r#"{"type": "number", "format": "float"}"#, "{type: number, format: float}");
    check_parameter(r#"{"type": "string", "format": "binary"}"#, "{type: binary}");
    check_parameter(r#"{"type": "string", "format": "iso8601"}"#, "{type: string, format: timestamp}");
    check_parameter(r#"{"type": "any"}"#, "{type: any}");
    check_parameter(r#"{"type": "array", "items": {"type": "string"}}"#, "{type: array, of: {type: string}}");
    check_parameter(r#"{"type": "object"}"#, "{type: map, of: {type: any}}");
    let map = r#"{"type": "object", "additionalProperties": {"type": "integer"}}"#;
    check_parameter(map, "{type: map, of: {type: integer}}");
    let object = r#"{"type": "object", "properties": {"B": {"type": "string"}, "A": {"type": "string"}}}"#;
    check_parameter(
        object,
        "\n    type: object\n    fields:\n      B: {type: string}\n      A: {type: string}",
    );
}

#[test]
fn rules_are_imported() {
    check_parameter(r#"{"type": "string", "enum": ["a", "b", "a"]}"#, "{type: string, values: [a, b]}");
    check_parameter(r#"{"type": "integer", "enum": ["1", "2"]}"#, "{type: integer, values: [1, 2]}");
    check_parameter(r#"{"type": "boolean", "enum": ["true", "false"]}"#, "{type: boolean}");
    check_parameter(r#"{"type": "integer", "default": "10"}"#, "{type: integer, default: 10}");
    check_parameter(r#"{"type": "string", "default": "10"}"#, "{type: string, default: \"10\"}");
    check_parameter(r#"{"type": "string", "default": ""}"#, "{type: string}");
    let range = r#"{"type": "integer", "minimum": "0", "maximum": "9", "exclusiveMinimum": true}"#;
    check_parameter(range, "{type: integer, range: {min: 1, max: 9}}");
    let length = r#"{"type": "string", "minLength": 2, "maxLength": 8, "pattern": "^\\d+$"}"#;
    check_parameter(length, r"{type: string, length: {min: 2, max: 8}, pattern: ^\d+$}");
    let items = r#"{"type": "array", "items": {"type": "string"}, "maxItems": 5}"#;
    check_parameter(items, "{type: array, items: {max: 5}, of: {type: string}}");
    check_parameter(r#"{"type": "string", "example": " a\n"}"#, "{type: string, example: a}");
    check_parameter(r#"{"type": "integer", "example": "007"}"#, "{type: integer, example: \"007\"}");
    check_parameter(r#"{"type": "string", "sensitive": true}"#, "{type: string, sensitive: true}");
    check_parameter(r#"{"type": "string", "deprecated": true}"#, "{type: string, deprecated: true}");
}

#[test]
fn an_open_limit_refuses_no_fraction_that_is_allowed() {
    let schema = r#"{"type": "number", "minimum": 0, "maximum": 1.5, "exclusiveMinimum": true}"#;
    let operation = format!(r#"{{"parameters": [{{"name": "P", "in": "query", "schema": {schema}}}]}}"#);
    let (text, warnings) = import_operation(&operation, "{}");
    assert_eq!(text, "parameters:\n  P: {type: number, range: {min: 0, max: 1.5}}\n");
    assert!(warnings.len() == 1 && warnings[0].starts_with("open-limit at true: "), "{warnings:?}");
}

#[test]
fn a_parameter_is_required_if_gateway_or_page_says_so() {
    for (required, page, expected) in
        [(true, true, true), (true, false, true), (false, true, true), (false, false, false)]
    {
        let schema = format!(r#"{{"type": "string", "required": {required}, "docRequired": {page}}}"#);
        check_parameter(&schema, if expected { "{type: string, required: true}" } else { "{type: string}" });
    }
}

#[test]
fn places_and_styles_are_imported() {
    let cases = [
        (r#""in": "query", "style": "repeatList""#, "style: repeatList, "),
        (r#""in": "formData", "style": "json""#, "place: form, style: json, "),
        (r#""in": "query", "style": "simple""#, "style: simple, "),
        (r#""in": "header""#, "place: header, "),
        (r#""in": "path""#, "place: path, "),
        (r#""in": "host""#, "place: host, "),
        (r#""in": "body", "style": "json""#, "place: body, "),
    ];
    for (place, expected) in cases {
        let schema = r#"{"type": "array", "items": {"type": "string"}}"#;
        let operation = format!(r#"{{"parameters": [{{"name": "P", {place}, "schema": {schema}}}]}}"#);
        check(&operation, &format!("parameters:\n  P: {{type: array, {expected}of: {{type: string}}}}\n"));
    }
}

#[test]
fn a_body_that_is_written_out_is_taken_apart() {
    let schema = r#"{"type": "object", "properties": {"A": {"type": "string", "required": true}}}"#;
    let operation = format!(
        r#"{{"path": "/a", "methods": ["put"],
        "parameters": [{{"name": "body", "in": "body", "style": "json", "schema": {schema}}}]}}"#
    );
    let expected =
        "methods: [PUT]\npath: /a\nparameters:\n  A: {type: string, required: true, place: field}\n";
    check(&operation, expected);
}

#[test]
fn references_to_objects_are_kept_and_others_replaced() {
    let schemas = r##"{"Node": {"type": "object", "properties": {"Next": {"$ref": "#/components/schemas/Node"}}},
        "Kind": {"type": "string", "enum": ["a"]}}"##;
    let operation = r##"{"parameters": [
        {"name": "M", "in": "query", "schema": {"$ref": "#/components/schemas/Node", "required": true}},
        {"name": "K", "in": "query", "schema": {"$ref": "#/components/schemas/Kind"}},
        {"name": "X", "in": "query", "schema": {"$ref": "#/components/schemas/Gone"}}]}"##;
    let (text, warnings) = import_operation(operation, schemas);
    let expected =
        "parameters:\n  M: {ref: Node, required: true}\n  K: {type: string, values: [a]}\n  X: {ref: Gone}\n";
    assert_eq!(text, expected);
    assert_eq!(warnings, [r##"dangling-ref at {"$ref":: `#/components/schemas/Gone` is not in this file"##]);
}

#[test]
fn a_schema_that_contains_itself_ends() {
    let schemas = r##"{"List": {"type": "array", "items": {"$ref": "#/components/schemas/List"}}}"##;
    let operation = r##"{"parameters": [{"name": "L", "in": "query", "schema": {"$ref": "#/components/schemas/List"}}]}"##;
    let (_, warnings) = import_operation(operation, schemas);
    assert!(warnings[0].contains("contains itself"), "{warnings:?}");
}

#[test]
fn responses_are_imported() {
    let response = |schema: &str| format!(r#"{{"responses": {{"200": {{"schema": {schema}}}}}}}"#);
    let object = r#"{"type": "object", "properties": {"Id": {"type": "string", "required": true}}}"#;
    check(&response(object), "response:\n  Id: {type: string}\n");
    check(
        &response(r#"{"type": "array", "items": {"type": "string"}}"#),
        "returns: {type: array, of: {type: string}}\n",
    );
    check(&response(r#"{"type": "string"}"#), "returns: {type: string}\n");
    check(&response(r#"{"type": "object"}"#), "");
    check(&response("{}"), "");
    check(&response(r#"{"type": "file"}"#), "returns: {type: binary}\n");
    check(r#"{"responses": {"204": {}}}"#, "statuses: [204]\n");
    check(
        r#"{"responses": {"200": {"schema": {"type": "object", "properties": {"A": {"type": "string"}}}},
        "202": {"schema": {"type": "object", "properties": {"A": {"type": "any"}, "B": {"type": "string"}}}},
        "4XX": {"schema": {"type": "string"}}, "default": {"schema": {"type": "string"}}}}"#,
        "statuses: [200, 202]\nresponse:\n  A: {type: string}\n  B: {type: string}\n",
    );
    check(
        r#"{"responses": {"default": {"schema": {"type": "string"}}, "500": {}}}"#,
        "returns: {type: string}\n",
    );
    check(
        r#"{"responses": {"302": {"headers": {"location": {"schema": {"type": "string"}}}}}}"#,
        "statuses: [302]\nresponse-headers:\n  location: {type: string}\n",
    );
    check(
        r#"{"responses": {"201": {"schema": {"type": "string"}}}}"#,
        "statuses: [201]\nreturns: {type: string}\n",
    );
    let demo = r#"{"responseDemo": "[{\"type\":\"json\",\"example\":\"{\\n  \\\"A\\\": 1\\n}\"}]"}"#;
    check(demo, "example: |\n  {\n    \"A\": 1\n  }\n");
}

#[test]
fn codes_have_all_their_statuses() {
    let operation = r#"{"errorCodes": {"400": [{"errorCode": "A.%s", "errorMessage": "m"}, {"errorCode": "B"}],
        "503": [{"errorCode": "A.%s"}]}}"#;
    check(operation, "errors:\n  A.%s: {status: [400, 503]}\n  B: {status: 400}\n");
}

#[test]
fn limits_of_calls_are_imported() {
    let control = |text: &str| format!(r#"{{"flowControl": {{"flowControlList": [{text}]}}}}"#);
    check(&control(""), "");
    check(&control(r#"{"threshold": "-1", "countWindow": 1, "regionId": "*"}"#), "");
    let limits = r#"{"threshold": "5", "countWindow": 1, "regionId": "*", "api": "Op"},
        {"threshold": 100, "countWindow": "60", "regionId": "cn-hangzhou"}"#;
    check(
        &control(limits),
        "throttle:\n  - {calls: 5, per: 1s}\n  - {calls: 100, per: 60s, region: cn-hangzhou}\n",
    );
}

#[test]
fn risk_charge_and_replacements_are_imported() {
    check(r#"{"systemTags": {"riskType": "high", "chargeType": "paid"}}"#, "risk: high\ncharge: paid\n");
    check(r#"{"systemTags": {"riskType": "none", "chargeType": "free"}}"#, "risk: none\ncharge: free\n");
    let replaced = r#"{"deprecated": true, "staticInfo": {"returnType": "synchronous",
        "substitutions": ["Example::2020-01-01::New", "Other::2021-01-01::New"]}}"#;
    check(replaced, "deprecated: true\nreplaced-by: [New, Other::2021-01-01::New]\n");
}

#[test]
fn a_short_pause_is_in_seconds() {
    for (pause, expected) in [("3", "3s"), ("3000", "3s"), ("500", "500ms"), ("99", "99s"), ("100", "100ms")]
    {
        let operation = format!(
            r#"{{"staticInfo": {{"returnType": "asynchronous", "callback": "Example::2020-01-01::Poll",
            "callbackInterval": {pause}, "maxCallbackTimes": 10}}}}"#
        );
        check(&operation, &format!("completion: {{poll: Poll, interval: {expected}, attempts: 10}}\n"));
    }
}

#[test]
fn operations_say_who_may_call_them() {
    check(r#"{"security": [{"AK": []}, {"BearerToken": []}]}"#, "");
    check(r#"{"security": [{"Anonymous": []}]}"#, "auth: anonymous\n");
    check(r#"{"security": [{"ARS_OIDC": []}]}"#, "auth: anonymous\n");
    check(r#"{"systemTags": {"operationType": "list"}}"#, "access: list\n");
    check(r#"{"systemTags": {"operationType": "none"}}"#, "");
    let ram = r#"{"ramActions": [{"operationType": "get", "ramAction": {"action": "example:Op",
        "actionConditions": [{"conditionKey": "example:Key"}],
        "resources": [{"validationType": "always", "product": "x", "resourceType": "Thing", "arn": "acs:example:*"}]}}]}"#;
    let expected = "access: get\nauthorization:\n  action: example:Op\n  resources:\n    - {type: Thing, required: true, arn: acs:example:*}\n  \
        condition-keys: [example:Key]\n  dependent-actions: []\n";
    check(ram, expected);
}

#[test]
fn what_is_not_understood_is_reported_with_its_place() {
    let parameter = |text: &str| format!(r#"{{"parameters": [{text}]}}"#);
    let schema = |text: &str| parameter(&format!(r#"{{"name": "P", "in": "query", "schema": {text}}}"#));
    let cases = [
        (
            r#"{"colour": 1}"#.to_owned(),
            r#"unknown-key at "colour":: `colour` of an operation is not understood"#,
        ),
        (
            r#"{"parameters": {}}"#.to_owned(),
            r#"wrong-type at {: `parameters` of an operation is an object, not a list"#,
        ),
        (r#"[]"#.to_owned(), r#"wrong-type at [: an operation is a list, not an object"#),
        (r#"{"methods": ["fetch"]}"#.to_owned(), r#"unknown-method at "fetch": this is no HTTP method"#),
        (
            r#"{"security": [{"APP": []}]}"#.to_owned(),
            r#"unknown-security at "Op":: security `APP` is not understood"#,
        ),
        (
            parameter(r#"{"in": "query", "schema": {"type": "string"}}"#),
            r#"bad-name at {"in":: a parameter has a name that is"#,
        ),
        (
            parameter(r#"{"name": "P", "in": "moon", "schema": {"type": "string"}}"#),
            r#"unknown-place at "P": place `moon`"#,
        ),
        (
            parameter(r#"{"name": "P", "in": "query"}"#),
            r#"unknown-type at "P": a parameter without `schema`"#,
        ),
        (
            schema(r#"{"type": "tuple"}"#),
            r#"unknown-type at "tuple": a schema of type `tuple` is imported as `any`"#,
        ),
        (schema(r#"{"type": "array"}"#), r#"unknown-type at {"type":: an array without `items`"#),
        (schema(r#"{"type": "string", "format": "x"}"#), r#"unknown-format at "x": format `x` of a string"#),
        (
            schema(r#"{"type": "array", "items": {"type": "string"}, "maxLength": 1}"#),
            r#"misplaced-limit at "P": `length` does not fit the type"#,
        ),
        (
            schema(r#"{"type": "integer", "maximum": "1e400"}"#),
            r#"bad-limit at "1e400": `maximum` is `1e400`"#,
        ),
        (
            schema(r#"{"type": "string", "required": ["a"]}"#),
            r#"wrong-type at ["a": `required` of a schema is a list"#,
        ),
        (
            r#"{"responses": {"200": {"schema": {"type": "string"}}, "201": {"schema": {"type": "integer"}}}}"#
                .to_owned(),
            r#"other-response at "201":: the schema of status `201`"#,
        ),
        (r#"{"responseDemo": "{"}"#.to_owned(), r#"bad-example at "{": `responseDemo` is no list"#),
        (
            r#"{"errorCodes": {"4003": [{"errorCode": "A"}]}}"#.to_owned(),
            r#"bad-status at "4003":: `4003` is no HTTP status"#,
        ),
        (
            r#"{"staticInfo": {"callback": "Other::1::Poll"}}"#.to_owned(),
            r#"foreign-poll at "Other::1::Poll": `Other::1::Poll` is polled"#,
        ),
    ];
    for (operation, expected) in cases {
        let (_, warnings) = import_operation(&operation, "{}");
        assert!(
            warnings.iter().any(|warning| warning.starts_with(expected)),
            "{operation}\n{expected}\n{warnings:#?}"
        );
    }
}

#[test]
fn the_first_of_two_parameters_of_a_name_counts_and_the_same_twice_is_no_news() {
    let twice = |second: &str| {
        format!(
            r#"{{"parameters": [{{"name": "P", "in": "query", "schema": {{"type": "string", "description": "One."}}}},
            {{"name": "P", "in": "query", "schema": {{"type": "{second}"}}}}]}}"#
        )
    };
    check(&twice("string"), "parameters:\n  P: {type: string}\n");
    let (text, warnings) = import_operation(&twice("integer"), "{}");
    assert_eq!(text, "parameters:\n  P: {type: string}\n");
    assert_eq!(warnings, [r#"duplicate at "P": the operation lists `P` twice"#]);
}

#[test]
fn a_body_with_the_name_of_another_parameter_in_it_stays_whole() {
    let schema = r#"{"type": "object", "properties": {"Id": {"type": "string"}}}"#;
    let operation = format!(
        r#"{{"path": "/a/{{Id}}", "parameters": [{{"name": "body", "in": "body", "schema": {schema}}},
        {{"name": "Id", "in": "path", "schema": {{"type": "string", "required": true}}}}]}}"#
    );
    let expected = "path: \"/a/{Id}\"\nparameters:\n  body:\n    type: object\n    place: body\n    fields:\n      \
        Id: {type: string}\n  Id: {type: string, required: true, place: path}\n";
    check(&operation, expected);
}
