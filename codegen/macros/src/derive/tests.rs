//! Answers: how they are spelled, and what is said of one that is not what the spec returns. And that every key of the derives is
//! tried by a test that makes calls with it.

use std::fs;
use std::path::Path;

use syn::DeriveInput;

use super::{answer, described, expand_decode, object, operation};

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
        "`DescribeAnycastEipAddress` returns no `IpAdress`; did you mean `IpAddress`?",
        "`DescribeAnycastEipAddress` returns no `AnycastIdd`; did you mean `AnycastId`?",
    ];
    assert_eq!(errors(&wrong), expected);
}

#[test]
fn two_fields_of_an_answer_are_not_one_in_the_spec() {
    let wrong = answer("", "#[field(name = \"AnycastId\")] id: String, r#anycast_id: String");
    assert_eq!(errors(&wrong), ["two fields have the name `AnycastId`"]);
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in [
        ("product.yaml", "product: Store\nversion: '1'\nstyle: rpc\n"),
        ("Get.yaml", "operation: Get\nresponse: {task_id: {type: string}}\n"),
    ] {
        fs::write(folder.path().join(name), text).expect("a file can be written");
    }
    let twice = format!(
        "#[object(spec = {:?}, name = \"Get\")] struct Got {{ #[field(name = \"task_id\")] a: String, task_id: String }}",
        folder.path()
    );
    assert_eq!(errors(&twice), ["two fields have the name `task_id`"]);
}

#[test]
fn an_object_in_an_answer_is_found_by_its_place() {
    let wrong = answer(", at = \"AnycastEipBindInfoList.PopLocations\"", "pop: String");
    assert_eq!(
        errors(&wrong),
        [
            "`AnycastEipBindInfoList.PopLocations` in `DescribeAnycastEipAddress` returns no `Pop`; there are `PopLocation`"
        ]
    );
    let text = answer(", at = \"IpAddress\"", "pop: String");
    assert_eq!(errors(&text), ["`IpAddress` is no object, nor a list of objects"]);
}

#[test]
fn an_answer_that_is_a_list_has_the_fields_of_what_is_in_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in [
        ("product.yaml", "product: Store\nversion: '1'\nstyle: rpc\n"),
        (
            "List.yaml",
            "operation: List\nreturns: {type: array, of: {type: map, of: {type: object, fields: {Id: {type: string}, Disk: {type: \
             object, fields: {Size: {type: integer}}}, Disk.Of: {type: object, fields: {Name: {type: string}}}}}}}\n",
        ),
    ] {
        fs::write(folder.path().join(name), text).expect("a file can be written");
    }
    let item = |at: &str, field: &str| {
        format!(
            "#[object(spec = {:?}, name = \"List\" {at})] struct Item {{ {field}: String }}",
            folder.path()
        )
    };
    for (at, field) in [("", "id"), (", at = \"Disk\"", "size"), (", at = \"Disk.Of\"", "name")] {
        let input: DeriveInput = syn::parse_str(&item(at, field)).expect("a struct");
        assert!(expand_decode(input).is_ok(), "{at} {field}");
    }
    assert_eq!(errors(&item("", "idd")), ["`List` returns no `Idd`; did you mean `Id`?"]);
    let wrong = item(", at = \"Disk.Of\"", "size");
    assert_eq!(errors(&wrong), ["`Disk.Of` in `List` returns no `Size`; there are `Name`"]);
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

#[test]
fn every_key_is_in_a_test_across_crates() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/proof/derive");
    let files = fs::read_dir(folder).expect("the tests are there");
    let tests: String =
        files.map(|file| fs::read_to_string(file.expect("a file").path()).expect("text")).collect();
    let keys = [
        operation::SETTINGS,
        described::FACTS,
        described::STRUCT_FACTS,
        object::SETTINGS,
        &answer::SETTINGS,
        &["skip"],
    ];
    for key in keys.concat() {
        let is_used = ["=", "(", ",", ")"].iter().any(|after| {
            [format!("{key} {after}"), format!("{key}{after}")].iter().any(|text| tests.contains(text))
        });
        assert!(is_used, "no test has `{key}`");
    }
}
