//! resolve: raw into model.
//!
//! Fills in defaults, applies the overlay, resolves references to shared types, and turns keys into rules. What a
//! spec says that cannot be is reported here when the model could not hold it; everything else is left to the lints.

mod endpoint;
mod field;
pub(crate) mod gone;
mod number;
mod operation;
mod paging;
mod path;

use std::borrow::Cow;

use acs_rules::{EndpointRule, Signing, Style};
use gone::Graveyard;

use crate::diagnostic::{Diagnostic, Diagnostics, Level, did_you_mean};
use crate::model::{Api, Operation, Type, TypeDefinition};
use crate::name;
use crate::overlay::Overlay;
use crate::parallel::{self, Jobs};
use crate::raw;
use crate::read::RawApi;
use crate::sources::Sources;
use crate::version::Version;

/// Resolves all product versions; `stale` says how bad an entry of an overlay is that names nothing.
pub(crate) fn resolve(
    raw: &[RawApi],
    sources: &Sources,
    jobs: &Jobs,
    stale: Level,
) -> Result<(Vec<Api>, Diagnostics), Diagnostics> {
    jobs.begin("resolving", raw.len());
    let resolved = parallel::map(jobs, raw, |raw| {
        let mut diagnostics = Diagnostics::default();
        (resolve_api(raw, sources, stale, &mut diagnostics), diagnostics)
    });
    let mut diagnostics = Diagnostics::new(sources);
    let mut apis = Vec::new();
    for (api, said) in resolved {
        apis.push(api);
        diagnostics.append(said);
    }
    diagnostics.propagate()?;
    Ok((apis, diagnostics))
}

fn resolve_api(raw: &RawApi, sources: &Sources, stale: Level, diagnostics: &mut Diagnostics) -> Api {
    let release = raw.release.as_ref();
    let release = release.and_then(|it| gone::resolve_version(&it.version, "release-version", diagnostics));
    let release = release.unwrap_or_else(Version::unreleased);
    let mut raw = Cow::Borrowed(raw);
    let graveyard = match raw.tombstones {
        Some(_) => Graveyard::restore(raw.to_mut(), release, diagnostics),
        None => Graveyard::default(),
    };
    let overlay = Overlay::new(raw.overlay.as_ref());
    raw.overlay.iter().for_each(|raw| Overlay::check_twice(raw, diagnostics));
    let mut resolver =
        Resolver { overlay: &overlay, product: &raw.product, graveyard: &graveyard, sources, diagnostics };
    let types = resolver.resolve_types();
    let endpoints = resolver.resolve_endpoints();
    let codes = resolver.resolve_codes(raw.product.errors.as_ref(), "product");
    let mut operations: Vec<_> = raw
        .operations
        .iter()
        .map(|(file, raw)| {
            let path = sources.file(*file).map_or("", |file| file.path.as_str());
            let op = resolver.resolve_operation(raw, path);
            Operation { paging: resolver.resolve_paging(raw, &op, &types), ..op }
        })
        .collect();
    operations.sort_by(|a, b| a.name.cmp(&b.name));
    overlay.check_unused(stale, diagnostics);
    let product = &raw.product;
    Api {
        folder: raw.folder.clone(),
        product: product.product.value.clone(),
        version: product.version.value.clone(),
        package: name::package(&product.product.value, &product.version.value),
        release,
        style: match product.style.value {
            raw::Style::Rpc => Style::Rpc,
            raw::Style::Roa => Style::Roa,
        },
        signing: match product.signing.as_ref().map(|signing| signing.value) {
            None | Some(raw::Signing::V3) => Signing::V3,
            Some(raw::Signing::V1) => Signing::V1,
            Some(raw::Signing::Own) => Signing::Own,
        },
        endpoint_rule: match product.endpoint_rule.as_ref().map(|rule| rule.value) {
            None | Some(raw::EndpointRule::Regional) => EndpointRule::Regional,
            Some(raw::EndpointRule::Central) => EndpointRule::Central,
        },
        endpoints,
        throttle: operation::resolve_throttle(product.throttle.as_deref()),
        types,
        codes,
        operations,
        origin: product.product.origin,
    }
}

/// What every step of resolving one product version needs.
pub(crate) struct Resolver<'r> {
    pub(crate) overlay: &'r Overlay<'r>,
    pub(crate) product: &'r raw::Product,
    graveyard: &'r Graveyard,
    sources: &'r Sources,
    pub(crate) diagnostics: &'r mut Diagnostics,
}

impl Resolver<'_> {
    fn resolve_types(&mut self) -> Vec<TypeDefinition> {
        let types = self.product.types.iter().flat_map(|map| map.iter());
        types
            .map(|(name, definition)| {
                let path = format!("types.{}", name.value);
                TypeDefinition {
                    name: name.value.clone(),
                    rust_name: self.resolve_name(&path, &name::TYPE),
                    text: self.overlay.text(&path, definition.doc.as_ref()),
                    fields: self.resolve_fields(Some(&definition.fields), &path),
                    origin: name.origin,
                }
            })
            .collect()
    }

    /// The shared type of this name; anything, with a warning, where the documentation does not define it.
    pub(crate) fn resolve_reference(&mut self, reference: &crate::Spanned<String>) -> Type {
        let known =
            || self.product.types.iter().flat_map(|map| map.iter()).map(|(name, _)| name.value.as_str());
        if known().any(|name| name == reference.value) {
            return Type::Shared(reference.value.clone());
        }
        let message = format!("`{}` is not a type of the product", reference.value);
        let help = did_you_mean(&reference.value, known()).unwrap_or_else(|| {
            "the value is passed as it is; define the type under `types:` in `product.yaml`".to_owned()
        });
        self.diagnostics
            .push(Diagnostic::warning("dangling-reference", message).at(reference.origin).help(help));
        Type::Any
    }

    /// The Rust name that a person chose, if it is one.
    pub(crate) fn resolve_name(&mut self, path: &str, rule: &name::Rule) -> Option<String> {
        let chosen = self.overlay.name(path)?;
        if !rule.allows(&chosen.value) {
            let message = format!("`{}` cannot name this in Rust", chosen.value.escape_debug());
            let help = format!("write it as `{}`", rule.name(&chosen.value));
            self.diagnostics.push(Diagnostic::error("rust-name", message).at(chosen.origin).help(help));
            return None;
        }
        Some(chosen.value.clone())
    }
}
