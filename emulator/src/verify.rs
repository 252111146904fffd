//! verify: whether a request was signed, by whom, and that it is what was signed.
//!
//! Everything is rebuilt from the received bytes: the path of the request line, the query decoded and encoded again,
//! the headers that the signature lists, the hash of the body. Nothing that the request says about itself is taken for
//! granted.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use acs_runtime::sign::v3::{CanonicalRequest, StringToSign, canonical_query, payload_hash};

use crate::account::Account;
use crate::authorization::{Authorization, incomplete};
use crate::codes;
use crate::nonces::{Nonces, WINDOW};
use crate::received::Received;
use crate::refusal::Refusal;
use crate::service::lock;

const AUTHORIZATION: &str = "authorization";
const CONTENT_HASH: &str = "x-acs-content-sha256";
const DATE: &str = "x-acs-date";
const NONCE: &str = "x-acs-signature-nonce";
const SECURITY_TOKEN: &str = "x-acs-security-token";

/// What every signed request has, and signs.
const REQUIRED: &[&str] = &["host", "x-acs-action", CONTENT_HASH, DATE, NONCE, "x-acs-version"];

/// What the judgement of a request depends on, beside the request.
pub(crate) struct Verifier<'v> {
    pub(crate) accounts: &'v [Account],
    pub(crate) nonces: &'v Mutex<Nonces>,
    pub(crate) now: SystemTime,
    /// Whether names of query parameters may be signed as they are, as some clients do.
    pub(crate) lenient_names: bool,
}

/// What was found out about a signature, for the record.
#[derive(Clone, Debug, Default)]
pub(crate) struct Findings {
    pub(crate) access_key_id: Option<String>,
    pub(crate) canonical_request: Option<String>,
    pub(crate) raw_names: bool,
}

impl Verifier<'_> {
    /// Verifies a request, and notes what it found, also where it refuses.
    pub(crate) fn verify(&self, received: &Received, findings: &mut Findings) -> Result<(), Refusal> {
        let authorization = Authorization::parse(only_value(received, AUTHORIZATION)?)?;
        findings.access_key_id = Some(authorization.access_key_id.to_owned());
        check_headers(received, &authorization)?;
        let account = self.find_account(received, &authorization)?;
        self.check_date(received)?;
        self.check_signature(received, &authorization, account, findings)?;
        check_token(received, account)?;
        self.check_nonce(received, account)
    }

    fn find_account(
        &self,
        received: &Received,
        authorization: &Authorization<'_>,
    ) -> Result<&Account, Refusal> {
        let id = authorization.access_key_id;
        if received.header("x-acs-accesskey-id").is_some_and(|other| other != id) {
            return Err(incomplete("`x-acs-accesskey-id` is not the `Credential` of `Authorization`"));
        }
        self.accounts.iter().find(|account| account.id == id).ok_or_else(|| {
            Refusal::new(
                codes::KEY_NOT_FOUND,
                format!("the access key `{id}` does not exist, give it to the emulator with `account`"),
            )
        })
    }

    fn check_date(&self, received: &Received) -> Result<(), Refusal> {
        let text = only_value(received, DATE)?;
        let date = read_date(text).ok_or_else(|| {
            let message = format!("`{DATE}` is `{text}`, and must be UTC as in `2026-01-02T03:04:05Z`");
            Refusal::new(codes::DATE_FORMAT, message)
        })?;
        let distance = self.now.duration_since(date).unwrap_or_else(|error| error.duration());
        if distance <= WINDOW {
            return Ok(());
        }
        let seconds = distance.as_secs();
        let message = format!("`{DATE}` is {seconds} seconds from the clock, and may be 900");
        Err(Refusal::new(codes::DATE_EXPIRED, message))
    }

    fn check_signature(
        &self,
        received: &Received,
        authorization: &Authorization<'_>,
        account: &Account,
        findings: &mut Findings,
    ) -> Result<(), Refusal> {
        let encoded = canonical_query(&mut received.query.clone());
        let request = canonical_request(received, authorization, &encoded);
        let to_sign = request.string_to_sign();
        findings.canonical_request = Some(request.as_str().to_owned());
        if only_value(received, CONTENT_HASH)? != payload_hash(&received.body) {
            return Err(mismatch(&format!("`{CONTENT_HASH}` is not the hash of the body"), &to_sign));
        }
        if to_sign.verify(&account.key, &authorization.signature) {
            return Ok(());
        }
        let raw = canonical_request(received, authorization, &raw_query(&received.query));
        findings.raw_names = raw.string_to_sign().verify(&account.key, &authorization.signature);
        match (findings.raw_names, self.lenient_names) {
            (true, true) => {
                findings.canonical_request = Some(raw.as_str().to_owned());
                Ok(())
            }
            (true, false) => {
                Err(mismatch("names of query parameters were signed without percent-encoding", &to_sign))
            }
            (false, _) => Err(mismatch("the signature does not match the request", &to_sign)),
        }
    }

    /// Comes last, for a request that was not signed must not use up the nonce of one that was.
    fn check_nonce(&self, received: &Received, account: &Account) -> Result<(), Refusal> {
        let nonce = only_value(received, NONCE)?;
        if lock(self.nonces).insert(&account.id, nonce, self.now) {
            return Ok(());
        }
        Err(Refusal::new(
            codes::NONCE_USED,
            format!("`{NONCE}` was used before, and must be new for each request"),
        ))
    }
}

