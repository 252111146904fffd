//! Answers that are read while they come.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;

use super::TransportError;
use crate::Raw;

/// An answer whose body has not been read yet, when its head comes.
pub type Opening<'t> = Pin<Box<dyn Future<Output = Result<Opened, TransportError>> + Send + 't>>;

/// A part of a body, when it comes; none at the end.
pub type Reading<'r> = Pin<Box<dyn Future<Output = Result<Option<Bytes>, TransportError>> + Send + 'r>>;

/// The body of an answer that is read while it comes.
pub trait Chunks: Send {
    /// The next part, which is not empty.
    fn next(&mut self) -> Reading<'_>;
}

/// An answer whose body is read while it comes.
pub struct Opened {
    /// Status and headers; the body is empty.
    pub head: Raw,
    /// The body.
    pub body: Box<dyn Chunks>,
}

impl From<Raw> for Opened {
    /// An answer that is there as a whole.
    fn from(raw: Raw) -> Self {
        let head = Raw::new(raw.status(), raw.headers().clone(), Bytes::new());
        Self { head, body: Box::new(Whole(Some(raw.into_body()))) }
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened").field("head", &self.head).finish_non_exhaustive()
    }
}

struct Whole(Option<Bytes>);

impl Chunks for Whole {
    fn next(&mut self) -> Reading<'_> {
        let bytes = self.0.take().filter(|bytes| !bytes.is_empty());
        Box::pin(std::future::ready(Ok(bytes)))
    }
}

/// All that is left of a body, up to a limit.
pub(crate) async fn read_all(body: &mut dyn Chunks, limit: usize) -> Result<Bytes, TransportError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = body.next().await? {
        if bytes.len() + chunk.len() > limit {
            return Err(TransportError::too_large(limit));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.into())
}
