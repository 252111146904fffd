//! The manifest of a generated crate.

use super::{Package, header};

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

[package.metadata.docs.rs]
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
