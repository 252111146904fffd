//! Pages that are asked for by number.

use acs_ecs_20140526::Client;
use acs_ecs_20140526::describe_network_interfaces::DescribeNetworkInterfaces;
use acs_emulator::Emulator;
use acs_runtime::call::Call;
use serde_json::{Value, json};

use super::script::Script;
use crate::skipped::root;
use crate::{TestResult, local};

fn interfaces(ids: impl IntoIterator<Item = i64>) -> Vec<Value> {
    ids.into_iter().map(|id| json!({"NetworkInterfaceId": id.to_string()})).collect()
}

/// A page with or without a total.
fn page(ids: impl IntoIterator<Item = i64>, total: Option<u64>) -> Value {
    json!({"NetworkInterfaceSets": {"NetworkInterfaceSet": interfaces(ids)}, "TotalCount": total})
}

/// The IDs of all items.
async fn ids(call: Call<'_, DescribeNetworkInterfaces>) -> Result<Vec<i64>, Box<dyn std::error::Error>> {
    let mut items = call.items();
    let mut ids = Vec::new();
    while let Some(item) = items.try_next().await? {
        ids.push(item.network_interface_id.ok_or("the item has an ID")?.parse()?);
    }
    Ok(ids)
}

fn by_number(client: &Client, number: i32) -> Call<'_, DescribeNetworkInterfaces> {
    client.describe_network_interfaces().page_number(number).page_size(10).prepare()
}

/// The numbers that were asked for.
fn numbers(script: &Script) -> Vec<i64> {
    let asked = script.asked_for("PageNumber");
    asked
        .into_iter()
        .map(|number| number.and_then(|number| number.parse().ok()).unwrap_or_default())
        .collect()
}

/// The number that is asked for, from 1.
fn number(asked: &super::script::Asked) -> i64 {
    asked.get("PageNumber").and_then(|number| number.parse().ok()).unwrap_or(1)
}

#[tokio::test]
async fn lower_case_pages_of_another_style_are_followed() -> TestResult {
    let tasks: Vec<_> = (0..45).map(|id| json!({"task_id": format!("T-{id}")})).collect();
    let emulator =
        Emulator::builder().specs(root().join("specs")).list("DescribeClusterTasks", tasks).start().await?;
    let client = local::cs(emulator.url())?;
    let mut items =
        client.describe_cluster_tasks().cluster_id("c82e6987e2961451182").page_size(20).prepare().items();
    for id in 0..45 {
        let item = items.try_next().await?.ok_or("there are more")?;
        assert_eq!(item.task_id, Some(format!("T-{id}")));
        assert_eq!(items.total(), Some(45));
    }
    assert!(items.try_next().await?.is_none());
    assert_eq!(emulator.requests().len(), 3);
    Ok(())
}

#[tokio::test]
async fn an_operation_with_both_is_read_either_way() -> TestResult {
    let emulator = Emulator::builder()
        .specs(root().join("specs"))
        .list("DescribeNetworkInterfaces", interfaces(0..35))
        .start()
        .await?;
    let client = local::ecs(emulator.url())?;
    assert_eq!(ids(by_number(&client, 1)).await?, Vec::from_iter(0..35));
    let asked: Vec<_> = emulator.requests().iter().map(|it| it.parameters["PageNumber"].clone()).collect();
    assert_eq!(asked, ["1", "2", "3", "4"]);
    let by_token = client.describe_network_interfaces().max_results(20).prepare();
    assert_eq!(ids(by_token).await?, Vec::from_iter(0..35));
    assert_eq!(emulator.requests().len(), 4 + 2);
    Ok(())
}

#[tokio::test]
async fn the_total_ends_them() -> TestResult {
    let script = Script::start(|_, asked| {
        let first = (number(asked) - 1) * 10;
        (200, page(first..(first + 10).min(20), Some(20)))
    })
    .await?;
    let client = local::ecs(&script.url)?;
    assert_eq!(ids(by_number(&client, 1)).await?, Vec::from_iter(0..20));
    assert_eq!(numbers(&script), [1, 2], "no page is asked for in vain");
    assert_eq!(ids(by_number(&client, 2)).await?, Vec::from_iter(10..20));
    assert_eq!(numbers(&script), [1, 2, 2]);
    Ok(())
}

#[tokio::test]
async fn a_page_without_items_ends_them() -> TestResult {
    for total in [None, Some(1000)] {
        let script = Script::start(move |_, asked| {
            let first = (number(asked) - 1) * 10;
            (200, page(first..(first + 10).min(25), total))
        })
        .await?;
        let client = local::ecs(&script.url)?;
        assert_eq!(ids(by_number(&client, 1)).await?, Vec::from_iter(0..25), "total {total:?}");
        assert_eq!(numbers(&script), [1, 2, 3, 4]);
        let mut pages = by_number(&client, 3).pages();
        assert!(pages.try_next().await?.is_some());
        assert!(pages.try_next().await?.is_none(), "the empty page is only a sign");
    }
    Ok(())
}

#[tokio::test]
async fn a_service_that_has_one_page_only_ends_them() -> TestResult {
    let script = Script::start(|_, _| (200, page(0..10, None))).await?;
    let client = local::ecs(&script.url)?;
    assert_eq!(ids(by_number(&client, 1)).await?, Vec::from_iter(0..10));
    assert_eq!(numbers(&script), [1, 2]);
    Ok(())
}

