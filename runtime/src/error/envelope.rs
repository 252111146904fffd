//! The envelope that services put around an error, in JSON or XML.

use std::fmt;

use serde_json::Value;

use super::denied::Denial;
use crate::Raw;

const MESSAGE: [&str; 2] = ["Message", "message"];
const DENIAL: [&str; 2] = ["AccessDeniedDetail", "accessDeniedDetail"];
/// The largest body that is an error, in bytes; real ones have a few thousand.
const LARGEST: usize = 1 << 20;
/// What stands before the string to sign of the service.
const MARKERS: [&str; 5] =
    ["server string to sign", "string to sign", "stringtosign", "canonicalrequest", "canonical request"];

/// Code, message and request ID of an error, as far as the body has them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    denial: Option<Denial>,
}

impl Envelope {
    /// Reads a body; one that is neither JSON nor XML, or is larger than errors are, gives an empty envelope.
    pub fn read(raw: &Raw) -> Self {
        let body = raw.body().trim_ascii();
        if body.len() > LARGEST {
            return Self::default();
        }
        let field = |names: &[&str]| {
            if body.starts_with(b"<") { xml_field(body, names) } else { None }
        };
        let json: Option<Value> = serde_json::from_slice(body).ok();
        let field =
            |names: &[&str]| json.as_ref().map_or_else(|| field(names), |json| json_field(json, names));
        Self {
            code: field(&["Code", "code"]),
            message: field(&MESSAGE).map(without_string_to_sign),
            request_id: field(&["RequestId", "requestId", "requestid"]),
            denial: json.as_ref().and_then(|json| object(json, &DENIAL)).map(Denial::read),
        }
    }

    pub(super) fn denial(&self) -> Option<&Denial> {
        self.denial.as_ref()
    }

    /// The error code.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The message, without the string to sign that it may end in.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The ID of the request.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelope")
            .field("code", &self.code)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

fn object<'j>(json: &'j Value, names: &[&str]) -> Option<&'j Value> {
    names.iter().find_map(|name| json.get(name)).filter(|value| value.is_object())
}

/// The whole message of a body, with the string to sign.
pub(super) fn full_message(raw: &Raw) -> Option<String> {
    let body = raw.body().trim_ascii();
    match serde_json::from_slice(body) {
        Ok(json) => json_field(&json, &MESSAGE),
        Err(_) if body.starts_with(b"<") => xml_field(body, &MESSAGE),
        Err(_) => None,
    }
}

/// What the service would have signed, where a message ends in it.
pub(super) fn string_to_sign(message: &str) -> Option<&str> {
    let lower = message.to_ascii_lowercase();
    let start = MARKERS.iter().filter_map(|marker| Some(lower.find(marker)? + marker.len())).min()?;
    // Between the marker and the text: `is:`, a colon, quotes.
    let rest = message[start..].trim_start();
    let rest = rest.strip_prefix("is").unwrap_or(rest).trim_start().strip_prefix(':')?;
    Some(rest.trim().trim_matches(|c| c == '"' || c == '\''))
}

fn json_field(json: &Value, names: &[&str]) -> Option<String> {
    let text = match names.iter().find_map(|name| json.get(name))? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

/// The text of the first element with one of these names, wherever it stands: the envelope nests nothing.
fn xml_field(body: &[u8], names: &[&str]) -> Option<String> {
    let body = String::from_utf8_lossy(body);
    let text = names.iter().find_map(|name| {
        let (_, rest) = body.split_once(&format!("<{name}>"))?;
        let (text, _) = rest.split_once(&format!("</{name}>"))?;
        Some(unescape(text.trim()))
    })?;
    Some(text).filter(|text| !text.is_empty())
}

fn unescape(text: &str) -> String {
    let text = text.strip_prefix("<![CDATA[").and_then(|text| text.strip_suffix("]]>")).unwrap_or(text);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    // Last, or `&amp;lt;` would be unescaped twice.
    text.replace("&amp;", "&")
}

/// A message about a wrong signature repeats all parameters in the string to sign, which does not belong into logs.
fn without_string_to_sign(mut message: String) -> String {
    let lower = message.to_ascii_lowercase();
    let start = MARKERS.iter().filter_map(|marker| lower.find(marker)).min();
    if let Some(start) = start {
        message.truncate(start);
        message.truncate(message.trim_end_matches(|c: char| c.is_whitespace() || ",;:(".contains(c)).len());
    }
    message
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;

    #[track_caller]
    fn check(body: &str, code: Option<&str>, message: Option<&str>, request_id: Option<&str>) {
        let envelope = Envelope::read(&Raw::new(400, HeaderMap::new(), body.to_owned()));
        assert_eq!((envelope.code(), envelope.message(), envelope.request_id()), (code, message, request_id));
    }

    #[test]
    fn json_is_read_in_both_spellings() {
        let rest = r#""HostId":"h","Recommend":"r""#;
        let body = format!(r#"{{"RequestId":"A1","Message":"no","Code":"C.D",{rest}}}"#);
        check(&body, Some("C.D"), Some("no"), Some("A1"));
        check(r#"{"requestId":"A1","message":"no","code":404}"#, Some("404"), Some("no"), Some("A1"));
    }

    #[test]
    fn xml_is_read() {
        let body = "<?xml version='1.0'?><Error><RequestId>A1</RequestId><Code>C</Code>\
            <Message>a &lt;b&gt; &amp;amp;</Message></Error>";
        check(body, Some("C"), Some("a <b> &amp;"), Some("A1"));
        check("<Error><Code><![CDATA[C]]></Code>", Some("C"), None, None);
    }

    #[test]
    fn other_bodies_have_no_envelope() {
        for body in ["", "Bad Gateway", "[1]", "null", "<html>", "<Code>", "{\"Code\":{}}", "{\"Code\":\"\"}"]
        {
            check(body, None, None, None);
        }
    }

    #[test]
    fn the_string_to_sign_is_left_out() {
        let body = r#"{"Code":"SignatureDoesNotMatch","Message":"Not matched. server string to sign is:GET&%2F&Secret"}"#;
        check(body, Some("SignatureDoesNotMatch"), Some("Not matched."), None);
    }
}
