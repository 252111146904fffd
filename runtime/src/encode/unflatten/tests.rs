//! Unflatten undoes what flatten does, and refuses what cannot be undone.

use acs_rules::TypeSpec;
use proptest::prelude::*;

use super::*;
use crate::encode::flatten;

static TEXT: ParameterSpec<'static> = ParameterSpec::item(Kind::Text);
static NODE: ParameterSpec<'static> = ParameterSpec::item(Kind::Shared("Node"));

static PRODUCT: ProductSpec<'static> = ProductSpec {
    types: &[TypeSpec {
        name: "Node",
        fields: &[
            ParameterSpec::text("Name", "name"),
            ParameterSpec::text("Name.Alias", "name_alias"),
            ParameterSpec::list("Nodes", "nodes", &NODE),
            ParameterSpec::map("Labels", "labels", &TEXT),
        ],
    }],
    ..ProductSpec::new("Things", "2020-01-01")
};

static SPEC: OperationSpec<'static> = OperationSpec {
    product: &PRODUCT,
    parameters: &[
        ParameterSpec::text("Id", "id"),
        ParameterSpec::list("Ids", "ids", &TEXT),
        ParameterSpec::list("Csv", "csv", &TEXT).wire(WireStyle::Simple),
        ParameterSpec::list("Json", "json", &NODE).wire(WireStyle::Json),
        ParameterSpec::shared("Node", "node", "Node"),
        ParameterSpec::list("Nodes", "nodes", &NODE),
        ParameterSpec::map("ByName", "by_name", &NODE),
        ParameterSpec::any("Any", "any"),
    ],
    ..OperationSpec::rpc("Do")
};

