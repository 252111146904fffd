//! Why a signature did not match: what the service says that it would have signed, compared with what was signed.

use acs_rules::{Kind, OperationSpec};
use percent_encoding::percent_decode_str;

use crate::Raw;
use crate::sign::Steps;

use super::envelope;

/// Parameters of signature V1 that are no parameters of the operation, and no secrets.
const COMMON: &[&str] = &[
    "AccessKeyId",
    "Action",
    "Format",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureVersion",
    "Timestamp",
    "Version",
];
/// Headers whose values are no secrets: those that make requests differ.
const HEADERS: &[&str] = &[
    "accept",
    "content-type",
    "date",
    "host",
    "x-acs-accesskey-id",
    "x-acs-action",
    "x-acs-content-sha256",
    "x-acs-date",
    "x-acs-signature-nonce",
    "x-acs-version",
];

/// A part of what is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// Method, path, and what else is known to be no secret.
    Open(&'static str),
    Header(String),
    Parameter(String),
}

/// What to make of an answer about a wrong signature, in one sentence; none where the service does not say what it has.
pub(super) fn explain(spec: &OperationSpec<'_>, raw: &Raw, steps: &Steps) -> Option<String> {
    let message = envelope::full_message(raw)?;
    let theirs = envelope::string_to_sign(&message)?;
    if theirs == steps.string_to_sign() || theirs == steps.canonical() {
        return Some(
            "the service has signed the same, so the secret is not that of the access key".to_owned(),
        );
    }
    let (ours, theirs) = match steps {
        Steps::Unsigned => return None,
        Steps::V3 { .. } if theirs.starts_with("ACS3-") => {
            return Some(
                "the service has received another request than was signed, something between may change it"
                    .to_owned(),
            );
        }
        Steps::V3 { .. } => (canonical_request(steps.canonical()), canonical_request(theirs)),
        Steps::V1Rpc { .. } => (rpc(steps.string_to_sign()), rpc(theirs)),
        Steps::V1Roa { .. } => (roa(steps.string_to_sign()), roa(theirs)),
    };
    first_difference(spec, &ours, &theirs)
}

type Parts = Vec<(Part, String)>;

fn first_difference(spec: &OperationSpec<'_>, ours: &Parts, theirs: &Parts) -> Option<String> {
    let value = |parts: &Parts, part: &Part| {
        parts.iter().find(|(known, _)| known == part).map(|(_, value)| value.clone())
    };
    let (part, signed, received) = theirs.iter().chain(ours).find_map(|(part, _)| {
        let (signed, received) = (value(ours, part), value(theirs, part));
        (signed != received).then_some((part, signed, received))
    })?;
    let name = match part {
        Part::Open(name) => (*name).to_owned(),
        Part::Header(name) => format!("header `{name}`"),
        Part::Parameter(name) => format!("parameter `{name}`"),
    };
    let show = |value: Option<String>| match value {
        None => "nothing".to_owned(),
        Some(_) if !is_open(spec, part) => "another value".to_owned(),
        Some(value) => format!("`{}`", value.escape_debug()),
    };
    Some(format!(
        "the first difference is {name}: signed {}, the service has {}",
        show(signed),
        show(received)
    ))
}

/// Whether the value of a part may be shown: parameters of the table that are plain and not sensitive, and what is no
/// parameter.
fn is_open(spec: &OperationSpec<'_>, part: &Part) -> bool {
    let is_plain = |name: &str| {
        spec.parameter(name).is_some_and(|parameter| {
            !parameter.sensitive
                && matches!(parameter.kind, Kind::Text | Kind::Boolean | Kind::Integer | Kind::Number)
        })
    };
    match part {
        Part::Open(_) => true,
        Part::Header(name) => HEADERS.contains(&name.as_str()),
        Part::Parameter(name) => COMMON.contains(&name.as_str()) || is_plain(name),
    }
}

fn canonical_request(text: &str) -> Parts {
    let mut lines = text.split('\n');
    let mut parts: Parts = [Part::Open("the method"), Part::Open("the path")]
        .into_iter()
        .zip(lines.by_ref().take(2).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    parts.extend(pairs(lines.next().unwrap_or_default()));
    parts.extend(lines.by_ref().take_while(|line| !line.is_empty()).map(header));
    let rest = [Part::Open("the names of signed headers"), Part::Open("the hash of the body")];
    parts.extend(rest.into_iter().zip(lines.map(str::to_owned)));
    parts
}

fn rpc(text: &str) -> Parts {
    let mut fields = text.splitn(3, '&');
    let mut parts = vec![(Part::Open("the method"), fields.next().unwrap_or_default().to_owned())];
    parts.extend(pairs(&decode(fields.nth(1).unwrap_or_default())));
    parts
}

fn roa(text: &str) -> Parts {
    let mut lines = text.split('\n').peekable();
    let mut parts = vec![(Part::Open("the method"), lines.next().unwrap_or_default().to_owned())];
    for name in ["accept", "content-md5", "content-type", "date"] {
        parts.extend(lines.next().map(|line| (Part::Header(name.to_owned()), line.to_owned())));
    }
    while let Some(line) = lines.next_if(|line| line.starts_with("x-acs-")) {
        parts.push(header(line));
    }
    let resource = lines.next().unwrap_or_default();
    let (path, query) = resource.split_once('?').unwrap_or((resource, ""));
    parts.push((Part::Open("the path"), path.to_owned()));
    parts.extend(pairs(query));
    parts
}

fn header(line: &str) -> (Part, String) {
    let (name, value) = line.split_once(':').unwrap_or((line, ""));
    (Part::Header(name.to_owned()), value.to_owned())
}

fn pairs(query: &str) -> impl Iterator<Item = (Part, String)> {
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (Part::Parameter(decode(name)), decode(value))
    })
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests;
