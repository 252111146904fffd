//! A server on a loopback port that answers what it is told and keeps what it was sent.

#[path = "../listeners/mod.rs"]
mod listeners;

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(crate) use listeners::keep_two;

/// A request as it came over the wire.
#[derive(Clone, Debug)]
pub struct Received {
    /// The method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Received {
    /// A request of this head, without a body.
    pub fn parse_head(head: &[u8]) -> Option<Self> {
        let head = std::str::from_utf8(head).ok()?;
        let mut lines = head.split("\r\n");
        let mut first = lines.next()?.split(' ');
        let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Some(Self { method, target, headers, body: String::new() })
    }

    /// The value of a header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(header, _)| header == name).map_or("", |(_, value)| value)
    }

    /// The path.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The query, as it came.
    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The value of a parameter, where it has no characters that are encoded.
    pub fn param(&self, name: &str) -> Option<&str> {
        let pair = |pair: &'_ str| pair.split_once('=').is_some_and(|(key, _)| key == name);
        self.query()
            .split('&')
            .find(|text| pair(text))
            .and_then(|text| text.split_once('='))
            .map(|(_, value)| value)
    }
}

/// The server; it answers every request in the same way.
pub struct Server {
    /// Where it listens.
    pub url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Answers with a status, more header lines and a body; a status of zero never answers.
    pub async fn start(status: u16, headers: &str, body: impl Into<String>) -> Self {
        keep_two();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a port");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        let received = Arc::new(Mutex::new(Vec::new()));
        let body = body.into();
        let length = body.len();
        let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\n{headers}\r\n{body}");
        let answer = (status > 0).then(|| Arc::new(answer));
        tokio::spawn(serve(listener, answer, received.clone()));
        Self { url, received }
    }

    /// What it was sent, in order.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().expect("no test holds the lock and fails").clone()
    }
}

async fn serve(listener: TcpListener, answer: Option<Arc<String>>, received: Arc<Mutex<Vec<Received>>>) {
    let mut unanswered = Vec::new();
    while let Ok((mut stream, _)) = listener.accept().await {
        let Some(answer) = answer.clone() else {
            unanswered.push(stream);
            continue;
        };
        let received = received.clone();
        tokio::spawn(async move {
            while let Some(request) = read_request(&mut stream).await {
                received.lock().expect("no test holds the lock and fails").push(request);
                if stream.write_all(answer.as_bytes()).await.is_err() {
                    break;
                }
            }
        });
    }
}

async fn read_request(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let mut received = Received::parse_head(&bytes[..end])?;
    let length: usize = received.header("content-length").parse().unwrap_or_default();
    while bytes.len() < end + 4 + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    received.body = String::from_utf8(bytes[end + 4..].to_vec()).ok()?;
    Some(received)
}
