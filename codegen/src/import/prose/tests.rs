//! One line per phrasing: what is read, and what is left alone.

mod operation;

use super::text::{Prose, number};
use super::*;
use crate::import::draft::{Bounds, Parameter, Rule};
use crate::raw::Role;
use crate::sources::Sources;

/// A parameter of a type, with an example and a description, after inference.
fn infer(kind: FieldKind, example: &str, doc: &str) -> Parameter {
    let example = (!example.is_empty()).then(|| example.to_owned());
    let doc = Some(doc.to_owned());
    let mut parameter = Parameter { kind: Some(kind), example, doc, ..Parameter::default() };
    infer_parameter("P", &mut parameter, Side::Request, &mut Report::default());
    parameter
}

/// The facts about one parameter as a line of the spec language would have them.
fn facts(parameter: &Parameter) -> String {
    let mut facts = Vec::new();
    if parameter.wire.is_some() {
        facts.push("boolean".to_owned());
    }
    if !parameter.values.is_empty() {
        facts.push(format!("values {}", parameter.values.join(" ")));
    }
    facts.extend(parameter.default.as_ref().map(|default| format!("default {default}")));
    facts.extend(parameter.ascii.then(|| "ascii".to_owned()));
    for (key, bounds) in [("length", &parameter.length), ("range", &parameter.range)] {
        if !bounds.is_empty() {
            let limit = |limit: &Option<String>| limit.clone().unwrap_or_default();
            facts.push(format!("{key} {}..{}", limit(&bounds.min), limit(&bounds.max)));
        }
    }
    facts.extend(parameter.pattern.as_ref().map(|pattern| format!("pattern {pattern}")));
    for (key, starts) in [("starts", &parameter.starts_with), ("not", &parameter.not_starts_with)] {
        if !starts.is_empty() {
            facts.push(format!("{key} {}", starts.join(" ")));
        }
    }
    facts.extend(parameter.format.map(|format| crate::import::words::format(format).to_owned()));
    facts.join(", ")
}

#[track_caller]
fn check(kind: FieldKind, cases: &[(&str, &str, &str)]) {
    for (example, doc, expected) in cases {
        assert_eq!(facts(&infer(kind, example, doc)), *expected, "{doc}");
    }
}

#[test]
fn values_are_read_from_lists() {
    check(
        FieldKind::String,
        &[
            ("A", "The kind. Valid values:\n\n*   **A**: one\n*   **B**: two", "values A B"),
            ("A", "The kind. Valid values:\n\n  • A: one\n\n  • B: two", "values A B"),
            ("TCP", "Valid values:\n\n*   TCP.\n*   ICMPv6.\n*   ALL: any.", "values TCP ICMPv6 ALL"),
            ("A_1", r"The kind. Valid values: **A\_1** and **B\_2**.", "values A_1 B_2"),
            ("A", "The kind. Valid values：`A`、`B`，`C`", "values A B C"),
            (
                "a",
                "Valid values:\n\n- **a**: one. This is the default value.\n- **b**: two",
                "values a b, default a",
            ),
            ("a", "Valid values:\n\n- **a**: one\n- **b**: two\n\n> *   **c** is new.", "values a b"),
            ("a", "Valid values:\n\n*   `a`\n*   `b` (default)", "values a b, default b"),
            ("a", "Valid values:\n\n- a: one\n  - inner: no value\n- b: two", "values a b"),
            ("", "Valid values:\n\n**x**\n\n**y**", "values x y"),
            ("a", "Valid values: **a** and **b**. More text.", "values a b"),
            ("a", "Valid values: a, b, and c.", "values a b c"),
            ("A", "Set the value to **A**, which is the only one.", "values A"),
            ("A", "The type. Valid value: **A**.", "values A"),
            ("A", "Only **A** may be returned, which means a.", "values A"),
            ("A", "The state.\n\n*   **A**\n*   **B**", "values A B"),
            ("a", "Valid values: **a**(default) and **b**", "values a b, default a"),
            (
                "a",
                "Valid values:\n\n*   **a**: one\n*   **b**: two\n\n> Note.\n\n*   If you are new, use **a**.",
                "values a b",
            ),
        ],
    );
    check(
        FieldKind::Integer,
        &[("1", "Whether. Valid values:\n\n*   **0**: no\n*   **1**: yes", "values 0 1")],
    );
}

