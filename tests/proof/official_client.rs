//! The official Python client and ours send the same requests.
//!
//! `python/calls.py` makes the calls of [`call_all`](crate::end_to_end::eipanycast::call_all) with the official
//! client. Both call an emulator each, and what the two recorded is compared.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use acs_emulator::{Emulator, Outcome, Recorded};

use crate::end_to_end::eipanycast::call_all;
use crate::skipped::{root, say};
use crate::{TestResult, local};

/// Headers that differ between any two requests or name the sort of client.
const OWN: [&str; 3] = ["x-acs-date", "x-acs-signature-nonce", "x-acs-credentials-provider"];

#[tokio::test]
async fn the_official_client_sends_what_we_send() -> TestResult {
    let Some(python) = python() else {
        say("skipped: the official Python client is not installed");
        return Ok(());
    };
    let theirs = run_official(&python).await?;
    let ours = run_ours().await?;
    assert_eq!(theirs.len(), 16);
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        compare(ours, theirs);
    }
    Ok(())
}

/// The interpreter that has the official client: `$ACS_PYTHON`, or the one of `.venv`.
fn python() -> Option<PathBuf> {
    let chosen = env::var_os("ACS_PYTHON").map(PathBuf::from);
    let python = chosen.or_else(|| Some(root().join(".venv/bin/python")).filter(|path| path.exists()))?;
    let import = ["-c", "import alibabacloud_eipanycast20200309.client"];
    let output = Command::new(&python).args(import).output().ok()?;
    output.status.success().then_some(python)
}

async fn run_official(python: &PathBuf) -> Result<Vec<Recorded>, Box<dyn std::error::Error>> {
    let emulator = local::start().await?;
    let script = root().join("tests/python/calls.py");
    let output = Command::new(python).arg(script).arg(address(&emulator)).output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(emulator.requests())
}

async fn run_ours() -> Result<Vec<Recorded>, Box<dyn std::error::Error>> {
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
fn compare(ours: &Recorded, theirs: &Recorded) {
    assert_eq!(ours.operation, theirs.operation);
    let name = ours.operation.as_deref().unwrap_or_default();
    assert!(matches!(theirs.outcome, Outcome::Answered | Outcome::DryRun), "{theirs}");
    assert_eq!(ours.outcome, theirs.outcome, "{name}");
    assert_eq!((&ours.method, &ours.path), (&theirs.method, &theirs.path), "{name}");
    assert_eq!(query(ours), query(theirs), "{name}");
    assert_eq!(ours.body, theirs.body, "{name}");
    assert_eq!(ours.header("content-type"), theirs.header("content-type"), "{name}");
    assert_eq!(headers(ours), headers(theirs), "{name}");
    assert_eq!(ours.parameters, theirs.parameters, "{name}");
}

/// The query in the order of its names, with booleans as we write them: the official client writes `True`.
fn query(request: &Recorded) -> Vec<(&str, &str)> {
    let fold = |value| match value {
        "True" => "true",
        "False" => "false",
        other => other,
    };
    let pairs = request.query.iter();
    let mut pairs: Vec<_> = pairs.map(|(name, value)| (name.as_str(), fold(value.as_str()))).collect();
    pairs.sort_unstable();
    pairs
}

fn headers(request: &Recorded) -> Vec<(&str, &str)> {
    let pairs = request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let mut pairs: Vec<_> =
        pairs.filter(|(name, _)| name.starts_with("x-acs-") && !OWN.contains(name)).collect();
    pairs.sort_unstable();
    pairs
}
