//! Answers of one's own: their names by a spec, and in other spellings.

use acs_macros::{Decode, Fields, Operation};
use acs_runtime::encode::{Encode as _, to_json};

use crate::{TestResult, fixture, local};

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "../specs/eipanycast/2020-03-09", name = "DescribeAnycastEipAddress", response = Address)]
struct Describe {
    anycast_id: String,
}

#[derive(Debug, Default, Decode)]
#[object(spec = "../specs/eipanycast/2020-03-09", name = "DescribeAnycastEipAddress")]
struct Address {
    request_id: Option<String>,
    #[field(name = "AnycastEipBindInfoList")]
    bound: Vec<Bound>,
}

#[derive(Debug, Default, Decode)]
#[object(
    spec = "../specs/eipanycast/2020-03-09",
    name = "DescribeAnycastEipAddress",
    at = "AnycastEipBindInfoList"
)]
struct Bound {
    bind_instance_id: Option<String>,
}

#[tokio::test]
async fn an_answer_that_goes_by_a_spec_is_read_with_the_objects_in_it() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let answer = client.call(Describe { anycast_id: "aeip-1".to_owned() }).send().await?;
    assert_eq!(answer.request_id.as_ref(), Some(&emulator.requests()[0].request_id));
    assert!(answer.bound.iter().all(|bound| bound.bind_instance_id.is_some()), "{answer:?}");
    assert!(!answer.bound.is_empty());
    Ok(())
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "fixtures/specs/gadget/2024-01-01", name = "ListGadgets", response = Gadgets)]
struct ListGadgets {
    max_results: Option<i32>,
}

type Gadgets = Vec<Gadget>;

#[derive(Debug, Default, Decode)]
#[object(spec = "fixtures/specs/gadget/2024-01-01", name = "ListGadgets")]
struct Gadget {
    id: String,
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "fixtures/specs/gadget/2024-01-01", name = "ListGadgets", response = serde_json::Value)]
struct ListAnything {}

#[tokio::test]
async fn an_answer_that_is_a_list_is_read_item_by_item() -> TestResult {
    let (emulator, client) = fixture::start().await?;
    let gadgets = client.call(ListGadgets { max_results: Some(5) }).send().await?;
    assert_eq!(gadgets.first().map(|gadget| gadget.id.as_str()), Some("g-1"), "{gadgets:?}");
    let anything = client.call(ListAnything {}).send().await?;
    assert_eq!(anything[0]["Id"], "g-1");
    assert_eq!(emulator.requests().len(), 2);
    Ok(())
}

#[derive(Clone, Debug, Default, Fields)]
#[object(rename_all = "camelCase")]
struct Camel {
    node_count: i64,
    #[field(name = "ID")]
    id: String,
}

#[derive(Clone, Debug, Default, Fields)]
#[object(rename_all = "snake_case")]
struct Snake {
    node_count: i64,
}

#[derive(Clone, Debug, Default, Fields)]
#[object(rename_all = "PascalCase", runtime = acs_runtime)]
struct Pascal {
    node_count: i64,
}

#[test]
fn fields_have_the_spelling_that_is_asked_for() {
    let camel = Camel { node_count: 3, id: "a".to_owned() };
    let (snake, pascal) = (Snake { node_count: 3 }, Pascal { node_count: 3 });
    let json = [camel.encode(), snake.encode(), pascal.encode()]
        .map(|value| value.map(|value| to_json(&value).to_string()));
    let expected = [r#"{"nodeCount":3,"ID":"a"}"#, r#"{"node_count":3}"#, r#"{"NodeCount":3}"#];
    assert_eq!(json, expected.map(|json| Some(json.to_owned())));
}
