use proptest::prelude::*;

use super::*;

#[track_caller]
fn check(text: &str, expected: Option<&[(&str, &str)]>) {
    let found = section(text, "default");
    let found = found
        .as_ref()
        .map(|values| values.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect::<Vec<_>>());
    assert_eq!(found.as_deref(), expected, "{text:?}");
}

#[test]
fn a_section_has_names_and_values() {
    check("[default]\ntype = access_key\n", Some(&[("type", "access_key")]));
    check("[default]\r\nTYPE:access_key\r\n", Some(&[("type", "access_key")]));
    check("[other]\na=1\n[default]\nb=2\n[third]\nc=3", Some(&[("b", "2")]));
    check("[default]\na=1\n[other]\n[default]\na=2", Some(&[("a", "2")]));
    check("[default]\na = b=c:d\n", Some(&[("a", "b=c:d")]));
    check("[default]\n", Some(&[]));
    check("a=1\n[other]\n", None);
    check("", None);
}

#[test]
fn comments_are_lines_or_follow_a_space() {
    check("# a\n; b\n[default] # c\n a = 1 # d\n#e=2\n", Some(&[("a", "1")]));
    check("[default]\na = 1#2 # three\nb = #\n", Some(&[("a", "1#2"), ("b", "")]));
}

#[test]
fn a_line_that_is_indented_goes_on_with_the_value() {
    check("[default]\npolicy = {\n  \"a\":1\n\t}\nb=2", Some(&[("b", "2"), ("policy", "{\n\"a\":1\n}")]));
}

#[test]
fn names_that_are_indented_alike_are_names() {
    check("[default]\n  a = 1\n  b = 2\n", Some(&[("a", "1"), ("b", "2")]));
    check("  [default]\n  a = 1\n  b = 2\n", Some(&[("a", "1"), ("b", "2")]));
    check("[default]\n\ta = 1\n\t\t2\n\n\tb = 3\nc = 4", Some(&[("a", "1\n2"), ("b", "3"), ("c", "4")]));
    check("[other]\na = 1\n  [default]\n  b = 2\n", None);
}

#[test]
fn what_is_no_line_of_the_format_is_passed_over() {
    check("[default\na\n=\n]\n[default]\njunk\na=1\n\0\n", Some(&[("a", "1")]));
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "(\\[default\\]\n|[a=:#; \t\\[\\]é]|\n|.){0,60}") {
        let _ = section(&text, "default");
    }

    #[test]
    fn what_is_written_is_read(
        values in proptest::collection::btree_map("[a-z_]{1,12}", "[!-\"$-~]([ -\"$-~]*[!-\"$-~])?", 0..6),
    ) {
        let lines: String = values.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
        let found = section(&format!("[x]\n\n[default]\n{lines}[y]\n"), "default").expect("it is there");
        prop_assert_eq!(found.len(), values.len());
        for (key, value) in &values {
            prop_assert_eq!(found.get(key).map(|value| value.as_str()), Some(value.as_str()));
        }
    }
}
