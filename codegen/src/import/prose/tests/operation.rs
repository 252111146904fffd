//! What takes several parameters, or a name, or a declaration to understand.

use super::*;

/// Top-level parameters with their descriptions, after inference.
fn operation(parameters: &[(&str, FieldKind, &str)]) -> Operation {
    let parameter = |(name, kind, doc): &(&str, FieldKind, &str)| {
        let doc = Some((*doc).to_owned());
        ((*name).to_owned(), Parameter { kind: Some(*kind), doc, ..Parameter::default() })
    };
    let mut operation =
        Operation { parameters: parameters.iter().map(parameter).collect(), ..Operation::default() };
    infer_operation(&mut operation, &mut Report::default());
    operation
}

#[test]
fn conditions_are_read() {
    let kinds = "Valid values:\n\n*   **X**\n*   **Y**";
    let cases = [
        ("This parameter is valid only when you set **Kind** to **X**.", "only Kind X"),
        ("This parameter is valid only when **Kind** is set to **X**.", "only Kind X"),
        ("Text. This parameter is available only if you set the Kind parameter to X or Y.", "only Kind X Y"),
        ("> This parameter is required if **Kind** is set to **Y**.", "required Kind Y"),
        ("If **Kind** is set to **Y**, this parameter is required.", "required Kind Y"),
        ("*   If **Kind** is set to **Y**, this parameter is required.", "required Kind Y"),
        ("You must specify this parameter when Kind is set to Y.", "required Kind Y"),
        ("This parameter is valid only when **Kind** is set to **Z**.", ""),
        ("This parameter is valid only when **Other** is set to **X**.", ""),
        ("This parameter is valid only when Kind is not empty.", ""),
        ("This parameter is valid only when **Kind** is set to **X** and you pay.", ""),
        ("This parameter is not required if **Kind** is set to **X**.", ""),
        (
            "This parameter is valid only when **Kind** is set to **X**. This parameter is valid only for you.",
            "",
        ),
    ];
    for (doc, expected) in cases {
        let operation = operation(&[("Kind", FieldKind::String, kinds), ("It", FieldKind::String, doc)]);
        let it = &operation.parameters[1].1;
        let read = [("only", &it.only_when), ("required", &it.required_when)].into_iter().filter_map(
            |(key, found)| {
                found
                    .as_ref()
                    .map(|condition| format!("{key} {} {}", condition.name, condition.values.join(" ")))
            },
        );
        assert_eq!(read.collect::<Vec<_>>().join(", "), expected, "{doc}");
    }
}

#[test]
fn a_rule_over_several_parameters_is_read_where_each_states_it() {
    let cases = [
        ("> You must specify **A** or **B**.", "> You must specify **B** or **A**.", "at-least-one A B"),
        ("You must specify at least one of A and B.", "", ""),
        (
            "You must specify **A.N** or **B.N** (**B.N.Key**).",
            "You must specify **A.N** or **B.N** (x).",
            "at-least-one A B",
        ),
        (
            "You cannot specify **A** and **B** at the same time.",
            "You cannot specify A and B at the same time.",
            "exclusive A B",
        ),
        ("We do not recommend that you specify **A** and **B** at the same time.", "", ""),
        ("You must specify **A** or **C**.", "You must specify **A** or **C**.", ""),
    ];
    for (first, second, expected) in cases {
        let operation = operation(&[("A", FieldKind::String, first), ("B", FieldKind::String, second)]);
        let rule = |rule: &Rule| format!("{} {}", rule.key, rule.names.join(" "));
        assert_eq!(operation.rules.iter().map(rule).collect::<Vec<_>>().join(", "), expected, "{first}");
    }
}

