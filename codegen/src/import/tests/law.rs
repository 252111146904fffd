//! The law of the importer: whatever documentation says, the specs that it gives are read, resolved, pass the lints of
//! level error, and generate. Files are damaged in every way that a service could think of.

use std::io::Write as _;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};

use crate::diagnostic::Level;
use crate::generate::generate;
use crate::import::{Docs, Imported, Options, import};
use crate::sources::Sources;

/// What later stages refuse in the files of an import. The lint of paths is about the path alone, and a signature of a
/// product's own is a reason not to generate.
pub(super) fn refused(imported: &Imported) -> Option<String> {
    let mut specs = Sources::new();
    for (path, text) in &imported.files {
        specs.add(path.as_str(), text.as_str());
    }
    let diagnostics = generate(&specs, &crate::Options::default()).err()?;
    let errors = diagnostics
        .iter()
        .filter(|said| said.level == Level::Error && !["path-parameter", "signing"].contains(&said.code));
    let errors: Vec<String> = errors
        .map(|said| {
            let at = said.labels.first().and_then(|label| {
                let file = specs.file(label.origin.file)?;
                let line = specs.position(label.origin)?.0;
                Some(format!("{}:{line}: {}", file.path, file.text.lines().nth(line - 1)?))
            });
            format!("{}: {} at {}", said.code, said.message, at.unwrap_or_default())
        })
        .collect();
    (!errors.is_empty()).then(|| errors.join("\n"))
}

/// Values that no reader expects, one or another of which each place gets.
fn odd_values() -> Vec<Value> {
    let names = [
        "",
        " ",
        ".",
        "..",
        "../x",
        "a/b",
        "a.b.N",
        "<<",
        "null",
        "~",
        "on",
        "500",
        "0x1",
        "5.10",
        "解绑",
        "🦀",
        "a: b",
        "#c",
        "- d",
        "%s",
        "\u{0}",
        "\u{202e}",
        "line\nline",
        "'",
        "\"",
        "\\",
        "{",
        "}",
        "&a",
        "*a",
        "!t",
        "true",
        "false",
    ];
    let mut values: Vec<Value> = names.iter().map(|name| json!(name)).collect();
    values.extend([
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!(i64::MIN),
        json!([]),
        json!({}),
        json!([[], {}, null, "x"]),
        json!({"type": "object", "properties": {"type": {"type": "string"}}}),
        json!({"$ref": "#/components/schemas/Node"}),
        json!({"$ref": "elsewhere.json"}),
        json!("x".repeat(2000)),
    ]);
    values
}

/// Every place in a value, as the steps that lead to it.
fn places(value: &Value, path: &mut Vec<String>, into: &mut Vec<Vec<String>>) {
    into.push(path.clone());
    let children: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        _ => Vec::new(),
    };
    for (step, child) in children {
        path.push(step);
        places(child, path, into);
        path.pop();
    }
}

/// Replaces the value at a place, or, for a text, the name that it has there.
fn put(value: &mut Value, path: &[String], new: &Value, rename: bool) {
    let Some((step, rest)) = path.split_first() else {
        *value = new.clone();
        return;
    };
    match value {
        Value::Object(map) if rest.is_empty() && rename => {
            let name = new.as_str().unwrap_or("renamed").to_owned();
            let entries = std::mem::take(map);
            *map = entries
                .into_iter()
                .map(|(key, value)| (if key == *step { name.clone() } else { key }, value))
                .collect::<Map<_, _>>();
        }
        Value::Object(map) => {
            if let Some(child) = map.get_mut(step) {
                put(child, rest, new, rename);
            }
        }
        Value::Array(items) => {
            if let Some(child) = step.parse::<usize>().ok().and_then(|index| items.get_mut(index)) {
                put(child, rest, new, rename);
            }
        }
        _ => {}
    }
}

/// A file with everything that the format has, and contradictions of its own.
fn everything() -> Value {
    serde_json::from_str(include_str!("everything.json")).expect("the file is JSON")
}

#[track_caller]
fn check(text: &str, docs: Docs, what: &dyn Fn() -> String) {
    let mut sources = Sources::new();
    sources.add("api-docs.json", text);
    if let Ok(imported) = import(&sources, &Options { docs, ..Options::default() })
        && let Some(said) = refused(&imported)
    {
        panic!("{}\n{said}", what());
    }
}

