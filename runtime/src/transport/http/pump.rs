//! A body that is read on a thread for blocking work and sent by the runtime, a few chunks apart.

use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::sync::mpsc;

use crate::transport::Body;
use crate::transport::body::CHUNK;

/// How many chunks wait to be sent.
const AHEAD: usize = 4;

pub(super) struct Pump {
    chunks: mpsc::Receiver<io::Result<Bytes>>,
    left: u64,
}

impl Pump {
    /// Begins to read; it ends when the pump is dropped.
    pub(super) fn start(body: Body) -> Self {
        let (to, chunks) = mpsc::channel(AHEAD);
        let left = body.len();
        tokio::task::spawn_blocking(move || {
            let mut reader = match body.reader() {
                Ok(reader) => reader,
                Err(error) => return drop(to.blocking_send(Err(error))),
            };
            loop {
                match read_chunk(reader.as_mut()) {
                    Ok(chunk) if chunk.is_empty() => return,
                    Ok(chunk) => {
                        if to.blocking_send(Ok(chunk)).is_err() {
                            return;
                        }
                    }
                    Err(error) => return drop(to.blocking_send(Err(error))),
                }
            }
        });
        Self { chunks, left }
    }
}

fn read_chunk(reader: &mut dyn Read) -> io::Result<Bytes> {
    let mut chunk = vec![0; CHUNK];
    let count = reader.read(&mut chunk)?;
    chunk.truncate(count);
    Ok(chunk.into())
}

impl http_body::Body for Pump {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.chunks.poll_recv(context).map(|chunk| {
            let chunk = chunk?;
            if let Ok(chunk) = &chunk {
                self.left = self.left.saturating_sub(chunk.len() as u64);
            }
            Some(chunk.map(Frame::data))
        })
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
