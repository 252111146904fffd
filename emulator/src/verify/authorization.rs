//! The `Authorization` header, taken apart: `ACS3-HMAC-SHA256 Credential=..,SignedHeaders=..,Signature=..`.

use acs_runtime::sign::v3::{ALGORITHM, Signature};

use super::incomplete;
use crate::refusal::Refusal;

/// What the header says.
#[derive(Debug)]
pub(super) struct Authorization<'t> {
    pub(super) access_key_id: &'t str,
    /// In lower case and sorted.
    pub(super) signed_headers: Vec<&'t str>,
    pub(super) signature: Signature,
}

impl<'t> Authorization<'t> {
    pub(super) fn parse(text: &'t str) -> Result<Self, Refusal> {
        let (algorithm, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        if algorithm != ALGORITHM {
            return Err(incomplete(format!(
                "`{algorithm}` is not a signature that the emulator knows, use `{ALGORITHM}` or `acs`"
            )));
        }
        let parts = Parts::read(rest)?;
        let signature = parts.required("Signature", parts.signature)?;
        Ok(Self {
            access_key_id: parts.required("Credential", parts.credential)?,
            signed_headers: read_names(parts.required("SignedHeaders", parts.signed_headers)?)?,
            signature: Signature::parse(signature)
                .ok_or_else(|| incomplete("`Signature` of `Authorization` must be 64 hexadecimal digits"))?,
        })
    }
}

#[derive(Default)]
struct Parts<'t> {
    credential: Option<&'t str>,
    signed_headers: Option<&'t str>,
    signature: Option<&'t str>,
}

impl<'t> Parts<'t> {
    fn read(text: &'t str) -> Result<Self, Refusal> {
        let mut parts = Self::default();
        for part in text.split(',') {
            let (name, value) = part.trim().split_once('=').unwrap_or((part.trim(), ""));
            let place = match name {
                "Credential" => &mut parts.credential,
                "SignedHeaders" => &mut parts.signed_headers,
                "Signature" => &mut parts.signature,
                _ => return Err(incomplete(format!("`{name}` is not a part of `Authorization`"))),
            };
            if place.replace(value).is_some() {
                return Err(incomplete(format!("`Authorization` has `{name}` twice")));
            }
        }
        Ok(parts)
    }

    fn required(&self, name: &str, value: Option<&'t str>) -> Result<&'t str, Refusal> {
        value
            .filter(|value| !value.is_empty())
            .ok_or_else(|| incomplete(format!("`Authorization` has no `{name}`")))
    }
}

fn read_names(text: &str) -> Result<Vec<&str>, Refusal> {
    let names: Vec<_> = text.split(';').collect();
    let is_ordered = names.windows(2).all(|pair| pair[0] < pair[1]);
    let is_lower = |name: &&str| !name.is_empty() && !name.contains(|c: char| c.is_ascii_uppercase());
    if !is_ordered || !names.iter().all(is_lower) {
        return Err(incomplete("`SignedHeaders` must be names in lower case, each once and sorted"));
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNATURE: &str = "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0";

    #[test]
    fn a_header_is_taken_apart() {
        let text =
            format!("ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host;x-acs-date,Signature={SIGNATURE}");
        let authorization = Authorization::parse(&text).expect("the header is as documented");
        assert_eq!(authorization.access_key_id, "id");
        assert_eq!(authorization.signed_headers, ["host", "x-acs-date"]);
        assert_eq!(authorization.signature.to_string(), SIGNATURE);
    }

    #[test]
    fn a_header_that_is_not_as_documented_is_refused() {
        for (text, message) in [
            ("", "`` is not a signature"),
            ("ACS3-HMAC-SM3 Credential=id", "`ACS3-HMAC-SM3` is not a signature"),
            ("ACS3-HMAC-SHA256", "`` is not a part"),
            ("ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host", "no `Signature`"),
            ("ACS3-HMAC-SHA256 SignedHeaders=host,Signature=00", "no `Credential`"),
            ("ACS3-HMAC-SHA256 Credential=,SignedHeaders=host,Signature=00", "no `Credential`"),
            ("ACS3-HMAC-SHA256 Credential=a,Credential=b", "has `Credential` twice"),
            ("ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host,Signature=00", "64 hexadecimal digits"),
            ("ACS3-HMAC-SHA256 Credential=id,SignedHeaders=x-acs-date;host,Signature=00", "sorted"),
            ("ACS3-HMAC-SHA256 Credential=id,SignedHeaders=Host,Signature=00", "lower case"),
        ] {
            let refusal = Authorization::parse(text).expect_err("the header is not as documented");
            assert_eq!(refusal.code, "IncompleteSignature");
            assert!(refusal.message.contains(message), "{}", refusal.message);
        }
    }
}
