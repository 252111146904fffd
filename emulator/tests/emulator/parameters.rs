//! What the emulator makes of parameters, wherever they stand, and which it refuses.

use serde_json::json;

use crate::TestResult;
use crate::signer::Request;
use crate::specs::{ROA_VERSION, RPC_VERSION, delete_thing, emulator};

const FORM: &str = "application/x-www-form-urlencoded";

#[test]
fn a_request_that_breaks_a_rule_is_refused_with_all_its_violations() -> TestResult {
    let thing = || Request::new(RPC_VERSION, "DeleteThing");
    let cases = [
        (thing(), "MissingParameter", "`ThingId` is required; `Kind` is required"),
        (thing().query("ThingId", "t-1").query("Kind", "Huge"), "InvalidParameter", "`Kind`"),
        (delete_thing().query("ClientToken", "é"), "InvalidParameter", "ASCII"),
        (delete_thing().query("Address", "a"), "InvalidParameter", "`Address`"),
        (delete_thing().query("Count", "x"), "InvalidParameter", "`Count` must be an integer, found `x`"),
        (delete_thing().query("Count", "10"), "InvalidParameter", "`Count`"),
        (delete_thing().query("DryRun", "maybe"), "InvalidParameter", "`DryRun`"),
        (delete_thing().query("Tag.1.Locked", "true"), "MissingParameter", "`Tag.1.Key` is required"),
        (delete_thing().query("Tag.x.Key", "k"), "InvalidParameter", "`Tag.x.Key`"),
        (delete_thing().query("ThingId", "t-2"), "InvalidParameter", "`ThingId` is given more than once"),
        (delete_thing().body("text/plain", "x"), "InvalidParameter", "`text/plain`"),
        (delete_thing().body("application/json", "{"), "InvalidParameter", "not JSON"),
        (delete_thing().body("application/json", "[]"), "InvalidParameter", "a list"),
        (Request::new(RPC_VERSION, "ListThings"), "MissingParameter", "at least one of"),
    ];
    let emulator = emulator()?;
    for (request, code, message) in cases {
        let answer = request.send(&emulator)?;
        assert_eq!((answer.status, answer.code().as_str()), (400, code), "{}", answer.message());
        assert!(answer.message().contains(message), "{}", answer.message());
    }
    Ok(())
}

#[test]
fn a_secret_is_not_repeated_in_an_error() -> TestResult {
    let answer = delete_thing().query("Secret", "hunter2").send(&emulator()?)?;
    assert_eq!(answer.code(), "InvalidParameter");
    assert!(!answer.message().contains("hunter2"), "{}", answer.message());
    Ok(())
}

#[test]
fn parameters_are_understood_from_query_and_form_with_booleans_folded() -> TestResult {
    let emulator = emulator()?;
    let request = Request::new(RPC_VERSION, "DeleteThing")
        .query("ThingId", "a b+c/中")
        .query("Tag.1.Key", "k")
        .query("Tag.1.Locked", "True")
        .body(FORM, "Kind=Small&Tag.2.Key=l+m%2B");
    let answer = request.send(&emulator)?;
    assert_eq!(answer.status, 200, "{}", answer.message());
    let expected = json!({
        "ThingId": "a b+c/中",
        "Kind": "Small",
        "Tag": [{"Key": "k", "Locked": "true"}, {"Key": "l m+"}],
    });
    assert_eq!(emulator.requests()[0].parameters, expected);
    Ok(())
}

#[test]
fn parameters_of_roa_come_from_path_query_headers_and_body() -> TestResult {
    let emulator = emulator()?;
    let request = |path: &str, body: &str| {
        Request::new(ROA_VERSION, "UpdateCluster")
            .at("PUT", path)
            .query("Force", "true")
            .header("trace", "t")
            .body("application/json; charset=utf-8", body)
    };
    let answer = request("/clusters/c%2F1", r#"{"Nodes": [{"Size": 2}]}"#).send(&emulator)?;
    assert_eq!(answer.status, 200, "{}", answer.message());
    assert_eq!(answer.json()["request_id"], answer.header("x-acs-request-id").unwrap_or_default());
    let expected = json!({"ClusterId": "c/1", "Force": "true", "Trace": "t", "Nodes": [{"Size": 2}]});
    assert_eq!(emulator.requests()[0].parameters, expected);

    let refused = request("/clusters/toolong", r#"{"Nodes": [{"Size": 0}]}"#).send(&emulator)?;
    assert_eq!(refused.code(), "InvalidParameter");
    assert!(refused.message().contains("`ClusterId`") && refused.message().contains("`Nodes.1.Size`"));
    Ok(())
}

#[test]
fn a_body_of_bytes_is_one_parameter() -> TestResult {
    let emulator = emulator()?;
    let request = Request::new(ROA_VERSION, "PutObject").at("PUT", "/objects");
    assert_eq!(request.clone().send(&emulator)?.code(), "MissingParameter");
    let request = Request::new(ROA_VERSION, "PutObject").at("PUT", "/objects");
    let answer = request.body("application/octet-stream", "\u{0}any bytes").send(&emulator)?;
    assert_eq!(answer.status, 200, "{}", answer.message());
    Ok(())
}

#[test]
fn an_operation_is_found_by_name_version_method_and_path() -> TestResult {
    let get_version = || Request::new(RPC_VERSION, "GetVersion").at("GET", "/");
    let cases = [
        (get_version(), 200, "", ""),
        (Request::new(RPC_VERSION, "Nothing"), 404, "InvalidAction.NotFound", "`Nothing`"),
        (Request::new("1999-01-01", "GetVersion"), 400, "InvalidVersion", "`1999-01-01`"),
        (get_version().without_header("x-acs-version"), 400, "InvalidVersion", "``"),
        (get_version().without_header("x-acs-action"), 400, "MissingParameter", "`x-acs-action`"),
        (
            get_version().without_header("x-acs-action").query("Action", "A"),
            404,
            "InvalidAction.NotFound",
            "`A`",
        ),
        (get_version().at("POST", "/"), 403, "UnsupportedHTTPMethod", "GET, not with POST"),
        (get_version().at("GET", "/x"), 404, "InvalidAction.NotFound", "called at `/`"),
        (Request::new(ROA_VERSION, "ListClusters").at("GET", "/clusters"), 200, "", ""),
        (Request::new(ROA_VERSION, "ListClusters").at("GET", "/other"), 404, "InvalidAction.NotFound", ""),
        (
            Request::new(ROA_VERSION, "")
                .without_header("x-acs-action")
                .at("PUT", "/objects")
                .body("a/b", "x"),
            200,
            "",
            "",
        ),
    ];
    let emulator = emulator()?;
    for (request, status, code, message) in cases {
        let mut signed = request.sign();
        if !signed.request.headers.iter().any(|(name, _)| name == "x-acs-action") {
            signed.request = signed.request.without_header("authorization");
        }
        let answer = signed.send(&emulator)?;
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{}", answer.message());
        assert!(answer.message().contains(message), "{}", answer.message());
    }
    Ok(())
}
