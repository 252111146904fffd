//! Signers after the documentation of signature V1, independent of the runtime's.

use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Emulator};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::signer::{DATE, encode};
use crate::specs::{ROA_VERSION, RPC_VERSION};
use crate::wire::{Answer, head, send};

const FORM: &str = "application/x-www-form-urlencoded";

pub(crate) type Pairs = Vec<(String, String)>;

pub(crate) fn owned(pairs: &[(&str, &str)]) -> Pairs {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Sets a value, in the place of one that is there; without a value, removes it.
fn set(pairs: &mut Pairs, name: &str, value: Option<&str>) {
    pairs.retain(|(known, _)| known != name);
    pairs.extend(value.map(|value| (name.to_owned(), value.to_owned())));
}

fn sign(secret: &str, to_sign: &str) -> String {
    let mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).expect("HMAC takes any key");
    STANDARD.encode(mac.chain_update(to_sign).finalize().into_bytes())
}

fn join(pairs: &Pairs) -> String {
    pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect::<Vec<_>>()
        .join("&")
}

/// An RPC request of `DeleteThing`, whose parameters can be changed before it is signed.
pub(crate) struct Rpc {
    pub(crate) query: Pairs,
    pub(crate) form: Pairs,
    pub(crate) secret: String,
}

impl Rpc {
    pub(crate) fn new(nonce: &str) -> Self {
        let query = owned(&[
            ("Action", "DeleteThing"),
            ("Version", RPC_VERSION),
            ("Format", "JSON"),
            ("Timestamp", DATE),
            ("SignatureNonce", nonce),
            ("SignatureMethod", "HMAC-SHA1"),
            ("SignatureVersion", "1.0"),
            ("AccessKeyId", ACCESS_KEY_ID),
            ("ThingId", "a b+中"),
            ("Kind", "Small"),
        ]);
        Self { query, form: Vec::new(), secret: ACCESS_KEY_SECRET.to_owned() }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        set(&mut self.query, name, Some(value));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        set(&mut self.query, name, None);
        self
    }

    pub(crate) fn string_to_sign(&self) -> String {
        let mut all = [self.query.clone(), self.form.clone()].concat();
        all.sort();
        format!("POST&%2F&{}", encode(&join(&all)))
    }

    pub(crate) fn sign(mut self) -> Self {
        let signature = sign(&format!("{}&", self.secret), &self.string_to_sign());
        self.query.push(("Signature".to_owned(), signature));
        self
    }

    pub(crate) fn send(&self, emulator: &Emulator) -> std::io::Result<Answer> {
        let headers = owned(&[("host", "127.0.0.1"), ("content-type", FORM)]);
        let target = format!("/?{}", join(&self.query));
        send(emulator, &head("POST", &target, &headers, join(&self.form).as_bytes()))
    }
}

/// A ROA request, by default of `UpdateCluster`, whose headers can be changed before it is signed.
pub(crate) struct Roa {
    pub(crate) method: &'static str,
    pub(crate) target: &'static str,
    pub(crate) body: &'static str,
    pub(crate) headers: Pairs,
    pub(crate) secret: String,
}

impl Roa {
    pub(crate) fn new(nonce: &str) -> Self {
        let headers = owned(&[
            ("host", "127.0.0.1"),
            ("accept", "application/json"),
            ("content-type", "application/json"),
            ("date", "Fri, 02 Jan 2026 03:04:05 GMT"),
            ("x-acs-signature-nonce", nonce),
            ("x-acs-signature-method", "HMAC-SHA1"),
            ("x-acs-signature-version", "1.0"),
            ("x-acs-version", ROA_VERSION),
        ]);
        let (target, body) = ("/clusters/c%2F1?Force=true", r#"{"Nodes":[{"Size":2}]}"#);
        Self { method: "PUT", target, body, headers, secret: ACCESS_KEY_SECRET.to_owned() }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        set(&mut self.headers, name, Some(value));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        set(&mut self.headers, name, None);
        self
    }

    pub(crate) fn string_to_sign(&self) -> String {
        let value = |name: &str| {
            let found = self.headers.iter().find(|(known, _)| known == name);
            found.map_or("", |(_, value)| value.as_str())
        };
        let mut lines: Vec<_> =
            ["accept", "content-md5", "content-type", "date"].map(value).map(str::to_owned).to_vec();
        let mut headers = self.headers.clone();
        headers.sort();
        let platform = headers.iter().filter(|(name, _)| name.starts_with("x-acs-"));
        lines.extend(platform.map(|(name, value)| format!("{name}:{value}")));
        format!("{}\n{}\n{}", self.method, lines.join("\n"), self.target)
    }

    pub(crate) fn sign(self) -> Self {
        let signature = sign(&self.secret, &self.string_to_sign());
        self.with("authorization", &format!("acs {ACCESS_KEY_ID}:{signature}"))
    }

    pub(crate) fn send(&self, emulator: &Emulator) -> std::io::Result<Answer> {
        send(emulator, &head(self.method, self.target, &self.headers, self.body.as_bytes()))
    }
}
