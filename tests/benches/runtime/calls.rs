//! What a call costs over loopback, on one thread and one after the other: ours, bare loops of the same libraries with the
//! same payload, the official Python client, and another crate. The last two are left out where they are not installed;
//! `tests/throughput` installs them.

mod server;

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use acs_eipanycast_20200309::Client;
use serde::Deserialize;
use tokio::runtime::Runtime;

use crate::request::request;
use crate::rounds::medians;
use server::Server;

const CALLS: u32 = 1000;
/// Calls of a client that takes about a millisecond for each.
const SLOW_CALLS: u32 = 100;
/// Calls of a client that takes tens of milliseconds for each.
const SLOWEST_CALLS: u32 = 10;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A client: what it is called, and which case it is compared with.
struct Case<'c> {
    name: &'static str,
    base: usize,
    /// One round; gives the nanoseconds that a call took.
    round: Box<dyn Fn() -> Result<f64> + 'c>,
}

pub(crate) fn run(rounds: usize) -> Result<()> {
    let server = Server::start()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let builder = || {
        let builder = Client::builder().region("cn-hangzhou").access_key("testid", "testsecret");
        builder.endpoint(server.url())
    };
    let (client, blocking): (Client, Client) = (builder().build()?, builder().blocking().build()?);
    let (reqwest, ureq) = (reqwest::Client::new(), ureq::Agent::new_with_defaults());
    // The bare loops send what ours sends, signed once.
    let signed = runtime.block_on(client.call(request()).sign())?;
    let mut cases = vec![
        Case {
            name: "reqwest, bare",
            base: 0,
            round: Box::new(|| bare_reqwest(&runtime, &reqwest, &signed)),
        },
        Case { name: "acs-runtime", base: 0, round: Box::new(|| ours(&runtime, &client)) },
        Case { name: "ureq, bare", base: 2, round: Box::new(|| bare_ureq(&ureq, &signed)) },
        Case { name: "acs-runtime, blocking", base: 2, round: Box::new(|| ours_blocking(&blocking)) },
    ];
    let others = [
        (
            "official Python client",
            vec![root(".venv/bin/python"), root("tests/python/throughput.py")],
            SLOW_CALLS,
        ),
        ("aliyun-openapi-core-rust-sdk", vec![root("tests/peer/target/release/peer")], SLOWEST_CALLS),
    ];
    for (name, command, calls) in others {
        if command.iter().all(|part| part.exists()) {
            let url = server.url();
            cases.push(Case { name, base: 1, round: Box::new(move || other(&command, &url, calls)) });
        }
    }
    let mut times = Vec::new();
    let mut connections = vec![0; cases.len()];
    for _ in 0..rounds {
        let mut round = Vec::new();
        for (case, connections) in cases.iter().zip(&mut connections) {
            let before = server.connections();
            round.push((case.round)()?);
            *connections += server.connections() - before;
        }
        times.push(round);
    }
    report(&cases, &times, &connections)
}

fn report(cases: &[Case<'_>], times: &[Vec<f64>], connections: &[usize]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\ncalls over loopback, one thread, {} rounds", times.len())?;
    writeln!(
        out,
        "{:<28} {:>9} {:>8}  {:<22} {:>11}",
        "client", "calls/s", "x time", "compared with", "connections"
    )?;
    for (index, case) in cases.iter().enumerate() {
        let (nanoseconds, ratio) = medians(times, index, case.base);
        let (base, opened) = (cases[case.base].name, connections[index]);
        writeln!(out, "{:<28} {:>9.0} {ratio:>8.2}  {base:<22} {opened:>11}", case.name, 1e9 / nanoseconds)?;
    }
    Ok(())
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// Nanoseconds that each of so many calls takes.
fn time(mut call: impl FnMut() -> Result<()>) -> Result<f64> {
    call()?;
    let start = Instant::now();
    for _ in 0..CALLS {
        call()?;
    }
    Ok(start.elapsed().as_nanos() as f64 / f64::from(CALLS))
}

fn ours(runtime: &Runtime, client: &Client) -> Result<f64> {
    time(|| runtime.block_on(async { Ok(client.call(request()).send().await.map(drop)?) }))
}

fn ours_blocking(client: &Client) -> Result<f64> {
    time(|| Ok(client.call(request()).send().wait().map(drop)?))
}

/// The answer, as somebody without a generator reads it.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    request_id: String,
}

fn read(body: &[u8]) -> Result<()> {
    let answer: Answer = serde_json::from_slice(body)?;
    assert!(!answer.request_id.is_empty());
    Ok(())
}

fn bare_reqwest(
    runtime: &Runtime,
    client: &reqwest::Client,
    signed: &http::Request<impl Sized>,
) -> Result<f64> {
    let url = signed.uri().to_string();
    time(|| {
        let request = client.post(&url).headers(signed.headers().clone());
        runtime.block_on(async { read(&request.send().await?.bytes().await?) })
    })
}

fn bare_ureq(agent: &ureq::Agent, signed: &http::Request<impl Sized>) -> Result<f64> {
    let url = signed.uri().to_string();
    time(|| {
        let mut request = agent.post(&url);
        for (name, value) in signed.headers() {
            request = request.header(name, value);
        }
        read(&request.send_empty()?.body_mut().read_to_vec()?)
    })
}

/// A client in another process, which prints the nanoseconds that a call took.
fn other(command: &[PathBuf], url: &str, calls: u32) -> Result<f64> {
    let mut process = Command::new(&command[0]);
    let output = process.args(&command[1..]).arg(url).arg(calls.to_string()).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let text = String::from_utf8(output.stdout)?;
    text.trim().parse().map_err(|_| format!("`{}` failed: {said}", command[0].display()).into())
}
