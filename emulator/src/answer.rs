//! answer: the documented example where it satisfies the response types, else one made of these types.

use acs_codegen::model::{Api, Field, Operation, Response, Type};
use acs_rules::Value as Request;
use serde_json::Value;

use crate::fits::fits;
use crate::sample::Sampler;

/// The body of an answer and its media type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Body {
    pub(crate) media_type: &'static str,
    pub(crate) bytes: Vec<u8>,
}

impl Body {
    pub(crate) fn json(bytes: impl Into<Vec<u8>>) -> Self {
        Self { media_type: "application/json; charset=utf-8", bytes: bytes.into() }
    }
}

/// The answer to a good request, with a request ID of its own. The same seed and request give the same answer.
pub(crate) fn compose(api: &Api, op: &Operation, request: &Request<'_>, seed: u64, request_id: &str) -> Body {
    if let Response::Value(value) = &op.response {
        match value.ty {
            Type::Binary => return plain("application/octet-stream", op, value),
            Type::Text => return plain("text/plain; charset=utf-8", op, value),
            _ => {}
        }
    }
    let mut answer = documented(api, op).unwrap_or_else(|| Sampler::new(api, op, request, seed).response());
    set_request_id(&mut answer, op, request_id);
    Body::json(answer.to_string())
}

/// The documented example, if a client could read it: some are XML, cut off, or of another operation.
fn documented(api: &Api, op: &Operation) -> Option<Value> {
    let example = serde_json::from_str(op.example.as_deref()?).ok()?;
    fits(api, &op.response, &example).then_some(example)
}

/// An answer that is no JSON: the example as it is written, without the quotes of a JSON string.
fn plain(media_type: &'static str, op: &Operation, value: &Field) -> Body {
    let example = op.example.as_deref().or(value.example.as_deref()).unwrap_or_default();
    let text = serde_json::from_str::<String>(example).unwrap_or_else(|_| example.to_owned());
    Body { media_type, bytes: text.into_bytes() }
}

fn set_request_id(answer: &mut Value, op: &Operation, request_id: &str) {
    let Value::Object(fields) = answer else { return };
    let is_text = |field: &&Field| matches!(field.ty, Type::Text | Type::Any) && is_request_id(&field.name);
    let documented = match &op.response {
        Response::Fields(list) => list.iter().find(is_text).map(|field| field.name.clone()),
        // An answer of which nothing is known has nothing else.
        Response::Unknown => Some("RequestId".to_owned()),
        Response::Value(_) => None,
    };
    let is_given = |name: &&String| fields.get(*name).is_some_and(Value::is_string) && is_request_id(name);
    if let Some(name) = fields.keys().find(is_given).cloned().or(documented) {
        fields.insert(name, request_id.into());
    }
}

/// `RequestId`, `requestId`, `request_id`: products spell it in their ways.
pub(crate) fn is_request_id(name: &str) -> bool {
    name.replace('_', "").eq_ignore_ascii_case("requestid")
}

#[cfg(test)]
mod tests;