#[test]
fn contradictions_are_left_out_and_reported() {
    let text = everything().to_string();
    let mut sources = Sources::new();
    sources.add("api-docs.json", text.as_str());
    let imported = import(&sources, &Options::default()).unwrap_or_else(|said| panic!("{said}"));
    assert_eq!(refused(&imported), None);
    let mut codes: Vec<&str> = imported.warnings.iter().map(|warning| warning.code).collect();
    codes.sort_unstable();
    codes.dedup();
    insta::assert_snapshot!(codes.join(" "));
    insta::assert_snapshot!(
        imported.files.iter().map(|(path, text)| format!("{path}\n{text}")).collect::<String>()
    );
}

/// Damages many places at once, each with another value, so that every place meets several of them.
#[test]
fn an_odd_value_at_any_place_is_no_reason_to_refuse() {
    const STRIDE: usize = 60;
    let mut file = everything();
    // Without a parameter in the host the product can be generated.
    file["apis"]["Op"]["parameters"][11]["in"] = json!("header");
    let mut all = Vec::new();
    places(&file, &mut Vec::new(), &mut all);
    let odd = odd_values();
    for turn in 0..STRIDE * 4 {
        let (rename, docs) = (turn % 2 == 0, if turn % 3 == 0 { Docs::Keep } else { Docs::None });
        let mut damaged = file.clone();
        for (index, path) in
            all.iter().enumerate().skip(turn % STRIDE).step_by(STRIDE).filter(|(_, path)| path.len() > 1)
        {
            put(&mut damaged, path, &odd[(index * 7 + turn) % odd.len()], rename);
        }
        check(&damaged.to_string(), docs, &|| format!("turn {turn}"));
    }
}

#[test]
fn a_text_of_a_megabyte_is_a_text() {
    let mut file = everything();
    let long = json!("x".repeat(1 << 20));
    let operation = &mut file["apis"]["Op"];
    operation["parameters"][0]["schema"]["example"] = long.clone();
    operation["parameters"][1]["name"] = long.clone();
    operation["errorCodes"]["400"][0]["errorCode"] = long.clone();
    operation["security"][0] = json!({long.as_str().unwrap_or_default(): []});
    operation["path"] = long;
    check(&file.to_string(), Docs::None, &|| "a long text".to_owned());
}

#[test]
fn schemas_that_multiply_end() {
    let level = |next: usize| {
        let item = json!({"$ref": format!("#/components/schemas/L{next}")});
        json!({"type": "array", "items": {"type": "object", "properties": {"a": item, "b": item, "c": item}}})
    };
    let schemas: Map<String, Value> = (0..40).map(|at| (format!("L{at}"), level((at + 1) % 40))).collect();
    let mut file = everything();
    file["components"]["schemas"] = Value::Object(schemas);
    let parameter = |name: &str, schema: Value| json!({"name": name, "in": "query", "schema": schema});
    file["apis"] = json!({"Op": {"methods": ["get"], "parameters": [
        parameter("Endless", json!({"$ref": "#/components/schemas/L0"})),
        parameter("After", json!({"type": "string", "maxLength": 7})),
    ]}});
    let mut sources = Sources::new();
    sources.add("api-docs.json", file.to_string());
    let imported = import(&sources, &Options::default()).unwrap_or_else(|said| panic!("{said}"));
    assert!(imported.warnings.iter().any(|warning| warning.message.contains("one of too many")));
    let after = "After: {type: string, length: {max: 7}}";
    assert!(imported.files.iter().any(|(_, text)| text.contains(after)), "what comes after it is read");
    assert_eq!(refused(&imported), None);
}

#[test]
fn documents_of_the_corpus_pass_whatever_happens_to_them() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/openmeta");
    if !corpus.exists() {
        // Past the test harness, which would keep the output of a test that passes.
        let _ = writeln!(std::io::stdout(), "skipped: ../shared is not here");
        return;
    }
    // Small ones of several styles; the others take long to damage.
    for path in ["aligenie/iap_1.0", "eipanycast/2020-03-09", "tag/2018-08-28", "openapiexplorer/2024-11-30"]
    {
        let path = corpus.join(path).join("api-docs.json");
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let file: Value = serde_json::from_str(&text).expect("the corpus is JSON");
        let mut all = Vec::new();
        places(&file, &mut Vec::new(), &mut all);
        let odd = odd_values();
        let strategy = (0..all.len(), 0..odd.len(), any::<bool>());
        let mut runner = TestRunner::new(Config { cases: 6, failure_persistence: None, ..Config::default() });
        let outcome = runner.run(&prop::collection::vec(strategy, 4..40), |changes| {
            let mut damaged = file.clone();
            for (place, value, rename) in &changes {
                put(&mut damaged, &all[*place], &odd[*value], *rename);
            }
            check(&damaged.to_string(), Docs::None, &|| format!("{}: {changes:?}", path.display()));
            Ok(())
        });
        outcome.unwrap_or_else(|error| panic!("{error}"));
    }
}