/// The value of a header that must be there, once.
fn only_value<'r>(received: &'r Received, name: &str) -> Result<&'r str, Refusal> {
    let mut values = received.values(name);
    match (values.next(), values.next()) {
        (Some(value), None) if !value.trim().is_empty() => Ok(value),
        (Some(_), Some(_)) => Err(incomplete(format!("the header `{name}` is there more than once"))),
        (_, _) => Err(incomplete(format!("the header `{name}` is missing"))),
    }
}

/// Whether all that must be signed is there and signed, and all that is signed is there.
fn check_headers(received: &Received, authorization: &Authorization<'_>) -> Result<(), Refusal> {
    for name in REQUIRED {
        only_value(received, name)?;
    }
    let must_be_signed = |name: &&str| name.starts_with("x-acs-") || *name == "content-type";
    let present: BTreeSet<_> = received.headers.iter().map(|(name, _)| name.as_str()).collect();
    let signed = &authorization.signed_headers;
    let unsigned =
        present.iter().copied().filter(must_be_signed).chain(["host"]).find(|name| !signed.contains(name));
    if let Some(name) = unsigned {
        return Err(incomplete(format!("the header `{name}` is not signed, list it in `SignedHeaders`")));
    }
    match signed.iter().find(|name| !present.contains(*name)) {
        Some(name) => Err(incomplete(format!("`SignedHeaders` lists `{name}`, which is not there"))),
        None => Ok(()),
    }
}

fn canonical_request(
    received: &Received,
    authorization: &Authorization<'_>,
    query: &str,
) -> CanonicalRequest {
    let headers: Vec<_> =
        authorization.signed_headers.iter().map(|name| (*name, joined_values(received, name))).collect();
    CanonicalRequest::new(&received.method, &received.path, query, &headers, &payload_hash(&received.body))
}

/// The value of a header; of one that is there several times, the values sorted and joined by commas.
fn joined_values(received: &Received, name: &str) -> String {
    let mut values: Vec<_> = received.values(name).map(str::trim).collect();
    values.sort_unstable();
    values.join(",")
}

/// The query as clients sign it that encode values, but not names.
fn raw_query(pairs: &[(String, String)]) -> String {
    let mut pairs = pairs.to_vec();
    pairs.sort();
    let mut query = String::new();
    for (name, value) in &pairs {
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(name);
        query.push('=');
        acs_runtime::encode::encode_component(value, &mut query);
    }
    query
}

fn read_date(text: &str) -> Option<SystemTime> {
    let is_plain = text.len() == "2026-01-02T03:04:05Z".len() && text.ends_with('Z') && text.contains('T');
    let date: jiff::Timestamp = text.parse().ok().filter(|_| is_plain)?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(date.as_second().try_into().ok()?))
}

fn check_token(received: &Received, account: &Account) -> Result<(), Refusal> {
    match (received.header(SECURITY_TOKEN), &account.token) {
        (None, None) => Ok(()),
        (Some(sent), Some(token)) if sent == token => Ok(()),
        (None, Some(_)) => {
            let message = format!("the access key is a temporary one, send its token as `{SECURITY_TOKEN}`");
            Err(Refusal::new(codes::MISSING_TOKEN, message))
        }
        (Some(_), _) => {
            let message = format!("`{SECURITY_TOKEN}` is not the token of this access key");
            Err(Refusal::new(codes::TOKEN_MISMATCH, message))
        }
    }
}

/// Ends as the service's message does, so that a client can compare: where both have the same string to sign, the
/// secret is wrong.
fn mismatch(reason: &str, to_sign: &StringToSign) -> Refusal {
    Refusal::new(codes::SIGNATURE_MISMATCH, format!("{reason}, server string to sign is:{to_sign}"))
}

#[cfg(test)]
mod tests;
