//! Signature V3: `ACS3-HMAC-SHA256`, over the canonical request, the hash of the body within it.

use std::collections::BTreeSet;

use acs_runtime::sign::v3::{CanonicalRequest, canonical_query, payload_hash};

use super::authorization::Authorization;
use super::{
    AUTHORIZATION, Claim, DATE, Evidence, Findings, NONCE, SECURITY_TOKEN, Stamp, Verifier, header_token,
    incomplete, joined_values, mismatch, only_header, only_value, read_date,
};
use crate::account::Account;
use crate::nonces::WINDOW;
use crate::received::Received;
use crate::refusal::Refusal;

const CONTENT_HASH: &str = "x-acs-content-sha256";

/// What every signed request has, and signs.
const REQUIRED: &[&str] = &["host", "x-acs-action", CONTENT_HASH, DATE, NONCE, "x-acs-version"];

/// What the request says about its signature; refuses one that leaves out what must be signed.
pub(super) fn read<'r>(
    received: &'r Received,
    authorization: Authorization<'r>,
) -> Result<Claim<'r>, Refusal> {
    check_headers(received, &authorization)?;
    let text = only_header(received, DATE)?;
    let access_key_id = authorization.access_key_id;
    Ok(Claim {
        access_key_id,
        date: Stamp { time: read_date(text.value), text, form: "2026-01-02T03:04:05Z", window: WINDOW },
        nonce: only_header(received, NONCE)?,
        security_token: header_token(received, access_key_id)?,
        token_name: SECURITY_TOKEN,
        evidence: Evidence::V3(authorization),
    })
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
    match signed.iter().find(|name| **name == AUTHORIZATION || !present.contains(*name)) {
        Some(name) => Err(incomplete(format!("`SignedHeaders` lists `{name}`, which is not there"))),
        None => Ok(()),
    }
}

impl Verifier<'_> {
    pub(super) fn check_v3(
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
            let reason = format!("`{CONTENT_HASH}` is not the hash of the body");
            return Err(mismatch(&reason, to_sign.as_str()));
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
                let reason = "names of query parameters were signed without percent-encoding";
                Err(mismatch(reason, to_sign.as_str()))
            }
            (false, _) => Err(mismatch("the signature does not match the request", to_sign.as_str())),
        }
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
