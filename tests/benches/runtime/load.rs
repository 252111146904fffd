//! Calls through an emulator that gives one request in twenty trouble, with 200 under way: none is lost, none carried out
//! twice, and memory does not grow with their number.

use std::collections::HashMap;
use std::error::Error;
use std::io::{BufRead as _, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use acs_eipanycast_20200309::Client;
use acs_eipanycast_20200309::unassociate_anycast_eip_address::UnassociateAnycastEipAddress;
use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Emulator, Outcome, Recorded, Trouble};
use acs_runtime::retry::RetryPolicy;
use tokio::task::{JoinError, JoinSet};

use crate::request::request;

const UNDER_WAY: u32 = 200;
/// The rounds: the first one tells what memory the second one, with ten times as many calls, is compared with.
const CALLS: [u32; 2] = [10_000, 100_000];
const TROUBLE: f64 = 0.05;
const KINDS: [Trouble; 4] =
    [Trouble::LostRequest, Trouble::LostAnswer, Trouble::Throttling, Trouble::Unavailable];
/// The most memory of the second round, as a multiple of the first one's.
const GROWTH: f64 = 1.2;

/// The argument that makes the program the emulator of another one of its kind, whose memory is measured.
pub(crate) const EMULATE: &str = "emulate";

pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    let mut service = Service::start()?;
    let client: Client = Client::builder()
        .region("cn-hangzhou")
        .access_key(ACCESS_KEY_ID, ACCESS_KEY_SECRET)
        .endpoint(service.url.as_str())
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
        forget_peak();
        let start = Instant::now();
        let lost = runtime.block_on(send_all(&client, calls))?;
        let rate = f64::from(calls) / start.elapsed().as_secs_f64();
        let peak = peak_mib();
        let Effects { requests, done, twice } = service.effects()?;
        let shown = peak.map_or("?".to_owned(), |peak| format!("{peak:.1}"));
        writeln!(out, "{calls:>8} {rate:>8.0} {requests:>9} {lost:>6} {twice:>6} {shown:>10}")?;
        let never = calls - done;
        if (lost, twice, never) != (0, 0, 0) {
            return Err(format!("{lost} calls failed, {twice} were carried out twice, {never} never").into());
        }
        peaks.extend(peak);
    }
    match peaks[..] {
        [first, second] if second > first * GROWTH => {
            Err(format!("memory grew from {first:.1} to {second:.1} MiB").into())
        }
        _ => Ok(()),
    }
}

/// What a round had done: how many requests came, how many tokens were carried out, and how many of them twice.
#[derive(Default)]
struct Effects {
    requests: u32,
    done: u32,
    twice: u32,
}

/// The emulator, in a process of its own.
struct Service {
    process: Child,
    url: String,
    says: Lines<BufReader<ChildStdout>>,
}

impl Service {
    fn start() -> Result<Self, Box<dyn Error>> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut process = command.arg(EMULATE).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut says = BufReader::new(process.stdout.take().ok_or("it has an output")?).lines();
        let url = says.next().ok_or("the emulator does not say where it is")??;
        Ok(Self { process, url, says })
    }

    /// What the round had done, which ends with this.
    fn effects(&mut self) -> Result<Effects, Box<dyn Error>> {
        writeln!(self.process.stdin.as_mut().ok_or("it has an input")?)?;
        let line = self.says.next().ok_or("the emulator has ended")??;
        let numbers: Vec<u32> = line.split(' ').map(str::parse).collect::<Result<_, _>>()?;
        match numbers[..] {
            [requests, done, twice] => Ok(Effects { requests, done, twice }),
            _ => Err(format!("`{line}` are no effects").into()),
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // It ends with its input; that it has ended already is just as well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The other program: an emulator that says where it is, and for each line of input what was done since the last one.
pub(crate) fn emulate() -> Result<(), Box<dyn Error>> {
    let tokens: Arc<Mutex<HashMap<u64, (u32, u32)>>> = Arc::default();
    let seen = tokens.clone();
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/eipanycast");
    let builder = Emulator::builder().specs(specs).trouble(TROUBLE, KINDS);
    let emulator = builder.on_request(move |request| note(request, &mut lock(&seen))).start_blocking()?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", emulator.url())?;
    for line in std::io::stdin().lines() {
        line?;
        let mut effects = Effects::default();
        for (requests, done) in std::mem::take(&mut *lock(&tokens)).into_values() {
            effects.requests += requests;
            effects.done += u32::from(done > 0);
            effects.twice += u32::from(done > 1);
        }
        writeln!(out, "{} {} {}", effects.requests, effects.done, effects.twice)?;
    }
    Ok(())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Counts the requests of a token, and how often they were carried out.
fn note(request: &Recorded, tokens: &mut HashMap<u64, (u32, u32)>) {
    let token = request.parameters["ClientToken"].as_str().and_then(|token| token.parse().ok());
    if let Some(token) = token {
        let (requests, done) = tokens.entry(token).or_default();
        *requests += 1;
        *done += u32::from(request.outcome == Outcome::Answered);
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
