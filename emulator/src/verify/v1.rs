//! Signature V1: HMAC-SHA1 over the parameters (RPC), or over some headers and the resource (ROA).
//!
//! It covers less than V3: no host, and the body only where it is a form of an RPC request or has a `content-md5`. All
//! of it is code of its own, not the runtime's, so that a mistake there is not made here as well.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::Mac;
use jiff::fmt::rfc2822;
use md5::{Digest, Md5};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{
    Claim, Evidence, Findings, NONCE, Named, SECURITY_TOKEN, Stamp, header_token, incomplete, joined_values,
    mismatch, only_header, only_value, read_date, system_time,
};
use crate::account::{Account, Sha1Key};
use crate::nonces::WINDOW;
use crate::received::Received;
use crate::refusal::Refusal;

const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
const METHOD: &str = "HMAC-SHA1";
const VERSION: &str = "1.0";
/// How far `Timestamp` may be from the clock, either way; the documentation gives it more time than other dates.
const TIMESTAMP_WINDOW: Duration = Duration::from_secs(31 * 60);
const CONTENT_MD5: &str = "content-md5";

/// What an RPC request says about its signature, among the parameters of its query and form.
pub(super) fn read_rpc(received: &Received) -> Result<Claim<'_>, Refusal> {
    expect("SignatureMethod", parameter(received, "SignatureMethod")?.value, METHOD)?;
    expect("SignatureVersion", parameter(received, "SignatureVersion")?.value, VERSION)?;
    for name in ["Action", "Version"] {
        parameter(received, name)?;
    }
    let text = parameter(received, "Timestamp")?;
    Ok(Claim {
        evidence: Evidence::V1Rpc { signature: parameter(received, "Signature")?.value },
        access_key_id: parameter(received, "AccessKeyId")?.value,
        date: Stamp {
            time: read_date(text.value),
            text,
            form: "2026-01-02T03:04:05Z",
            window: TIMESTAMP_WINDOW,
        },
        nonce: parameter(received, "SignatureNonce")?,
        security_token: received.pair("SecurityToken"),
        token_name: "SecurityToken",
    })
}

/// The value of a parameter that must be there, once.
fn parameter<'r>(received: &'r Received, name: &'static str) -> Result<Named<'r>, Refusal> {
    let mut values = received.pairs().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
    match (values.next(), values.next()) {
        (Some(value), None) if !value.is_empty() => Ok(Named { name, value }),
        (Some(_), Some(_)) => Err(incomplete(format!("the parameter `{name}` is there more than once"))),
        (_, _) => Err(incomplete(format!("the parameter `{name}` is missing"))),
    }
}

fn expect(name: &str, value: &str, expected: &str) -> Result<(), Refusal> {
    if value == expected {
        return Ok(());
    }
    Err(incomplete(format!("`{name}` is `{value}`, and the emulator knows `{expected}`")))
}

pub(super) fn check_rpc(
    received: &Received,
    signature: &str,
    account: &Account,
    findings: &mut Findings,
) -> Result<(), Refusal> {
    let to_sign = rpc_string_to_sign(received);
    findings.canonical_request = Some(to_sign.clone());
    check_signature(&to_sign, signature, &account.rpc_key)
}

/// The method and all parameters but the signature; those of a form stand among those of the query.
fn rpc_string_to_sign(received: &Received) -> String {
    let mut pairs: Vec<_> = received.pairs().filter(|(name, _)| name != "Signature").collect();
    pairs.sort();
    let pairs: Vec<_> =
        pairs.into_iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    format!("{}&%2F&{}", received.method, encode(&pairs.join("&")))
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

/// What a ROA request says about its signature; `credential` is what follows `acs` in `Authorization`.
pub(super) fn read_roa<'r>(received: &'r Received, credential: &'r str) -> Result<Claim<'r>, Refusal> {
    let parts =
        credential.trim().split_once(':').filter(|(id, signature)| !id.is_empty() && !signature.is_empty());
    let Some((access_key_id, signature)) = parts else {
        return Err(incomplete("`Authorization` must be `acs <AccessKeyId>:<signature>`"));
    };
    expect("x-acs-signature-method", only_value(received, "x-acs-signature-method")?, METHOD)?;
    expect("x-acs-signature-version", only_value(received, "x-acs-signature-version")?, VERSION)?;
    only_value(received, "x-acs-version")?;
    let text = only_header(received, "date")?;
    Ok(Claim {
        evidence: Evidence::V1Roa { signature },
        access_key_id,
        date: Stamp {
            time: read_http_date(text.value),
            text,
            form: "Fri, 02 Jan 2026 03:04:05 GMT",
            window: WINDOW,
        },
        nonce: only_header(received, NONCE)?,
        security_token: header_token(received, access_key_id)?,
        token_name: SECURITY_TOKEN,
    })
}

fn read_http_date(text: &str) -> Option<std::time::SystemTime> {
    let text = text.trim();
    let date =
        rfc2822::DateTimeParser::new().parse_timestamp(text).ok().filter(|_| text.ends_with(" GMT"))?;
    system_time(date)
}

pub(super) fn check_roa(
    received: &Received,
    signature: &str,
    account: &Account,
    findings: &mut Findings,
) -> Result<(), Refusal> {
    let to_sign = roa_string_to_sign(received);
    findings.canonical_request = Some(to_sign.clone());
    if received.header(CONTENT_MD5).is_some_and(|hash| hash != STANDARD.encode(Md5::digest(&received.body))) {
        return Err(mismatch(&format!("`{CONTENT_MD5}` is not the hash of the body"), &to_sign));
    }
    check_signature(&to_sign, signature, &account.roa_key)
}

/// A line for the method and four headers, a line for each header of the platform, and the resource.
fn roa_string_to_sign(received: &Received) -> String {
    let mut text = format!("{}\n", received.method);
    for name in ["accept", CONTENT_MD5, "content-type", "date"] {
        text.push_str(&joined_values(received, name));
        text.push('\n');
    }
    let mut names: Vec<_> = received.headers.iter().map(|(name, _)| name.as_str()).collect();
    names.retain(|name| name.starts_with("x-acs-"));
    names.sort_unstable();
    names.dedup();
    for name in names {
        text.push_str(&format!("{name}:{}\n", joined_values(received, name)));
    }
    text + &canonical_resource(received)
}

/// The path as it was sent, and the decoded parameters of the query in the order of their names.
fn canonical_resource(received: &Received) -> String {
    let mut pairs: Vec<_> = received.query.iter().collect();
    pairs.sort();
    let show = |(name, value): &(String, String)| {
        if value.is_empty() { name.clone() } else { format!("{name}={value}") }
    };
    let query: Vec<_> = pairs.into_iter().map(show).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{}{mark}{}", received.path, query.join("&"))
}

fn check_signature(to_sign: &str, signature: &str, key: &Sha1Key) -> Result<(), Refusal> {
    let is_good = STANDARD
        .decode(signature)
        .is_ok_and(|bytes| key.0.clone().chain_update(to_sign).verify_slice(&bytes).is_ok());
    if is_good { Ok(()) } else { Err(mismatch("the signature does not match the request", to_sign)) }
}
