//! Answers: how they are spelled, and what is said of one that is not what the spec returns.

use syn::DeriveInput;

use super::expand_decode;

fn errors(input: &str) -> Vec<String> {
    let input: DeriveInput = syn::parse_str(input).expect("a struct");
    let error = expand_decode(input).expect_err("the derive refuses it");
    error.into_iter().map(|error| error.to_string()).collect()
}

/// An answer of `DescribeAnycastEipAddress` with these settings and fields.
fn answer(settings: &str, fields: &str) -> String {
    let name = "name = \"DescribeAnycastEipAddress\"";
    format!(
        "#[object(spec = \"specs/eipanycast/2020-03-09\", {name} {settings})] struct Answer {{ {fields} }}"
    )
}

#[test]
fn fields_that_the_spec_does_not_return_are_all_named() {
    let wrong = answer("", "ip_adress: String, #[field(name = \"AnycastIdd\")] id: String, status: String");
    let expected = [
        "the spec of `Answer` returns no `IpAdress`; did you mean `IpAddress`?",
        "the spec of `Answer` returns no `AnycastIdd`; did you mean `AnycastId`?",
    ];
    assert_eq!(errors(&wrong), expected);
}

#[test]
fn an_object_in_an_answer_is_found_by_its_place() {
    let wrong = answer(", at = \"AnycastEipBindInfoList.PopLocations\"", "pop: String");
    assert_eq!(errors(&wrong), ["the spec of `Answer` returns no `Pop`; there are `PopLocation`"]);
    let text = answer(", at = \"IpAddress\"", "pop: String");
    assert_eq!(errors(&text), ["`IpAddress` is no object, nor a list of objects"]);
}

#[test]
fn keys_of_a_spec_want_each_other() {
    let alone = "#[object(name = \"X\")] struct Answer { id: String }";
    assert_eq!(errors(alone), ["`name` is of a `spec`, which is not named here"]);
    let unnamed = "#[object(spec = \"specs/sts/2015-04-01\")] struct Answer { id: String }";
    assert_eq!(errors(unnamed), ["`spec` wants `name`, the operation of it that this is an answer of"]);
}

#[test]
fn a_spelling_is_one_of_three() {
    let wrong = "#[object(rename_all = \"kebab-case\")] struct Answer { id: String }";
    let expected = "`kebab-case` is no spelling; it is `PascalCase`, `camelCase` or `snake_case`";
    assert_eq!(errors(wrong), [expected]);
}
