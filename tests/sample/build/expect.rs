//! Expect: a request as it can be understood from the wire, where scalars are texts unless they stand in JSON.

use acs_rules::{OperationSpec, ParameterSpec, Place, ProductSpec, Value, WireStyle};
use serde_json::{Map, Value as Json, json};

/// The parameters as JSON.
pub(crate) fn expected(spec: &OperationSpec<'_>, request: &Value<'_>) -> Json {
    let Value::Object(fields) = request else { return Json::Null };
    let expected = fields.iter().map(|(name, value)| {
        let parameter = spec.parameter(name);
        let is_typed = parameter.is_some_and(|it| matches!(it.place, Place::Field | Place::Body));
        // A header has one value, so lists and objects are JSON there.
        let is_header = parameter.is_some_and(|it| it.place == Place::Header);
        let is_nested = matches!(value, Value::List(_) | Value::Object(_));
        let json = if is_typed || is_header && is_nested {
            typed(value)
        } else {
            flat(spec.product, parameter, value)
        };
        (name.clone().into_owned(), json)
    });
    Json::Object(expected.collect())
}

fn flat(product: &ProductSpec<'_>, spec: Option<&ParameterSpec<'_>>, value: &Value<'_>) -> Json {
    match (spec.map_or(WireStyle::Flat, |spec| spec.wire), value) {
        (WireStyle::Json, Value::List(_) | Value::Object(_)) => typed(value),
        (_, Value::List(items)) => {
            let item = spec.and_then(|spec| match spec.kind {
                acs_rules::Kind::List(item) => Some(item),
                _ => None,
            });
            items.iter().map(|value| flat(product, item, value)).collect()
        }
        (_, Value::Object(entries)) => {
            let entries = entries.iter().map(|(name, value)| {
                let field = spec.and_then(|spec| match spec.kind {
                    acs_rules::Kind::Map(value) => Some(value),
                    _ => spec.fields(product)?.iter().find(|field| field.name == *name),
                });
                (name.clone().into_owned(), flat(product, field, value))
            });
            Json::Object(entries.collect::<Map<_, _>>())
        }
        (_, scalar) => scalar.text().map_or(Json::Null, |text| json!(text)),
    }
}

/// With its types. Bytes have none in JSON, where they are base64.
pub(crate) fn typed(value: &Value<'_>) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Boolean(value) => json!(value),
        Value::Integer(number) => json!(number),
        Value::Number(number) => json!(number),
        Value::List(items) => items.iter().map(typed).collect(),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(name, value)| (name.clone().into_owned(), typed(value)));
            Json::Object(entries.collect())
        }
        Value::Bytes(_) => json!("Ynl0ZXMsIMOpCg=="),
        Value::Null => Json::Null,
    }
}
