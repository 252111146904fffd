//! The body of a request on its way out.

use std::fmt;

use bytes::Bytes;

/// The body of a request. Cloning is cheap.
#[derive(Clone, Default)]
pub struct Body(Bytes);

impl Body {
    /// The bytes of the body.
    pub fn bytes(&self) -> &Bytes {
        &self.0
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for Body {
    /// Leaves the content out, which may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").field("length", &self.0.len()).finish_non_exhaustive()
    }
}
