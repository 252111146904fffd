//! HTTP/1.1 by hand: any bytes can be sent, and what comes back is taken apart.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use acs_emulator::Emulator;
use serde_json::Value;

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// The error code; empty where there is none.
    pub(crate) fn code(&self) -> String {
        self.json()["Code"].as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn message(&self) -> String {
        self.json()["Message"].as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// Sends the bytes and reads until the emulator closes.
pub(crate) fn send(emulator: &Emulator, request: &[u8]) -> std::io::Result<Answer> {
    read_answer(write(emulator, request)?)
}

/// Sends the bytes and no more, whatever the emulator still waits for.
pub(crate) fn send_and_end(emulator: &Emulator, request: &[u8]) -> std::io::Result<Answer> {
    let stream = write(emulator, request)?;
    stream.shutdown(Shutdown::Write)?;
    read_answer(stream)
}

fn write(emulator: &Emulator, request: &[u8]) -> std::io::Result<TcpStream> {
    let mut stream = TcpStream::connect(emulator.url().trim_start_matches("http://"))?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    stream.write_all(request)?;
    Ok(stream)
}

fn read_answer(mut stream: TcpStream) -> std::io::Result<Answer> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(bytes.len());
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    Ok(Answer { status, head, body: bytes.split_off((end + 4).min(bytes.len())) })
}

/// A request without a signature.
pub(crate) fn head(method: &str, target: &str, headers: &[(String, String)], body: &[u8]) -> Vec<u8> {
    let mut request = format!("{method} {target} HTTP/1.1\r\nconnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
    [request.as_bytes(), body].concat()
}
