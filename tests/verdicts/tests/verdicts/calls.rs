//! A call that was right before, as it went over the wire before, at a service that is as newly documented.

use acs_codegen::model::Api;
use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Emulator};
use acs_runtime::{Client, Error};
use acs_verdicts::{Call, Now, cases};
use serde_json::Value;

use crate::TestResult;

#[test]
fn calls_end_as_the_verdicts_say() -> TestResult {
    for case in cases()? {
        let Some(call) = &case.call else { continue };
        let before = send(call, case.old.api()).map_err(|error| format!("{}: {error}", case.name))?;
        let now = match send(call, case.new.api()) {
            Ok(answer) if has_all(&answer, &before) => Now::Answered,
            Ok(_) => Now::Otherwise,
            Err(_) => Now::Refused,
        };
        assert_eq!(now, call.now, "{}", case.name);
        assert_eq!(case.report().breaks_calls(), now != Now::Answered, "{}", case.name);
    }
    Ok(())
}

fn send(call: &Call, api: Option<&Api>) -> Result<Value, Box<dyn std::error::Error>> {
    let emulator = Emulator::builder().model(api.cloned()).start_blocking()?;
    Ok(answer(call, &emulator)?)
}

fn answer(call: &Call, emulator: &Emulator) -> Result<Value, Error> {
    let builder = Client::of("Thing", "1").region("cn-hangzhou").endpoint(emulator.url());
    let client = builder.access_key(ACCESS_KEY_ID, ACCESS_KEY_SECRET).blocking().build()?;
    let mut sent = client.untyped(&call.operation);
    if let Some((method, path)) = call.route.as_deref().and_then(|route| route.split_once(' ')) {
        sent = sent.roa(method, path);
    }
    for (name, value) in &call.with {
        sent = sent.param(name, value.clone());
    }
    sent.send().wait()
}

/// Whether an answer has everything that another one had, of the same types.
fn has_all(answer: &Value, before: &Value) -> bool {
    match (answer, before) {
        (Value::Object(now), Value::Object(was)) => {
            was.iter().all(|(name, was)| now.get(name).is_some_and(|now| has_all(now, was)))
        }
        (Value::Array(now), Value::Array(was)) => match (now.first(), was.first()) {
            (Some(now), Some(was)) => has_all(now, was),
            (_, was) => was.is_none(),
        },
        (now, was) => std::mem::discriminant(now) == std::mem::discriminant(was),
    }
}
