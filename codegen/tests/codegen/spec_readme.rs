//! The examples of `specs/README.md` are specs: they generate, and every key of the language is explained.

use std::fs;
use std::path::{Path, PathBuf};

use acs_codegen::{Options, Sources, generate};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn readme() -> String {
    fs::read_to_string(root().join("specs/README.md")).expect("the README of the specs is there")
}

/// The fenced YAML blocks that begin with `# <name>`, by name.
fn blocks(readme: &str) -> Vec<(String, String)> {
    let fenced = readme.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let named = fenced.filter_map(|block| {
        let name = block.lines().next()?.strip_prefix("# ")?.to_owned();
        name.ends_with(".yaml").then(|| (name, block.to_owned()))
    });
    named.collect()
}

#[test]
fn the_examples_are_a_product_version() {
    let mut sources = Sources::new();
    for (name, text) in blocks(&readme()) {
        // The operation's file is named after it, as everywhere.
        let operation = text.lines().find_map(|line| line.strip_prefix("operation: "));
        let name = operation.map_or(name, |operation| format!("{operation}.yaml"));
        sources.add(format!("specs/example/2024-01-01/{name}"), text);
    }
    assert!(sources.iter().count() >= 3, "an operation, a product and an overlay");
    let generated =
        generate(&sources, &Options::default()).unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
    let warnings: Vec<_> = generated.warnings.iter().map(|warning| &warning.message).collect();
    // The example polls an operation that it does not show.
    assert!(warnings.iter().all(|message| message.contains("is to be polled")), "{}", generated.warnings);
}

#[cfg(feature = "schema")]
#[test]
fn every_key_is_explained() {
    let readme = readme();
    // What commands write is no spec.
    let written = ["diff.json", "log.json", "policy.json", "policy-diff.json"];
    let schemas = acs_codegen::schema::schemas().into_iter();
    for file in schemas.filter(|file| !written.contains(&file.path.as_str())) {
        let schema: serde_json::Value = serde_json::from_str(&file.text).expect("a schema is JSON");
        let definitions = schema["$defs"].as_object().into_iter().flatten().map(|(_, definition)| definition);
        for node in definitions.chain([&schema]) {
            for key in node["properties"].as_object().into_iter().flatten().map(|(key, _)| key) {
                assert!(readme.contains(&format!("`{key}`")) || readme.contains(&format!("{key}:")), "{key}");
            }
        }
    }
}
