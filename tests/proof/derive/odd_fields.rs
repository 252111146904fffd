//! Fields as hurried people write them: keywords, options in options, borrowed texts, types by other names, what is compiled out.

use std::borrow::Cow;
use std::collections::BTreeMap;

use acs_macros::{Decode, Fields, Operation};
use acs_runtime::decode::Decode as _;
use acs_runtime::encode::{Writer, to_json};
use acs_runtime::{Client, Operation, decode};

use crate::{TestResult, local};

type Names = Vec<String>;

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "fixtures/specs/gadget/2024-01-01", name = "OddNames", response = Odd)]
struct SendOdd {
    send: String,
    r#type: Option<String>,
    r#on: Option<bool>,
    #[param(name = "VpcId")]
    region_id: Option<Option<String>>,
    #[param(name = "with space")]
    spaced: Cow<'static, str>,
    #[cfg(any())]
    gone: ThereIsNoSuchType,
}

#[derive(Debug, Default, Decode)]
#[object(spec = "fixtures/specs/gadget/2024-01-01", name = "OddNames")]
struct Odd {
    r#type: Option<String>,
    #[field(name = "requestId")]
    id: Option<String>,
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "fixtures/specs/gadget/2024-01-01", name = "CreateGadget", response = acs_runtime::Json)]
struct Create {
    region_id: Option<String>,
    name: String,
    kind: &'static str,
    ids: Names,
    matrix: Option<Vec<Vec<i64>>>,
    labels: BTreeMap<String, Option<String>>,
    tree: Option<Box<Branch>>,
    owner: acs_runtime::Json,
}

#[derive(Clone, Debug, Default, Fields)]
struct Branch
where
    String: Clone,
{
    name: String,
    children: Vec<Branch>,
    #[cfg(any())]
    gone: ThereIsNoSuchType,
}

/// What a request writes.
fn written(request: &impl Operation) -> String {
    let mut to = Writer::new();
    request.write(&mut to);
    to_json(&to.finish()).to_string()
}

#[test]
fn keywords_and_odd_types_are_sent_under_the_names_of_the_spec() {
    let request = SendOdd {
        send: "a".to_owned(),
        r#type: Some("self".to_owned()),
        on: Some(true),
        region_id: Some(Some("vpc-1".to_owned())),
        spaced: "b".into(),
    };
    let expected = r#"{"Send":"a","Type":"self","On":true,"VpcId":"vpc-1","with space":"b"}"#;
    assert_eq!(written(&request), expected);
    assert_eq!(SendOdd::SPEC.parameter("Type").map(|param| param.field), Some("type"));
}

#[test]
fn lists_maps_and_objects_are_those_of_the_spec() {
    let tree = Branch { name: "root".to_owned(), children: vec![Branch::default()] };
    let request = Create {
        name: "gizmo".to_owned(),
        kind: "Small",
        ids: vec!["a".to_owned()],
        matrix: Some(vec![vec![1], vec![2, 3]]),
        labels: BTreeMap::from([("a".to_owned(), Some("b".to_owned())), ("c".to_owned(), None)]),
        tree: Some(Box::new(tree)),
        owner: serde_json::json!({"Kind": "admin"}),
        ..Create::default()
    };
    let expected = r#"{"Name":"gizmo","Kind":"Small","Ids":["a"],"Matrix":[[1],[2,3]],"Labels":{"a":"b"},"Tree":{"Name":"root","Children":[{"Name":"","Children":[]}]},"Owner":{"Kind":"admin"}}"#;
    assert_eq!(written(&request), expected);
}

#[derive(Debug, Default, Decode)]
#[object(spec = "../specs/cs/2015-12-15", name = "DescribeClusterTasks")]
struct Tasks {
    tasks: Vec<Task>,
    page_info: Option<acs_runtime::Json>,
}

#[derive(Debug, Default, Decode)]
#[object(spec = "../specs/cs/2015-12-15", name = "DescribeClusterTasks", at = "tasks")]
struct Task {
    task_id: String,
}

