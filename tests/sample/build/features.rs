//! Features: what an operation has that another may not have, as far as requests and answers look different for it.

use std::collections::BTreeSet;

use serde_json::Value;

/// Deepest nesting that is told apart.
const DEPTH: usize = 4;

/// The features of an operation, such as `query repeatList array object string`.
pub(crate) fn features(operation: &Value, document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let place = parameter["in"].as_str().unwrap_or_default();
        let style = parameter["style"].as_str().unwrap_or("plain");
        add_chains(&parameter["schema"], document, &format!("{place} {style}"), DEPTH, &mut found);
    }
    for key in ["methods", "consumes"] {
        found.extend(operation[key].as_array().into_iter().flatten().map(|value| format!("{key} {value}")));
    }
    let answer = &operation["responses"]["200"]["schema"];
    add_chains(answer, document, "answer", 2, &mut found);
    found
}

/// Adds the types on the way to each leaf of a schema.
fn add_chains(schema: &Value, document: &Value, chain: &str, left: usize, found: &mut BTreeSet<String>) {
    let (schema, is_shared) = follow(schema, document);
    let mut chain = format!("{chain} {}", schema["type"].as_str().unwrap_or("any"));
    if is_shared {
        chain.push_str(" shared");
    }
    let properties = schema["properties"].as_object().into_iter().flatten().map(|(_, property)| property);
    let inner: Vec<_> = properties
        .chain(["items", "additionalProperties"].iter().filter_map(|key| schema.get(key)))
        .collect();
    if inner.is_empty() || left == 0 {
        found.insert(chain);
        return;
    }
    for schema in inner {
        add_chains(schema, document, &chain, left - 1, found);
    }
}

/// What a reference refers to, and whether it is one.
fn follow<'d>(schema: &'d Value, document: &'d Value) -> (&'d Value, bool) {
    let Some(reference) = schema["$ref"].as_str() else { return (schema, false) };
    let pointer = reference.strip_prefix('#').unwrap_or(reference);
    (document.pointer(pointer).unwrap_or(schema), true)
}