#[test]
fn values_in_doubt_are_left_alone() {
    check(
        FieldKind::String,
        &[
            ("", "Valid values:\n\n*   You do not need this parameter.\n*   You must specify the token.", ""),
            ("x,y", "Valid values:\n\n*   **a**\n*   **b**", ""),
            ("200", "Valid values:\n\n*   **2xx**\n*   **4xx**", ""),
            ("", "Valid values: integers", ""),
            ("", "Valid values: any positive number.", ""),
            ("a", "Set the value to **a** if you are new.", ""),
            ("a", "If Type is set to X, valid values: **a** and **b**.", ""),
            ("", "The state.\n\n*   **A**\n*   **B**", ""),
            ("a", "Valid values:\n\n*   **a**\n\nValid values:\n\n*   **b**", ""),
            ("1", "Valid values of N: **1** to **20**.", ""),
            ("a", "Valid values:\n\n*   **a**: one\n\nThis is how.\n\n*   **b**: two", ""),
            ("a", "Valid values:\n\n*   **a**: one\n\nThis is how.\n\n*   **b or c**: two", ""),
            ("a", "Valid values:\n\n*   a: one\n\nThis is how.\n\n*   b (not recommended): two", ""),
            ("a", "Valid values:\n\n*   **a**\n*   **b**\n\n> Separate multiple values with commas (,).", ""),
            ("a", "Set the value to **a**. Set the value to **b**.", ""),
            ("a", "It has the following fields:\n\n*   **a**: one\n*   **b**: two", ""),
        ],
    );
    let numbers = [
        ("", "Valid values:\n\n*   **low**: a\n*   **high**: b", ""),
        ("60", "Valid values: 60 and 90. 0 indicates that nothing is kept.", ""),
        ("60", "Valid values: 60 and 90. 60 indicates that it is kept.", "values 60 90"),
    ];
    check(FieldKind::Integer, &numbers);
}

#[test]
fn a_text_that_is_true_or_false_is_a_boolean() {
    check(
        FieldKind::String,
        &[
            (
                "false",
                "Whether. Valid values:\n\n*   **true**: yes\n*   **false** (default): no",
                "boolean, default false",
            ),
            ("", "Valid values: true and false.", "boolean"),
            ("IT", "Valid values:\n\n*   true\n*   false", ""),
        ],
    );
    check(
        FieldKind::Boolean,
        &[("", "Valid values:\n\n*   **true**\n*   **false**(default)", "default false")],
    );
}

#[test]
fn lengths_are_read() {
    check(
        FieldKind::String,
        &[
            ("", "The name must be 2 to 128 characters in length.", "length 2..128"),
            ("", "It must be 1 to 2,048 characters in length and can contain letters.", "length 1..2048"),
            (
                "",
                "The token can contain only ASCII characters and cannot exceed 64 characters in length.",
                "ascii, length ..64",
            ),
            ("", "The key can be up to 64 characters in length and so on.", "length ..64"),
            ("", "The key can be a up to 128 characters in length.", "length ..128"),
            ("", "It must be no more than 64 characters long.", "length ..64"),
            ("", "The description must be 0 to 256 characters in length.", "length ..256"),
            ("", "If you set A, the name must be 2 to 8 characters in length.", ""),
            ("", "Each line cannot exceed 64 characters in length.", ""),
            ("", "It cannot exceed 64 bytes.", ""),
            ("abcdef", "It cannot exceed 4 characters in length.", ""),
            ("", "It must be 8 to 4 characters in length.", ""),
            ("", "*   If **A** is set to x, it is free. It must be 1 to 8 characters in length.", ""),
            ("", "*   **key**: the key. It cannot exceed 64 characters in length.", ""),
            ("", "The path of a single folder must be 1 to 64 characters in length.", ""),
            ("", "It must be 1 to 8 characters in length. Separate multiple names with commas (,).", ""),
            ("{\"a\": 1}", "*   A key must be 1 to 8 characters in length.", ""),
            ("{\"a\": 1}", "It must be 1 to 80 characters in length.", "length 1..80"),
            ("", "It must be 2 to 8 characters in length. It cannot exceed 9 characters in length.", ""),
        ],
    );
    check(FieldKind::Array, &[("", "The names must be 2 to 128 characters in length.", "")]);
}

