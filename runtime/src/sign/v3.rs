//! Signature V3, `ACS3-HMAC-SHA256`: canonical request, string to sign, signature.
//!
//! A verifier rebuilds the same values from what it received, with the same functions. The
//! [documentation](https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature) defines
//! them.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::encode::encode_component;

/// The name of the algorithm, which opens the `Authorization` header and the string to sign.
pub const ALGORITHM: &str = "ACS3-HMAC-SHA256";
/// The hash of an empty body.
pub const EMPTY_HASH: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Bytes of a string to sign: the name, a line feed, a hash in hexadecimal.
const STRING_TO_SIGN: usize = ALGORITHM.len() + 1 + 64;

/// The hash of a body as it is sent, in lowercase hexadecimal.
pub fn payload_hash(body: &[u8]) -> Cow<'static, str> {
    if body.is_empty() { Cow::Borrowed(EMPTY_HASH) } else { Cow::Owned(hex::encode(Sha256::digest(body))) }
}

/// The query of decoded names and values: sorted by name, percent-encoded. The pairs are left sorted.
pub fn canonical_query<N: AsRef<str>, V: AsRef<str>>(pairs: &mut [(N, V)]) -> String {
    pairs.sort_by(|(a, x), (b, y)| (a.as_ref(), x.as_ref()).cmp(&(b.as_ref(), y.as_ref())));
    let length = |(name, value): &(N, V)| name.as_ref().len() + value.as_ref().len() + 2;
    // Room for some characters that take three.
    let mut query = String::with_capacity(pairs.iter().map(length).sum::<usize>() * 5 / 4);
    for (name, value) in pairs {
        if !query.is_empty() {
            query.push('&');
        }
        encode_component(name.as_ref(), &mut query);
        query.push('=');
        encode_component(value.as_ref(), &mut query);
    }
    query
}

/// Headers in the canonical form: names in lower case and sorted, values trimmed, and the values of headers that differ
/// only in case sorted and joined by commas.
pub fn canonical_headers<N: AsRef<str>, V: AsRef<str>>(
    headers: impl IntoIterator<Item = (N, V)>,
) -> Vec<(String, String)> {
    let canonical =
        |(name, value): (N, V)| (name.as_ref().to_ascii_lowercase(), value.as_ref().trim().to_owned());
    let mut headers: Vec<(String, String)> = headers.into_iter().map(canonical).collect();
    headers.sort();
    headers.dedup_by(|(name, value), (kept_name, kept_value)| {
        let is_same = name == kept_name;
        if is_same {
            kept_value.push(',');
            kept_value.push_str(value);
        }
        is_same
    });
    headers
}

/// The names of the headers that are signed: sorted, joined by semicolons.
pub fn signed_headers<N: AsRef<str>, V>(headers: &[(N, V)]) -> String {
    let mut names = String::with_capacity(headers.iter().map(|(name, _)| name.as_ref().len() + 1).sum());
    push_signed_headers(headers, &mut names);
    names
}

fn push_signed_headers<N: AsRef<str>, V>(headers: &[(N, V)], to: &mut String) {
    for (index, (name, _)) in headers.iter().enumerate() {
        if index > 0 {
            to.push(';');
        }
        to.push_str(name.as_ref());
    }
}

/// The value without spaces around it; most have none, as two bytes tell.
fn trimmed(value: &str) -> &str {
    match value.as_bytes() {
        [b'!'..=b'~', .., b'!'..=b'~'] => value,
        _ => value.trim(),
    }
}

/// What is signed, in the canonical form: method, path, query, headers, names of headers, hash of the body.
#[derive(Clone, PartialEq, Eq)]
pub struct CanonicalRequest {
    text: String,
    /// Where in it the names of the headers stand.
    names: Range<usize>,
}

