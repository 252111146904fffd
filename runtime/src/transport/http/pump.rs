//! A body that is read part by part on threads for blocking work. It takes one while it reads, and none while the network is
//! waited for: there is a limited number of them, and hosts are resolved on them, too.

use std::future::Future;
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::task::{JoinHandle, spawn_blocking};

use crate::transport::Body;
use crate::transport::body::CHUNK;

type Reader = Box<dyn Read + Send>;

pub(super) struct Pump {
    next: Next,
    left: u64,
}

enum Next {
    /// Nothing was asked for yet.
    Open(Body),
    /// A part is being read, one ahead of what was asked for.
    Part(JoinHandle<io::Result<(Reader, Bytes)>>),
    End,
}

impl Pump {
    /// Reads nothing before it is polled, which is when there is a connection.
    pub(super) fn new(body: Body) -> Self {
        Self { left: body.len(), next: Next::Open(body) }
    }
}

fn read_part(mut reader: Reader) -> io::Result<(Reader, Bytes)> {
    let mut part = vec![0; CHUNK];
    let count = reader.read(&mut part)?;
    part.truncate(count);
    Ok((reader, part.into()))
}

impl http_body::Body for Pump {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let mut reading = match std::mem::replace(&mut self.next, Next::End) {
            Next::Open(body) => spawn_blocking(move || read_part(body.reader()?)),
            Next::Part(reading) => reading,
            Next::End => return Poll::Ready(None),
        };
        let Poll::Ready(read) = Pin::new(&mut reading).poll(context) else {
            self.next = Next::Part(reading);
            return Poll::Pending;
        };
        let (reader, part) = read.map_err(io::Error::other).flatten()?;
        self.left = self.left.saturating_sub(part.len() as u64);
        if self.left > 0 {
            self.next = Next::Part(spawn_blocking(move || read_part(reader)));
        }
        Poll::Ready(Some(Ok(Frame::data(part))))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
