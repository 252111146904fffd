//! Requests of official clients, as they were on the wire: those that keep to the documented rules are accepted, and
//! any change to what is signed is refused.

use std::time::{Duration, SystemTime};

use acs_codegen::Sources;
use acs_emulator::{Builder, Emulator, Recorded, Scheme};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::TestResult;
use crate::wire::{Answer, head, send};

const VECTORS: &str = include_str!("../../../runtime/tests/vectors/signing-vectors.json");

/// Unit tests of official clients whose inputs are no request that could be sent.
const NO_REQUEST: &[&str] = &["unittest-v1-roa-string-to-sign", "unittest-v3-duplicate-header-merge"];

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A request as it was on the wire, and the emulator that it is for.
struct Vector {
    json: Value,
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Vector {
    fn new(json: Value) -> Result<Self> {
        let text = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
        // The published ones are given as text, to which no client added anything.
        let sent = json["headers_out"].as_object().or(json["headers_in"].as_object());
        let mut headers: Vec<_> = sent
            .into_iter()
            .flatten()
            .map(|(name, value)| (name.to_lowercase(), value.as_str().unwrap_or_default().to_owned()))
            .collect();
        headers.retain(|(name, _)| name != "content-length");
        for (name, value) in [("host", text("host")), ("authorization", text("authorization"))] {
            if !value.is_empty() && headers.iter().all(|(known, _)| known != name) {
                headers.push((name.to_owned(), value));
            }
        }
        let url = text("final_url_or_query");
        let target = url
            .split_once("://")
            .map_or(url.as_str(), |(_, rest)| rest.trim_start_matches(|c| !"/?".contains(c)));
        let slash = if target.starts_with('/') { "" } else { "/" };
        let (method, target) = (text("method"), format!("{slash}{target}"));
        let body = STANDARD.decode(text("body_base64"))?;
        Ok(Self { json, method, target, headers, body })
    }

    fn text(&self, name: &str) -> &str {
        self.json[name].as_str().unwrap_or_default()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.as_str())
    }

    /// What the request gives under a name of a header, or a name in the query.
    fn find(&self, header: &str, parameter: &str) -> &str {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        let in_query = || query.split('&').find_map(|pair| pair.strip_prefix(parameter)?.strip_prefix('='));
        self.header(header).or_else(in_query).unwrap_or_default()
    }

    /// An emulator of the one operation that the request is for, at the time of the request, with its access key.
    fn builder(&self) -> Result<Builder> {
        let (action, version) = (self.find("x-acs-action", "Action"), self.find("x-acs-version", "Version"));
        let style = self.text("style").to_lowercase();
        let product = format!("product: Vector\nversion: {version}\nstyle: {style}\n");
        // With another method, so that a request with that one gets as far as its signature.
        let other = other_method(&self.method);
        let mut operation = format!("operation: {action}\nmethods: [{}, {other}]\n", self.method);
        if style == "roa" {
            let path = self.target.split('?').next().unwrap_or_default();
            operation.push_str(&format!("path: {path:?}\n"));
        }
        let media_type = self.header("content-type").unwrap_or_default();
        if !self.body.is_empty() && !media_type.contains("form") && !media_type.contains("json") {
            operation.push_str("parameters:\n  body: {type: binary, place: body}\n");
        } else if self.body.starts_with(b"[") {
            operation.push_str("parameters:\n  body: {type: array, place: body, of: {type: any}}\n");
        }
        let mut sources = Sources::new();
        sources.add("vector/product.yaml", product);
        sources.add(format!("vector/{action}.yaml"), operation);
        let date: jiff::Timestamp = self.text("date").parse()?;
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(date.as_second().try_into()?);
        let builder = Emulator::builder().model(acs_codegen::model(&sources)?.apis).clock(move || now);
        let key = |name: &str| self.json["credentials"][name].as_str();
        let (id, secret) =
            (key("access_key_id").unwrap_or_default(), key("access_key_secret").unwrap_or_default());
        Ok(match key("security_token").filter(|token| !token.is_empty()) {
            Some(token) => builder.temporary_account(id, secret, token),
            None => builder.account(id, secret),
        })
    }

    fn send(&self, emulator: &Emulator) -> Result<Answer> {
        Ok(send(emulator, &head(&self.method, &self.target, &self.headers, &self.body))?)
    }

    /// What a fresh emulator answers, and what it made of the request.
    fn answer(&self, configure: impl FnOnce(Builder) -> Builder) -> Result<(Answer, Recorded)> {
        let emulator = configure(self.builder()?).start_blocking()?;
        let answer = self.send(&emulator)?;
        Ok((answer, emulator.requests().pop().ok_or("nothing was recorded")?))
    }
}

/// The vectors of V1 and V3 that do or do not keep to the documented rules.
fn vectors(is_conformant: bool) -> Result<Vec<Vector>> {
    let all: Vec<Value> = serde_json::from_str(VECTORS)?;
    let is_ours = |json: &Value| {
        let algorithm = json["algorithm"].as_str().unwrap_or_default();
        let name = json["name"].as_str().unwrap_or_default();
        ["ACS3-HMAC-SHA256", "HMAC-SHA1"].contains(&algorithm) && !NO_REQUEST.contains(&name)
    };
    let chosen = all.into_iter().filter(|json| is_ours(json) && json["conformant"] == is_conformant);
    chosen.map(Vector::new).collect()
}