fn object<N: Into<String>>(fields: Vec<(N, Value<'static>)>) -> Value<'static> {
    Value::Object(fields.into_iter().map(|(name, value)| (name.into().into(), value)).collect())
}

#[track_caller]
fn check(pairs: &[(&str, &str)], expected: Value<'static>) {
    assert_eq!(unflatten(&SPEC, pairs.iter().copied()), Ok(expected), "{pairs:?}");
}

#[track_caller]
fn refuse(pairs: &[(&str, &str)], expected: &str) {
    let error = unflatten(&SPEC, pairs.iter().copied()).expect_err("the names are malformed");
    assert_eq!(error.to_string(), expected, "{pairs:?}");
}

#[test]
fn lists_are_in_the_order_of_their_numbers() {
    let list = Value::List(vec!["a".into(), Value::Null, "c".into()]);
    check(&[("Ids.3", "c"), ("Ids.1", "a")], object(vec![("Ids", list)]));
}

#[test]
fn the_longest_documented_name_wins() {
    let node = object(vec![("Name", "a".into()), ("Name.Alias", "b".into())]);
    check(&[("Node.Name", "a"), ("Node.Name.Alias", "b")], object(vec![("Node", node)]));
}

#[test]
fn keys_of_maps_may_have_dots() {
    let labels = object(vec![("a.b", "1".into()), ("", "2".into())]);
    let node = object(vec![("Labels", labels)]);
    check(&[("Node.Labels.a.b", "1"), ("Node.Labels.", "2")], object(vec![("Node", node)]));
}

#[test]
fn styles_are_read_back() {
    let list = Value::List(vec!["a".into(), "b".into()]);
    check(&[("Csv", "a,b")], object(vec![("Csv", list)]));
    let node = object(vec![("Name", "a".into())]);
    check(&[("Json", r#"[{"Name":"a"}]"#)], object(vec![("Json", Value::List(vec![node]))]));
    check(&[("Json", "[")], object(vec![("Json", "[".into())]));
}

#[test]
fn names_that_are_not_documented_stay_as_they_are() {
    check(
        &[("New.1.Key", "a"), ("Id.x", "b")],
        object(vec![("New.1.Key", "a".into()), ("Id.x", "b".into())]),
    );
}

#[test]
fn values_of_any_type_are_lists_where_they_are_numbered() {
    let any = object(vec![("a", Value::List(vec!["x".into(), "y".into()])), ("b", "z".into())]);
    check(&[("Any.a.1", "x"), ("Any.a.2", "y"), ("Any.b", "z")], object(vec![("Any", any)]));
}

#[test]
fn what_does_not_fit_is_refused() {
    refuse(&[("Ids.x", "a")], "`Ids.x` is a list, whose items are numbered from 1");
    refuse(&[("Ids.0", "a")], "`Ids.0` is a list, whose items are numbered from 1");
    refuse(&[("Ids.4000000000", "a")], "`Ids.4000000000` has too large a number");
    let contradiction = "contradicts another name: one of them says list, the other object or value";
    refuse(&[("Ids", "a"), ("Ids.1", "a")], &format!("`Ids.1` {contradiction}"));
    let deep = format!("Any{}", ".a".repeat(100));
    refuse(&[(&deep, "x")], &format!("`{deep}` is nested too deeply"));
}

/// Objects of the shared type that are not empty: what is empty leaves nothing on the wire.
fn node() -> impl Strategy<Value = Value<'static>> {
    let name = || ".{0,6}".prop_map(|text| ("Name", Value::from(text)));
    let labels = proptest::collection::btree_map("[a-z.]{0,4}", ".{0,6}".prop_map(Value::from), 1..4)
        .prop_map(|labels| ("Labels", object(labels.into_iter().collect())));
    let leaf = (name(), proptest::option::of(labels))
        .prop_map(|(name, labels)| object([Some(name), labels].into_iter().flatten().collect()));
    leaf.prop_recursive(3, 16, 3, move |inner| {
        (name(), proptest::collection::vec(inner, 1..4))
            .prop_map(|(name, nodes)| object(vec![name, ("Nodes", Value::List(nodes))]))
    })
}

fn request() -> impl Strategy<Value = Value<'static>> {
    let texts = |pattern| proptest::collection::vec(pattern, 1..12);
    let list = |texts: Vec<String>| Value::List(texts.into_iter().map(Value::from).collect());
    let nodes = || proptest::collection::vec(node(), 1..3);
    (
        texts(".{0,6}"),
        texts("[^,]{1,6}"),
        nodes(),
        nodes(),
        proptest::collection::btree_map("[a-z]{1,4}", node(), 1..3),
    )
        .prop_map(move |(ids, csv, json, nodes, by_name)| {
            object(vec![
                ("Ids", list(ids)),
                ("Csv", list(csv)),
                ("Json", Value::List(json)),
                ("Nodes", Value::List(nodes)),
                ("ByName", object(by_name.into_iter().collect())),
            ])
        })
}

/// Fields in one order, for the order in JSON is not kept.
fn sorted(value: Value<'static>) -> Value<'static> {
    match value {
        Value::List(items) => Value::List(items.into_iter().map(sorted).collect()),
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.into_iter().map(|(name, value)| (name, sorted(value))).collect();
            fields.sort_by(|(a, _), (b, _)| a.cmp(b));
            Value::Object(fields)
        }
        scalar => scalar,
    }
}

proptest! {
    #[test]
    fn unflatten_undoes_flatten(request in request()) {
        let Value::Object(fields) = &request else { unreachable!("a request is an object") };
        let mut pairs = Vec::new();
        for (name, value) in fields {
            prop_assert_eq!(flatten(&PRODUCT, SPEC.parameter(name), name, value, &mut pairs), Ok(()));
        }
        let back = unflatten(&SPEC, pairs.iter().map(|(name, value)| (&**name, &**value)));
        prop_assert_eq!(back.map(sorted), Ok(sorted(request.clone())));
    }

    #[test]
    fn any_names_are_a_value_or_an_error(pairs in proptest::collection::vec(("(Id|Ids|Node|Nodes|ByName|Any|[.]|[0-9]|.){0,8}", ".{0,3}"), 0..8)) {
        let _ = unflatten(&SPEC, pairs);
    }
}
