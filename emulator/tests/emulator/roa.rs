//! ROA: which operation a method and a path are for, and what headers and whole bodies are read as.

use acs_emulator::{Emulator, Recorded};
use serde_json::{Value, json};

use crate::TestResult;
use crate::signer::Request;
use crate::specs::{ROA_VERSION, emulator};
use crate::v1::signer::Roa;

/// The request as it was recorded.
fn last(emulator: &Emulator) -> Result<Recorded, &'static str> {
    emulator.requests().pop().ok_or("there was no request")
}

#[track_caller]
fn check_understood(request: Request, expected: Value) -> TestResult {
    let emulator = emulator()?;
    let answer = request.send(&emulator)?;
    assert_eq!(answer.status, 200, "{}", answer.message());
    assert_eq!(last(&emulator)?.parameters, expected);
    Ok(())
}

#[test]
fn the_path_that_says_most_decides_where_no_operation_is_named() -> TestResult {
    let cases = [
        ("PUT", "/alerts/a?Reason=r&action=enable", "EnableAlert", json!({"Name": "a", "Reason": "r"})),
        ("PUT", "/alerts/a?action=disable", "UpdateAlert", json!({"Name": "a", "action": "disable"})),
        ("PUT", "/alerts/a", "UpdateAlert", json!({"Name": "a"})),
        ("GET", "/alerts/a%2Fb", "GetAlert", json!({"Name": "a/b"})),
        ("GET", "/alerts/types/", "ListAlertTypes", json!({})),
        ("GET", "/alerts/types", "ListAlertTypes", json!({})),
    ];
    let emulator = emulator()?;
    for (nonce, (method, target, operation, parameters)) in cases.into_iter().enumerate() {
        let request = Roa { method, target, body: "", ..Roa::new(&nonce.to_string()) };
        let answer = request.without("content-type").sign().send(&emulator)?;
        assert_eq!(answer.status, 200, "{target}: {}", answer.message());
        let recorded = last(&emulator)?;
        assert_eq!((recorded.operation.as_deref(), recorded.parameters), (Some(operation), parameters));
    }
    let request = Roa { method: "DELETE", target: "/alerts/a", body: "", ..Roa::new("last") };
    let answer = request.sign().send(&emulator)?;
    assert_eq!(answer.code(), "InvalidAction.NotFound");
    assert!(answer.message().contains("DELETE at `/alerts/a`"), "{}", answer.message());
    Ok(())
}

#[test]
fn an_operation_that_is_named_is_taken_where_paths_are_alike() -> TestResult {
    let request = Request::new(ROA_VERSION, "GetAlert").at("GET", "/alerts/types");
    check_understood(request, json!({"Name": "types"}))
}

#[test]
fn headers_are_read_by_style_and_by_prefix() -> TestResult {
    let request = Request::new(ROA_VERSION, "PutMetadata")
        .at("PUT", "/metadata")
        .header("x-meta-color", "red, blue")
        .header("x-meta-size", "2")
        .header("filter", r#"{"Key": "k", "Size": 3}"#)
        .header("names", "a,b");
    let expected = json!({
        "x-meta-*": {"color": "red, blue", "size": "2"},
        "Filter": {"Key": "k", "Size": 3},
        "Names": ["a", "b"],
    });
    check_understood(request, expected)
}

#[test]
fn a_whole_body_is_read_as_the_type_that_it_has() -> TestResult {
    let put = |operation: &str, path: &str| Request::new(ROA_VERSION, operation).at("PUT", path);
    let text = put("PutText", "/text").body("text/plain", "a: b");
    check_understood(text, json!({"Text": "a: b"}))?;
    let policy = || put("PutPolicy", "/policy");
    check_understood(
        policy().body("application/json", r#"{"Rule": "r"}"#),
        json!({"Policy": {"Rule": "r"}}),
    )?;
    // XML is kept as it is.
    let xml = "<Policy><Rule>r</Rule></Policy>";
    check_understood(policy().body("application/xml", xml), json!({"Policy": xml}))?;

    let emulator = emulator()?;
    let long = put("PutText", "/text").body("text/plain", "0123456789").send(&emulator)?;
    assert!(long.message().contains("`Text`"), "{}", long.message());
    let empty = policy().body("application/json", "{}").send(&emulator)?;
    assert_eq!(empty.code(), "MissingParameter", "{}", empty.message());
    Ok(())
}
