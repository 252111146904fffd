//! What is printed reads back equal, and looks as a person would write it.

use proptest::prelude::*;

use super::{Entries, Node, print, scalar};
use crate::raw::{Map, Scalar};

#[track_caller]
fn check(node: Node, expected: &str) {
    let text = print("test", &vec![("key".to_owned(), node)]);
    assert_eq!(text.strip_prefix("# test\n"), Some(expected));
}

fn text(text: &str) -> Node {
    Node::Text(text.to_owned())
}

fn map(entries: &[(&str, Node)]) -> Entries {
    entries.iter().map(|(key, node)| ((*key).to_owned(), node.clone())).collect()
}

#[test]
fn texts_are_quoted_only_where_they_must_be() {
    let plain = [
        "SlbInstance",
        "aeip-2ze****",
        "192.168.XX.XX",
        "2025-12-06",
        "2015-04-09T11:52:19Z",
        "acs:ram::1234****:role/a",
        "https://example.com/a?b=c",
        "4EC47282-1B74-4534-BD0E-403F3EE64CAF",
        "IncorrectStatus.%s",
        "a b",
        "20 to 100",
    ];
    for text in plain {
        assert_eq!(scalar(text), text);
    }
    let quoted = [
        "", " a", "a ", "true", "False", "null", "On", "no", "y", "500", "5.10", "1_000", "0x1F", "1e5",
        ".5", "12:30:45", "-1", "inf", "NaN", ".inf", "~", "a: b", "a #b", "acs:", "{a}", "[a]", "a, b", "*",
        "&a", "!a", "%a", "@a", "#a", "- a", "? a", "=", "<<", "---", "...",
    ];
    for text in quoted {
        assert_eq!(scalar(text), format!("\"{text}\""), "{text}");
    }
}

#[test]
fn quotes_are_single_where_they_save_backslashes() {
    assert_eq!(scalar(r"[\w+]*"), r"'[\w+]*'");
    assert_eq!(scalar(r#"{"a": "it's"}"#), r#"'{"a": "it''s"}'"#);
    assert_eq!(scalar("a\n\"b\""), r#""a\n\"b\"""#);
}

#[test]
fn a_mapping_that_fits_stands_on_one_line() {
    let short =
        map(&[("type", text("string")), ("length", Node::Map(map(&[("max", Node::Word("64".into()))])))]);
    check(Node::Map(short), "key: {type: string, length: {max: 64}}\n");
    let long = map(&[("a", text(&"x".repeat(60))), ("b", text(&"y".repeat(60)))]);
    check(Node::Map(long), &format!("key:\n  a: {}\n  b: {}\n", "x".repeat(60), "y".repeat(60)));
}

#[test]
fn a_section_has_one_line_per_entry() {
    check(Node::Section(map(&[("a", text("b"))])), "key:\n  a: b\n");
    check(Node::Section(Entries::new()), "key: {}\n");
    let within = map(&[("a", Node::Section(map(&[("b", text("c"))])))]);
    check(Node::Map(within), "key:\n  a:\n    b: c\n");
}

#[test]
fn a_list_of_mappings_has_one_item_per_line() {
    let item = Node::Map(map(&[("a", text("b"))]));
    check(Node::List(vec![item.clone(), item]), "key:\n  - {a: b}\n  - {a: b}\n");
    check(Node::List(vec![text("a"), text("b")]), "key: [a, b]\n");
    check(Node::List(Vec::new()), "key: []\n");
    let long = Node::Map(map(&[("a", text(&"x".repeat(60))), ("b", text(&"y".repeat(60)))]));
    check(Node::List(vec![long]), &format!("key:\n  - a: {}\n    b: {}\n", "x".repeat(60), "y".repeat(60)));
}

#[test]
fn lines_are_a_literal_block() {
    check(Node::Lines("{\n  \"a\": 1\n}\n".into()), "key: |\n  {\n    \"a\": 1\n  }\n");
    check(Node::Lines("a\nb".into()), "key: |-\n  a\n  b\n");
    check(Node::Lines("a\n\nb\n\n".into()), "key: |+\n  a\n\n  b\n\n");
    check(Node::Lines("  a\nb".into()), "key: |2-\n    a\n  b\n");
    check(Node::Lines("one line".into()), "key: one line\n");
    check(Node::Lines("a\rb\nc".into()), "key: \"a\\rb\\nc\"\n");
}

fn read(document: &str) -> Vec<(String, String)> {
    let map: Map<Scalar> = serde_yaml::from_str(document).unwrap_or_default();
    map.iter().map(|(key, value)| (key.value.clone(), value.text())).collect()
}

#[derive(serde::Deserialize)]
struct Nested {
    list: Vec<Scalar>,
    map: Map<Scalar>,
}

proptest! {
    #[test]
    fn any_text_reads_back(key in ".{1,40}", value in any::<String>()) {
        for node in [Node::Text(value.clone()), Node::Lines(value.clone())] {
            let document = print("test", &vec![(key.clone(), node)]);
            prop_assert_eq!(read(&document), vec![(key.clone(), value.clone())], "{}", document);
        }
    }

    #[test]
    fn texts_that_yaml_could_mistake_read_back(value in r"[-+.0-9a-foxynE_:# \n'\x22\\{},\[\]~!&*|>%@]{0,12}") {
        for node in [Node::Text(value.clone()), Node::Lines(value.clone())] {
            let document = print("test", &vec![("key".to_owned(), node)]);
            prop_assert_eq!(read(&document), vec![("key".to_owned(), value.clone())], "{}", document);
        }
    }

    #[test]
    fn any_text_reads_back_in_flow_style(value in ".{0,12}") {
        let list = Node::List(vec![Node::Text(value.clone())]);
        let map = Node::Map(vec![(value.clone(), Node::Text(value.clone()))]);
        let document = print("test", &vec![("list".to_owned(), list), ("map".to_owned(), map)]);
        let nested: Nested = serde_yaml::from_str(&document).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(nested.list.iter().map(Scalar::text).collect::<Vec<_>>(), vec![value.clone()]);
        let entries: Vec<_> = nested.map.iter().map(|(key, text)| (key.value.clone(), text.text())).collect();
        prop_assert_eq!(entries, vec![(value.clone(), value)]);
    }
}
