//! verify: whether a request was signed, by whom, and that it is what was signed.
//!
//! Everything is rebuilt from the received bytes: the path of the request line, the query decoded and encoded again,
//! the headers that the signature covers, the hash of the body. Nothing that the request says about itself is taken for
//! granted. Endpoints take V1 and V3 alike, so a request is verified by the signature that it presents.

mod authorization;
mod v1;
mod v3;

use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use authorization::Authorization;

use crate::account::Account;
use crate::codes;
use crate::nonces::Nonces;
use crate::received::Received;
use crate::record::Scheme;
use crate::refusal::Refusal;
use crate::service::lock;

const AUTHORIZATION: &str = "authorization";
const DATE: &str = "x-acs-date";
const NONCE: &str = "x-acs-signature-nonce";
const SECURITY_TOKEN: &str = "x-acs-security-token";

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
    pub(crate) scheme: Option<Scheme>,
    pub(crate) access_key_id: Option<String>,
    pub(crate) canonical_request: Option<String>,
    pub(crate) raw_names: bool,
}

/// What a request says about its signature.
struct Claim<'r> {
    evidence: Evidence<'r>,
    access_key_id: &'r str,
    date: Stamp<'r>,
    nonce: Named<'r>,
    security_token: Option<&'r str>,
    /// What the security token is called.
    token_name: &'static str,
}

/// The signature that a request presents.
enum Evidence<'r> {
    V3(Authorization<'r>),
    V1Rpc { signature: &'r str },
    V1Roa { signature: &'r str },
}

/// A header or a parameter, by name.
struct Named<'r> {
    name: &'static str,
    value: &'r str,
}

/// A date, how it must be written, and how far it may be from the clock.
struct Stamp<'r> {
    text: Named<'r>,
    time: Option<SystemTime>,
    form: &'static str,
    window: Duration,
}

impl Verifier<'_> {
    /// Verifies a request, and notes what it found, also where it refuses.
    pub(crate) fn verify(&self, received: &Received, findings: &mut Findings) -> Result<(), Refusal> {
        let claim = read_claim(received)?;
        findings.scheme = Some(claim.scheme());
        findings.access_key_id = Some(claim.access_key_id.to_owned());
        let account = self.find_account(claim.access_key_id)?;
        self.check_date(&claim.date)?;
        match &claim.evidence {
            Evidence::V3(authorization) => self.check_v3(received, authorization, account, findings),
            Evidence::V1Rpc { signature } => v1::check_rpc(received, signature, account, findings),
            Evidence::V1Roa { signature } => v1::check_roa(received, signature, account, findings),
        }?;
        check_token(&claim, account)?;
        self.check_nonce(&claim.nonce, account)
    }

    fn find_account(&self, id: &str) -> Result<&Account, Refusal> {
        self.accounts.iter().find(|account| account.id == id).ok_or_else(|| {
            Refusal::new(
                codes::KEY_NOT_FOUND,
                format!("the access key `{id}` does not exist, give it to the emulator with `account`"),
            )
        })
    }

    fn check_date(&self, Stamp { text, time, form, window }: &Stamp<'_>) -> Result<(), Refusal> {
        let Named { name, value } = text;
        let date = time.ok_or_else(|| {
            let message = format!("`{name}` is `{value}`, and must be UTC as in `{form}`");
            Refusal::new(codes::DATE_FORMAT, message)
        })?;
        let distance = self.now.duration_since(date).unwrap_or_else(|error| error.duration());
        if distance <= *window {
            return Ok(());
        }
        let (seconds, most) = (distance.as_secs(), window.as_secs());
        let message = format!("`{name}` is {seconds} seconds from the clock, and may be {most}");
        Err(Refusal::new(codes::DATE_EXPIRED, message))
    }

    /// Comes last, for a request that was not signed must not use up the nonce of one that was.
    fn check_nonce(&self, Named { name, value }: &Named<'_>, account: &Account) -> Result<(), Refusal> {
        if lock(self.nonces).insert(&account.id, value, self.now) {
            return Ok(());
        }
        let message = format!("`{name}` was used before, and must be new for each request");
        Err(Refusal::new(codes::NONCE_USED, message))
    }
}

impl Claim<'_> {
    fn scheme(&self) -> Scheme {
        match self.evidence {
            Evidence::V3(_) => Scheme::V3,
            Evidence::V1Rpc { .. } => Scheme::V1Rpc,
            Evidence::V1Roa { .. } => Scheme::V1Roa,
        }
    }
}

fn read_claim(received: &Received) -> Result<Claim<'_>, Refusal> {
    if received.is_signed_in_parameters() {
        return v1::read_rpc(received);
    }
    let authorization = only_value(received, AUTHORIZATION)?;
    match authorization.trim().strip_prefix("acs ") {
        Some(credential) => v1::read_roa(received, credential),
        None => v3::read(received, Authorization::parse(authorization)?),
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

fn only_header<'r>(received: &'r Received, name: &'static str) -> Result<Named<'r>, Refusal> {
    only_value(received, name).map(|value| Named { name, value })
}

/// The security token in the headers, and whether the access key beside it is the one that signs.
fn header_token<'r>(received: &'r Received, access_key_id: &str) -> Result<Option<&'r str>, Refusal> {
    if received.header("x-acs-accesskey-id").is_some_and(|other| other != access_key_id) {
        return Err(incomplete("`x-acs-accesskey-id` is not the access key of `Authorization`"));
    }
    Ok(received.header(SECURITY_TOKEN))
}

/// Of a header; of one that is there several times, the values sorted and joined by commas.
fn joined_values(received: &Received, name: &str) -> String {
    let mut values: Vec<_> = received.values(name).map(str::trim).collect();
    values.sort_unstable();
    values.join(",")
}

/// In UTC to the second, as in `2026-01-02T03:04:05Z`.
fn read_date(text: &str) -> Option<SystemTime> {
    let is_plain = text.len() == "2026-01-02T03:04:05Z".len() && text.ends_with('Z') && text.contains('T');
    let date: jiff::Timestamp = text.parse().ok().filter(|_| is_plain)?;
    system_time(date)
}

fn system_time(time: jiff::Timestamp) -> Option<SystemTime> {
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(time.as_second().try_into().ok()?))
}

fn check_token(claim: &Claim<'_>, account: &Account) -> Result<(), Refusal> {
    let name = claim.token_name;
    match (claim.security_token, &account.token) {
        (None, None) => Ok(()),
        (Some(sent), Some(token)) if sent == token => Ok(()),
        (None, Some(_)) => {
            let message = format!("the access key is a temporary one, send its token as `{name}`");
            Err(Refusal::new(codes::MISSING_TOKEN, message))
        }
        (Some(_), _) => {
            let message = format!("`{name}` is not the token of this access key");
            Err(Refusal::new(codes::TOKEN_MISMATCH, message))
        }
    }
}

fn incomplete(message: impl Into<String>) -> Refusal {
    Refusal::new(codes::INCOMPLETE_SIGNATURE, message)
}

/// Ends as the service's message does, so that a client can compare: where both have the same string to sign, the
/// secret is wrong.
fn mismatch(reason: &str, to_sign: &str) -> Refusal {
    Refusal::new(codes::SIGNATURE_MISMATCH, format!("{reason}, server string to sign is:{to_sign}"))
}

#[cfg(test)]
mod tests;
