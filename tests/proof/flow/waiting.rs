//! Waiting for what a call has set in motion.

use std::time::Duration;

use acs_eipanycast_20200309::release_anycast_eip_address::ReleaseAnycastEipAddress;
use acs_emulator::Emulator;
use acs_runtime::Kind;
use acs_runtime::call::{Call, Wait};
use acs_runtime::retry::RetryPolicy;
use acs_tests::gadget;
use acs_tests::gadget::create_gadget::CreateGadget;
use acs_tests::gadget::start_gadget::StartGadget;
use serde_json::{Value, json};

use super::script::Script;
use crate::skipped::root;
use crate::{TestResult, local};

/// The answer to the start of a gadget, and after it, in turn, to questions about its state; the last one for all that follow.
async fn script(
    answers: &'static [(u16, &'static str)],
) -> Result<(Script, gadget::Client), Box<dyn std::error::Error>> {
    let script = Script::start(move |number, _| match number.checked_sub(1) {
        None => (200, r#"{"RequestId": "started", "Gadget": {"Id": "g-7"}}"#),
        Some(poll) => answers[poll.min(answers.len() - 1)],
    })
    .await?;
    let client = local::configure(gadget::Client::builder(), &script.url).build()?;
    Ok((script, client))
}

fn start(client: &gadget::Client) -> Call<'_, StartGadget> {
    client.start_gadget().gadget_id("g-1").prepare()
}

/// The error of a wait, which was told of each time.
async fn fail(wait: Wait<'_, StartGadget>) -> acs_runtime::Error {
    wait.await.expect_err("the wait ends in an error")
}

