//! A server on the loopback address whose answers are made by a test, from what the request asks for.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The parameters of a request, all of which an RPC operation has in the query.
pub(super) type Asked = BTreeMap<String, String>;

/// The server, which ends with the test's runtime.
pub(super) struct Script {
    pub(super) url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Script {
    /// Answers each request with the status and the body that `answer` makes of its number, from 0, and its parameters.
    pub(super) async fn start<A, B>(answer: A) -> io::Result<Self>
    where
        A: Fn(usize, &Asked) -> (u16, B) + Send + 'static,
        B: ToString,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let asked = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let Ok(parameters) = read(&mut stream).await else { continue };
                let (status, body) = {
                    let mut record = record.lock().unwrap_or_else(PoisonError::into_inner);
                    let (status, body) = answer(record.len(), &parameters);
                    record.push(parameters);
                    (status, body.to_string())
                };
                let head =
                    format!("HTTP/1.1 {status} x\r\ncontent-length: {}\r\nconnection: close", body.len());
                // The client may have gone, which is its own affair.
                let _ = stream.write_all(format!("{head}\r\n\r\n{body}").as_bytes()).await;
            }
        });
        Ok(Self { url, asked })
    }

    /// The parameters of all requests so far.
    pub(super) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What the requests so far asked for by a parameter.
    pub(super) fn asked_for(&self, name: &str) -> Vec<Option<String>> {
        self.asked().iter().map(|asked| asked.get(name).cloned()).collect()
    }
}

/// The parameters of a request without a body.
async fn read(stream: &mut TcpStream) -> io::Result<Asked> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head);
    let target = head.split(' ').nth(1).unwrap_or_default();
    let url = reqwest::Url::parse(&format!("http://localhost{target}")).map_err(io::Error::other)?;
    Ok(url.query_pairs().into_owned().collect())
}
