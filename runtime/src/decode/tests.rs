//! What the decoder takes, and how it says what it does not take.

use std::collections::BTreeMap;

use bytes::Bytes;
use proptest::prelude::*;
use serde_json::Value;

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
struct Item {
    key: Option<String>,
    size: Option<i32>,
    parent: Option<Box<Item>>,
    items: Vec<Item>,
}

impl Decode for Item {
    const NAMES: &'static [&'static str] = &["Key", "Size", "Parent", "Items"];

    fn field(&mut self, name: &str, from: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match name {
            "Key" => from.read(&mut self.key),
            "Size" => from.read(&mut self.size),
            "Parent" => from.read(&mut self.parent),
            "Items" => from.read(&mut self.items),
            _ => from.unknown(name, Self::NAMES),
        }
    }
}

fn item(key: &str) -> Item {
    Item { key: Some(key.to_owned()), ..Item::default() }
}

#[track_caller]
fn check<T: Slot + PartialEq + std::fmt::Debug>(json: &str, expected: T) {
    assert_eq!(decode::<T>(json.as_bytes()), Ok(expected), "{json}");
}

#[track_caller]
fn refuse<T: Slot + std::fmt::Debug>(json: &str, expected: &str) {
    let error = decode::<T>(json.as_bytes()).expect_err(json);
    assert_eq!(error.to_string(), expected, "{json}");
}

