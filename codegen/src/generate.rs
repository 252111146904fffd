//! The whole pipeline in one function: [`generate`].

use std::collections::HashSet;

use acs_rules::Signing;
use bumpalo::Bump;
use proc_macro2::TokenStream;

use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::emit::emit;
use crate::lower::lower;
use crate::model::Api;
use crate::package::Package;
use crate::read::read;
use crate::resolve::resolve;
use crate::sources::Sources;
use crate::{check, name};

/// What to generate, and for which surroundings.
#[derive(Clone, Debug)]
pub struct Options {
    /// The operations to generate, by name; all of them when absent.
    pub operations: Option<Vec<String>>,
    /// The path of the runtime crate in the code around the generated one.
    pub runtime: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { operations: None, runtime: "acs_runtime".to_owned() }
    }
}

/// What came out of a run.
#[derive(Clone, Debug)]
pub struct Generated {
    /// A package per product version, in the order of the folders.
    pub packages: Vec<Package>,
    /// What the documentation gets wrong.
    pub warnings: Diagnostics,
}

/// Generates a package per product version in `sources`.
///
/// # Errors
///
/// The diagnostics of the first stage that found an error in the specs, or an operation that does not exist.
pub fn generate(sources: &Sources, options: &Options) -> Result<Generated, Diagnostics> {
    let Model { apis, mut warnings } = model(sources)?;
    let runtime = parse_runtime(options, sources)?;
    let apis = select(apis, options.operations.as_deref(), sources)?;
    if options.operations.is_some() {
        let chosen: HashSet<&str> =
            apis.iter().flat_map(|api| &api.operations).map(|op| op.file.as_str()).collect();
        warnings.retain_files(|path| chosen.contains(path) || !is_operation(path));
    }
    check_signing(&apis, sources)?;
    let packages = apis.iter().map(|api| {
        let arena = Bump::new();
        let plan = lower(api, &arena);
        Package::new(api, plan.package.clone(), emit(&plan, &runtime))
    });
    Ok(Generated { packages: packages.collect(), warnings })
}

/// The specs as a checked model, for everything that is driven by the same facts as the generated code.
#[derive(Clone, Debug)]
pub struct Model {
    /// The product versions, in the order of the folders.
    pub apis: Vec<Api>,
    /// What the documentation gets wrong.
    pub warnings: Diagnostics,
}

/// Reads, resolves and checks the specs.
///
/// # Errors
///
/// The diagnostics of the first stage that found an error.
pub fn model(sources: &Sources) -> Result<Model, Diagnostics> {
    let raw = read(sources)?;
    let (mut apis, mut warnings) = resolve(&raw, sources)?;
    check::check(&apis, &mut warnings);
    warnings.propagate()?;
    name::settle_apis(&mut apis);
    // A type that no operation reaches is no part of what can be called.
    Ok(Model { apis: apis.into_iter().map(retain_reachable).collect(), warnings })
}

fn parse_runtime(options: &Options, sources: &Sources) -> Result<TokenStream, Diagnostics> {
    if let Ok(path) = syn::parse_str::<syn::Path>(&options.runtime) {
        return Ok(quote::quote!(#path));
    }
    let mut diagnostics = Diagnostics::new(sources);
    let message = format!("`{}` is no path of a crate", options.runtime);
    diagnostics
        .push(Diagnostic::error("runtime-path", message).help("write it as in code, such as `acs_runtime`"));
    Err(diagnostics)
}

/// Refuses a product whose endpoints expect a signature that the runtime does not have.
fn check_signing(apis: &[Api], sources: &Sources) -> Result<(), Diagnostics> {
    let mut diagnostics = Diagnostics::new(sources);
    for api in apis.iter().filter(|api| api.signing != Signing::V3) {
        let message = format!(
            "`{}` wants the signature {:?}, which the runtime does not have",
            api.product, api.signing
        );
        let help = "leave the product out, or set `signing: v3` if its endpoints accept that";
        diagnostics.push(Diagnostic::error("signing", message).at(api.origin).help(help));
    }
    diagnostics.propagate()
}

/// Keeps the chosen operations, and of the shared types those that they reach.
fn select(apis: Vec<Api>, chosen: Option<&[String]>, sources: &Sources) -> Result<Vec<Api>, Diagnostics> {
    let Some(chosen) = chosen else { return Ok(apis) };
    let mut diagnostics = Diagnostics::new(sources);
    for name in chosen {
        if !apis.iter().any(|api| api.operation(name).is_some()) {
            let known = apis.iter().flat_map(|api| &api.operations).map(|op| op.name.as_str());
            let help = did_you_mean(name, known);
            let message = format!("there is no operation `{name}` in the specs");
            diagnostics.push(Diagnostic::error("no-operation", message).maybe_help(help));
        }
    }
    diagnostics.propagate()?;
    Ok(apis.into_iter().filter_map(|api| select_api(api, chosen)).collect())
}

fn select_api(mut api: Api, chosen: &[String]) -> Option<Api> {
    api.operations.retain(|op| chosen.contains(&op.name));
    (!api.operations.is_empty()).then(|| retain_reachable(api))
}

fn retain_reachable(mut api: Api) -> Api {
    let fields = api.operations.iter().flat_map(|op| op.parameters.iter().chain(op.response.fields()));
    let reached: HashSet<String> = api.reachable(fields).into_iter().map(str::to_owned).collect();
    api.types.retain(|shared| reached.contains(&shared.name));
    api
}

fn is_operation(path: &str) -> bool {
    !path.ends_with("/product.yaml") && !path.ends_with("/overlay.yaml")
}

/// The package that a product version is generated into.
pub fn package_name(api: &Api) -> String {
    api.package.clone()
}
