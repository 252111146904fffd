//! What crates.io and docs.rs show of each crate that can be published is there.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::TestResult;
use crate::skipped::root;

/// Most keywords, and most characters of one, that crates.io takes.
const KEYWORDS: usize = 5;
const KEYWORD: usize = 20;

/// The packages of the workspace that can be published.
fn published() -> Result<Vec<Value>, Box<dyn std::error::Error>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--no-deps", "--offline", "--format-version=1"]).current_dir(root());
    let output = cargo.output()?;
    let mut metadata: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&output.stderr)))?;
    let packages = metadata["packages"].take();
    let packages = packages.as_array().cloned().unwrap_or_default();
    Ok(packages.into_iter().filter(|package| package["publish"].is_null()).collect())
}

fn texts<'p>(package: &'p Value, key: &str) -> Vec<&'p str> {
    package[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// What a package lacks.
fn missing(package: &Value) -> Vec<&'static str> {
    let manifest = Path::new(package["manifest_path"].as_str().unwrap_or_default());
    let has = |path: &str| manifest.with_file_name(path).is_file();
    let said = |key: &str| package[key].as_str().is_some_and(|text| !text.trim().is_empty());
    let keywords = texts(package, "keywords");
    let fits = |keyword: &&str| {
        let first = keyword.starts_with(|c: char| c.is_ascii_alphanumeric());
        let rest = keyword.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+'));
        first && rest && keyword.len() <= KEYWORD
    };
    let checks = [
        ("a description", said("description")),
        ("a page", package["readme"].as_str().is_some_and(has)),
        ("a licence", said("license") && has("LICENSE-MIT") && has("LICENSE-APACHE")),
        ("keywords", !keywords.is_empty() && keywords.len() <= KEYWORDS && keywords.iter().all(fits)),
        ("categories", !texts(package, "categories").is_empty()),
        ("the version of Rust", said("rust_version")),
        ("metadata for docs.rs", package["metadata"]["docs"]["rs"].is_object()),
    ];
    checks.into_iter().filter(|(_, is_there)| !is_there).map(|(what, _)| what).collect()
}

#[test]
fn every_crate_that_can_be_published_says_what_it_is() -> TestResult {
    let packages = published()?;
    assert!(packages.len() >= 7, "the workspace has more crates than {}", packages.len());
    for package in packages {
        let missing = missing(&package);
        assert!(missing.is_empty(), "{} has no {}", package["name"], missing.join(", no "));
    }
    Ok(())
}
