//! What programs read is as the schemas say that `acsgen schema` writes.

use serde_json::Value;

use super::{diff, log, policy};

/// Where a value is not as a schema says. It knows the keywords of our schemas, and no others.
fn faults(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let empty = serde_json::Map::new();
    let mut found = Vec::new();
    for (keyword, said) in schema.as_object().unwrap_or(&empty) {
        match keyword.as_str() {
            "$ref" => {
                let pointer = said.as_str().and_then(|it| it.strip_prefix('#')).expect("a place in the file");
                found.extend(faults(root, root.pointer(pointer).expect("a definition"), value, at));
            }
            "type" if !is_of(said, value) => found.push(format!("{at} is no {said}: {value}")),
            "const" if said != value => found.push(format!("{at} is not {said}: {value}")),
            "oneOf" => {
                let mut ways = said.as_array().into_iter().flatten();
                if !ways.any(|way| faults(root, way, value, at).is_empty()) {
                    found.push(format!("{at} is in no way as it is to be: {value}"));
                }
            }
            "required" => {
                let names = said.as_array().into_iter().flatten().filter_map(Value::as_str);
                let missing = names.filter(|name| value.is_object() && value.get(name).is_none());
                found.extend(missing.map(|name| format!("{at}.{name} is missing")));
            }
            "items" => {
                let items = value.as_array().into_iter().flatten().enumerate();
                found.extend(
                    items.flat_map(|(index, item)| faults(root, said, item, &format!("{at}.{index}"))),
                );
            }
            "properties" => found.extend(fields(root, schema, value, at)),
            "additionalProperties" | "type" | "const" => {}
            "$comment" | "$schema" | "$defs" | "title" | "description" | "format" | "minimum" => {}
            other => panic!("{at}: the keyword `{other}` is not checked"),
        }
    }
    if schema.get("properties").is_none() && schema.get("additionalProperties").is_some() {
        found.extend(fields(root, schema, value, at));
    }
    found
}

/// An object has no other names than those of its schema: what is not described there, nobody can read.
fn fields(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let more = schema.get("additionalProperties");
    let fields = value.as_object().into_iter().flatten();
    let each = |(name, value): (&String, &Value)| {
        let at = format!("{at}.{name}");
        match schema["properties"].get(name).or(more) {
            Some(schema) => faults(root, schema, value, &at),
            None => vec![format!("{at} is not described")],
        }
    };
    fields.flat_map(each).collect()
}

fn is_of(kind: &Value, value: &Value) -> bool {
    let is = |kind: &Value| match kind.as_str().expect("a type has a name") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("a type `{other}`"),
    };
    match kind.as_array() {
        Some(kinds) => kinds.iter().any(is),
        None => is(kind),
    }
}

#[test]
fn what_programs_read_is_as_the_schemas_say() {
    let (changed, things) = (diff::two_states(), policy::things());
    policy::update(&things);
    let conditioned = ["policy", "--format", "json", "--condition", "Bool:acs:SecureTransport=true"];
    for (folder, schema, arguments) in [
        (&changed, "diff", &["diff", "specs", "new", "--format", "json"][..]),
        (&changed, "diff", &["diff", "specs", "specs", "--format", "json"]),
        (&log::repository(), "log", &["log", log::SPEC, "--format", "json"]),
        (&things, "policy", &["policy", "--format", "json"]),
        (&things, "policy", &conditioned),
        (&things, "policy-diff", &["policy", "diff", "specs", "new", "--format", "json"]),
        (&things, "policy-diff", &["policy", "diff", "new", "specs", "--format", "json"]),
    ] {
        folder.succeeds(&["schema", "--out", "schema"]);
        let schema: Value =
            serde_json::from_str(&folder.read(&format!("schema/{schema}.json"))).expect("JSON");
        let written: Value = serde_json::from_str(&folder.prints(arguments)).expect("JSON");
        assert_eq!(faults(&schema, &schema, &written, ""), [""; 0], "{arguments:?}");
    }
    let with = things.prints(&conditioned);
    assert!(with.contains("\"Condition\": {"), "{with}");
}
