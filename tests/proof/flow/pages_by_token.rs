//! Pages that are asked for by token.

use std::pin::Pin;

use acs_eipanycast_20200309::Client;
use acs_eipanycast_20200309::list_anycast_eip_addresses::ListAnycastEipAddresses;
use acs_emulator::Emulator;
use acs_runtime::call::{Call, Items};
use futures_core::Stream;
use serde_json::{Value, json};

use super::script::Script;
use crate::skipped::root;
use crate::{TestResult, local};

fn addresses(ids: impl IntoIterator<Item = usize>) -> Vec<Value> {
    ids.into_iter().map(|id| json!({"AnycastId": format!("aeip-{id}"), "Status": "Allocated"})).collect()
}

fn page(ids: impl IntoIterator<Item = usize>, next: &str) -> Value {
    json!({"AnycastList": addresses(ids), "NextToken": next})
}

fn list(client: &Client) -> Call<'_, ListAnycastEipAddresses> {
    client.list_anycast_eip_addresses().prepare()
}

/// The numbers in the IDs of all items.
async fn ids(
    mut items: Items<'_, ListAnycastEipAddresses>,
) -> Result<Vec<usize>, Box<dyn std::error::Error>> {
    let mut ids = Vec::new();
    while let Some(item) = items.try_next().await? {
        let id = item.anycast_id.ok_or("the item has an ID")?;
        ids.push(id.trim_start_matches("aeip-").parse()?);
    }
    Ok(ids)
}

fn some(tokens: &[&str]) -> Vec<Option<String>> {
    std::iter::once(None).chain(tokens.iter().map(|token| Some((*token).to_owned()))).collect()
}

#[tokio::test]
async fn every_item_comes_once_and_in_order() -> TestResult {
    let emulator = Emulator::builder()
        .specs(root().join("specs"))
        .list("ListAnycastEipAddresses", addresses(0..130))
        .start()
        .await?;
    let client = local::eipanycast(emulator.url())?;
    assert_eq!(ids(list(&client).items()).await?, Vec::from_iter(0..130));
    assert_eq!(emulator.requests().len(), 3, "50 are on a page unless it is told otherwise");
    let call = client.list_anycast_eip_addresses().max_results(100).prepare();
    assert_eq!(ids(call.items()).await?, Vec::from_iter(0..130));
    assert_eq!(emulator.requests().len(), 3 + 2);
    Ok(())
}

