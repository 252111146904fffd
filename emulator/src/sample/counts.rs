//! Counts: where a response says how many there are, that is how many it lists.

use acs_codegen::model::{Field, Type};
use serde_json::{Map, Value};

/// What counts are called, in lower case and without underscores.
const COUNTS: &[&str] = &["totalcount", "total", "totalnum", "totalsize", "totalitems"];

/// Sets the counts in an object, and in the objects in it that have no list of their own, to the length of its list.
pub(super) fn agree(fields: &[Field], object: &mut Map<String, Value>) {
    let lists = || fields.iter().filter_map(|field| object.get(&field.name));
    let Some(length) = lists().find_map(own).or_else(|| lists().find_map(wrapped)) else { return };
    set(fields, object, length);
    for field in fields {
        if let (Type::Object(inner), Some(Value::Object(entries))) = (&field.ty, object.get_mut(&field.name))
            && !entries.values().any(Value::is_array)
        {
            set(inner, entries, length);
        }
    }
}

fn own(value: &Value) -> Option<usize> {
    value.as_array().map(Vec::len)
}

/// The length of a list that is alone in an object.
fn wrapped(value: &Value) -> Option<usize> {
    let entries = value.as_object().filter(|entries| entries.len() == 1)?;
    entries.values().find_map(own)
}

fn set(fields: &[Field], object: &mut Map<String, Value>, length: usize) {
    let is_integer = |field: &&Field| matches!(field.ty, Type::Int32 | Type::Int64);
    for field in fields.iter().filter(is_integer) {
        let name = field.name.replace('_', "").to_lowercase();
        if COUNTS.contains(&name.as_str()) {
            object.insert(field.name.clone(), length.into());
        }
    }
}
