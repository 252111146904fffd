//! A server on a loopback port that answers as a function of the request says, and keeps what it was sent.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::keep_two;

/// A request as it came over the wire.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    /// Names in lower case, and values.
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Received {
    /// The value of a header, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(header, _)| header == name).map_or("", |(_, value)| value)
    }

    /// The method and the target.
    pub(crate) fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }
}

/// A status and a body.
pub(crate) type Answer = (u16, String);

/// All that is answered.
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// Lines of headers, each with its end.
    pub(crate) headers: String,
    pub(crate) body: String,
}

impl From<Answer> for Reply {
    fn from((status, body): Answer) -> Self {
        Self { status, headers: String::new(), body }
    }
}

/// The server, which ends with the test's runtime.
pub(crate) struct Server {
    pub(crate) url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Answers each request with what the function makes of it; nothing at all where that is the status 0.
    pub(crate) async fn start<A: Into<Reply>>(
        answer: impl Fn(&Received) -> A + Send + Sync + 'static,
    ) -> Self {
        keep_two();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a port");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        let received = Arc::new(Mutex::new(Vec::new()));
        let (kept, answer) = (received.clone(), Arc::new(move |request: &Received| answer(request).into()));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, kept.clone(), answer.clone()));
            }
        });
        Self { url, received }
    }

    /// Answers all requests in the same way.
    pub(crate) async fn always(status: u16, body: impl Into<String>) -> Self {
        let body = body.into();
        Self::start(move |_| (status, body.clone())).await
    }

    /// What it was sent, in order.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().expect("no test holds the lock and fails").clone()
    }

    /// Methods and targets of what it was sent.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.received().iter().map(Received::line).collect()
    }
}

async fn converse(
    mut stream: TcpStream,
    kept: Arc<Mutex<Vec<Received>>>,
    answer: Arc<impl Fn(&Received) -> Reply>,
) {
    while let Some(request) = read(&mut stream).await {
        let Reply { status, headers, body } = answer(&request);
        kept.lock().expect("no test holds the lock and fails").push(request);
        if status == 0 {
            std::future::pending::<()>().await;
        }
        let length = body.len();
        let answer = format!("HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\n\r\n{body}");
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

async fn read(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let mut received = Received { method, target, headers, body: String::new() };
    let length: usize = received.header("content-length").parse().unwrap_or_default();
    while bytes.len() < end + 4 + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    received.body = String::from_utf8(bytes[end + 4..].to_vec()).ok()?;
    Some(received)
}