#[test]
fn an_answer_is_spelled_as_in_the_spec() -> TestResult {
    assert_eq!((Tasks::NAMES, Task::NAMES), (&["tasks", "page_info"][..], &["task_id"][..]));
    let answer: Tasks = decode::decode(br#"{"tasks": [{"task_id": "T-1"}], "page_info": {}}"#)?;
    assert_eq!((answer.tasks[0].task_id.as_str(), answer.page_info.is_some()), ("T-1", true));
    Ok(())
}

#[test]
fn an_answer_has_keywords() -> TestResult {
    let answer: Odd = decode::decode(br#"{"Type": "a", "requestId": "1"}"#)?;
    assert_eq!((answer.r#type.as_deref(), answer.id.as_deref()), (Some("a"), Some("1")));
    Ok(())
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(
    product = "Store",
    version = "2019-01-01",
    action = "PutObject",
    signing = "own",
    unsigned,
    response = ()
)]
struct PutObject {
    #[param(required)]
    key: String,
}

#[tokio::test]
async fn a_request_with_a_signature_of_its_own_is_signed_by_other_means() -> TestResult {
    let client = local::configure(Client::of("Store", "2019-01-01"), "http://127.0.0.1:9").build()?;
    let call = || client.call(PutObject { key: "a".to_owned() });
    assert!(call().unsigned()?.uri().query().is_some_and(|query| query.contains("Key=a")));
    let error = call().sign().await.expect_err("the runtime does not have the signature");
    assert!(error.to_string().contains("signature"), "{error}");
    Ok(())
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "PutThing", response = Vec<Camel>)]
struct EveryKind {
    #[param(kind = "string")]
    text: Cow<'static, str>,
    #[param(kind = "boolean")]
    on: bool,
    #[param(kind = "integer")]
    count: i32,
    #[param(kind = "number")]
    share: i64,
    #[param(kind = "binary")]
    data: acs_runtime::Bytes,
    #[param(kind = "any")]
    free: acs_runtime::Json,
    #[param(kind = "array")]
    list: Vec<Vec<f32>>,
    #[param(kind = "map")]
    map: BTreeMap<String, bool>,
    #[param(kind = "object")]
    tree: Branch,
}

#[derive(Debug, Default, Decode)]
#[object(rename_all = "camelCase")]
struct Camel {
    node_count: i64,
}

#[test]
fn a_kind_that_is_said_stands_in_the_table() {
    let kinds: Vec<_> = EveryKind::SPEC.parameters.iter().map(|param| format!("{:?}", param.kind)).collect();
    let expected = ["Text", "Boolean", "Integer", "Number", "Binary", "Any", "List(", "Map(", "Any"];
    assert!(kinds.len() == expected.len(), "{kinds:?}");
    for (kind, expected) in kinds.iter().zip(expected) {
        assert!(kind.starts_with(expected), "{kind} is not {expected}");
    }
    let request = EveryKind { text: "a".into(), share: 2, ..EveryKind::default() };
    assert!(written(&request).starts_with(r#"{"Text":"a","On":false,"Count":0,"Share":2,"#), "{request:?}");
}

#[test]
fn an_answer_has_the_spelling_that_is_asked_for() -> TestResult {
    let answer: Vec<Camel> = decode::decode(br#"[{"nodeCount": 3}]"#)?;
    assert_eq!(answer[0].node_count, 3);
    Ok(())
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Measure", response = ())]
struct Measure {
    größe: Option<i64>,
    r#vpc_name: Option<String>,
    r#type: Option<String>,
}

#[test]
fn names_that_are_raw_or_not_ascii_describe_their_parameters() {
    let request = Measure { größe: Some(7), vpc_name: Some("a".to_owned()), r#type: Some("b".to_owned()) };
    assert_eq!(written(&request), r#"{"Größe":7,"VpcName":"a","Type":"b"}"#);
    let fields: Vec<_> = Measure::SPEC.parameters.iter().map(|param| param.field).collect();
    assert_eq!(fields, ["größe", "vpc_name", "type"]);
}
