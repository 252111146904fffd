//! Any parameters through a client are accepted by the emulator and understood as they were set.

use acs_eipanycast_20200309::list_anycast_eip_addresses::{
    ListAnycastEipAddresses, ListAnycastEipAddressesTags, Status,
};
use acs_emulator::Outcome;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};

use crate::{TestResult, local};

/// Texts that no rule forbids: tags of the platform begin in ways of their own.
fn text(most: usize) -> impl Strategy<Value = String> {
    let chars = prop::collection::vec(any::<char>(), 0..=most);
    chars
        .prop_map(|chars| chars.into_iter().collect::<String>())
        .prop_filter("a reserved beginning", |text| !text.starts_with("aliyun") && !text.starts_with("acs:"))
}

prop_compose! {
    fn tag()(key in prop::option::of(text(64)), value in prop::option::of(text(128)))
        -> ListAnycastEipAddressesTags {
        ListAnycastEipAddressesTags { key, value }
    }
}

prop_compose! {
    fn request()(
        anycast_id in prop::option::of(text(200)),
        anycast_ids in prop::option::of(prop::collection::vec(text(20), 0..=50)),
        name in prop::option::of(text(128)),
        tags in prop::option::of(prop::collection::vec(tag(), 0..=10)),
        max_results in prop::option::of(20_i32..=100),
        status in prop::option::of(prop::sample::select(Status::VALUES).prop_map(Status::from)),
    ) -> ListAnycastEipAddresses {
        ListAnycastEipAddresses {
            anycast_id, anycast_ids, name, tags, max_results, status, ..Default::default()
        }
    }
}

/// What the emulator should understand, said without the code that encodes: absent is left out, and so is what the
/// wire cannot say, an empty list or object at its end.
fn expected(request: &ListAnycastEipAddresses) -> Value {
    let mut object = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        object.extend(value.map(|value| (name.to_owned(), value)));
    };
    put("AnycastId", request.anycast_id.clone().map(Value::from));
    put("AnycastIds", request.anycast_ids.clone().filter(|ids| !ids.is_empty()).map(Value::from));
    put("Name", request.name.clone().map(Value::from));
    put("Tags", request.tags.as_deref().and_then(expected_tags));
    put("MaxResults", request.max_results.map(|number| number.to_string().into()));
    put("Status", request.status.as_ref().map(|status| status.as_str().into()));
    Value::Object(object)
}

/// A tag without key and value leaves no trace but the number that it takes.
fn expected_tags(tags: &[ListAnycastEipAddressesTags]) -> Option<Value> {
    let mut items: Vec<Value> = tags.iter().map(expected_tag).collect();
    let last = items.iter().rposition(|item| *item != json!({}))?;
    items.truncate(last + 1);
    Some(items.into())
}

fn expected_tag(tag: &ListAnycastEipAddressesTags) -> Value {
    match (&tag.key, &tag.value) {
        (None, None) => json!({}),
        (Some(key), None) => json!({"Key": key}),
        (None, Some(value)) => json!({"Value": value}),
        (Some(key), Some(value)) => json!({"Key": key, "Value": value}),
    }
}

/// The client sends it, so it has to be one that may be sent.
#[tokio::test]
async fn an_object_without_fields_keeps_its_place_in_a_list() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let tag = ListAnycastEipAddressesTags::default;
    let call = client.list_anycast_eip_addresses().tags([tag(), tag().key("a")]).prepare();
    assert_eq!(call.validate(), []);
    call.send().await?;
    assert_eq!(emulator.requests()[0].parameters, json!({"Tags": [{}, {"Key": "a"}]}));
    Ok(())
}

#[test]
fn what_is_set_is_understood() -> TestResult {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let emulator = runtime.block_on(local::start())?;
    let client = local::eipanycast(emulator.url())?;
    let mut runner = TestRunner::new(Config { cases: 96, failure_persistence: None, ..Config::default() });
    runner.run(&request(), |request| {
        let sent = runtime.block_on(client.call(request.clone()).send());
        let recorded = emulator.requests().pop();
        let Some(recorded) = recorded else { return Err(TestCaseError::fail("nothing came")) };
        prop_assert!(sent.is_ok(), "{}", recorded);
        prop_assert_eq!(recorded.outcome, Outcome::Answered);
        prop_assert_eq!(recorded.parameters, expected(&request));
        Ok(())
    })?;
    Ok(())
}