#[test]
fn names_tell_roles_and_secrets() {
    let roles = [
        ("ClientToken", FieldKind::String, Some(Role::IdempotencyToken)),
        ("ClientToken", FieldKind::Boolean, None),
        ("DryRun", FieldKind::Boolean, Some(Role::DryRun)),
        ("DryRun", FieldKind::Integer, None),
        ("RegionId", FieldKind::String, Some(Role::Region)),
        ("NextToken", FieldKind::String, Some(Role::PageToken)),
        ("MaxResults", FieldKind::Integer, Some(Role::MaxResults)),
        ("PageNumber", FieldKind::Integer, Some(Role::PageNumber)),
        ("PageSize", FieldKind::String, Some(Role::PageSize)),
        ("Region", FieldKind::String, None),
    ];
    for (name, kind, expected) in roles {
        assert_eq!(name::role(name, Some(kind)), expected, "{name}");
    }
    for name in
        ["AccessKeySecret", "SecurityToken", "db_password", "OIDCToken", "SAMLAssertion", "PrivateKey"]
    {
        assert!(name::is_secret(name, Some(FieldKind::String)), "{name}");
    }
    for name in ["NextToken", "ClientToken", "AccessKeyId", "PasswordPolicy", "SecretName"] {
        assert!(!name::is_secret(name, Some(FieldKind::String)), "{name}");
    }
    assert!(!name::is_secret("ResetPassword", Some(FieldKind::Boolean)));
}

#[test]
fn inferred_keys_are_listed_in_the_order_of_the_file() {
    let doc =
        "It cannot exceed 64 characters in length. It can contain only ASCII characters. Default value: `a`.";
    assert_eq!(infer(FieldKind::String, "", doc).inferred, ["default", "charset", "length"]);
}

#[test]
fn a_response_is_bound_by_values_only() {
    let doc = "It must be 2 to 64 characters in length. Valid values:\n\n*   **A**\n*   **B** (default)";
    let mut field =
        Parameter { kind: Some(FieldKind::String), doc: Some(doc.to_owned()), ..Parameter::default() };
    infer_parameter("P", &mut field, Side::Response, &mut Report::default());
    assert_eq!(facts(&field), "values A B");
}

#[test]
fn declared_facts_stay() {
    let mut parameter = Parameter {
        kind: Some(FieldKind::Integer),
        default: Some("5".to_owned()),
        doc: Some("Default value: 7.".to_owned()),
        ..Parameter::default()
    };
    infer_parameter("P", &mut parameter, Side::Request, &mut Report::default());
    assert_eq!((parameter.default.as_deref(), parameter.inferred.len()), (Some("5"), 0));
}

#[test]
fn what_contradicts_a_declaration_is_reported() {
    let check = |declared: Parameter, doc: &str, expected: &[&str]| {
        let mut sources = Sources::new();
        sources.add("a.json", "");
        let mut report = Report::default();
        let mut parameter = Parameter { doc: Some(doc.to_owned()), ..declared };
        infer_parameter("P", &mut parameter, Side::Request, &mut report);
        let found = report.finish(&sources);
        let messages: Vec<&str> = found.iter().map(|warning| warning.message.as_str()).collect();
        let said = |text: &str| format!("the text of `P` contradicts its declaration: {text}");
        assert_eq!(messages, expected.iter().map(|text| said(text)).collect::<Vec<_>>(), "{doc}");
    };
    let number = || Parameter {
        kind: Some(FieldKind::Integer),
        default: Some("50".to_owned()),
        range: Bounds { min: Some("1".to_owned()), max: Some("100".to_owned()) },
        ..Parameter::default()
    };
    check(
        number(),
        "Valid values: 1 to 50. Default value: 20.",
        &[
            "the default is `50`, and the text says `20`",
            "the greatest value is `100`, and the text says `50`",
        ],
    );
    check(number(), "Valid values: 1 to 100. Default value: 50.", &[]);
    check(number(), "The size when A is set, which is at most 20.", &[]);
    let word = |values: &[&str]| Parameter {
        kind: Some(FieldKind::String),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        ..Parameter::default()
    };
    let doc = "Valid values: **a** and **b**.";
    check(word(&["b", "a"]), doc, &[]);
    check(word(&["a", "c"]), doc, &["the text lists `b`, and not `c`"]);
    check(word(&["a"]), doc, &["the text also lists `b`"]);
    check(word(&["a", "b", "c"]), doc, &["the text does not list `c`"]);
}
