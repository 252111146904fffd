use super::*;
use crate::{Format, Kind, ProductSpec};

/// Asserts what `check` says about a parameter `P` with one rule and one value.
#[track_caller]
fn verdict(rule: Rule<'_>, value: impl Into<Value<'static>>, expected: Option<&str>) {
    let rules = [rule];
    let parameters = [ParameterSpec::new("P", "p", Kind::Any).rules(&rules)];
    let spec = OperationSpec { parameters: &parameters, ..OperationSpec::rpc("Op") };
    let request = Value::Object(vec![("P".into(), value.into())]);
    let found: Vec<String> = check(&spec, &request).iter().map(Violation::to_string).collect();
    assert_eq!(found, expected.map(str::to_owned).into_iter().collect::<Vec<_>>(), "{rule:?}");
}

fn object(fields: Vec<(&'static str, Value<'static>)>) -> Value<'static> {
    Value::Object(fields.into_iter().map(|(name, value)| (name.into(), value)).collect())
}

#[test]
fn length_counts_characters() {
    verdict(Rule::MaxLength(2), "中文", None);
    verdict(Rule::MaxLength(2), "中文字", Some("`P` must have at most 2 characters, found `中文字`"));
    verdict(Rule::MinLength(1), "", Some("`P` must have at least 1 character, found ``"));
}

#[test]
fn texts_are_compared_as_documented() {
    verdict(Rule::Values(&["a", "b"]), "b", None);
    verdict(Rule::Values(&["a", "b"]), "B", Some("`P` must be `a` or `b`, found `B`"));
    verdict(Rule::Ascii, "ok", None);
    verdict(Rule::StartsWith(&["aeip-"]), "eip-1", Some("`P` must start with `aeip-`, found `eip-1`"));
    verdict(Rule::NotStartsWith(&["acs:"]), "acs:1", Some("`P` must not start with `acs:`, found `acs:1`"));
    verdict(Rule::Pattern("[a-z]+"), "ab1", Some("`P` must match `[a-z]+`, found `ab1`"));
    verdict(Rule::Pattern("a|b"), "bx", Some("`P` must match `a|b`, found `bx`"));
    verdict(Rule::Format(Format::Ipv4), "10.0.0.1", None);
}

#[test]
fn ranges_hold_for_numbers_and_for_texts_that_spell_one() {
    verdict(Rule::Minimum(200), 200, None);
    verdict(Rule::Minimum(200), "199", Some("`P` must be at least 200, found `199`"));
    verdict(Rule::Maximum(i64::MAX), i64::MAX, None);
    verdict(Rule::MaximumNumber(0.5), 0.75, Some("`P` must be at most 0.5, found `0.75`"));
    verdict(Rule::Minimum(200), "unlimited", None);
}

#[test]
fn item_counts_are_checked() {
    let two = || Value::List(vec!["a".into(), "b".into()]);
    verdict(Rule::MaxItems(2), two(), None);
    verdict(Rule::MaxItems(1), two(), Some("`P` must have at most 1 item, has 2"));
    verdict(Rule::MinItems(3), two(), Some("`P` must have at least 3 items, has 2"));
}

#[test]
fn conditions_look_at_siblings_then_at_the_top_and_know_defaults() {
    let when = [Rule::OnlyWhen("Mode", &["Network"])];
    let inner = [ParameterSpec::text("Ip", "ip").rules(&when), ParameterSpec::text("Mode", "mode")];
    let needed = [Rule::RequiredWhen("Mode", &["Local", "Network"])];
    let parameters = [
        ParameterSpec::text("Mode", "mode").default("Network"),
        ParameterSpec::object("Nic", "nic", &inner),
        ParameterSpec::text("Token", "token").rules(&needed),
    ];
    let spec = OperationSpec { parameters: &parameters, ..OperationSpec::rpc("Op") };
    let said = |request| check(&spec, &request).iter().map(Violation::to_string).collect::<Vec<_>>();

    assert_eq!(
        said(object(vec![("Nic", object(vec![("Ip", "1".into())])), ("Token", "t".into())])),
        Vec::<String>::new()
    );
    assert_eq!(said(object(vec![])), ["`Token` is required when `Mode` is `Local` or `Network`"]);
    assert_eq!(
        said(object(vec![
            ("Mode", "Network".into()),
            ("Nic", object(vec![("Ip", "1".into()), ("Mode", "Other".into())])),
            ("Token", "t".into()),
        ])),
        ["`Nic.Ip` is allowed only when `Mode` is `Network`, found `1`"]
    );
}

