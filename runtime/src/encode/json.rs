//! A value tree as JSON text, and JSON as a value tree.

use acs_rules::Value;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::ser::{Serialize, Serializer};

/// Compact JSON in UTF-8, fields in their order. Bytes become base64, for JSON has no bytes.
pub fn to_json(value: &Value<'_>) -> String {
    // Names are texts and writing to memory does not fail, so there is no error to pass on.
    serde_json::to_string(&Json(value)).unwrap_or_default()
}

/// An object of these fields as compact JSON.
pub(super) fn fields_to_json(fields: &[(&str, &Value<'_>)]) -> String {
    serde_json::to_string(&Fields(fields)).unwrap_or_default()
}

/// What JSON says, as a value tree.
pub fn from_json(json: serde_json::Value) -> Value<'static> {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(value) => Value::Boolean(value),
        serde_json::Value::Number(number) => from_number(&number),
        serde_json::Value::String(text) => Value::from(text),
        serde_json::Value::Array(items) => Value::List(items.into_iter().map(from_json).collect()),
        serde_json::Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name.into(), from_json(value))).collect())
        }
    }
}

/// A JSON number; above `i64::MAX` only its text keeps every digit.
pub(super) fn from_number(number: &serde_json::Number) -> Value<'static> {
    match (number.as_i64(), number.as_f64()) {
        (Some(integer), _) => Value::Integer(integer),
        (None, Some(float)) if number.is_f64() => Value::Number(float),
        (None, _) => Value::from(number.to_string()),
    }
}

struct Json<'j, 'v>(&'j Value<'v>);

impl Serialize for Json<'_, '_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Text(text) => to.serialize_str(text),
            Value::Boolean(value) => to.serialize_bool(*value),
            Value::Integer(number) => to.serialize_i64(*number),
            Value::Number(number) => to.serialize_f64(*number),
            Value::List(items) => to.collect_seq(items.iter().map(Json)),
            Value::Object(fields) => to.collect_map(fields.iter().map(|(name, value)| (name, Json(value)))),
            Value::Bytes(bytes) => to.serialize_str(&STANDARD.encode(bytes)),
            Value::Null => to.serialize_unit(),
        }
    }
}

struct Fields<'j, 'v>(&'j [(&'j str, &'j Value<'v>)]);

impl Serialize for Fields<'_, '_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(name, value)| (name, Json(value))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_compact_and_keeps_order_and_null() {
        let value = Value::Object(vec![
            ("b".into(), 1.into()),
            ("a".into(), Value::List(vec![true.into(), Value::Null, "é/\"\\".into()])),
            ("n".into(), 1.5.into()),
            ("d".into(), Value::Bytes(vec![0xff].into())),
        ]);
        assert_eq!(to_json(&value), r#"{"b":1,"a":[true,null,"é/\"\\"],"n":1.5,"d":"/w=="}"#);
    }

    #[test]
    fn json_comes_back_as_values() {
        let json = serde_json::json!({"a": [null, 1, 1.5, u64::MAX], "b": {"c": "d"}});
        let expected = Value::Object(vec![
            ("a".into(), Value::List(vec![Value::Null, 1.into(), 1.5.into(), "18446744073709551615".into()])),
            ("b".into(), Value::Object(vec![("c".into(), "d".into())])),
        ]);
        assert_eq!(from_json(json), expected);
    }
}
