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
    /// The pairs of a body that is a form.
    pub(crate) form: Vec<(String, String)>,
}

/// The media type of a form.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

impl Received {
    /// A request whose body is still to come.
    pub(crate) fn new(parts: &Parts) -> Self {
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
            body: Bytes::new(),
            form: Vec::new(),
        }
    }

    pub(crate) fn set_body(&mut self, body: Bytes) {
        if self.media_type().as_deref() == Some(FORM) {
            self.form = decode_pairs(&body);
        }
        self.body = body;
    }

    /// The pairs of the query and of the form.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = &(String, String)> {
        self.query.iter().chain(&self.form)
    }

    /// The first value of this name in the query or the form.
    pub(crate) fn pair(&self, name: &str) -> Option<&str> {
        self.pairs().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the signature stands among the parameters, as V1 has it for RPC.
    pub(crate) fn is_signed_in_parameters(&self) -> bool {
        let has = |name| self.pair(name).is_some();
        self.header("authorization").is_none() && has("Signature") && has("Action")
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
fn decode_pairs(text: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(text).into_owned().collect()
}