#[test]
fn places_are_named_on_the_wire_and_in_rust() {
    let key = [ParameterSpec::text("Key", "key").required()];
    let tag = ParameterSpec::item(Kind::Object(&key));
    let parameters = [ParameterSpec::list("Tag", "tags", &tag)];
    let spec = OperationSpec { parameters: &parameters, ..OperationSpec::rpc("Op") };
    let complete = || object(vec![("Key", "k".into())]);
    let request = object(vec![("Tag", Value::List(vec![complete(), complete(), object(vec![])]))]);
    let [violation] = &check(&spec, &request)[..] else { panic!("expected one violation") };
    assert_eq!((violation.path(), violation.field()), ("Tag.3.Key", "tags[2].key"));
    assert_eq!((violation.rule(), violation.severity()), ("required", Severity::Error));
}

#[test]
fn inferred_rules_and_value_lists_only_warn() {
    let parameters = [
        ParameterSpec::text("A", "a").inferred(&[Rule::Ascii]),
        ParameterSpec::text("B", "b").rules(&[Rule::Values(&["x"])]),
    ];
    let spec = OperationSpec { parameters: &parameters, ..OperationSpec::rpc("Op") };
    let found = check(&spec, &object(vec![("A", "é".into()), ("B", "y".into())]));
    let seen: Vec<_> = found.iter().map(|v| (v.path(), v.severity(), v.is_inferred())).collect();
    assert_eq!(seen, [("A", Severity::Warning, true), ("B", Severity::Warning, false)]);
}

#[test]
fn secrets_are_not_shown() {
    let parameters = [ParameterSpec::text("Token", "token").sensitive().rules(&[Rule::MinLength(9)])];
    let spec = OperationSpec { parameters: &parameters, ..OperationSpec::rpc("Op") };
    let found = check(&spec, &object(vec![("Token", "hunter2".into())]));
    assert_eq!(found[0].to_string(), "`Token` must have at least 9 characters");
    assert_eq!(found[0].value(), None);
}

#[test]
fn kinds_accept_the_texts_that_come_over_the_wire() {
    let item = ParameterSpec::item(Kind::Integer);
    let parameters = [
        ParameterSpec::boolean("Bool", "bool"),
        ParameterSpec::integer("Int", "int"),
        ParameterSpec::list("List", "list", &item),
        ParameterSpec::shared("Node", "node", "Node"),
    ];
    let product = ProductSpec::new("P", "1");
    let spec = OperationSpec { parameters: &parameters, product: &product, ..OperationSpec::rpc("Op") };
    let good = object(vec![
        ("Bool", "True".into()),
        ("Int", "7".into()),
        ("List", Value::List(vec!["1".into()])),
        ("Unknown", "kept".into()),
    ]);
    assert_eq!(check(&spec, &good), []);
    let bad = object(vec![
        ("Bool", "yes".into()),
        ("Int", "7.5".into()),
        ("List", Value::List(vec!["x".into()])),
        ("Node", "text".into()),
    ]);
    let said: Vec<String> = check(&spec, &bad).iter().map(Violation::to_string).collect();
    assert_eq!(
        said,
        [
            "`Bool` must be `true` or `false`, found `yes`",
            "`Int` must be an integer, found `7.5`",
            "`List.1` must be an integer, found `x`",
            "`Node` must be an object, found `text`",
        ]
    );
}