#[test]
fn scalars_are_taken_leniently() {
    check(
        r#"{"a": 5, "b": true, "c": 1.5, "d": 18446744073709551615}"#,
        strings(&[("a", "5"), ("b", "true"), ("c", "1.5"), ("d", "18446744073709551615")]),
    );
    check(r#"[5, "6", 7.0, " 8 ", "9.0", "", null]"#, vec![5_i32, 6, 7, 8, 9]);
    check(r#"["9223372036854775807", -1]"#, vec![i64::MAX, -1]);
    check(r#"[1, "2.5", 3.5]"#, vec![1.0_f64, 2.5, 3.5]);
    check(r#"[true, "false", 1, "0", "True", ""]"#, vec![true, false, true, false, true]);
}

#[test]
fn integers_are_those_in_the_range_of_their_type() {
    check(r#"[255, "0", 7.0]"#, vec![u8::MAX, 0, 7]);
    check(r#"[-128, "127"]"#, vec![i8::MIN, i8::MAX]);
    check(r#"[18446744073709551615, "18446744073709551615", ""]"#, vec![u64::MAX, u64::MAX]);
    check(r#"{"a": 4294967295}"#, BTreeMap::from([("a".to_owned(), Some(u32::MAX))]));
    refuse::<Vec<u8>>("[1, 256]", "`[1]`: expected an integer from 0 to 255, found an integer");
    refuse::<u16>("-1", "expected an integer from 0 to 65535, found an integer");
    refuse::<u64>(r#""-1""#, "expected an integer from 0 on, found a text of 2 characters");
    refuse::<i64>("9223372036854775808", "expected an integer, found an integer");
    refuse::<u32>(r#""x""#, "expected an integer from 0 to 4294967295, found a text of 1 character");
}

fn strings(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
    entries.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn null_and_empty_are_absent() {
    check(r#"{"Key": null, "Size": "", "Parent": "", "Items": ""}"#, Item::default());
    check(r#"{"Key": "", "Items": null, "Parent": []}"#, item(""));
    check("", Item::default());
    check(" \n", Vec::<String>::new());
    check("null", Item::default());
    check(r#"{"a": null, "b": "c"}"#, strings(&[("b", "c")]));
}

#[test]
fn the_last_of_two_fields_with_one_name_stays() {
    check(
        r#"{"Key": "a", "Key": "b", "Items": ["", {}], "Items": [{"Key": "c"}]}"#,
        Item { items: vec![item("c")], ..item("b") },
    );
}

#[test]
fn names_are_found_in_another_case_and_unknown_ones_skipped() {
    check(
        r#"{"key": "a", "SIZE": 1, "New": {"Key": [1, {"x": null}]}}"#,
        Item { size: Some(1), ..item("a") },
    );
    check(r#"{"K\u0065y": "a"}"#, item("a"));
}

#[test]
fn lists_come_wrapped_bare_or_alone() {
    let items = vec![item("a"), item("b")];
    check(r#"[{"Key": "a"}, {"Key": "b"}]"#, items.clone());
    check(r#"{"Item": [{"Key": "a"}, {"Key": "b"}]}"#, items.clone());
    check(r#"{"Item": [{"Key": "a"}, {"Key": "b"}], "More": 1}"#, items);
    check(r#"{"Item": {"Key": "a"}}"#, vec![item("a")]);
    check(r#"{"Key": "a"}"#, vec![item("a")]);
    check(r#"{"Item": []}"#, Vec::<Item>::new());
    check("{}", Vec::<Item>::new());
    check(r#"{"Id": ["a", 1]}"#, vec!["a".to_owned(), "1".to_owned()]);
    check(r#"{"Id": "a"}"#, vec!["a".to_owned()]);
    check(r#""a""#, vec!["a".to_owned()]);
}

#[test]
fn a_wrapper_that_looks_like_an_item_is_decided_by_the_whole() {
    check(r#"{"Items": [{"Key": "a"}]}"#, vec![item("a")]);
    check(r#"{"Items": [{"Key": "b"}], "Key": "a"}"#, vec![Item { items: vec![item("b")], ..item("a") }]);
    check(r#"{"Tag": [{"a": "b"}]}"#, vec![strings(&[("a", "b")])]);
    check(r#"{"a": "b"}"#, vec![strings(&[("a", "b")])]);
}

#[test]
fn objects_may_contain_themselves() {
    let parent = Some(Box::new(item("b")));
    check(r#"{"Key": "a", "Parent": {"Key": "b"}}"#, Item { parent, ..item("a") });
}

#[test]
fn any_json_is_kept() {
    let json = serde_json::json!({"a": [1, null, {"b": 1.5}], "c": "d"});
    check(&json.to_string(), json.clone());
    check(&json.to_string(), Some(json));
    check("null", None::<Value>);
    check(r#"[1, "a"]"#, vec![Value::from(1), Value::from("a")]);
}

#[test]
fn bodies_need_not_be_json() {
    check(r#""a\"b""#, "a\"b".to_owned());
    check("plain", "plain".to_owned());
    check("{not json", Bytes::from_static(b"{not json"));
    check("<html>", ());
}

#[test]
fn an_error_names_the_place_and_not_the_value() {
    refuse::<Item>(
        r#"{"Items": [{}, {"Size": "secret"}]}"#,
        "`Items[1].Size`: expected a 32-bit integer, found a text of 6 characters",
    );
    refuse::<Item>(
        r#"{"Items": {"Item": [{"Key": []}]}}"#,
        "`Items.Item[0].Key`: expected a text, found a list",
    );
    refuse::<Item>(
        r#"{"Parent": {"size": {}}}"#,
        "`Parent.size`: expected a 32-bit integer, found an object",
    );
    refuse::<Item>(r#"{"Size": 3000000000}"#, "`Size`: expected a 32-bit integer, found an integer");
    refuse::<Item>(r#"{"Items": 5}"#, "`Items`: expected a list, found an integer");
    refuse::<BTreeMap<String, i64>>(r#"{"a": 1.5}"#, "`a`: expected an integer, found a number");
    refuse::<Item>("[1]", "expected an object, found a list");
}

#[test]
fn malformed_json_is_an_error_at_its_place() {
    refuse::<Item>(
        r#"{"Items": [{"Key": "a""#,
        "`Items[0]`: malformed JSON, EOF while parsing an object at line 1 column 22",
    );
    refuse::<Item>("{} x", "malformed JSON, trailing characters at line 1 column 4");
    let deep = format!("{}{}", r#"{"Parent":"#.repeat(1000), "1");
    let error = decode::<Item>(deep.as_bytes()).expect_err("it is too deep").to_string();
    assert!(error.contains("recursion limit exceeded"), "{error}");
}

proptest! {
    #[test]
    fn any_bytes_are_a_value_or_an_error(body in proptest::collection::vec(any::<u8>(), 0..64)) {
        let _ = decode::<Item>(&body);
        let _ = decode::<String>(&body);
        let _ = decode::<Vec<BTreeMap<String, f64>>>(&body);
    }

    #[test]
    fn nearly_json_is_a_value_or_an_error(body in r#"([\[\]{}",:]|"Items"|"Key"|"Size"|null|true|-?[0-9.e]{1,4}){0,40}"#) {
        let _ = decode::<Item>(body.as_bytes());
        let _ = decode::<Vec<Item>>(body.as_bytes());
        let _ = decode::<Vec<Value>>(body.as_bytes());
    }

    #[test]
    fn any_json_survives(json in json()) {
        prop_assert_eq!(decode::<Value>(json.to_string().as_bytes()), Ok(json));
    }
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((".{0,4}", inner), 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}
