//! A server on a loopback port, on threads of its own, that plays a part: one act per request, faults among them.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::loopback::{Received, keep_two};

/// What is done with one request.
#[derive(Clone, Debug)]
pub enum Act {
    /// Answers with a status, more header lines and a body.
    Answer(u16, String, String),
    /// Says that the body is longer than it is, and closes the connection.
    Truncate(String),
    /// Resets the connection after the request, before any byte of an answer.
    Reset,
    /// Resets the connection after the first bytes of the answer.
    ResetLater,
    /// Never answers.
    Stall,
}

impl Act {
    /// A good answer.
    pub fn ok() -> Self {
        Act::Answer(200, String::new(), r#"{"Total": 1}"#.to_owned())
    }

    /// An error of the service.
    pub fn error(status: u16, code: &str) -> Self {
        Act::error_with(status, code, "")
    }

    /// An error of the service, with more header lines.
    pub fn error_with(status: u16, code: &str, headers: &str) -> Self {
        let body = format!(r#"{{"Code": "{code}", "Message": "No.", "RequestId": "R1"}}"#);
        Act::Answer(status, headers.to_owned(), body)
    }
}

/// The server. The last act is repeated.
pub struct Stage {
    /// Where it listens.
    pub url: String,
    received: Arc<Mutex<Vec<Received>>>,
    connections: Arc<Mutex<usize>>,
}

impl Stage {
    /// Plays these acts, one per request.
    pub fn play(acts: impl IntoIterator<Item = Act>) -> Self {
        let acts: Vec<Act> = acts.into_iter().collect();
        Self::start(move |number, _| acts[number.min(acts.len() - 1)].clone())
    }

    /// Plays what the request makes it play.
    pub fn start(act: impl Fn(usize, &Received) -> Act + Send + Sync + 'static) -> Self {
        keep_two();
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a port");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        let received = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(Mutex::new(0));
        let (all, count, act) = (received.clone(), connections.clone(), Arc::new(act));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                *count.lock().expect("no holder fails") += 1;
                let (all, act) = (all.clone(), act.clone());
                thread::spawn(move || serve(stream, &all, act.as_ref()));
            }
        });
        Self { url, received, connections }
    }

    /// What it was sent, in order.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().expect("no holder fails").clone()
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        *self.connections.lock().expect("no holder fails")
    }
}

fn serve(
    mut stream: TcpStream,
    received: &Mutex<Vec<Received>>,
    act: &(dyn Fn(usize, &Received) -> Act + Send + Sync),
) -> Option<()> {
    loop {
        let request = read_request(&mut stream)?;
        let act = {
            let mut received = received.lock().expect("no holder fails");
            let act = act(received.len(), &request);
            received.push(request);
            act
        };
        match act {
            Act::Answer(status, headers, body) => {
                let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n{headers}\r\n", body.len());
                stream.write_all(head.as_bytes()).ok()?;
                stream.write_all(body.as_bytes()).ok()?;
            }
            Act::Truncate(body) => {
                let head = format!("HTTP/1.1 200 X\r\ncontent-length: {}\r\n\r\n{body}", body.len() + 10);
                stream.write_all(head.as_bytes()).ok()?;
                return stream.shutdown(Shutdown::Both).ok();
            }
            Act::Reset => return reset(stream),
            Act::ResetLater => {
                stream.write_all(b"HTTP/1.1 200 X\r\ncontent-length: 100\r\n\r\n{\"Total\"").ok()?;
                return reset(stream);
            }
            Act::Stall => {
                // Until the client goes away.
                let _ = io::copy(&mut stream, &mut io::sink());
                return None;
            }
        }
    }
}

/// Closes at once, so that the other side sees a reset and no end.
fn reset(stream: TcpStream) -> Option<()> {
    socket2::SockRef::from(&stream).set_linger(Some(Duration::ZERO)).ok()
}

fn read_request(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        read_some(stream, &mut chunk, &mut bytes)?;
    };
    let mut received = Received::parse_head(&bytes[..end])?;
    let length: usize = received.header("content-length").parse().unwrap_or_default();
    while bytes.len() < end + 4 + length {
        read_some(stream, &mut chunk, &mut bytes)?;
    }
    received.body = String::from_utf8(bytes[end + 4..].to_vec()).ok()?;
    Some(received)
}

fn read_some(stream: &mut TcpStream, chunk: &mut [u8], bytes: &mut Vec<u8>) -> Option<()> {
    let count = stream.read(chunk).ok().filter(|count| *count > 0)?;
    bytes.extend_from_slice(&chunk[..count]);
    Some(())
}
