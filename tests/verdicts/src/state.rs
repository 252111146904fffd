//! A state of the made-up product: its specs, and what is printed from them.

use std::collections::BTreeMap;

use acs_codegen::model::Api;
use acs_codegen::{Generated, Model, Options, Sources, diff, generate, model};
use acs_rules::Signing;

use crate::Failure;

/// A state of the made-up product.
#[derive(Debug)]
pub struct State {
    sources: Sources,
    model: Model,
}

impl State {
    /// The state with these files, by their names without the ending. What all of them begin with is left out: product and
    /// version, or the name of the operation. Without `product`, the product is of style RPC.
    ///
    /// # Errors
    ///
    /// What is wrong with the specs.
    pub(crate) fn new(files: &BTreeMap<String, String>) -> Result<Self, Failure> {
        let mut files = files.clone();
        if !files.is_empty() {
            files.entry("product".to_owned()).or_insert_with(|| "style: rpc\n".to_owned());
        }
        let mut sources = Sources::new();
        for (name, text) in files {
            let begin = match name.as_str() {
                "product" => "product: Thing\nversion: '1'\n".to_owned(),
                "overlay" | "tombstones" | "release" => String::new(),
                _ => format!("operation: {name}\n"),
            };
            sources.add(format!("thing/1/{name}.yaml"), begin + &text);
        }
        let model = model(&sources).map_err(|diagnostics| diagnostics.to_string())?;
        Ok(Self { sources, model })
    }

    pub(crate) fn compared(&self) -> diff::State<'_> {
        diff::State { model: &self.model, sources: &self.sources }
    }

    /// The product version, if there is one.
    pub fn api(&self) -> Option<&Api> {
        self.model.apis.first()
    }

    /// What is printed of it, as a module; nothing where the runtime cannot sign the calls.
    ///
    /// # Errors
    ///
    /// What is wrong with the specs.
    pub(crate) fn print(&self) -> Result<String, Failure> {
        if self.model.apis.iter().all(|api| api.signing == Signing::Own) {
            return Ok(String::new());
        }
        let generated = generate(&self.sources, &Options::default());
        let Generated { packages, .. } = generated.map_err(|diagnostics| diagnostics.to_string())?;
        Ok(packages.iter().map(acs_codegen::Package::text).collect())
    }
}
