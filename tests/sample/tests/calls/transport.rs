//! A transport to the emulator, whatever the host name that a request is signed for.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use acs_runtime::Raw;
use acs_runtime::transport::{Attempt, Sending, Sleeping, Transport, TransportError};
use http::{HeaderMap, HeaderName, HeaderValue};

/// Connects to one address.
#[derive(Debug)]
pub(crate) struct Loopback(String);

impl Loopback {
    pub(crate) fn to(url: &str) -> Self {
        Self(url.trim_start_matches("http://").to_owned())
    }

    /// One request per connection. It blocks, and the emulator has a thread of its own.
    fn exchange(&self, attempt: &Attempt) -> io::Result<Raw> {
        let mut stream = TcpStream::connect(&self.0)?;
        stream.set_read_timeout(Some(attempt.timeout))?;
        stream.write_all(&bytes(attempt))?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        read(&answer).ok_or_else(|| io::Error::other("the answer is no HTTP"))
    }
}

impl Transport for Loopback {
    fn send(&self, attempt: Attempt) -> Sending<'_> {
        Box::pin(async move { self.exchange(&attempt).map_err(TransportError::exchange) })
    }

    fn sleep(&self, duration: Duration) -> Sleeping<'_> {
        Box::pin(async move { std::thread::sleep(duration) })
    }

    fn is_blocking(&self) -> bool {
        true
    }
}

fn bytes(Attempt { request, .. }: &Attempt) -> Vec<u8> {
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
    let mut bytes = format!("{} {target} HTTP/1.1\r\nconnection: close\r\n", request.method()).into_bytes();
    for (name, value) in request.headers() {
        bytes.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    let body = request.body().bytes().map_or(&[][..], |bytes| bytes);
    bytes.extend(format!("content-length: {}\r\n\r\n", body.len()).into_bytes());
    bytes.extend(body);
    bytes
}

fn read(answer: &[u8]) -> Option<Raw> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let mut lines = std::str::from_utf8(&answer[..end]).ok()?.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut headers = HeaderMap::new();
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        headers.append(name.parse::<HeaderName>().ok()?, HeaderValue::from_str(value).ok()?);
    }
    Some(Raw::new(status, headers, answer[end + 4..].to_vec()))
}
