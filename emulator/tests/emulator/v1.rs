//! Signature V1: what it covers, and each way in which it can be wrong. Any product takes it beside V3.

use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Emulator};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha1::Sha1;

use crate::TestResult;
use crate::signer::{DATE, builder, encode};
use crate::specs::{ROA_VERSION, RPC_VERSION, emulator, model};
use crate::wire::{Answer, head, send};

const FORM: &str = "application/x-www-form-urlencoded";

type Pairs = Vec<(String, String)>;

fn owned(pairs: &[(&str, &str)]) -> Pairs {
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
struct Rpc {
    query: Pairs,
    form: Pairs,
    secret: String,
}

impl Rpc {
    fn new(nonce: &str) -> Self {
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

    fn with(mut self, name: &str, value: &str) -> Self {
        set(&mut self.query, name, Some(value));
        self
    }

    fn without(mut self, name: &str) -> Self {
        set(&mut self.query, name, None);
        self
    }

    fn string_to_sign(&self) -> String {
        let mut all = [self.query.clone(), self.form.clone()].concat();
        all.sort();
        format!("POST&%2F&{}", encode(&join(&all)))
    }

    fn sign(mut self) -> Self {
        let signature = sign(&format!("{}&", self.secret), &self.string_to_sign());
        self.query.push(("Signature".to_owned(), signature));
        self
    }

    fn send(&self, emulator: &Emulator) -> std::io::Result<Answer> {
        let headers = owned(&[("host", "127.0.0.1"), ("content-type", FORM)]);
        let target = format!("/?{}", join(&self.query));
        send(emulator, &head("POST", &target, &headers, join(&self.form).as_bytes()))
    }
}

/// A ROA request of `UpdateCluster`, whose headers can be changed before it is signed.
struct Roa {
    headers: Pairs,
    query: String,
    body: String,
    secret: String,
}

impl Roa {
    fn new(nonce: &str) -> Self {
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
        let (query, body) = ("Force=true".to_owned(), r#"{"Nodes":[{"Size":2}]}"#.to_owned());
        Self { headers, query, body, secret: ACCESS_KEY_SECRET.to_owned() }
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        set(&mut self.headers, name, Some(value));
        self
    }

    fn without(mut self, name: &str) -> Self {
        set(&mut self.headers, name, None);
        self
    }

    fn string_to_sign(&self) -> String {
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
        format!("PUT\n{}\n/clusters/c%2F1?{}", lines.join("\n"), self.query)
    }

    fn sign(self) -> Self {
        let signature = sign(&self.secret, &self.string_to_sign());
        self.with("authorization", &format!("acs {ACCESS_KEY_ID}:{signature}"))
    }

    fn send(&self, emulator: &Emulator) -> std::io::Result<Answer> {
        let target = format!("/clusters/c%2F1?{}", self.query);
        send(emulator, &head("PUT", &target, &self.headers, self.body.as_bytes()))
    }
}

#[track_caller]
fn check(answer: &Answer, code: &str, message: &str) {
    assert_eq!(answer.code(), code, "{}", answer.message());
    assert!(answer.message().contains(message), "{}", answer.message());
}

#[test]
fn an_rpc_request_is_named_and_signed_by_its_parameters() -> TestResult {
    let emulator = emulator()?;
    let mut request = Rpc::new("1");
    request.form = owned(&[("Tag.1.Key", "k&=")]);
    let answer = request.sign().send(&emulator)?;
    assert_eq!(answer.status, 200, "{}", answer.message());
    let expected = json!({"ThingId": "a b+中", "Kind": "Small", "Tag": [{"Key": "k&="}]});
    assert_eq!(emulator.requests()[0].parameters, expected);
    Ok(())
}

#[test]
fn a_roa_request_is_found_by_its_path_and_signed_by_its_headers() -> TestResult {
    let emulator = emulator()?;
    let answer = Roa::new("1").sign().send(&emulator)?;
    assert_eq!(answer.status, 200, "{}", answer.message());
    let expected = json!({"ClusterId": "c/1", "Force": "true", "Nodes": [{"Size": 2}]});
    assert_eq!(emulator.requests()[0].parameters, expected);
    assert_eq!(emulator.requests()[0].operation.as_deref(), Some("UpdateCluster"));
    Ok(())
}

#[test]
fn an_rpc_request_that_is_signed_wrongly_is_refused() -> TestResult {
    let wrong = Rpc { secret: "wrong".to_owned(), ..Rpc::new("1") };
    let cases = [
        (wrong.sign(), "SignatureDoesNotMatch", "server string to sign is:POST&%2F&AccessKeyId%3Dtestid"),
        (Rpc::new("1").sign().with("Kind", "Large"), "SignatureDoesNotMatch", "does not match"),
        (Rpc::new("1").sign().with("Signature", "no base64"), "SignatureDoesNotMatch", "does not match"),
        (Rpc::new("1").with("AccessKeyId", "nobody").sign(), "InvalidAccessKeyId.NotFound", "`nobody`"),
        (Rpc::new("1").with("Timestamp", "today").sign(), "InvalidTimeStamp.Format", "`today`"),
        (
            Rpc::new("1").with("Timestamp", "2026-01-02T03:35:06Z").sign(),
            "InvalidTimeStamp.Expired",
            "1861 seconds from the clock, and may be 1860",
        ),
        (Rpc::new("1").with("SignatureMethod", "HMAC-MD5").sign(), "IncompleteSignature", "`HMAC-MD5`"),
        (Rpc::new("1").with("SignatureVersion", "2.0").sign(), "IncompleteSignature", "`2.0`"),
        (
            Rpc::new("1").without("SignatureNonce").sign(),
            "IncompleteSignature",
            "`SignatureNonce` is missing",
        ),
        (Rpc::new("1").without("Timestamp").sign(), "IncompleteSignature", "`Timestamp` is missing"),
        (Rpc::new("1").without("AccessKeyId").sign(), "IncompleteSignature", "`AccessKeyId` is missing"),
        (Rpc::new("1").without("Version").sign(), "InvalidVersion", "``"),
        (
            Rpc::new("1").with("SecurityToken", "t").sign(),
            "InvalidSecurityToken.MismatchWithAccessKey",
            "`SecurityToken`",
        ),
    ];
    let emulator = emulator()?;
    for (request, code, message) in cases {
        check(&request.send(&emulator)?, code, message);
    }
    Ok(())
}

#[test]
fn a_roa_request_that_is_signed_wrongly_is_refused() -> TestResult {
    let wrong = Roa { secret: "wrong".to_owned(), ..Roa::new("1") };
    let cases = [
        (wrong.sign(), "SignatureDoesNotMatch", "server string to sign is:PUT\napplication/json\n"),
        (Roa::new("1").sign().with("x-acs-more", "1"), "SignatureDoesNotMatch", "does not match"),
        (Roa::new("1").with("content-md5", "AAAA").sign(), "SignatureDoesNotMatch", "hash of the body"),
        (Roa::new("1").with("date", "2026-01-02T03:04:05Z").sign(), "InvalidTimeStamp.Format", "GMT"),
        (
            Roa::new("1").with("date", "Fri, 02 Jan 2026 03:19:06 GMT").sign(),
            "InvalidTimeStamp.Expired",
            "901 seconds",
        ),
        (Roa::new("1").without("date").sign(), "IncompleteSignature", "`date` is missing"),
        (Roa::new("1").without("x-acs-signature-nonce").sign(), "IncompleteSignature", "nonce` is missing"),
        (Roa::new("1").without("x-acs-signature-method").sign(), "IncompleteSignature", "method` is missing"),
        (Roa::new("1").with("x-acs-signature-version", "2.0").sign(), "IncompleteSignature", "`2.0`"),
        (Roa::new("1").with("authorization", "acs testid"), "IncompleteSignature", "`acs <AccessKeyId>:"),
        (Roa::new("1").with("x-acs-accesskey-id", "other").sign(), "IncompleteSignature", "accesskey-id"),
        (
            Roa::new("1").with("x-acs-security-token", "t").sign(),
            "InvalidSecurityToken.MismatchWithAccessKey",
            "token",
        ),
    ];
    let emulator = emulator()?;
    for (request, code, message) in cases {
        check(&request.send(&emulator)?, code, message);
    }
    Ok(())
}

#[test]
fn a_nonce_is_used_once_whatever_the_signature() -> TestResult {
    let emulator = emulator()?;
    assert_eq!(Rpc::new("once").sign().send(&emulator)?.status, 200);
    check(&Rpc::new("once").sign().send(&emulator)?, "SignatureNonceUsed", "`SignatureNonce`");
    check(&Roa::new("once").sign().send(&emulator)?, "SignatureNonceUsed", "`x-acs-signature-nonce`");
    Ok(())
}

#[test]
fn a_temporary_key_needs_its_token() -> TestResult {
    let emulator = builder().model(model()?).temporary_account(ACCESS_KEY_ID, ACCESS_KEY_SECRET, "t/+=");
    let emulator = emulator.start_blocking()?;
    assert_eq!(Rpc::new("1").with("SecurityToken", "t/+=").sign().send(&emulator)?.status, 200);
    assert_eq!(Roa::new("2").with("x-acs-security-token", "t/+=").sign().send(&emulator)?.status, 200);
    check(&Rpc::new("3").sign().send(&emulator)?, "MissingSecurityToken", "`SecurityToken`");
    check(&Roa::new("4").sign().send(&emulator)?, "MissingSecurityToken", "`x-acs-security-token`");
    Ok(())
}

#[test]
fn a_mismatch_is_explained_part_by_part() -> TestResult {
    let emulator = emulator()?;
    let (rpc, roa) = (Rpc::new("1").sign().with("Kind", "Large"), Roa::new("2").sign().with("accept", "*/*"));
    rpc.send(&emulator)?;
    roa.send(&emulator)?;
    let records = emulator.requests();
    let explained = records[0].explain(&Rpc::new("1").string_to_sign());
    assert_eq!(explained, Some(vec!["parameter `Kind`: signed `Small`, received `Large`".to_owned()]));
    let explained = records[1].explain(&Roa::new("2").string_to_sign());
    assert_eq!(
        explained,
        Some(vec!["header `accept`: signed `application/json`, received `*/*`".to_owned()])
    );
    Ok(())
}
