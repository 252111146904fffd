//! Required parameters that a struct has no field for: the field that is missing, as its author would write it.

use acs_codegen::model::{Field, Operation, Required, Type};
use acs_codegen::pascal_case;

/// Whether a call cannot do without the field: the runtime gives what it has a use for.
pub(super) fn must_be_there(param: &Field) -> bool {
    param.required != Required::No && !param.is_filled_in()
}

/// What is said of a parameter that generated code calls `called`.
pub(super) fn missing(op: &Operation, param: &Field, called: &str) -> String {
    let ty = rust_type(&param.ty, &param.name);
    let mut message = format!(
        "`{}` requires the parameter `{}`, which has no field here; add\n\n    /// {}\n    {called}: {ty},",
        op.name,
        param.name,
        told(param)
    );
    if let Type::Object(_) | Type::Shared(_) = param.ty.innermost() {
        message
            .push_str(&format!("\n\nwhere `{}` is a struct that derives `Fields`", pascal_case(&param.name)));
    }
    message
}

/// A line about a parameter: what it is, and what it can be.
fn told(param: &Field) -> String {
    let mut told = short(param.text.as_deref().unwrap_or(&param.name));
    let values = param.values().unwrap_or_default().iter().take(SHOWN);
    let values: Vec<_> = values.map(|value| format!("`{value}`")).collect();
    if !values.is_empty() {
        told.push_str(&format!(", such as {}", values.join(" or ")));
    } else if let Some(example) = &param.example {
        told.push_str(&format!(", such as `{}`", short(example)));
    }
    told + "."
}

/// As many values as a line has room for.
const SHOWN: usize = 3;

/// The first sentence or line of a text, and no more than fits into a message.
fn short(text: &str) -> String {
    const LONGEST: usize = 120;
    let line = text.trim().lines().next().unwrap_or_default();
    let sentence = line.split_once(". ").map_or(line, |(first, _)| first).trim_end_matches('.');
    match sentence.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &sentence[..end]),
        None => sentence.to_owned(),
    }
}

/// The type that one would write for a parameter; a struct of one's own, called like it, where there is an object.
pub(super) fn rust_type(ty: &Type, wire: &str) -> String {
    match ty {
        Type::Text => "String".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Int32 => "i32".to_owned(),
        Type::Int64 => "i64".to_owned(),
        Type::Float => "f32".to_owned(),
        Type::Double => "f64".to_owned(),
        Type::Binary => "bytes::Bytes".to_owned(),
        Type::Any => "serde_json::Value".to_owned(),
        Type::List(item) => format!("Vec<{}>", rust_type(&item.ty, wire)),
        Type::Map(item) => format!("BTreeMap<String, {}>", rust_type(&item.ty, wire)),
        Type::Object(_) | Type::Shared(_) => pascal_case(wire),
    }
}
