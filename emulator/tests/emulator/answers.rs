//! What is answered: the documented example, or what the table makes plausible.

use acs_codegen::Sources;
use acs_emulator::Emulator;
use serde_json::{Value, json};

use crate::TestResult;
use crate::signer::{Request, builder};
use crate::specs::{RPC_VERSION, delete_thing, emulator, model};

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

/// The answer to `ListThings`, without its request ID.
fn list_things(
    emulator: &Emulator,
    parameters: &[(&str, &str)],
) -> Result<Value, Box<dyn std::error::Error>> {
    let request = Request::new(RPC_VERSION, "ListThings").query("Name", "n");
    let request = parameters.iter().fold(request, |request, (name, value)| request.query(name, value));
    let mut answer = request.send(emulator)?.json();
    let request_id = answer["RequestId"].take();
    assert!(request_id.as_str().is_some_and(is_request_id), "{request_id}");
    Ok(answer)
}

#[test]
fn without_an_example_the_answer_is_made_of_the_response_types() -> TestResult {
    let emulator = emulator()?;
    let mut answer = list_things(&emulator, &[])?;
    let things = answer["Things"].take();
    let ids: Vec<_> = things.as_array().ok_or("there is no list")?.iter().map(|it| &it["ThingId"]).collect();
    assert_eq!(ids, ["t-1", "t-1-2", "t-1-3"][..ids.len()]);
    let expected = json!({
        "RequestId": null,
        // As many as are listed.
        "Total": ids.len(),
        "Ratio": 0.5,
        "Done": true,
        "State": "Ready",
        // What the request says under this name, and not the example.
        "Root": {"Name": "n", "Children": []},
        "Labels": {"key": "blue"},
        "Things": null,
    });
    assert_eq!(answer, expected);
    assert_eq!(list_things(&emulator, &[("PageSize", "1")])?["Total"], 1);
    Ok(())
}

#[test]
fn the_same_seed_and_request_give_the_same_answer() -> TestResult {
    let start = |seed| -> Result<Emulator, Box<dyn std::error::Error>> {
        Ok(builder().model(model()?).seed(seed).start_blocking()?)
    };
    let (one, again, other) = (start(1)?, start(1)?, start(2)?);
    let answers = |emulator: &Emulator| -> Result<Vec<Value>, Box<dyn std::error::Error>> {
        let ids = ["a", "b", "c", "d", "e", "f"];
        ids.iter().map(|id| list_things(emulator, &[("ThingIds.1", id)])).collect()
    };
    let first = answers(&one)?;
    assert_eq!(first, answers(&one)?);
    assert_eq!(first, answers(&again)?);
    assert_ne!(first, answers(&other)?);
    Ok(())
}

#[test]
fn an_example_that_no_client_could_read_is_not_answered() -> TestResult {
    let cases = [
        (r#"{"Count": "12**"}"#, false),
        (r#"{"Count": 7, "New": 1}"#, true),
        (r#"{"count": "7"}"#, true),
        (r#"{"Other": 7}"#, false),
        (r#"[7]"#, false),
        ("<Count>7</Count>", false),
        (r#"{"Count": 7"#, false),
    ];
    for (example, is_answered) in cases {
        let mut sources = Sources::new();
        sources.add("p/product.yaml", "product: P\nversion: 2024-01-01\nstyle: rpc\n");
        let response = "response:\n  Count: {type: integer, range: {min: 20, max: 30}}\n";
        sources.add("p/Get.yaml", format!("operation: Get\n{response}example: |\n  {example}\n"));
        let emulator = builder().model(acs_codegen::model(&sources)?.apis).start_blocking()?;
        let answer = Request::new(RPC_VERSION, "Get").send(&emulator)?.json();
        match is_answered {
            true => assert_eq!(answer, serde_json::from_str::<Value>(example)?),
            false => assert!(answer["Count"].as_i64().is_some_and(|it| (20..=30).contains(&it)), "{answer}"),
        }
    }
    Ok(())
}

#[test]
fn a_documented_answer_in_pages_counts_what_it_lists_and_ends() -> TestResult {
    let mut sources = Sources::new();
    sources.add("p/product.yaml", "product: P\nversion: 2024-01-01\nstyle: rpc\n");
    let parameters = "parameters:\n  PageNumber: {type: integer, role: page-number}\n  PageSize: {type: integer, \
                      role: page-size}\n  NextToken: {type: string, role: page-token}\n";
    let response = "response:\n  Things: {type: array, of: {type: string}}\n  TotalCount: {type: integer}\n  \
                    NextToken: {type: string}\n";
    let example = r#"{"Things": ["a", "b", "c"], "TotalCount": 100, "NextToken": "FFmyTO****"}"#;
    sources.add("p/List.yaml", format!("operation: List\n{parameters}{response}example: |\n  {example}\n"));
    let emulator = builder().model(acs_codegen::model(&sources)?.apis).start_blocking()?;
    let all = json!({"Things": ["a", "b", "c"], "TotalCount": 3, "NextToken": ""});
    let two = json!({"Things": ["a", "b"], "TotalCount": 3, "NextToken": "after-2"});
    let rest = json!({"Things": ["c"], "TotalCount": 3, "NextToken": ""});
    let none = json!({"Things": [], "TotalCount": 3, "NextToken": ""});
    let cases: [(&[(&str, &str)], _); 5] = [
        (&[], &all),
        (&[("NextToken", "FFmyTO****")], &all),
        (&[("PageSize", "2")], &two),
        (&[("PageSize", "2"), ("NextToken", "after-2")], &rest),
        (&[("PageNumber", "2")], &none),
    ];
    for (query, expected) in cases {
        let request = Request::new(RPC_VERSION, "List");
        let request = query.iter().fold(request, |request, (name, value)| request.query(name, value));
        assert_eq!(request.send(&emulator)?.json(), *expected, "{query:?}");
    }
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