#[test]
fn ranges_are_read() {
    let cases = [
        ("50", "The size. Valid values: **20 to 100**. Default value: **50**.", "default 50, range 20..100"),
        (
            "",
            "Valid values: **200** to **1000**.\n\nDefault value: **1000**.",
            "default 1000, range 200..1000",
        ),
        (
            "",
            "Minimum value: 900. Maximum value: the value of `M`. Default value: 3600.",
            "default 3600, range 900..",
        ),
        ("", "Maximum value: 1,000.", "range ..1000"),
        ("", "The value ranges from 1 to 7.", "range 1..7"),
        ("", "The value must be an integer from 0 to 30. The default value is 1.", "default 1, range 0..30"),
        ("", "Valid values: 1 to 9 when Unit is Month.", ""),
        ("", "*   Valid values: 1 to 9.\n*   Valid values: 1 to 3.", ""),
        ("500", "Valid values: 1 to 9.", ""),
        ("", "Valid values: 9 to 1.", ""),
        ("", "Valid values: 1 to 9. To change nothing, set the value to -1.", ""),
        ("", "Default value: 50. Valid values: 1 to 9.", "range 1..9"),
    ];
    check(FieldKind::Integer, &cases);
    check(FieldKind::String, &[("200", "Valid values: **200** to **1000**.", "range 200..1000")]);
    check(FieldKind::String, &[("10.0.0.0", "Valid values: **200** to **1000**.", "")]);
    check(FieldKind::Number, &[("1.5", "Valid values: 0.5 to 10.0.", "range 0.5..10")]);
}

#[test]
fn defaults_are_read() {
    check(
        FieldKind::String,
        &[
            ("", "Default value: **zh-CN**.", "default zh-CN"),
            ("", "The default value is `a`.", "default a"),
            ("", "Default value: null.", ""),
            ("", "Default value: the current time.", ""),
            ("", "Default value: empty.", ""),
            ("", "Default value: **a**. In a VPC, this parameter is set to b by default.", ""),
            ("A", "Valid values:\n\n*   **A**\n*   **B**\n\nDefault value: **C**.", "values A B"),
            ("A", "Valid values:\n\n*   **A**\n*   **B**\n\nDefault value: A.", "values A B, default A"),
        ],
    );
    check(FieldKind::Boolean, &[("", "Default value: False.", "default false")]);
    check(
        FieldKind::Integer,
        &[("", "Default value: 10 seconds.", ""), ("", "Default value: 1,000.", "default 1000")],
    );
}

#[test]
fn beginnings_and_patterns_are_read() {
    check(
        FieldKind::String,
        &[
            ("", "It cannot start with `http://` or `https://`.", "not http:// https://"),
            ("", "The key cannot start with acs: or aliyun. It cannot contain `http://`.", "not acs: aliyun"),
            ("", "It cannot start with aliyun or acs:, and cannot contain `http://`.", "not aliyun acs:"),
            ("", "It must start with a letter but cannot start with `aliyun` or `acs:`.", "not aliyun acs:"),
            ("", "It cannot start with a digit.", ""),
            ("", "It must start with http:// or https:// and be short.", "starts http:// https://"),
            ("x", "It must start with `y`.", ""),
            ("", "It is 0 to 9 characters long and must start with `y`.", "length ..9"),
            ("", "A must start with `a-`. B must start with `b-`.", ""),
            ("abc", r"The regular expression for this parameter is `[\w+:\/-]*`.", r"pattern [\w+:\/-]*"),
            ("", "The regular expression for this parameter is `[`.", ""),
            ("2021-04-23T01:37:38Z", "In the `yyyy-MM-ddTHH:mm:ssZ` format.", "timestamp"),
            ("2021-04-23", "In the `yyyy-MM-ddTHH:mm:ssZ` format.", ""),
            ("2021-04-23T01:37:38Z", "*   When A is x, the format is `yyyy-MM-ddTHH:mm:ssZ`.", ""),
        ],
    );
}

#[test]
fn marks_are_taken_off() {
    let cases = [
        ("**bold** and `code`", "`bold` and `code`"),
        ("**`both`**", "`both`"),
        (r"under\_score and `a\_b`", r"under_score and `a\_b`"),
        ("see [the page](~~123~~) now", "see the page now"),
        ("> *   item", "item"),
        (r"**BGP\_PRO** and rg-\*\*\*\*", "`BGP_PRO` and rg-****"),
        (r"a line\", "a line"),
        ("an odd ** mark", "an odd  mark"),
    ];
    for (line, expected) in cases {
        assert_eq!(Prose::read(line).lines[0].text, expected, "{line}");
    }
}

#[test]
fn sentences_end_outside_of_code() {
    let prose = Prose::read("One v1.2 here. `= , . @`. Two\nThree.");
    let sentences: Vec<&str> = prose.sentences().map(|(_, sentence)| sentence).collect();
    assert_eq!(sentences, ["One v1.2 here", "`= , . @`", "Two", "Three"]);
}

#[test]
fn numbers_may_have_separators() {
    let cases =
        [("1,224", Some("1224")), ("10.0", Some("10")), ("-1", Some("-1")), ("1,2", None), ("1.2.3", None)];
    for (text, expected) in cases {
        assert_eq!(number(text).as_deref(), expected, "{text}");
    }
}
