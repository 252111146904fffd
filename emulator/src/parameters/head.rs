//! head: parameters in the path, the headers and the host name.

use std::net::IpAddr;

use acs_rules::{Kind, OperationSpec, ParameterSpec, Place, Value};
use acs_runtime::encode;

use super::Fields;
use crate::received::Received;

/// Adds the parameters of the path, the headers and the host name.
pub(super) fn read(
    spec: &OperationSpec<'_>,
    received: &Received,
    path: &[(&str, String)],
    fields: &mut Fields,
) {
    for parameter in spec.parameters {
        let value = match parameter.place {
            Place::Path => {
                let value = path.iter().find(|(name, _)| *name == parameter.name);
                value.map(|(_, value)| Value::from(value.clone()))
            }
            Place::Header => read_headers(spec, received, parameter),
            Place::Host => {
                let label = received.header("host").and_then(first_label);
                label.map(|label| Value::from(label.to_owned()))
            }
            Place::Query | Place::Form | Place::Field | Place::Body => None,
        };
        if let Some(value) = value {
            fields.retain(|(name, _)| name != parameter.name);
            fields.push((parameter.name.to_owned().into(), value));
        }
    }
}

/// The value of a header, where lists and objects are JSON or as their style says; of one whose name ends in an asterisk,
/// the headers whose names begin so.
fn read_headers(
    spec: &OperationSpec<'_>,
    received: &Received,
    parameter: &ParameterSpec<'_>,
) -> Option<Value<'static>> {
    let name = parameter.name.to_ascii_lowercase();
    if let Some(text) = received.header(&name) {
        return Some(read_header(spec, parameter, text));
    }
    let prefix = name.strip_suffix('*')?;
    let entries = received.headers.iter().filter_map(|(name, value)| {
        let key = name.strip_prefix(prefix).filter(|key| !key.is_empty())?;
        Some((key.to_owned().into(), Value::from(value.clone())))
    });
    Some(Value::Object(entries.collect())).filter(|entries| *entries != Value::Object(Vec::new()))
}

fn read_header(spec: &OperationSpec<'_>, parameter: &ParameterSpec<'_>, text: &str) -> Value<'static> {
    let plain = || Value::from(text.to_owned());
    match parameter.kind {
        Kind::List(_) | Kind::Object(_) | Kind::Map(_) | Kind::Shared(_) => {
            match serde_json::from_str(text) {
                Ok(json @ (serde_json::Value::Array(_) | serde_json::Value::Object(_))) => {
                    encode::from_json(json)
                }
                _ => match encode::unflatten(spec, [(parameter.name, text)]) {
                    Ok(Value::Object(mut fields)) => fields.pop().map_or_else(plain, |(_, value)| value),
                    _ => plain(),
                },
            }
        }
        Kind::Text | Kind::Boolean | Kind::Integer | Kind::Number | Kind::Binary | Kind::Any => plain(),
    }
}

/// What stands before the endpoint's own name, as in `bucket.localhost:1234`.
fn first_label(host: &str) -> Option<&str> {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if name.parse::<IpAddr>().is_ok() {
        return None;
    }
    name.split_once('.').map(|(label, _)| label)
}
