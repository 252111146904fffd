//! Pages, items and waits on a thread, without a runtime.

use std::time::Duration;

use acs_eipanycast_20200309::Client;
use acs_emulator::Emulator;
use acs_runtime::Kind;
use serde_json::{Value, json};

use crate::skipped::root;
use crate::{TestResult, local};

fn emulator() -> Result<Emulator, acs_emulator::Error> {
    let address = |id: usize| -> Value { json!({"AnycastId": format!("aeip-{id}"), "Status": "Released"}) };
    let specs = root().join("specs");
    Emulator::builder().specs(specs).list("ListAnycastEipAddresses", (0..70).map(address)).start_blocking()
}

#[test]
fn items_and_pages_are_iterators() -> TestResult {
    let emulator = emulator()?;
    let client: Client = local::configure(Client::builder(), emulator.url()).blocking().build()?;
    let ids = client
        .list_anycast_eip_addresses()
        .prepare()
        .items()
        .wait()
        .map(|item| item.map(|item| item.anycast_id));
    let ids: Vec<_> = ids.collect::<Result<_, _>>()?;
    assert_eq!(ids, Vec::from_iter((0..70).map(|id| Some(format!("aeip-{id}")))));
    let pages = client.list_anycast_eip_addresses().prepare().pages().wait();
    let sizes: Vec<_> =
        pages.map(|page| page.map(|page| page.anycast_list.len())).collect::<Result<_, _>>()?;
    assert_eq!(sizes, [50, 20]);
    Ok(())
}

#[test]
fn a_thread_waits_for_the_end() -> TestResult {
    let emulator = emulator()?;
    let client: Client = local::configure(Client::builder(), emulator.url()).blocking().build()?;
    let call = client.release_anycast_eip_address().anycast_id("aeip-1").prepare();
    let done = call.send_and_wait().with_interval(Duration::ZERO).wait()?;
    assert_eq!(done.state.as_deref(), Some("Released"));
    assert_eq!(emulator.requests().len(), 2);
    Ok(())
}

#[test]
fn an_asynchronous_client_says_so() -> TestResult {
    let emulator = emulator()?;
    let client = local::eipanycast(emulator.url())?;
    let mut items = client.list_anycast_eip_addresses().prepare().items().wait();
    let error = items.next().ok_or("there is an error")?.expect_err("no thread can wait for it");
    assert_eq!(error.kind(), Kind::Configuration);
    assert!(items.next().is_none());
    let call = client.release_anycast_eip_address().anycast_id("aeip-1").prepare();
    assert_eq!(call.send_and_wait().wait().expect_err("nor here").kind(), Kind::Configuration);
    assert!(emulator.requests().is_empty());
    Ok(())
}