const CREATING: (u16, &str) = (200, r#"{"Gadgets": [{"Id": "g-1", "Status": "Creating"}]}"#);
const RUNNING: (u16, &str) = (200, r#"{"Gadgets": [{"Id": "g-1", "Status": "Running"}]}"#);
const BROKEN: (u16, &str) = (200, r#"{"Gadgets": [{"Id": "g-1", "Status": "Broken"}]}"#);
const POLISHED: (u16, &str) = (200, r#"{"Gadgets": [{"Id": "g-1", "Status": "Polished"}]}"#);
const NOTHING: (u16, &str) = (200, r#"{"Gadgets": []}"#);
const BUSY: (u16, &str) = (503, r#"{"Code": "ServiceUnavailable", "Message": "later"}"#);
const FORBIDDEN: (u16, &str) = (403, r#"{"Code": "Forbidden.RAM", "Message": "no"}"#);
const GONE: (u16, &str) = (404, r#"{"Code": "ResourceNotFound", "Message": "no"}"#);

#[tokio::test]
async fn the_end_is_waited_for_and_progress_is_told() -> TestResult {
    let (script, client) = script(&[CREATING, POLISHED, RUNNING]).await?;
    let mut told = Vec::new();
    let wait = start(&client).send_and_wait();
    let wait = wait.on_progress(|progress| told.push((progress.polls, progress.state.map(str::to_owned))));
    let done = wait.await?;
    assert_eq!(done.response.request_id.as_deref(), Some("started"));
    assert_eq!(done.state.as_deref(), Some("Running"));
    let last = done.last.ok_or("the last poll was answered")??;
    assert_eq!(last.gadgets[0].id.as_deref(), Some("g-1"));
    let expected = [(1, "Creating"), (2, "Polished"), (3, "Running")];
    assert_eq!(
        told,
        expected.map(|(polls, state)| (polls, Some(state.to_owned()))),
        "an unknown state is waited in"
    );
    let asked = script.asked();
    assert_eq!(asked.len(), 4);
    assert_eq!(asked[0]["GadgetId"], "g-1");
    assert!(asked[1..].iter().all(|asked| asked["GadgetIds"] == r#"["g-1"]"#), "{asked:?}");
    Ok(())
}

#[tokio::test]
async fn a_poll_may_ask_for_what_the_answer_names() -> TestResult {
    let (script, client) = script(&[NOTHING, RUNNING]).await?;
    let request =
        CreateGadget { name: Some("name".to_owned()), kind: Some("Small".into()), ..Default::default() };
    let done = client.call(request).send_and_wait().await?;
    assert_eq!(done.state.as_deref(), Some("Running"));
    assert!(script.asked()[1..].iter().all(|asked| asked["GadgetIds"] == r#"["g-7"]"#));
    Ok(())
}

#[tokio::test]
async fn a_failure_says_the_state_and_how_often_it_was_asked() -> TestResult {
    let (script, client) = script(&[CREATING, BROKEN]).await?;
    let error = fail(start(&client).send_and_wait()).await;
    assert_eq!((error.kind(), error.is_retryable()), (Kind::Unfinished, false));
    let unfinished = error.unfinished().ok_or("it is unfinished")?;
    assert!(unfinished.has_failed());
    assert_eq!((unfinished.state(), unfinished.polls()), (Some("Broken"), 2));
    let message = error.to_string();
    let expected = "`StartGadget`: it ended in the state `Broken`; `DescribeGadgets` was asked 2 times in ";
    assert!(message.starts_with(expected), "{message}");
    assert_eq!(script.asked().len(), 3);
    Ok(())
}

#[tokio::test]
async fn the_attempts_end_it() -> TestResult {
    let (script, client) = script(&[NOTHING, CREATING]).await?;
    let error = fail(start(&client).send_and_wait()).await;
    let unfinished = error.unfinished().ok_or("it is unfinished")?;
    assert!(!unfinished.has_failed());
    assert_eq!((unfinished.state(), unfinished.polls()), (Some("Creating"), 3));
    assert_eq!(script.asked().len(), 1 + 3);
    Ok(())
}

#[tokio::test]
async fn a_deadline_takes_the_place_of_the_attempts() -> TestResult {
    let (script, client) = script(&[CREATING, CREATING, CREATING, CREATING, RUNNING]).await?;
    let wait = start(&client).send_and_wait().with_interval(Duration::ZERO);
    assert_eq!(wait.with_deadline(Duration::from_secs(60)).await?.state.as_deref(), Some("Running"));
    assert_eq!(script.asked().len(), 1 + 5);

    let (_script, client) = self::script(&[CREATING]).await?;
    let wait = start(&client).send_and_wait().with_interval(Duration::from_secs(3600));
    let error = fail(wait.with_deadline(Duration::from_millis(30))).await;
    let unfinished = error.unfinished().ok_or("it is unfinished")?;
    assert_eq!((unfinished.state(), unfinished.polls()), (Some("Creating"), 1), "there is a last look");
    assert!(unfinished.elapsed() >= Duration::from_millis(30));
    assert!(unfinished.elapsed() < Duration::from_secs(3600));
    Ok(())
}

#[tokio::test]
async fn a_poll_that_fails_for_now_does_not_end_it() -> TestResult {
    let (_script, client) = script(&[BUSY, RUNNING]).await?;
    let call = start(&client).with_retry(RetryPolicy::never());
    let mut errors = 0;
    let done =
        call.send_and_wait().on_progress(|progress| errors += usize::from(progress.error.is_some())).await?;
    assert_eq!((done.state.as_deref(), errors), (Some("Running"), 1));

    let (_script, client) = script(&[BUSY]).await?;
    let call = start(&client).with_retry(RetryPolicy::never());
    let error = fail(call.send_and_wait()).await;
    let last =
        error.unfinished().and_then(|unfinished| unfinished.last_error()).ok_or("the last poll failed")?;
    assert_eq!(last.code(), Some("ServiceUnavailable"));
    assert!(error.to_string().contains("ServiceUnavailable"), "{error}");
    Ok(())
}

#[tokio::test]
async fn any_other_error_ends_it() -> TestResult {
    let (script, client) = script(&[FORBIDDEN]).await?;
    let error = fail(start(&client).send_and_wait()).await;
    assert_eq!(error.code(), Some("Forbidden.RAM"));
    assert_eq!(error.operation().map(|operation| operation.name), Some("DescribeGadgets"));
    assert_eq!(script.asked().len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_call_that_fails_is_not_waited_for() -> TestResult {
    let script = Script::start(|_, _| (400, json!({"Code": "IncorrectStatus.Gadget"}))).await?;
    let client = local::configure(gadget::Client::builder(), &script.url).build()?;
    let error = fail(start(&client).send_and_wait()).await;
    assert_eq!(error.code(), Some("IncorrectStatus.Gadget"));
    assert_eq!(script.asked().len(), 1);
    Ok(())
}

#[tokio::test]
async fn any_state_can_be_waited_for() -> TestResult {
    let (_script, client) = script(&[RUNNING, POLISHED]).await?;
    assert_eq!(start(&client).wait_until("Polished").await?.state.as_deref(), Some("Polished"));
    let (_script, client) = script(&[BROKEN]).await?;
    assert_eq!(start(&client).wait_until("Broken").await?.state.as_deref(), Some("Broken"));
    Ok(())
}

#[tokio::test]
async fn what_is_released_may_be_gone() -> TestResult {
    for gone in [(200, r#"{"AnycastList": []}"#), GONE] {
        let script = Script::start(move |number, _| match number {
            0 => (200, "{}"),
            1 => (200, r#"{"AnycastList": [{"Status": "Releasing"}]}"#),
            _ => gone,
        })
        .await?;
        let client = local::eipanycast(&script.url)?;
        let call = client.release_anycast_eip_address().anycast_id("aeip-1").prepare();
        let done = call.send_and_wait().with_interval(Duration::ZERO).await?;
        assert_eq!((done.state, done.last.is_some()), (None, gone.0 == 200));
        assert_eq!(script.asked_for("AnycastId"), vec![Some("aeip-1".to_owned()); 3]);
    }
    Ok(())
}

#[tokio::test]
async fn what_is_only_not_told_is_not_gone() -> TestResult {
    for unclear in [r#"{"AnycastList": [{"AnycastId": "aeip-1"}]}"#, "{}", r#"{"AnycastList": null}"#] {
        let script = Script::start(move |number, _| match number {
            0 => (200, "{}"),
            1 | 2 => (200, unclear),
            _ => (200, r#"{"AnycastList": []}"#),
        })
        .await?;
        let client = local::eipanycast(&script.url)?;
        let call = client.release_anycast_eip_address().anycast_id("aeip-1").prepare();
        call.send_and_wait().with_interval(Duration::ZERO).await?;
        assert_eq!(script.asked().len(), 1 + 3, "{unclear}");
    }
    Ok(())
}

#[tokio::test]
async fn an_address_with_an_endpoint_is_waited_for_until_it_has_the_new_one() -> TestResult {
    let script = Script::start(|number, asked| match number {
        0 => (200, "{}"),
        1 | 2 if asked.contains_key("BindInstanceIds.1") => (200, r#"{"AnycastList": []}"#),
        _ => (200, r#"{"AnycastList": [{"AnycastId": "aeip-1", "Status": "Associated"}]}"#),
    })
    .await?;
    let client = local::eipanycast(&script.url)?;
    let call = client
        .associate_anycast_eip_address()
        .anycast_id("aeip-1")
        .bind_instance_id("lb-2")
        .bind_instance_region_id("us-west-1")
        .bind_instance_type("SlbInstance")
        .prepare();
    let done = call.send_and_wait().with_interval(Duration::ZERO).await?;
    assert_eq!(done.state.as_deref(), Some("Associated"));
    let asked = script.asked();
    assert_eq!(asked.len(), 1 + 3);
    assert!(asked[1..].iter().all(|asked| asked["BindInstanceIds.1"] == "lb-2"), "{asked:?}");
    Ok(())
}

#[tokio::test]
async fn a_poll_never_asks_for_everything() -> TestResult {
    let script =
        Script::start(|number, _| (200, if number == 0 { "{}" } else { r#"{"AnycastList": []}"# })).await?;
    let client = local::eipanycast(&script.url)?;
    let nameless = || client.call(ReleaseAnycastEipAddress::default()).with_checks(false);
    for call in [nameless(), nameless().with_param("AnycastId", "")] {
        let error = call.send_and_wait().await.expect_err("nobody knows what to wait for");
        assert_eq!(error.kind(), Kind::Configuration);
        let expected = "`AnycastId`, by which `ListAnycastEipAddresses` is asked for the state, is missing in the request";
        assert!(error.to_string().contains(expected), "{error}");
    }
    assert!(script.asked().is_empty(), "nothing was sent");
    let error = client.call(ReleaseAnycastEipAddress::default()).send_and_wait().await;
    assert_eq!(error.expect_err("a parameter is missing").kind(), Kind::Violations);

    let call = nameless().with_param("AnycastId", "aeip-1");
    call.send_and_wait().with_interval(Duration::ZERO).await?;
    assert_eq!(script.asked_for("AnycastId"), vec![Some("aeip-1".to_owned()); 2]);
    Ok(())
}

#[tokio::test]
async fn an_answer_that_names_nothing_to_poll_ends_it() -> TestResult {
    let script = Script::start(|_, _| (200, r#"{"RequestId": "started", "Gadget": {"Id": ""}}"#)).await?;
    let client = local::configure(gadget::Client::builder(), &script.url).build()?;
    let request =
        CreateGadget { name: Some("name".to_owned()), kind: Some("Small".into()), ..Default::default() };
    let error = client.call(request).send_and_wait().await.expect_err("nobody knows what to wait for");
    assert_eq!((error.kind(), error.attempts()), (Kind::Configuration, 1));
    let expected =
        "`response.Gadget.Id`, by which `DescribeGadgets` is asked for the state, is missing in the answer";
    assert!(error.to_string().contains(expected), "{error}");
    assert_eq!(script.asked().len(), 1);
    Ok(())
}

#[tokio::test]
async fn an_odd_last_poll_does_not_undo_what_is_done() -> TestResult {
    const ODD: (u16, &str) = (200, r#"{"Gadgets": [{"Id": {"Odd": 1}, "Status": "Running"}]}"#);
    let (_script, client) = script(&[ODD]).await?;
    let done = start(&client).send_and_wait().await?;
    assert_eq!(done.response.request_id.as_deref(), Some("started"));
    assert_eq!(done.state.as_deref(), Some("Running"));
    let error = done.last.ok_or("the last poll was answered")?.expect_err("it is odd");
    assert_eq!(error.kind(), Kind::Decode);
    assert_eq!(error.operation().map(|operation| operation.name), Some("DescribeGadgets"));
    assert!(error.raw().is_some_and(|raw| raw.body() == ODD.1.as_bytes()));
    Ok(())
}

#[tokio::test]
async fn dropping_it_ends_the_wait() -> TestResult {
    let (script, client) = script(&[CREATING]).await?;
    let (seen, mut polled) = tokio::sync::mpsc::unbounded_channel();
    let wait = start(&client).send_and_wait().with_interval(Duration::ZERO).with_deadline(Duration::MAX);
    // The test may have seen enough, and listen no longer.
    let wait = wait.on_progress(move |progress| seen.send(progress.polls).unwrap_or_default());
    tokio::select! {
        _ = wait => return Err("it never ends".into()),
        polls = polled.recv() => assert_eq!(polls, Some(1)),
    }
    while polled.recv().await.is_some() {}
    let asked = script.asked().len();
    client.describe_gadgets().gadget_ids(["g-2"]).send().await?;
    assert_eq!(script.asked().len(), asked + 1, "nothing but the new call was asked");
    Ok(())
}

#[tokio::test]
async fn it_goes_through_the_emulator() -> TestResult {
    let allocated: Value = json!({"AnycastId": "aeip-1", "Status": "Allocated"});
    let emulator = Emulator::builder()
        .specs(root().join("specs"))
        .list("ListAnycastEipAddresses", [allocated])
        .start()
        .await?;
    let client = local::eipanycast(emulator.url())?;
    let call = client
        .unassociate_anycast_eip_address()
        .bind_instance_id("lb-2zebb08phyczzawe****")
        .bind_instance_region_id("us-west-1")
        .bind_instance_type("SlbInstance")
        .anycast_id("aeip-1")
        .prepare();
    let done = call.send_and_wait().with_interval(Duration::ZERO).await?;
    assert_eq!(done.state.as_deref(), Some("Allocated"));
    let operations: Vec<_> = emulator.requests().into_iter().filter_map(|it| it.operation).collect();
    assert_eq!(operations, ["UnassociateAnycastEipAddress", "ListAnycastEipAddresses"]);
    Ok(())
}
