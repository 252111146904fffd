//! A server that does nothing but answer: one thread, no framework, connections kept alive.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 52\r\n\r\n\
    {\"RequestId\":\"FBDB18D8-E91E-4978-8D6C-6E2E3EE10133\"}";
const END: &[u8] = b"\r\n\r\n";

/// A server, on a thread of its own until the process ends.
pub(super) struct Server {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

impl Server {
    pub(super) fn start() -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?;
        let connections = Arc::new(AtomicUsize::new(0));
        let count = connections.clone();
        thread::spawn(move || runtime.block_on(accept(listener, &count)));
        Ok(Self { address, connections })
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many connections there were so far.
    pub(super) fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

async fn accept(listener: TcpListener, connections: &AtomicUsize) {
    while let Ok((stream, _)) = listener.accept().await {
        connections.fetch_add(1, Ordering::Relaxed);
        tokio::spawn(serve(stream));
    }
}

/// Answers each head of a request; all the requests here have no body.
async fn serve(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut received = Vec::with_capacity(8192);
    while stream.read_buf(&mut received).await? > 0 {
        while let Some(end) = received.windows(END.len()).position(|part| part == END) {
            received.drain(..end + END.len());
            stream.write_all(ANSWER).await?;
        }
    }
    Ok(())
}
