//! A signer after the documentation of signature V3, independent of the runtime's.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Builder, Emulator};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::wire::{Answer, head, send};

/// What the emulator's clock shows in the tests: 2026-01-02T03:04:05Z.
pub(crate) const NOW: u64 = 1_767_323_045;
pub(crate) const DATE: &str = "2026-01-02T03:04:05Z";

/// A builder whose clock stands still at [`DATE`].
pub(crate) fn builder() -> Builder {
    Emulator::builder().clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(NOW))
}

/// A request that can be changed before and after it is signed.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) id: String,
    pub(crate) secret: String,
    /// Headers that are sent and not signed.
    pub(crate) unsigned: Vec<String>,
}

impl Request {
    pub(crate) fn new(version: &str, action: &str) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let nonce = format!("nonce-{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let headers = [
            ("host", "127.0.0.1"),
            ("x-acs-action", action),
            ("x-acs-date", DATE),
            ("x-acs-signature-nonce", &nonce),
            ("x-acs-version", version),
        ];
        Self {
            method: "POST".to_owned(),
            path: "/".to_owned(),
            query: Vec::new(),
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
            body: Vec::new(),
            id: ACCESS_KEY_ID.to_owned(),
            secret: ACCESS_KEY_SECRET.to_owned(),
            unsigned: Vec::new(),
        }
    }

    pub(crate) fn query(mut self, name: &str, value: &str) -> Self {
        self.query.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets a header, in the place of one that is there.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self = self.without_header(name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without_header(mut self, name: &str) -> Self {
        self.headers.retain(|(header, _)| header != name);
        self
    }

    pub(crate) fn body(mut self, media_type: &str, body: &str) -> Self {
        self.body = body.as_bytes().to_vec();
        self.header("content-type", media_type)
    }

    pub(crate) fn at(mut self, method: &str, path: &str) -> Self {
        self.method = method.to_owned();
        self.path = path.to_owned();
        self
    }

    /// Adds the hash of the body and the signature.
    pub(crate) fn sign(mut self) -> Signed {
        if !self.headers.iter().any(|(name, _)| name == "x-acs-content-sha256") {
            let hash = hex::encode(Sha256::digest(&self.body));
            self.headers.push(("x-acs-content-sha256".to_owned(), hash));
        }
        let canonical = self.canonical_request();
        let string_to_sign = format!("ACS3-HMAC-SHA256\n{}", hex::encode(Sha256::digest(&canonical)));
        let mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).expect("HMAC takes any key");
        let signature = hex::encode(mac.chain_update(&string_to_sign).finalize().into_bytes());
        let authorization = format!(
            "ACS3-HMAC-SHA256 Credential={},SignedHeaders={},Signature={signature}",
            self.id,
            self.signed_names().join(";")
        );
        let request = self.header("authorization", &authorization);
        Signed { request, canonical, string_to_sign }
    }

    /// Signs the request and sends it.
    pub(crate) fn send(self, emulator: &Emulator) -> std::io::Result<Answer> {
        self.sign().send(emulator)
    }

    fn signed_names(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        names.retain(|name| !self.unsigned.iter().any(|unsigned| unsigned == name));
        names.sort_unstable();
        names.dedup();
        names
    }

    fn canonical_request(&self) -> String {
        let mut query = self.query.clone();
        query.sort();
        let query: Vec<_> =
            query.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let mut lines = vec![self.method.clone(), self.path.clone(), query.join("&")];
        for name in self.signed_names() {
            let value = self.headers.iter().find(|(header, _)| header == name).map_or("", |(_, value)| value);
            lines.push(format!("{name}:{}", value.trim()));
        }
        let hash = self.headers.iter().find(|(name, _)| name == "x-acs-content-sha256");
        lines.extend([
            String::new(),
            self.signed_names().join(";"),
            hash.map_or("", |(_, hash)| hash).to_owned(),
        ]);
        lines.join("\n")
    }
}

/// A signed request, which can still be tampered with.
pub(crate) struct Signed {
    pub(crate) request: Request,
    pub(crate) canonical: String,
    pub(crate) string_to_sign: String,
}

impl Signed {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let request = &self.request;
        let query: Vec<_> =
            request.query.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
        let target = match query.is_empty() {
            true => request.path.clone(),
            false => format!("{}?{}", request.path, query.join("&")),
        };
        head(&request.method, &target, &request.headers, &request.body)
    }

    pub(crate) fn send(&self, emulator: &Emulator) -> std::io::Result<Answer> {
        send(emulator, &self.bytes())
    }
}

pub(crate) fn encode(text: &str) -> String {
    let encode_byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode_byte).collect()
}