impl CanonicalRequest {
    /// Of a method in upper case, a path as sent, a [`canonical_query`], headers with names in lower case and sorted,
    /// and a [`payload_hash`]. An empty path is `/`.
    pub fn new<N: AsRef<str>, V: AsRef<str>>(
        method: &str,
        path: &str,
        query: &str,
        headers: &[(N, V)],
        payload_hash: &str,
    ) -> Self {
        let header_length = |(name, value): &(N, V)| 2 * name.as_ref().len() + value.as_ref().len() + 3;
        let headers_length: usize = headers.iter().map(header_length).sum();
        let length = method.len() + path.len() + query.len() + headers_length + payload_hash.len() + 6;
        let mut text = String::with_capacity(length);
        for line in [method, if path.is_empty() { "/" } else { path }, query] {
            text.push_str(line);
            text.push('\n');
        }
        for (name, value) in headers {
            text.push_str(name.as_ref());
            text.push(':');
            text.push_str(trimmed(value.as_ref()));
            text.push('\n');
        }
        text.push('\n');
        let start = text.len();
        push_signed_headers(headers, &mut text);
        let names = start..text.len();
        text.push('\n');
        text.push_str(payload_hash);
        Self { text, names }
    }

    /// The text, with line feeds.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The names of the headers that are signed, as [`signed_headers`] gives them.
    pub fn signed_headers(&self) -> &str {
        &self.text[self.names.clone()]
    }

    /// The algorithm and the hash of this request.
    pub fn string_to_sign(&self) -> StringToSign {
        let mut text = [b'\n'; STRING_TO_SIGN];
        text[..ALGORITHM.len()].copy_from_slice(ALGORITHM.as_bytes());
        text[ALGORITHM.len() + 1..].copy_from_slice(&digits(&Sha256::digest(self.text.as_bytes()).into()));
        StringToSign(text)
    }
}

/// The algorithm and the hash of the canonical request, on two lines.
#[derive(Clone, PartialEq, Eq)]
pub struct StringToSign([u8; STRING_TO_SIGN]);

impl StringToSign {
    /// The text, with a line feed.
    pub fn as_str(&self) -> &str {
        as_text(&self.0)
    }

    /// The signature under a key.
    pub fn sign(&self, key: &SigningKey) -> Signature {
        let mac = key.0.clone().chain_update(self.0);
        Signature(mac.finalize().into_bytes().into())
    }

    /// Whether `signature` is the one under this key, found out in constant time.
    pub fn verify(&self, key: &SigningKey, signature: &Signature) -> bool {
        key.0.clone().chain_update(self.0).verify(&signature.0.into()).is_ok()
    }
}

/// The signature of a string to sign; prints as lowercase hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature([u8; 32]);

impl Signature {
    /// A signature as it came, in hexadecimal; none where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        Some(Self(bytes))
    }

    /// The `Authorization` header with this signature, for these [`signed_headers`].
    pub fn authorization(&self, access_key_id: &str, signed_headers: &str) -> String {
        authorization(access_key_id, signed_headers, as_text(&self.digits())).concat()
    }

    /// Lowercase hexadecimal, in ASCII.
    pub(crate) fn digits(&self) -> [u8; 64] {
        digits(&self.0)
    }
}

/// The parts of an `Authorization` header, the signature in hexadecimal.
pub(crate) fn authorization<'a>(id: &'a str, signed_headers: &'a str, signature: &'a str) -> [&'a str; 7] {
    [ALGORITHM, " Credential=", id, ",SignedHeaders=", signed_headers, ",Signature=", signature]
}

/// A secret, ready to sign with: the key's part of the hash is computed once.
#[derive(Clone)]
pub struct SigningKey(Hmac<Sha256>);

impl SigningKey {
    /// The key of an access key's secret.
    pub fn new(secret: &str) -> Self {
        Self(Hmac::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length"))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(..)")
    }
}

/// Lowercase hexadecimal.
fn digits(bytes: &[u8; 32]) -> [u8; 64] {
    let mut digits = [0; 64];
    // It cannot fail: there is room for two digits per byte.
    let _ = hex::encode_to_slice(bytes, &mut digits);
    digits
}

/// What is ASCII anyway.
pub(crate) fn as_text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// Prints the text, and shows it line by line as `Debug`.
macro_rules! printable {
    ($type:ty, |$value:ident| $text:expr) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let $value = self;
                f.write_str(&$text)
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    };
}

/// Prints the text; `Debug` does not, for it holds the security token and every parameter.
impl fmt::Display for CanonicalRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for CanonicalRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CanonicalRequest(..)")
    }
}

printable!(StringToSign, |text| text.as_str());
printable!(Signature, |signature| hex::encode(signature.0));
