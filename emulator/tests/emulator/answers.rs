//! What is answered: the documented example, or what the table makes plausible.

use serde_json::{Value, json};

use crate::TestResult;
use crate::signer::Request;
use crate::specs::{RPC_VERSION, delete_thing, emulator};

fn is_request_id(text: &str) -> bool {
    let lengths: Vec<_> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.chars().all(|c| matches!(c, '0'..='9' | 'A'..='F' | '-'))
}

#[test]
fn the_documented_example_is_answered_with_a_request_id_of_its_own() -> TestResult {
    let emulator = emulator()?;
    let (first, second) = (delete_thing().send(&emulator)?, delete_thing().send(&emulator)?);
    for answer in [&first, &second] {
        let request_id = answer.header("x-acs-request-id").unwrap_or_default();
        assert!(is_request_id(request_id), "{request_id}");
        assert_eq!(answer.json(), json!({"RequestId": request_id, "Deleted": true}));
        assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"));
    }
    assert_ne!(first.json()["RequestId"], second.json()["RequestId"]);
    Ok(())
}

#[test]
fn without_an_example_the_answer_is_made_of_the_response_table() -> TestResult {
    let mut answer = Request::new(RPC_VERSION, "ListThings").query("Name", "n").send(&emulator()?)?.json();
    let request_id = answer["RequestId"].take();
    assert!(request_id.as_str().is_some_and(is_request_id), "{request_id}");
    let expected = json!({
        "RequestId": null,
        "Total": 12,
        "Ratio": 0.5,
        "Done": true,
        "State": "Ready",
        "Root": {"Name": "root", "Children": []},
        "Labels": {"key": "blue"},
        "Things": [{"ThingId": "t-1"}],
    });
    assert_eq!(answer, expected);
    Ok(())
}

#[test]
fn an_answer_that_is_no_object_is_given_as_it_is() -> TestResult {
    let emulator = emulator()?;
    let get = |action: &str| Request::new(RPC_VERSION, action).at("GET", "/").send(&emulator);
    assert_eq!(get("GetNames")?.json(), json!(["a"]));
    let text = get("GetText")?;
    assert_eq!(
        (text.body.as_slice(), text.header("content-type")),
        (&b"plain words"[..], Some("text/plain; charset=utf-8"))
    );
    Ok(())
}

#[test]
fn an_answer_without_a_schema_is_a_request_id() -> TestResult {
    let answer = Request::new(RPC_VERSION, "GetVersion").at("GET", "/").send(&emulator()?)?;
    let Value::Object(fields) = answer.json() else { return Err("the answer is no object".into()) };
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["RequestId"]);
    Ok(())
}

#[test]
fn an_error_has_the_envelope_of_the_service() -> TestResult {
    let answer = Request::new(RPC_VERSION, "DeleteThing").send(&emulator()?)?;
    let request_id = answer.header("x-acs-request-id").unwrap_or_default();
    let expected = json!({
        "RequestId": request_id,
        "HostId": "127.0.0.1",
        "Code": "MissingParameter",
        "Message": "`ThingId` is required; `Kind` is required",
        "Recommend":
            format!("https://api.aliyun.com/troubleshoot?q=MissingParameter&product=Thing&requestId={request_id}"),
    });
    assert_eq!(answer.json(), expected);
    Ok(())
}
