//! answer: the documented example, or what the table of the response makes plausible.

use acs_rules::{Kind, OperationSpec, ParameterSpec};
use serde_json::Value;

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

/// The answer to a good request, with a request ID of its own.
pub(crate) fn compose(spec: &OperationSpec<'_>, request_id: &str) -> Body {
    if let [ParameterSpec { name: "", kind, .. }] = spec.response {
        match kind {
            Kind::Binary => return plain("application/octet-stream", spec),
            Kind::Text => return plain("text/plain; charset=utf-8", spec),
            _ => {}
        }
    }
    let documented = serde_json::from_str(spec.example).ok();
    let mut answer = documented.unwrap_or_else(|| Sampler::new(spec.product).sample_response(spec.response));
    set_request_id(&mut answer, spec, request_id);
    Body::json(answer.to_string())
}

/// An answer that is no JSON: the example as it is written, without the quotes of a JSON string.
fn plain(media_type: &'static str, spec: &OperationSpec<'_>) -> Body {
    let example = if spec.example.is_empty() { spec.response[0].example } else { spec.example };
    let text = serde_json::from_str::<String>(example).unwrap_or_else(|_| example.to_owned());
    Body { media_type, bytes: text.into_bytes() }
}

fn set_request_id(answer: &mut Value, spec: &OperationSpec<'_>, request_id: &str) {
    let Value::Object(fields) = answer else { return };
    let documented = spec.response.iter().map(|field| field.name).find(|name| is_request_id(name));
    let present = fields.keys().find(|name| is_request_id(name)).cloned();
    // An answer of which nothing is known has nothing else.
    let unknown = spec.response.is_empty().then(|| "RequestId".to_owned());
    if let Some(name) = present.or(documented.map(str::to_owned)).or(unknown) {
        fields.insert(name, request_id.into());
    }
}

/// `RequestId`, `requestId`, `request_id`: products spell it in their ways.
fn is_request_id(name: &str) -> bool {
    name.replace('_', "").eq_ignore_ascii_case("requestid")
}
