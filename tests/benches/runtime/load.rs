//! Calls through an emulator that gives one request in twenty trouble, with 200 under way: none is lost, none carried out
//! twice, and memory does not grow with their number.

use std::collections::HashMap;
use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use acs_eipanycast_20200309::Client;
use acs_eipanycast_20200309::unassociate_anycast_eip_address::UnassociateAnycastEipAddress;
use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Emulator, Outcome, Recorded, Trouble};
use acs_runtime::retry::RetryPolicy;
use tokio::task::{JoinError, JoinSet};

use crate::sign::request;

const UNDER_WAY: u32 = 200;
/// The rounds: the first one tells what memory the second one, with ten times as many calls, is compared with.
const CALLS: [u32; 2] = [10_000, 100_000];
const TROUBLE: f64 = 0.05;
const KINDS: [Trouble; 4] =
    [Trouble::LostRequest, Trouble::LostAnswer, Trouble::Throttling, Trouble::Unavailable];
/// The most memory of the second round, as a multiple of the first one's.
const GROWTH: f64 = 1.2;

/// How often the request of each token came, and how often it was carried out.
type Effects = HashMap<u64, (u8, u8)>;

pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    let effects: Arc<Mutex<Effects>> = Arc::default();
    let seen = effects.clone();
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/eipanycast");
    let builder = Emulator::builder().specs(specs).trouble(TROUBLE, KINDS);
    let emulator = builder.on_request(move |request| note(request, &seen)).start_blocking()?;
    let client: Client = Client::builder()
        .region("cn-hangzhou")
        .access_key(ACCESS_KEY_ID, ACCESS_KEY_SECRET)
        .endpoint(emulator.url())
        .retry(RetryPolicy { attempts: 10, ..RetryPolicy::default() })
        .build()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "\ncalls through an emulator, {UNDER_WAY} under way, {TROUBLE} of the requests with trouble"
    )?;
    writeln!(
        out,
        "{:>8} {:>8} {:>9} {:>6} {:>6} {:>10}",
        "calls", "calls/s", "requests", "lost", "twice", "peak MiB"
    )?;
    let mut peaks = Vec::new();
    for calls in CALLS {
        lock(&effects).clear();
        forget_peak();
        let start = Instant::now();
        let lost = runtime.block_on(send_all(&client, calls))?;
        let rate = f64::from(calls) / start.elapsed().as_secs_f64();
        let peak = peak_mib();
        let effects = lock(&effects);
        let requests: u32 = effects.values().map(|(requests, _)| u32::from(*requests)).sum();
        let twice = effects.values().filter(|(_, done)| *done > 1).count();
        let never = calls as usize - effects.values().filter(|(_, done)| *done > 0).count();
        let shown = peak.map_or("?".to_owned(), |peak| format!("{peak:.0}"));
        writeln!(out, "{calls:>8} {rate:>8.0} {requests:>9} {lost:>6} {twice:>6} {shown:>10}")?;
        if (lost, twice, never) != (0, 0, 0) {
            return Err(format!("{lost} calls failed, {twice} were carried out twice, {never} never").into());
        }
        peaks.extend(peak);
    }
    match peaks[..] {
        [first, second] if second > first * GROWTH => {
            Err(format!("memory grew from {first:.0} to {second:.0} MiB").into())
        }
        _ => Ok(()),
    }
}

fn lock(effects: &Mutex<Effects>) -> std::sync::MutexGuard<'_, Effects> {
    effects.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn note(request: &Recorded, effects: &Mutex<Effects>) {
    let token = request.parameters["ClientToken"].as_str().and_then(|token| token.parse().ok());
    if let Some(token) = token {
        let mut effects = lock(effects);
        let (requests, done) = effects.entry(token).or_default();
        *requests = requests.saturating_add(1);
        *done += u8::from(request.outcome == Outcome::Answered);
    }
}

/// Sends so many calls, each with a token of its own, and counts those that fail.
async fn send_all(client: &Client, calls: u32) -> Result<u32, JoinError> {
    let (next, failed) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
    let mut tasks = JoinSet::new();
    for _ in 0..UNDER_WAY {
        let (client, next, failed) = (client.clone(), next.clone(), failed.clone());
        tasks.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= calls {
                    break;
                }
                let token = Some(format!("{calls}{number:06}"));
                let request = UnassociateAnycastEipAddress { client_token: token, ..request() };
                if client.call(request).send().await.is_err() {
                    failed.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
    }
    while let Some(task) = tasks.join_next().await {
        task?;
    }
    Ok(failed.load(Ordering::Relaxed))
}

/// Lets the peak of this process's memory start anew, where the system can.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most memory that the process had at once; none where the system does not tell.
fn peak_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<f64>().ok()? / 1024.0)
}