#[test]
fn rules_over_several_parameters() {
    let names = &["Ip", "Id"];
    let said = |rule, request: &Value<'_>| {
        let rules = [rule];
        let spec = OperationSpec { rules: &rules, ..OperationSpec::rpc("Op") };
        check(&spec, request).iter().map(Violation::to_string).collect::<Vec<_>>().join("")
    };
    let none = object(vec![]);
    let both = object(vec![("Ip", "1".into()), ("Id", "2".into())]);
    assert_eq!(
        said(CrossRule::AtLeastOne { names, inferred: false }, &none),
        "`Ip, Id` at least one of `Ip` or `Id` is required"
    );
    assert_eq!(said(CrossRule::AtLeastOne { names, inferred: false }, &both), "");
    assert_eq!(
        said(CrossRule::ExactlyOne { names, inferred: false }, &both),
        "`Ip, Id` exactly one of `Ip` or `Id` is required, 2 are given"
    );
    assert_eq!(
        said(CrossRule::Exclusive { names, inferred: true }, &both),
        "`Ip, Id` only one of `Ip` or `Id` may be given, 2 are"
    );
}

#[test]
fn templates_match_codes() {
    use crate::Code;
    let template = Code::new(400, "IncorrectStatus.%s");
    assert!(template.matches("IncorrectStatus.Anycast"));
    assert!(!template.matches("IncorrectStatus."));
    assert!(!template.matches("IncorrectStatusX"));
    assert!(Code::new(400, "%sNotFound.%s").matches("VpcNotFound.Id"));
    assert!(!Code::new(400, "%sNotFound.%s").matches("NotFound.Id"));
    assert!(Code::new(400, "Exact").matches("Exact"));
    assert!(!Code::new(400, "Exact").matches("Exact2"));
}

#[test]
fn null_is_absent_and_bytes_are_the_text_that_they_spell() {
    let parameters = [
        ParameterSpec::text("Id", "id").required(),
        ParameterSpec::binary("Data", "data").rules(&[Rule::MaxLength(2)]),
    ];
    let spec = OperationSpec { parameters: &parameters, ..OperationSpec::rpc("Op") };
    let said = |bytes: &'static [u8]| {
        let request = object(vec![("Id", Value::Null), ("Data", Value::Bytes(bytes.into()))]);
        check(&spec, &request).iter().map(Violation::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        said("中文字".as_bytes()),
        ["`Id` is required", "`Data` must have at most 2 characters, found `中文字`"]
    );
    assert_eq!(said(&[0xff, 0xff, 0xff]), ["`Id` is required"]);
}

#[test]
fn an_empty_list_that_leaves_nothing_on_the_wire_is_not_given() {
    let item = ParameterSpec::item(Kind::Text);
    let parameters = [
        ParameterSpec::list("Ids", "ids", &item).required(),
        ParameterSpec::list("Names", "names", &item).wire(WireStyle::Json).required(),
    ];
    let rules = [CrossRule::AtLeastOne { names: &["Ids", "Other"], inferred: false }];
    let spec = OperationSpec { parameters: &parameters, rules: &rules, ..OperationSpec::rpc("Op") };
    let request = object(vec![("Ids", Value::List(vec![])), ("Names", Value::List(vec![]))]);
    let said: Vec<String> = check(&spec, &request).iter().map(Violation::to_string).collect();
    assert_eq!(said, ["`Ids` is required", "`Ids, Other` at least one of `Ids` or `Other` is required"]);
}

#[test]
fn what_is_no_number_is_refused() {
    let parameters = [ParameterSpec::number("Ratio", "ratio")];
    let spec = OperationSpec { parameters: &parameters, ..OperationSpec::rpc("Op") };
    for number in [f64::NAN, f64::INFINITY] {
        assert_eq!(check(&spec, &object(vec![("Ratio", number.into())])).len(), 1, "{number}");
    }
}
