//! The corpus: the OpenMeta document of each product version.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{Result, instruct};

/// A product version as it is documented.
pub(crate) struct Product {
    /// The name of its folders, such as `ecs/2014-05-26`.
    pub(crate) name: String,
    pub(crate) document: Value,
    /// Whether requests have a signature of the product's own, as those have that call a host name per resource.
    pub(crate) has_own_signature: bool,
}

impl Product {
    /// The documented operations by name.
    pub(crate) fn operations(&self) -> impl Iterator<Item = (&str, &Value)> {
        let operations = self.document["apis"].as_object();
        operations.into_iter().flatten().map(|(name, operation)| (name.as_str(), operation))
    }

    /// The same document with these operations only.
    pub(crate) fn with_operations(&self, names: &[&str]) -> Self {
        let mut document = self.document.clone();
        if let Some(operations) = document["apis"].as_object_mut() {
            operations.retain(|name, _| names.contains(&name.as_str()));
        }
        Self { name: self.name.clone(), document, ..*self }
    }
}

fn has_own_signature(document: &Value) -> bool {
    let operations = document["apis"].as_object().into_iter().flatten().map(|(_, operation)| operation);
    let mut parameters = operations.filter_map(|operation| operation["parameters"].as_array()).flatten();
    parameters.any(|parameter| parameter["in"] == "host")
}

/// Reads every document below a folder, in the order of their paths.
pub(crate) fn load(folder: &Path) -> Result<Vec<Product>> {
    let mut products = Vec::new();
    for product in folders(folder)? {
        for version in folders(&product)? {
            let path = version.join("api-docs.json");
            instruct(&format!("rerun-if-changed={}", path.display()));
            let name = version.strip_prefix(folder)?.display().to_string();
            let document = serde_json::from_slice(&fs::read(&path)?)?;
            products.push(Product { name, has_own_signature: has_own_signature(&document), document });
        }
    }
    Ok(products)
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
