//! The manifest of a generated crate.

use super::{Package, header};
use crate::model::Api;
use crate::options::Options;

/// What the line with the options begins with, if there is one.
const OPTIONS: &str = "options = ";
/// Most characters of a keyword on crates.io.
const MAX_KEYWORD: usize = 20;

impl Package {
    pub(super) fn manifest(&self) -> String {
        let Self { name, product, version, release, .. } = self;
        let what = if self.client { "client" } else { "requests" };
        let keywords = keywords(product);
        let runtime = env!("CARGO_PKG_VERSION");
        let rust = env!("CARGO_PKG_RUST_VERSION");
        let header = header("#", &self.folder);
        let options = options_table(&self.options);
        format!(
            r#"{header}

[package]
name = "{name}"
description = "Typed {what} of the Alibaba Cloud API {product} {version}."
version = "{release}"
edition = "2024"
rust-version = "{rust}"
license = "MIT OR Apache-2.0"
readme = "README.md"
keywords = [{keywords}]
categories = ["api-bindings"]

{options}[package.metadata.docs.rs]
all-features = true

[features]
default = ["reqwest"]
# Clients whose calls are awaited, on tokio.
reqwest = ["acs-runtime/reqwest"]
# Clients whose calls block their thread.
blocking = ["acs-runtime/blocking"]

[dependencies]
acs-runtime = {{ version = "{runtime}", default-features = false }}

[dev-dependencies]
acs-emulator = "{runtime}"
tokio = {{ version = "1", features = ["macros", "rt"] }}

[lints.rust]
missing_docs = "warn"
unsafe_code = "forbid"
"#
        )
    }
}

/// What a crate is printed with, as flags of `acsgen generate`. Of the operations that were asked for it has its own.
pub(super) fn flags(api: &Api, options: &Options) -> Vec<String> {
    let operations = options.operations.as_ref().map(|_| {
        let names: Vec<&str> = api.operations.iter().map(|op| op.name.as_str()).collect();
        format!("--operations={}", names.join(","))
    });
    operations.into_iter().chain(options.flags()).collect()
}

/// The options in a table of their own, for the next update; none where nothing was asked for.
fn options_table(options: &[String]) -> String {
    match options {
        [] => String::new(),
        // Both languages escape alike what a line cannot have.
        _ => format!("[package.metadata.acsgen]\n{OPTIONS}{}\n\n", serde_json::Value::from(options)),
    }
}

/// What a generated crate was printed with, as flags of `acsgen generate`, by the text of its manifest.
pub fn options_in(manifest: &str) -> Vec<String> {
    let table = manifest.split_once("[package.metadata.acsgen]\n").map_or("", |(_, table)| table);
    let line = table.lines().next().and_then(|line| line.strip_prefix(OPTIONS));
    line.and_then(|line| serde_json::from_str(line).ok()).unwrap_or_default()
}

/// The product is a keyword where its name can be one.
fn keywords(product: &str) -> String {
    let product = product.to_ascii_lowercase();
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let is_keyword = product.len() <= MAX_KEYWORD
        && product.starts_with(|c: char| c.is_ascii_alphanumeric())
        && product.chars().all(fits);
    let mut keywords = vec!["alibaba-cloud", "aliyun", "sdk"];
    if is_keyword && !keywords.contains(&product.as_str()) {
        keywords.push(&product);
    }
    keywords.iter().map(|keyword| format!("\"{keyword}\"")).collect::<Vec<_>>().join(", ")
}
