//! Signature V1, HMAC-SHA1: canonicalised query or resource, string to sign, signature.
//!
//! RPC signs the parameters and nothing else, ROA the headers and the resource and no body; so V1 is there for endpoints
//! that know nothing better. The documentation of
//! [RPC](https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism) and
//! [ROA](https://www.alibabacloud.com/help/en/sdk/product-overview/roa-mechanism), which call it V2, defines both.

mod roa;
mod rpc;

use std::fmt;

use acs_rules::Style;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use zeroize::Zeroizing;

pub use roa::CanonicalResource;
pub use rpc::CanonicalQuery;

/// The name of the algorithm.
pub const ALGORITHM: &str = "HMAC-SHA1";
/// The version that requests name.
pub const VERSION: &str = "1.0";

/// What is signed. `Debug` does not show it, for it holds the security token and every parameter.
#[derive(Clone, PartialEq, Eq)]
pub struct StringToSign {
    text: String,
    style: Style,
}

impl StringToSign {
    /// The text; of ROA, with line feeds.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The signature under a key.
    pub fn sign(&self, key: &SigningKey) -> Signature {
        Signature(self.mac(key).finalize().into_bytes().into())
    }

    /// Whether `signature` is the one under this key, found out in constant time.
    pub fn verify(&self, key: &SigningKey, signature: &Signature) -> bool {
        self.mac(key).verify(&signature.0.into()).is_ok()
    }

    fn mac(&self, key: &SigningKey) -> Hmac<Sha1> {
        let key = match self.style {
            Style::Rpc => &key.rpc,
            Style::Roa => &key.roa,
        };
        key.clone().chain_update(self.text.as_bytes())
    }
}

impl fmt::Display for StringToSign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for StringToSign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StringToSign(..)")
    }
}

/// The signature of a string to sign; prints as base64.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature([u8; 20]);

impl Signature {
    /// A signature as it came, in base64; none where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        STANDARD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// The `Authorization` header with this signature, for ROA.
    pub fn authorization(&self, access_key_id: &str) -> String {
        format!("acs {access_key_id}:{self}")
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A secret, ready to sign with in both styles.
#[derive(Clone)]
pub struct SigningKey {
    rpc: Hmac<Sha1>,
    roa: Hmac<Sha1>,
}

impl SigningKey {
    /// The key of an access key's secret.
    pub fn new(secret: &str) -> Self {
        let key =
            |secret: &str| Hmac::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
        Self { rpc: key(&Zeroizing::new(format!("{secret}&"))), roa: key(secret) }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(..)")
    }
}
