//! A request as it was received, before anybody has judged it.

use axum::body::Bytes;
use axum::http::request::Parts;

/// Method, path, query, headers and body as they came over the wire.
#[derive(Clone, Debug, Default)]
pub(crate) struct Received {
    pub(crate) method: String,
    /// As in the request line, still percent-encoded.
    pub(crate) path: String,
    /// Decoded, in the order of the request line.
    pub(crate) query: Vec<(String, String)>,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Bytes,
}

impl Received {
    pub(crate) fn new(parts: &Parts, body: Bytes) -> Self {
        Self {
            method: parts.method.as_str().to_owned(),
            path: parts.uri.path().to_owned(),
            query: decode_pairs(parts.uri.query().unwrap_or_default().as_bytes()),
            // Bytes that are no text become replacement characters: such a header matches no signature.
            headers: parts
                .headers
                .iter()
                .map(|(name, value)| {
                    (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
                })
                .collect(),
            body,
        }
    }

    /// The first header of this name, which must be in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.values(name).next()
    }

    /// All headers of this name, which must be in lower case.
    pub(crate) fn values<'r>(&'r self, name: &str) -> impl Iterator<Item = &'r str> {
        self.headers.iter().filter(move |(header, _)| header == name).map(|(_, value)| value.as_str())
    }

    /// The media type of the body, in lower case and without its parameters.
    pub(crate) fn media_type(&self) -> Option<String> {
        let media_type = self.header("content-type")?.split(';').next().unwrap_or_default();
        Some(media_type.trim().to_ascii_lowercase())
    }
}

/// The names and values of a query or a form; `+` is a space.
pub(crate) fn decode_pairs(text: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(text).into_owned().collect()
}
