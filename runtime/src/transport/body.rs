//! The body of a request on its way out: bytes, or a source that is read while it is sent.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use sha2::{Digest, Sha256};

/// How much of a source is read at once, in bytes.
pub(crate) const CHUNK: usize = 64 << 10;

/// The body of a request. Cloning is cheap.
#[derive(Clone)]
pub struct Body(Content);

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Source { length: u64, open: Arc<Open> },
}

type Open = dyn Fn() -> io::Result<Box<dyn Read + Send>> + Send + Sync;

impl Body {
    /// A body of so many bytes that are read from what `open` gives. It is read more than once, each time from the start: to
    /// be hashed where the signature covers the body, and by every attempt.
    ///
    /// A source that ends early fails the attempt; what it has beyond the length is not sent.
    pub fn from_source<R: Read + Send + 'static>(
        length: u64,
        open: impl Fn() -> io::Result<R> + Send + Sync + 'static,
    ) -> Self {
        let open = move || open().map(|reader| Box::new(reader) as Box<dyn Read + Send>);
        Self(Content::Source { length, open: Arc::new(open) })
    }

    /// The content of a file, as long as it is now.
    ///
    /// # Errors
    ///
    /// When there is no such file, or it cannot be read.
    pub fn from_file(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref().to_owned();
        let length = File::open(&path)?.metadata()?.len();
        Ok(Self::from_source(length, move || File::open(&path)))
    }

    /// The bytes of the body, where they are in memory.
    pub fn bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Source { .. } => None,
        }
    }

    /// How many bytes there are.
    pub fn len(&self) -> u64 {
        match &self.0 {
            Content::Bytes(bytes) => bytes.len() as u64,
            Content::Source { length, .. } => *length,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads the body from the start.
    ///
    /// # Errors
    ///
    /// When the source cannot be opened.
    pub fn reader(&self) -> io::Result<Box<dyn Read + Send>> {
        match &self.0 {
            Content::Bytes(bytes) => Ok(Box::new(io::Cursor::new(bytes.clone()))),
            Content::Source { length, open } => Ok(Box::new(Exactly { reader: open()?, left: *length })),
        }
    }

    /// The hash that signature V3 covers, in lowercase hexadecimal.
    pub(crate) fn hash(&self) -> io::Result<String> {
        let mut reader = self.reader()?;
        let mut hash = Sha256::new();
        let mut chunk = vec![0; CHUNK];
        loop {
            match reader.read(&mut chunk)? {
                0 => return Ok(hex::encode(hash.finalize())),
                count => hash.update(&chunk[..count]),
            }
        }
    }
}

/// Reads so many bytes: an early end is an error, and what comes later is left.
struct Exactly {
    reader: Box<dyn Read + Send>,
    left: u64,
}

impl Read for Exactly {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(to.len());
        if most == 0 {
            return Ok(0);
        }
        let count = self.reader.read(&mut to[..most])?;
        if count == 0 {
            let problem = format!("the source of the body ends {} bytes early", self.left);
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, problem));
        }
        self.left -= count as u64;
        Ok(count)
    }
}

impl Default for Body {
    fn default() -> Self {
        Bytes::new().into()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Content::Bytes(bytes))
    }
}

impl fmt::Debug for Body {
    /// Leaves the content out, which may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").field("length", &self.len()).finish_non_exhaustive()
    }
}
