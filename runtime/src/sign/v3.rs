//! Signature V3, `ACS3-HMAC-SHA256`: canonical request, string to sign, signature.
//!
//! A verifier rebuilds the same values from what it received, with the same functions. The
//! [documentation](https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature) defines
//! them.

use std::borrow::Cow;
use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::encode::encode_component;

/// The name of the algorithm, which opens the `Authorization` header and the string to sign.
pub const ALGORITHM: &str = "ACS3-HMAC-SHA256";
/// The hash of an empty body.
pub const EMPTY_HASH: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

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
    write_signed_headers(headers, &mut names);
    names
}

fn write_signed_headers<N: AsRef<str>, V>(headers: &[(N, V)], to: &mut String) {
    for (index, (name, _)) in headers.iter().enumerate() {
        if index > 0 {
            to.push(';');
        }
        to.push_str(name.as_ref());
    }
}

/// What is signed, in the canonical form: method, path, query, headers, names of headers, hash of the body.
#[derive(Clone, PartialEq, Eq)]
pub struct CanonicalRequest(String);

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
            text.push_str(value.as_ref().trim());
            text.push('\n');
        }
        text.push('\n');
        write_signed_headers(headers, &mut text);
        text.push('\n');
        text.push_str(payload_hash);
        Self(text)
    }

    /// The text, with line feeds.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The algorithm and the hash of this request.
    pub fn string_to_sign(&self) -> StringToSign {
        let mut text = String::with_capacity(ALGORITHM.len() + 65);
        text.push_str(ALGORITHM);
        text.push('\n');
        push_hex(&Sha256::digest(self.0.as_bytes()).into(), &mut text);
        StringToSign(text)
    }
}

/// The algorithm and the hash of the canonical request, on two lines.
#[derive(Clone, PartialEq, Eq)]
pub struct StringToSign(String);

impl StringToSign {
    /// The text, with a line feed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The signature under a key.
    pub fn sign(&self, key: &SigningKey) -> Signature {
        let mac = key.0.clone().chain_update(self.0.as_bytes());
        Signature(mac.finalize().into_bytes().into())
    }

    /// Whether `signature` is the one under this key, found out in constant time.
    pub fn verify(&self, key: &SigningKey, signature: &Signature) -> bool {
        key.0.clone().chain_update(self.0.as_bytes()).verify(&signature.0.into()).is_ok()
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

    /// The `Authorization` header with this signature.
    pub fn authorization<N: AsRef<str>, V>(&self, access_key_id: &str, headers: &[(N, V)]) -> String {
        let names: usize = headers.iter().map(|(name, _)| name.as_ref().len() + 1).sum();
        let mut text = String::with_capacity(ALGORITHM.len() + access_key_id.len() + names + 112);
        for part in [ALGORITHM, " Credential=", access_key_id, ",SignedHeaders="] {
            text.push_str(part);
        }
        write_signed_headers(headers, &mut text);
        text.push_str(",Signature=");
        push_hex(&self.0, &mut text);
        text
    }
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

fn push_hex(bytes: &[u8; 32], to: &mut String) {
    let mut digits = [0; 64];
    // Neither can fail: there is room for two digits per byte, and digits are UTF-8.
    let _ = hex::encode_to_slice(bytes, &mut digits);
    to.push_str(std::str::from_utf8(&digits).unwrap_or_default());
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
        f.write_str(&self.0)
    }
}

impl fmt::Debug for CanonicalRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CanonicalRequest(..)")
    }
}

printable!(StringToSign, |text| text.0);
printable!(Signature, |signature| hex::encode(signature.0));
