//! Specs that a derive goes by: read and checked where the derive stands, with what is wrong at the path or the name.

use acs_codegen::model::Api;
use acs_codegen::{Model, Options, Sources, model, near_ones};
use syn::{Error, LitStr, Result};

use crate::folder;

/// The product version in the folder `spec` that has the operation `name`, and the files that were read.
pub(super) fn load(spec: &LitStr, name: &LitStr) -> Result<(Api, Vec<String>)> {
    let folder = folder::find(spec)?;
    let options = Options { operations: Some(vec![name.value()]), ..Options::default() };
    let wrong = |diagnostics| folder::wrong(spec, &diagnostics);
    let sources = Sources::load_for(&[folder], &options).map_err(wrong)?;
    let Model { apis, .. } = model(&sources).map_err(wrong)?;
    let read = sources.iter().map(|(_, file)| file.path.clone()).collect();
    choose(apis, spec, name).map(|api| (api, read))
}

fn choose(apis: Vec<Api>, spec: &LitStr, name: &LitStr) -> Result<Api> {
    let names: Vec<String> = apis.iter().flat_map(|api| &api.operations).map(|op| op.name.clone()).collect();
    let mut found = apis.into_iter().filter(|api| api.operation(&name.value()).is_some());
    match (found.next(), found.next()) {
        (Some(api), None) => Ok(api),
        (Some(one), Some(other)) => {
            let message = format!(
                "several products of `{}` have this operation, such as `{}` and `{}`; name the folder of one",
                spec.value(),
                called(&one),
                called(&other)
            );
            Err(Error::new(spec.span(), message))
        }
        (None, _) => {
            let near = near_ones(&name.value(), names.iter().map(String::as_str));
            let near = near.unwrap_or_else(|| format!("it has {} others", names.len()));
            let message = format!("there is no operation `{}` in `{}`; {near}", name.value(), spec.value());
            Err(Error::new(name.span(), message))
        }
    }
}

fn called(api: &Api) -> String {
    format!("{} {}", api.product, api.version)
}
