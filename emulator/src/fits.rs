//! fits: whether a JSON value can be read as a documented response.
//!
//! As lenient as clients are: numbers and booleans may be texts, null and the empty text are nothing, a list may be
//! wrapped in an object or be its only item, and names may differ in case.

use acs_codegen::model::{Api, Field, Response, Type};
use serde_json::{Map, Value};

/// Whether the value fits the response, and says something that the response documents.
pub(crate) fn fits(api: &Api, response: &Response, value: &Value) -> bool {
    match (response, value) {
        (Response::Unknown, _) => true,
        (Response::Value(field), value) => fits_type(api, &field.ty, value),
        (Response::Fields(fields), Value::Object(entries)) => {
            let is_known = |name: &String| find(fields, name).is_some();
            fits_fields(api, fields, entries) && (fields.is_empty() || entries.keys().any(is_known))
        }
        (Response::Fields(_), _) => false,
    }
}

fn fits_type(api: &Api, ty: &Type, value: &Value) -> bool {
    match (ty, value) {
        (_, Value::Null) | (Type::Any, _) => true,
        (Type::Text | Type::Binary, Value::Array(_) | Value::Object(_)) => false,
        (Type::Text | Type::Binary, _) => true,
        (_, Value::String(text)) if text.is_empty() => true,
        (Type::Boolean, value) => is_boolean(value),
        (Type::Int32, value) => integer(value).is_some_and(|number| i32::try_from(number).is_ok()),
        (Type::Int64, value) => integer(value).is_some(),
        (Type::Float | Type::Double, Value::Number(_)) => true,
        (Type::Float | Type::Double, Value::String(text)) => text.trim().parse::<f64>().is_ok(),
        (Type::Float | Type::Double, _) => false,
        (Type::List(item), value) => fits_list(api, item, value, false),
        (Type::Map(item), Value::Object(entries)) => {
            entries.values().all(|value| fits_type(api, &item.ty, value))
        }
        (Type::Object(fields), Value::Object(entries)) => fits_fields(api, fields, entries),
        (Type::Shared(name), Value::Object(entries)) => {
            api.shared(name).is_none_or(|shared| fits_fields(api, &shared.fields, entries))
        }
        // Some languages write an empty object as an empty list.
        (Type::Map(_) | Type::Object(_) | Type::Shared(_), Value::Array(items)) => items.is_empty(),
        (Type::Map(_) | Type::Object(_) | Type::Shared(_), _) => false,
    }
}

fn fits_fields(api: &Api, fields: &[Field], entries: &Map<String, Value>) -> bool {
    entries
        .iter()
        .all(|(name, value)| find(fields, name).is_none_or(|field| fits_type(api, &field.ty, value)))
}

/// The field of this name, or else of one that differs from it in case only.
fn find<'f>(fields: &'f [Field], name: &str) -> Option<&'f Field> {
    let exact = fields.iter().find(|field| field.name == name);
    exact.or_else(|| fields.iter().find(|field| field.name.eq_ignore_ascii_case(name)))
}

fn fits_list(api: &Api, item: &Field, value: &Value, is_unwrapped: bool) -> bool {
    let is_item = |value: &Value| fits_type(api, &item.ty, value);
    match value {
        Value::Array(items) => items.iter().all(is_item),
        Value::Object(_) if is_unwrapped => is_item(value),
        Value::Object(entries) => match entries.iter().next() {
            None => true,
            Some((name, inner)) if !may_be_field(api, &item.ty, name) => fits_list(api, item, inner, true),
            Some((_, inner @ Value::Array(_))) if entries.len() == 1 => fits_list(api, item, inner, true),
            Some(_) => is_item(value),
        },
        Value::Null => true,
        scalar => is_item(scalar),
    }
}

/// Whether an object with this name in it could be an item, rather than a wrapper around the list.
fn may_be_field(api: &Api, item: &Type, name: &str) -> bool {
    let has = |fields: &[Field]| fields.iter().any(|field| field.name.eq_ignore_ascii_case(name));
    match item {
        Type::Map(_) | Type::Any => true,
        Type::Object(fields) => has(fields),
        Type::Shared(shared) => api.shared(shared).is_some_and(|shared| has(&shared.fields)),
        Type::Text
        | Type::Boolean
        | Type::Int32
        | Type::Int64
        | Type::Float
        | Type::Double
        | Type::Binary
        | Type::List(_) => false,
    }
}

fn is_boolean(value: &Value) -> bool {
    match value {
        Value::Bool(_) => true,
        Value::Number(number) => matches!(number.as_i64(), Some(0 | 1)),
        Value::String(text) => {
            ["true", "True", "TRUE", "1", "false", "False", "FALSE", "0"].contains(&text.trim())
        }
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}

fn integer(value: &Value) -> Option<i64> {
    let exact =
        |number: f64| (number.fract() == 0.0 && number.abs() <= 2f64.powi(53)).then_some(number as i64);
    match value {
        Value::Number(number) if number.is_f64() => exact(number.as_f64()?),
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok().or_else(|| exact(text.trim().parse().ok()?)),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use acs_codegen::Sources;
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(field: &str, good: &[Value], bad: &[Value]) {
        let mut sources = Sources::new();
        sources.add("p/product.yaml", "product: P\nversion: 2024-01-01\nstyle: rpc\n");
        sources.add("p/Get.yaml", format!("operation: Get\nresponse:\n  F: {field}\n"));
        let model = acs_codegen::model(&sources).expect("the spec is good");
        let api = &model.apis[0];
        let fits = |value: &Value| fits(api, &api.operations[0].response, &json!({"F": value}));
        for value in good.iter().chain(&[Value::Null]) {
            assert!(fits(value), "{value} should fit {field}");
        }
        for value in bad {
            assert!(!fits(value), "{value} should not fit {field}");
        }
    }

    #[test]
    fn scalars_are_taken_leniently() {
        check("{type: string}", &[json!("a"), json!(1), json!(true)], &[json!([]), json!({})]);
        check("{type: boolean}", &[json!(true), json!("False"), json!(1)], &[json!("yes"), json!(2)]);
        check(
            "{type: integer, format: int32}",
            &[json!(1), json!("2"), json!(3.0), json!("")],
            &[json!(1.5), json!("x"), json!(3_000_000_000_i64), json!(true)],
        );
        check("{type: integer, format: int64}", &[json!(3_000_000_000_i64)], &[json!("12**")]);
        check("{type: number}", &[json!(1.5), json!("2.5"), json!(1)], &[json!("x"), json!(false)]);
    }

    #[test]
    fn lists_may_be_wrapped_or_be_their_only_item() {
        let item = "{type: array, of: {type: object, fields: {A: {type: integer}}}}";
        let good = [json!([{"A": 1}]), json!({"Item": [{"A": 1}]}), json!({"A": 1}), json!({}), json!([])];
        check(item, &good, &[json!([{"A": "x"}]), json!({"Item": [{"A": "x"}]}), json!(["x"]), json!("x")]);
        check("{type: array, of: {type: integer}}", &[json!(1), json!({"X": [1]})], &[json!(["x"])]);
    }

    #[test]
    fn objects_and_maps_are_read_entry_by_entry() {
        let object = "{type: object, fields: {A: {type: integer}}}";
        check(object, &[json!({"a": 1}), json!({"New": "x"}), json!([])], &[json!({"a": "x"}), json!([1])]);
        check("{type: map, of: {type: boolean}}", &[json!({"x": true})], &[json!({"x": "y"}), json!("x")]);
    }
}
