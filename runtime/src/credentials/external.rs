//! Credentials that a program prints.

use std::io::{self, Read as _};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use serde::Deserialize;
use zeroize::Zeroizing;

use super::answer::{present, time, unreadable};
use super::{Credentials, CredentialsError, CredentialsProvider, Providing, background};
use crate::transport::Transport;

/// How long the program may run: as long as the official clients let it.
const TIMEOUT: Duration = Duration::from_secs(60);
/// The longest that anybody may let it run, for a point in time has an end.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);
/// The most bytes that it may print.
const MAX_OUTPUT: u64 = 64 << 10;
/// When a temporary key is asked for again whose end the program does not tell.
const UNKNOWN_LIFE: Duration = Duration::from_secs(15 * 60);
/// How often to look whether a program has ended that has said all.
const TICK: Duration = Duration::from_millis(10);

/// Runs a program that prints credentials as JSON: `mode`, which is `AK` or `StsToken`, `access_key_id`,
/// `access_key_secret`, `sts_token` and, in UTC, `expiration`; as profiles of mode `External` do.
///
/// It may run for 60 seconds and print 64 KiB. A temporary key without an expiration is asked for again within 15
/// minutes. What it says on standard error goes where that of this process goes.
#[derive(Clone)]
pub struct External {
    command: String,
    timeout: Duration,
}

// The arguments may hold a secret.
crate::redacted!(External { timeout } hides { command });

impl External {
    /// A program and its arguments, with quotes and backslashes as in a POSIX shell, without which it is run; on Windows
    /// `cmd` runs it.
    pub fn new(command: impl Into<String>) -> Self {
        Self { command: command.into(), timeout: TIMEOUT }
    }

    /// How long the program may run, at most a day; 60 seconds when not set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    async fn run(&self) -> Result<Credentials, CredentialsError> {
        let (command, timeout) = (command(&self.command)?, self.timeout);
        let name = command.get_program().to_string_lossy().into_owned();
        let output = background::run(move || output(command, timeout)).await;
        let failed = |what: &str| CredentialsError::new(format!("the program `{name}`: {what}"));
        let output = output.map_err(|error| failed(&error.to_string()))?;
        read(&output).map_err(|error| failed(&error.to_string()))
    }
}

impl CredentialsProvider for External {
    fn provide<'p>(&'p self, _transport: &'p dyn Transport) -> Providing<'p> {
        Box::pin(self.run())
    }
}

#[cfg(not(windows))]
fn command(line: &str) -> Result<Command, CredentialsError> {
    let words = shlex::split(line).filter(|words| !words.is_empty());
    let words =
        words.ok_or_else(|| CredentialsError::new("the command is empty, or a quote in it is open"))?;
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]);
    Ok(command)
}

#[cfg(windows)]
fn command(line: &str) -> Result<Command, CredentialsError> {
    use std::os::windows::process::CommandExt as _;
    let mut command = Command::new("cmd");
    command.arg("/C").raw_arg(line);
    Ok(command)
}

/// Runs a program to its end and gives what it printed.
fn output(mut command: Command, timeout: Duration) -> io::Result<Zeroizing<Vec<u8>>> {
    let until = Instant::now() + timeout.min(LONGEST);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
    let output = collect(&mut child, until);
    // A program that has ended already cannot be killed, and must be waited for all the same.
    let _ = child.kill();
    child.wait()?;
    output
}

fn collect(child: &mut Child, until: Instant) -> io::Result<Zeroizing<Vec<u8>>> {
    let stdout = child.stdout.take().ok_or_else(|| io::Error::other("it has no output"))?;
    let (sender, receiver) = mpsc::channel();
    // It ends with the output, which a program that was killed may have left to others; nobody waits for it then.
    thread::spawn(move || sender.send(read_all(stdout)));
    let too_long = || io::Error::new(io::ErrorKind::TimedOut, "it takes too long");
    let left = until.saturating_duration_since(Instant::now());
    let output = receiver.recv_timeout(left).map_err(|_| too_long())??;
    loop {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(output),
            Some(status) => return Err(io::Error::other(format!("it failed, {status}"))),
            None if Instant::now() >= until => return Err(too_long()),
            None => thread::sleep(TICK),
        }
    }
}

fn read_all(stdout: ChildStdout) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut output = Zeroizing::new(Vec::with_capacity(MAX_OUTPUT as usize + 1));
    stdout.take(MAX_OUTPUT + 1).read_to_end(&mut output)?;
    if output.len() as u64 > MAX_OUTPUT {
        return Err(io::Error::other(format!("it prints more than {MAX_OUTPUT} bytes")));
    }
    Ok(output)
}

#[derive(Deserialize)]
struct Printed {
    mode: Option<String>,
    access_key_id: Option<String>,
    access_key_secret: Option<Zeroizing<String>>,
    sts_token: Option<Zeroizing<String>>,
    expiration: Option<String>,
}

fn read(output: &[u8]) -> Result<Credentials, CredentialsError> {
    let printed: Printed = serde_json::from_slice(output).map_err(|error| unreadable(&error))?;
    let id = present(printed.access_key_id, "access_key_id")?;
    let secret = present(printed.access_key_secret, "access_key_secret")?;
    let is_temporary = printed.mode.as_deref() == Some("StsToken");
    let token = if is_temporary { Some(present(printed.sts_token, "sts_token")?) } else { printed.sts_token };
    let credentials = Credentials::build(id, secret, token, "external");
    Ok(match printed.expiration.filter(|text| !text.is_empty()) {
        Some(text) => credentials.expiring_at(time(&text)?),
        None if credentials.security_token().is_some() => {
            credentials.expiring_at(SystemTime::now() + UNKNOWN_LIFE)
        }
        None => credentials,
    })
}
