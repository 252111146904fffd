//! The types as the pages name them.

use crate::import::draft::Parameter;
use crate::raw::{FieldKind, FormatName};

/// Deepest list of lists that is read.
const DEPTH: usize = 8;

/// A parameter of the named type, or none if the name is unknown.
///
/// `String`, `array<object>`, and `Array of EipAddress`, whose items are objects; without a word about the items,
/// they are left open.
pub(super) fn read_kind(name: &str) -> Option<Parameter> {
    read(name.trim(), DEPTH)
}

fn read(name: &str, depth: usize) -> Option<Parameter> {
    let lower = name.to_lowercase();
    if let Some((kind, format)) = scalar(&lower) {
        return Some(Parameter { kind: Some(kind), format, ..Parameter::default() });
    }
    if matches!(lower.as_str(), "array" | "list" | "repeatlist") {
        return Some(list(None));
    }
    if let Some(item) = angled(name, &lower, &["array<", "list<"]) {
        return Some(list(Some(read(item, depth.checked_sub(1)?)?)));
    }
    if angled(name, &lower, &["map<"]).is_some() {
        return Some(Parameter { kind: Some(FieldKind::Object), ..Parameter::default() });
    }
    let item = ["array of ", "list of "].iter().find(|start| lower.starts_with(**start))?;
    let item = name.get(item.len()..)?.trim();
    let named =
        is_identifier(item).then(|| Parameter { kind: Some(FieldKind::Object), ..Parameter::default() });
    Some(list(Some(read(item, depth.checked_sub(1)?).or(named)?)))
}

fn scalar(name: &str) -> Option<(FieldKind, Option<FormatName>)> {
    Some(match name {
        "string" | "date" | "datetime" | "text" => (FieldKind::String, None),
        "boolean" | "bool" => (FieldKind::Boolean, None),
        "integer" | "int" | "int32" => (FieldKind::Integer, Some(FormatName::Int32)),
        "long" | "int64" => (FieldKind::Integer, Some(FormatName::Int64)),
        "float" => (FieldKind::Number, Some(FormatName::Float)),
        "double" => (FieldKind::Number, Some(FormatName::Double)),
        "number" => (FieldKind::Number, None),
        "any" => (FieldKind::Any, None),
        "object" | "struct" | "map" | "json" => (FieldKind::Object, None),
        _ => return None,
    })
}

fn angled<'n>(name: &'n str, lower: &str, starts: &[&str]) -> Option<&'n str> {
    let start = starts.iter().find(|start| lower.starts_with(**start))?;
    name.get(start.len()..)?.strip_suffix('>').map(str::trim)
}

fn list(item: Option<Parameter>) -> Parameter {
    Parameter { kind: Some(FieldKind::Array), of: item.map(Box::new), ..Parameter::default() }
}

fn is_identifier(text: &str) -> bool {
    !text.is_empty() && text.len() <= 128 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