#[tokio::test]
async fn the_documented_answer_of_the_emulator_is_read_once() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let mut items = list(&client).items();
    assert!(items.try_next().await?.is_some());
    assert!(items.try_next().await?.is_none());
    assert_eq!(items.total(), Some(1), "and not the documented 100");
    assert_eq!(emulator.requests().len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_page_is_the_whole_answer() -> TestResult {
    let emulator = Emulator::builder()
        .specs(root().join("specs"))
        .list("ListAnycastEipAddresses", addresses(0..60))
        .start()
        .await?;
    let client = local::eipanycast(emulator.url())?;
    let mut pages = list(&client).pages();
    assert_eq!(pages.total(), None);
    let first = pages.try_next().await?.ok_or("there is a first page")?;
    assert_eq!((first.anycast_list.len(), first.total_count), (50, Some(60)));
    assert!(first.request_id.is_some());
    assert_eq!((pages.total(), pages.next_token()), (Some(60), first.next_token.as_deref()));
    let second = pages.try_next().await?.ok_or("there is a second page")?;
    assert_eq!((second.anycast_list.len(), second.next_token.as_deref()), (10, Some("")));
    assert!(pages.try_next().await?.is_none());
    assert!(pages.try_next().await?.is_none(), "it stays at its end");
    Ok(())
}

#[tokio::test]
async fn lower_case_tokens_in_another_style_are_followed() -> TestResult {
    let tags: Vec<_> = (0..23).map(|tag| json!({"tag_key": format!("key-{tag}")})).collect();
    let emulator =
        Emulator::builder().specs(root().join("specs")).list("ListTagResources", tags).start().await?;
    let client = local::cs(emulator.url())?;
    let call = client.list_tag_resources().region_id("cn-hangzhou").resource_type("CLUSTER");
    let mut items = call.resource_ids(["c82e6987e2961451182edacd74faf"]).prepare().items();
    for tag in 0..23 {
        let item = items.try_next().await?.ok_or("there are more")?;
        assert_eq!(item.tag_key, Some(format!("key-{tag}")));
    }
    assert!(items.try_next().await?.is_none());
    assert_eq!(emulator.requests().len(), 3);
    Ok(())
}

#[tokio::test]
async fn no_token_an_empty_one_and_a_page_without_items_are_understood() -> TestResult {
    let script = Script::start(|number, _| {
        let answer = match number {
            0 => page(0..2, "a"),
            1 => page([], "b"),
            2 => json!({"NextToken": "c"}),
            3 => page(2..3, ""),
            _ => json!({"AnycastList": []}),
        };
        (200, answer)
    })
    .await?;
    let client = local::eipanycast(&script.url)?;
    assert_eq!(ids(list(&client).items()).await?, [0, 1, 2]);
    assert_eq!(script.asked_for("NextToken"), some(&["a", "b", "c"]));
    let mut pages = list(&client).pages();
    assert!(pages.try_next().await?.is_some(), "the first page is there, though it is empty");
    assert!(pages.try_next().await?.is_none());
    assert_eq!(script.asked().len(), 5);
    Ok(())
}

#[tokio::test]
async fn tokens_that_repeat_end_the_stream() -> TestResult {
    for (length, most) in [(1, 2), (2, 4), (7, 16)] {
        let script =
            Script::start(move |number, _| (200, page([number], &format!("t{}", number % length)))).await?;
        let client = local::eipanycast(&script.url)?;
        let ids = ids(list(&client).items()).await?;
        assert_eq!(ids, Vec::from_iter(0..ids.len()));
        assert!(ids.len() > length && ids.len() <= most, "{} pages of a circle of {length}", ids.len());
    }
    Ok(())
}

#[tokio::test]
async fn the_pages_begin_where_the_request_says() -> TestResult {
    let script =
        Script::start(|number, _| (200, page([number], if number == 0 { "later" } else { "" }))).await?;
    let client = local::eipanycast(&script.url)?;
    let call = client.list_anycast_eip_addresses().next_token("given").max_results(20).prepare();
    assert_eq!(ids(call.items()).await?, [0, 1]);
    let asked = ["given", "later"].map(|token| Some(token.to_owned()));
    assert_eq!(script.asked_for("NextToken"), asked);
    assert_eq!(script.asked_for("MaxResults"), ["20", "20"].map(|size| Some(size.to_owned())));
    Ok(())
}

#[tokio::test]
async fn an_error_ends_the_stream_until_it_is_resumed() -> TestResult {
    let script = Script::start(|number, _| match number {
        0 => (200, page(0..2, "a")),
        1 => (404, json!({"Code": "ResourceNotFound", "Message": "no"})),
        _ => (200, page(2..3, "")),
    })
    .await?;
    let client = local::eipanycast(&script.url)?;
    let mut items = list(&client).items();
    assert!(items.next().await.is_some_and(|item| item.is_ok()));
    assert!(items.next().await.is_some_and(|item| item.is_ok()), "the page before it is given out whole");
    let error = items.next().await.ok_or("an error comes")?.expect_err("the second page fails");
    assert_eq!(error.code(), Some("ResourceNotFound"));
    assert!(items.next().await.is_none());
    assert_eq!(script.asked().len(), 2, "nothing more is asked for");
    items.resume();
    assert_eq!(ids(items).await?, [2]);
    assert_eq!(script.asked_for("NextToken"), some(&["a", "a"]));
    Ok(())
}

#[tokio::test]
async fn a_request_that_breaks_a_rule_is_not_sent() -> TestResult {
    let script = Script::start(|_, _| (200, page([], ""))).await?;
    let client = local::eipanycast(&script.url)?;
    let mut pages = client.list_anycast_eip_addresses().max_results(5000).prepare().pages();
    let error = pages.try_next().await.expect_err("so many are not allowed");
    assert_eq!(error.violations()[0].path(), "MaxResults");
    assert!(script.asked().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_page_under_way_outlives_the_future_that_asked_for_it() -> TestResult {
    let script = Script::start(|number, _| (200, page([number], ""))).await?;
    let client = local::eipanycast(&script.url)?;
    let mut pages = list(&client).pages();
    tokio::select! {
        biased;
        _ = pages.next() => return Err("a server does not answer at once".into()),
        () = std::future::ready(()) => {}
    }
    let page = pages.try_next().await?.ok_or("the page is there")?;
    assert_eq!(page.anycast_list[0].anycast_id.as_deref(), Some("aeip-0"));
    assert_eq!(script.asked().len(), 1);
    Ok(())
}

#[tokio::test]
async fn pages_and_items_are_streams() -> TestResult {
    let script = Script::start(|number, _| (200, page(0..3, if number == 0 { "a" } else { "" }))).await?;
    let client = local::eipanycast(&script.url)?;
    let mut items = list(&client).items();
    let next = std::future::poll_fn(|context| Pin::new(&mut items).poll_next(context)).await;
    assert!(next.is_some_and(|item| item.is_ok()));
    assert_eq!(items.size_hint(), (2, None), "two are at hand, and more may come");
    let mut pages = list(&client).pages();
    let next = std::future::poll_fn(|context| Pin::new(&mut pages).poll_next(context)).await;
    assert!(next.is_some_and(|page| page.is_ok()));
    assert_eq!(pages.size_hint(), (0, Some(0)));
    Ok(())
}

#[tokio::test]
async fn a_token_that_is_given_by_name_is_that_of_the_first_page() -> TestResult {
    let script = Script::start(|_, asked| match asked.get("NextToken").map(String::as_str) {
        Some("two") => (200, page(2..4, "three")),
        Some("three") => (200, page(4..6, "")),
        _ => (200, page(0..2, "two")),
    })
    .await?;
    let client = local::eipanycast(&script.url)?;
    let call = list(&client).with_param("NextToken", "two");
    assert_eq!(ids(call.items()).await?, Vec::from_iter(2..6));
    assert_eq!(script.asked_for("NextToken"), [Some("two".to_owned()), Some("three".to_owned())]);
    Ok(())
}