#[tokio::test]
async fn a_page_that_is_smaller_than_asked_for_loses_nothing() -> TestResult {
    let script = Script::start(|_, asked| {
        let first = (number(asked) - 1) * 4;
        (200, page(first..(first + 4).min(10), Some(10)))
    })
    .await?;
    let client = local::ecs(&script.url)?;
    assert_eq!(ids(by_number(&client, 1)).await?, Vec::from_iter(0..10));
    Ok(())
}

#[tokio::test]
async fn numbers_take_over_where_no_token_comes_and_more_is_there() -> TestResult {
    let script = Script::start(|_, asked| {
        let first = (number(asked) - 1) * 10;
        (200, page(first..(first + 10).min(25), Some(25)))
    })
    .await?;
    let client = local::ecs(&script.url)?;
    assert_eq!(ids(client.describe_network_interfaces().prepare()).await?, Vec::from_iter(0..25));
    assert_eq!(script.asked_for("PageNumber"), [None, Some("2".to_owned()), Some("3".to_owned())]);
    assert_eq!(script.asked_for("NextToken"), [None, None, None]);
    Ok(())
}

#[tokio::test]
async fn a_total_of_the_page_alone_does_not_end_them() -> TestResult {
    for total_of in [|_: i64| 0, |items: i64| items] {
        let script = Script::start(move |_, asked| {
            let first = (number(asked) - 1) * 10;
            let end = (first + 10).min(25).max(first);
            (200, page(first..end, Some(total_of(end - first).unsigned_abs())))
        })
        .await?;
        let client = local::ecs(&script.url)?;
        assert_eq!(ids(by_number(&client, 1)).await?, Vec::from_iter(0..25));
        assert_eq!(numbers(&script), [1, 2, 3, 4]);
        assert_eq!(ids(by_number(&client, 2)).await?, Vec::from_iter(10..25), "from a later page on");
        let unsized_pages = client.describe_network_interfaces().page_number(1).prepare();
        assert_eq!(ids(unsized_pages).await?, Vec::from_iter(0..25), "nobody says how many a page can have");
    }
    Ok(())
}

#[tokio::test]
async fn a_total_is_doubted_on_a_full_first_page_only() -> TestResult {
    for (items, size_in_answer, asked) in [(10, None, 2), (7, None, 1), (10, Some(10), 2), (7, Some(10), 1)] {
        let script = Script::start(move |_, asked| {
            let mut page = page(if number(asked) == 1 { 0..items } else { 0..0 }, Some(items.unsigned_abs()));
            page["PageSize"] = json!(size_in_answer);
            (200, page)
        })
        .await?;
        let client = local::ecs(&script.url)?;
        let call = match size_in_answer {
            None => by_number(&client, 1),
            Some(_) => client.describe_network_interfaces().page_number(1).prepare(),
        };
        let mut pages = call.pages();
        assert!(pages.try_next().await?.is_some());
        assert!(pages.try_next().await?.is_none());
        assert_eq!(pages.total(), Some(items.unsigned_abs()));
        assert_eq!(script.asked().len(), asked, "{items} items, {size_in_answer:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_page_that_repeats_confirms_the_total() -> TestResult {
    let script = Script::start(|_, _| (200, page(0..10, Some(10)))).await?;
    let client = local::ecs(&script.url)?;
    let mut pages = by_number(&client, 1).pages();
    assert!(pages.try_next().await?.is_some());
    assert!(pages.try_next().await?.is_none());
    assert_eq!((pages.total(), numbers(&script)), (Some(10), vec![1, 2]));
    Ok(())
}

#[tokio::test]
async fn a_page_that_repeats_ends_them_short_of_the_total() -> TestResult {
    // A service that does not know numbers, and one that gives its last page for those after it.
    for pages in [1, 2_i32] {
        let script = Script::start(move |_, asked| {
            let first = (number(asked).min(pages.into()) - 1) * 10;
            (200, page(first..first + 10, Some(1000)))
        })
        .await?;
        let client = local::ecs(&script.url)?;
        let expected = Vec::from_iter(0..i64::from(pages) * 10);
        assert_eq!(ids(by_number(&client, 1)).await?, expected);
        assert_eq!(numbers(&script), Vec::from_iter(1..i64::from(pages) + 2));
        let by_default = client.describe_network_interfaces().prepare();
        assert_eq!(ids(by_default).await?, expected, "numbers took over from tokens");
        let mut stream = by_number(&client, pages).pages();
        assert!(stream.try_next().await?.is_some());
        assert!(stream.try_next().await?.is_none());
        assert_eq!(stream.total(), Some(1000), "which tells that there are more");
    }
    Ok(())
}

#[tokio::test]
async fn a_number_that_is_given_by_name_is_that_of_the_first_page() -> TestResult {
    let script = Script::start(|_, asked| {
        let first = (number(asked) - 1) * 10;
        (200, page(first..(first + 10).min(45), Some(45)))
    })
    .await?;
    let client = local::ecs(&script.url)?;
    let call = client.describe_network_interfaces().prepare();
    let call = call.with_param("PageNumber", "3").with_param("PageSize", "10");
    assert_eq!(ids(call).await?, Vec::from_iter(20..45));
    assert_eq!(numbers(&script), [3, 4, 5]);
    assert_eq!(script.asked_for("PageSize"), vec![Some("10".to_owned()); 3]);
    Ok(())
}
