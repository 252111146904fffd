//! A network that loses requests and answers, and a service that throttles: no call is lost, and none carried out twice.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use acs_eipanycast_20200309::Client;
use acs_emulator::{Emulator, Outcome, Trouble};
use acs_runtime::Kind;
use acs_runtime::retry::RetryPolicy;
use tokio::task::JoinSet;

use super::documented_call;
use crate::skipped::root;
use crate::{TestResult, local};

const CALLS: usize = 300;
const RATE: f64 = 0.2;
const KINDS: [Trouble; 5] = [
    Trouble::LostRequest,
    Trouble::LostAnswer,
    Trouble::Throttling,
    Trouble::Unavailable,
    Trouble::Delay(Duration::from_millis(1)),
];

#[tokio::test]
async fn no_call_is_lost_and_none_carried_out_twice() -> TestResult {
    let done: Arc<Mutex<HashMap<String, usize>>> = Arc::default();
    let seen = done.clone();
    let builder = Emulator::builder().specs(root().join("specs/eipanycast")).trouble(RATE, KINDS).seed(1);
    let builder = builder.on_request(move |request| {
        if request.outcome == Outcome::Answered {
            let token = request.parameters["ClientToken"].to_string();
            *seen.lock().expect("nobody panicked").entry(token).or_default() += 1;
        }
    });
    let emulator = builder.start().await?;
    let quick = Duration::from_millis(1);
    let retry =
        RetryPolicy { attempts: 12, base: quick, slow_base: quick, cap: quick, ..RetryPolicy::default() };
    let client = local::configure(Client::builder(), emulator.url());
    let client = client.retry(retry).retry_budget(10_000).build()?;
    let mut calls = JoinSet::new();
    for _ in 0..CALLS {
        let client = client.clone();
        calls.spawn(async move {
            documented_call(&client).send_with_raw().await.map(|answer| answer.raw.attempts())
        });
    }
    let attempts: Vec<u32> = calls.join_all().await.into_iter().collect::<Result<_, _>>()?;
    assert!(attempts.iter().any(|attempts| *attempts > 1), "there was trouble");
    let done = done.lock().expect("nobody panicked");
    assert_eq!(done.len(), CALLS);
    assert!(done.values().all(|times| *times == 1), "{done:?}");
    Ok(())
}

#[tokio::test]
async fn trouble_is_what_it_is_called() -> TestResult {
    for (trouble, kind, recorded) in [
        (Trouble::LostRequest, Kind::Transport, 0),
        (Trouble::LostAnswer, Kind::Transport, 1),
        (Trouble::Throttling, Kind::Throttled, 1),
        (Trouble::Unavailable, Kind::Unavailable, 1),
    ] {
        let builder = Emulator::builder().specs(root().join("specs/eipanycast")).trouble(1.0, [trouble]);
        let emulator = builder.start().await?;
        let client = local::configure(Client::builder(), emulator.url()).retry(RetryPolicy::never());
        let client = client.build()?;
        let error = documented_call(&client).send().await.expect_err("it meets trouble");
        assert_eq!((error.kind(), emulator.requests().len()), (kind, recorded), "{trouble:?}: {error}");
    }
    Ok(())
}
