//! Specs that a derive goes by: read and checked where the derive stands, with what is wrong at the path or the name.

use std::path::Path;

use acs_codegen::model::Api;
use acs_codegen::{Sources, did_you_mean, model};
use syn::LitStr;

/// The product version in the folder `spec` that has the operation `name`, and the files that were read.
pub(super) fn load(spec: &LitStr, name: &LitStr) -> syn::Result<(Api, Vec<String>)> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let folder = Path::new(&root).join(spec.value());
    if !folder.exists() {
        let message = format!(
            "there is no `{}`; the path of a spec begins at the folder of the package's `Cargo.toml`",
            spec.value()
        );
        return Err(syn::Error::new(spec.span(), message));
    }
    let sources = Sources::load(&folder).map_err(|diagnostics| syn::Error::new(spec.span(), diagnostics))?;
    let model = model(&sources).map_err(|diagnostics| syn::Error::new(spec.span(), diagnostics))?;
    let read = sources.iter().map(|(_, file)| file.path.clone()).collect();
    choose(model.apis, spec, name).map(|api| (api, read))
}

fn choose(apis: Vec<Api>, spec: &LitStr, name: &LitStr) -> syn::Result<Api> {
    let names: Vec<String> = apis.iter().flat_map(|api| &api.operations).map(|op| op.name.clone()).collect();
    let mut found = apis.into_iter().filter(|api| api.operation(&name.value()).is_some());
    match (found.next(), found.next()) {
        (Some(api), None) => Ok(api),
        (Some(_), Some(_)) => {
            let message = format!("several products of `{}` have this operation", spec.value());
            Err(syn::Error::new(spec.span(), message))
        }
        (None, _) => {
            let near = did_you_mean(&name.value(), names.iter().map(String::as_str));
            let near = near.unwrap_or_else(|| format!("it has {} operations", names.len()));
            let message = format!("there is no operation `{}` in `{}`; {near}", name.value(), spec.value());
            Err(syn::Error::new(name.span(), message))
        }
    }
}