#[test]
fn requests_of_official_clients_are_accepted() -> TestResult {
    let mut schemes = Vec::new();
    for vector in vectors(true)? {
        let name = vector.text("name");
        let (answer, recorded) = vector.answer(|builder| builder)?;
        assert_eq!(answer.status, 200, "{name}: {}", answer.message());
        let signed = match recorded.scheme {
            Some(Scheme::V3) => "canonical_request",
            _ => "string_to_sign",
        };
        assert_eq!(recorded.canonical_request.as_deref(), Some(vector.text(signed)), "{name}");
        schemes.push(recorded.scheme);
    }
    let count = |scheme| schemes.iter().filter(|found| **found == Some(scheme)).count();
    assert_eq!((count(Scheme::V3), count(Scheme::V1Rpc), count(Scheme::V1Roa)), (39, 12, 7));
    Ok(())
}

#[test]
fn what_clients_sign_against_the_documentation_is_refused() -> TestResult {
    let mut names = Vec::new();
    for vector in vectors(false)? {
        let (answer, _) = vector.answer(|builder| builder)?;
        assert_eq!(answer.code(), "SignatureDoesNotMatch", "{}", vector.text("name"));
        let documented = vector.text("documented_string_to_sign");
        assert!(documented.is_empty() || answer.message().ends_with(documented), "{}", answer.message());
        names.push(vector.text("name").to_owned());
    }
    names.sort();
    let expected = [
        "sts-assume-role-python-provider-policy-with-space",
        "ts-v1-roa-get-empty-value",
        "ts-v3-roa-empty-pathname",
        "v3-quirk-unencoded-query-key",
    ];
    assert_eq!(names, expected);
    Ok(())
}

#[test]
fn unencoded_names_are_accepted_on_request_only_and_marked() -> TestResult {
    let vectors = vectors(false)?;
    let vector = vectors.iter().find(|vector| vector.text("name") == "v3-quirk-unencoded-query-key");
    let vector = vector.ok_or("there is no vector with unencoded names")?;
    let (answer, recorded) = vector.answer(|builder| builder)?;
    assert!(answer.message().contains("without percent-encoding"), "{}", answer.message());
    assert!(recorded.raw_names);
    let (answer, recorded) = vector.answer(|builder| builder.lenient_names(true))?;
    assert_eq!((answer.status, recorded.raw_names), (200, true));
    assert_eq!(recorded.canonical_request.as_deref(), Some(vector.text("canonical_request")));
    Ok(())
}

fn other_method(method: &str) -> &'static str {
    if method == "GET" { "POST" } else { "GET" }
}

/// A change to a request, and whether there was anything to change.
type Tamper = fn(&mut Vector) -> bool;

/// Changes to what every signature covers.
const COVERED: &[(&str, Tamper)] = &[
    ("method", |it| {
        it.method = other_method(&it.method).to_owned();
        true
    }),
    ("value in the query", |it| {
        let has_query = it.target.contains('?');
        it.target.push_str(if has_query { "&X=1" } else { "?X=1" });
        true
    }),
    ("path", |it| {
        let is_roa = it.text("style") == "ROA" && !it.target.starts_with("/?") && it.target != "/";
        let (path, query) =
            it.target.split_once('?').map_or((it.target.as_str(), None), |(p, q)| (p, Some(q)));
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        if is_roa {
            it.target = format!("{path}/{query}");
        }
        is_roa
    }),
    ("header of the platform", |it| {
        let is_signed = it.header("signature").is_none() && it.header("authorization").is_some();
        it.headers.retain(|(name, _)| name != "x-acs-credentials-provider");
        it.headers.push(("x-acs-credentials-provider".to_owned(), "forged".to_owned()));
        is_signed
    }),
    ("body of a form", |it| {
        let is_form = it.header("content-type").is_some_and(|media_type| media_type.contains("form"));
        let is_covered =
            is_form && (it.header("authorization").is_none() || it.json["signature_version"] == "V3");
        it.body.extend(b"&Y=1");
        is_covered
    }),
    ("body with a hash", |it| {
        it.body.push(b' ');
        it.header("content-md5").is_some() || it.header("x-acs-content-sha256").is_some()
    }),
];

#[test]
fn requests_that_were_tampered_with_are_refused() -> TestResult {
    let mut refused = 0;
    for (what, tamper) in COVERED {
        for mut vector in vectors(true)? {
            let builder = vector.builder()?;
            if !tamper(&mut vector) {
                continue;
            }
            let emulator = builder.start_blocking()?;
            let answer = vector.send(&emulator)?;
            let codes = ["SignatureDoesNotMatch", "IncompleteSignature"];
            assert!(
                codes.contains(&answer.code().as_str()),
                "{}, {what}: {}",
                vector.text("name"),
                answer.message()
            );
            refused += 1;
        }
    }
    assert!(refused > 150, "{refused}");
    Ok(())
}
