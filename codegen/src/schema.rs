//! JSON Schema of the spec language, generated from the raw types, so that an editor completes and checks a spec; and of what
//! `acsgen diff`, `acsgen log` and `acsgen policy` write.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::diff::{History, Report};
use crate::package::{File, HEADER};
use crate::policy;
use crate::raw::{Duration, Map, Operation, Overlay, Product, Release, Tombstones};

/// The schema files, one per kind of file.
pub fn schemas() -> Vec<File> {
    vec![
        file("operation.json", schemars::schema_for!(Operation)),
        file("product.json", schemars::schema_for!(Product)),
        file("overlay.json", schemars::schema_for!(Overlay)),
        file("tombstones.json", schemars::schema_for!(Tombstones)),
        file("release.json", schemars::schema_for!(Release)),
        file("diff.json", written::<Report>()),
        file("log.json", written::<Vec<History>>()),
        file("policy.json", written::<policy::Report>()),
        file("policy-diff.json", written::<policy::Changes>()),
    ]
}

/// What is there always in an output is required, and what may be left out is not.
fn written<T: JsonSchema>() -> Schema {
    SchemaSettings::default().for_serialize().into_generator().into_root_schema_for::<T>()
}

fn file(path: &str, schema: Schema) -> File {
    let json = serde_json::to_string_pretty(&schema).unwrap_or_default();
    let keys = json.strip_prefix('{').unwrap_or_default();
    // JSON has no comments; the first line carries the header as a key that schemas ignore.
    let text = format!("{{ \"$comment\": \"{HEADER} from its own types. Do not edit.\",{keys}\n");
    File { path: path.to_owned(), text }
}

impl<T: JsonSchema> JsonSchema for Map<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("MapOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "type": "object", "additionalProperties": value })
    }
}

impl JsonSchema for Duration {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Duration".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]+(ms|s)$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_a_description() {
        for file in schemas() {
            let schema: serde_json::Value = serde_json::from_str(&file.text).expect("a schema is JSON");
            check(&schema, &file.path);
        }
    }

    fn check(schema: &serde_json::Value, path: &str) {
        if let Some(properties) = schema.get("properties").and_then(|properties| properties.as_object()) {
            for (key, property) in properties {
                assert!(property.get("description").is_some(), "{path}: `{key}` is not described");
            }
        }
        for definition in schema.get("$defs").and_then(|defs| defs.as_object()).into_iter().flatten() {
            check(definition.1, &format!("{path}/{}", definition.0));
        }
    }
}
