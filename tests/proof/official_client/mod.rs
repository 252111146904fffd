//! The official Python clients and ours send the same requests.
//!
//! The scripts in `python/` make with the official clients the calls that the functions here make with ours: all of
//! Eipanycast, and calls with deep parameters of [`ecs`] and [`cs`]. Each client calls an emulator of its own, and
//! what the two recorded is compared.

mod credentials;
mod cs;
mod ecs;

use std::env;
use std::path::PathBuf;
use std::process::Command;

use acs_emulator::{Emulator, Outcome, Recorded};
use serde_json::Value;

use crate::end_to_end::eipanycast::call_all;
use crate::skipped::{root, say};
use crate::{TestResult, local};

/// Headers that differ between any two requests or name the sort of client.
const OWN: [&str; 3] = ["x-acs-date", "x-acs-signature-nonce", "x-acs-credentials-provider"];

/// What a comparison of requests needs, or an error.
type Requests = Result<Vec<Recorded>, Box<dyn std::error::Error>>;

#[tokio::test]
async fn the_official_client_sends_what_we_send() -> TestResult {
    let Some(theirs) = run_official("eipanycast", &[]).await? else { return Ok(()) };
    compare_all(&run_eipanycast().await?, &theirs, 16);
    Ok(())
}

#[tokio::test]
async fn the_official_client_of_ecs_sends_what_we_send() -> TestResult {
    let Some(theirs) = run_official("deep", &["ecs"]).await? else { return Ok(()) };
    let emulator = local::start().await?;
    ecs::call_all(&local::ecs(emulator.url())?).await?;
    compare_all(&emulator.requests(), &theirs, 11);
    Ok(())
}

#[tokio::test]
async fn the_official_client_of_cs_sends_what_we_send() -> TestResult {
    let Some(theirs) = run_official("deep", &["cs"]).await? else { return Ok(()) };
    let emulator = local::start().await?;
    cs::call_all(&local::cs(emulator.url())?).await?;
    compare_all(&emulator.requests(), &theirs, 15);
    Ok(())
}

/// The interpreter that has the official clients: `$ACS_PYTHON`, or the one of `.venv`.
fn python() -> Option<PathBuf> {
    let chosen = env::var_os("ACS_PYTHON").map(PathBuf::from);
    let python = chosen.or_else(|| Some(root().join(".venv/bin/python")).filter(|path| path.exists()))?;
    let import =
        ["-c", "import alibabacloud_eipanycast20200309, alibabacloud_cs20151215, alibabacloud_ecs20140526"];
    let output = Command::new(&python).args(import).output().ok()?;
    output.status.success().then_some(python)
}

/// What the official client sent, or none, after a line about it, where it is not installed.
async fn run_official(
    script: &str,
    arguments: &[&str],
) -> Result<Option<Vec<Recorded>>, Box<dyn std::error::Error>> {
    let Some(python) = python() else {
        say("skipped: the official Python clients are not installed");
        return Ok(None);
    };
    let emulator = local::start().await?;
    let script = root().join("tests/python").join(script).with_extension("py");
    let output = Command::new(python).arg(script).args(arguments).arg(address(&emulator)).output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(Some(emulator.requests()))
}

async fn run_eipanycast() -> Requests {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    call_all(&client).await?;
    let call = client.associate_anycast_eip_address().bind_instance_id("lb-1").bind_instance_region_id("r");
    call.bind_instance_type("SlbInstance").anycast_id("aeip-1").client_token("dry").dry_run().await?;
    Ok(emulator.requests())
}

fn address(emulator: &Emulator) -> &str {
    emulator.url().trim_start_matches("http://")
}

#[track_caller]
fn compare_all(ours: &[Recorded], theirs: &[Recorded], count: usize) {
    assert_eq!((ours.len(), theirs.len()), (count, count));
    for (ours, theirs) in ours.iter().zip(theirs) {
        compare(ours, theirs);
    }
}

#[track_caller]
fn compare(ours: &Recorded, theirs: &Recorded) {
    assert_eq!(ours.operation, theirs.operation);
    let name = ours.operation.as_deref().unwrap_or_default();
    assert!(matches!(theirs.outcome, Outcome::Answered | Outcome::DryRun), "{theirs}");
    assert_eq!(ours.outcome, theirs.outcome, "{name}");
    assert_eq!((&ours.method, &ours.path), (&theirs.method, &theirs.path), "{name}");
    assert_eq!(query(ours), query(theirs), "{name}");
    assert_eq!(body(ours), body(theirs), "{name}");
    assert_eq!(ours.header("content-type"), theirs.header("content-type"), "{name}");
    assert_eq!(headers(ours), headers(theirs), "{name}");
    let parameters = |request: &Recorded| without_empty_lists(request.parameters.clone());
    assert_eq!(parameters(ours), parameters(theirs), "{name}");
}

/// The query in the order of its names, with booleans as we write them: the official client writes `True`.
fn query(request: &Recorded) -> Vec<(&str, Value)> {
    let fold = |value| match value {
        "True" => "true",
        "False" => "false",
        other => other,
    };
    let pairs = request.query.iter();
    let mut pairs: Vec<_> =
        pairs.map(|(name, value)| (name.as_str(), read_json(fold(value.as_str())))).collect();
    pairs.sort_unstable_by_key(|(name, _)| *name);
    pairs
}

fn body(request: &Recorded) -> Value {
    read_json(&String::from_utf8_lossy(&request.body))
}

/// An object or a list as its value, for the order of members means nothing; all else as its text.
fn read_json(text: &str) -> Value {
    let is_tree = text.starts_with(['{', '[']);
    let tree = is_tree.then(|| serde_json::from_str(text).ok()).flatten();
    tree.map_or_else(|| Value::from(text), without_empty_lists)
}

/// The official client writes an empty list for each list within an object that was not given. No call gives one.
fn without_empty_lists(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.into_iter().filter(|(_, value)| *value != Value::Array(Vec::new()));
            Value::Object(kept.map(|(name, value)| (name, without_empty_lists(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_empty_lists).collect()),
        scalar @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => scalar,
    }
}

/// The headers of the signature but for the hash of a body, which each emulator compared with its bytes.
fn headers(request: &Recorded) -> Vec<(&str, &str)> {
    let hashes_body = |name: &str| name == "x-acs-content-sha256" && !request.body.is_empty();
    let pairs = request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let mut pairs: Vec<_> = pairs
        .filter(|(name, _)| name.starts_with("x-acs-") && !OWN.contains(name) && !hashes_body(name))
        .collect();
    pairs.sort_unstable();
    pairs
}
