//! Lints of names: wire names that meet in Rust.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Api, Field, Operation, RuleKind};
use crate::name::{self, Nested};
use crate::span::Origin;

/// A name of a scope.
struct Named {
    /// What the documentation calls it.
    wire: String,
    /// What it would be called alone.
    alone: String,
    /// What it is called.
    name: String,
    /// Whether a person chose the name.
    chosen: bool,
    origin: Origin,
}

/// `name-clash`: two product versions that would be the same package.
pub(super) fn check_package_clash(apis: &[Api], diagnostics: &mut Diagnostics) {
    let named = apis.iter().zip(name::packages(apis)).map(|(api, name)| Named {
        wire: format!("{} {}", api.product, api.version),
        alone: api.package.clone(),
        name,
        chosen: false,
        origin: api.origin,
    });
    // The same product version twice is an error of its own.
    let mut seen = HashSet::new();
    let named = named.filter(|named| seen.insert(named.wire.clone()));
    check_clash(named.collect(), "keep their specs in two folders to have both names", diagnostics);
}

/// `name-clash`: two fields of one struct that would have the same name in Rust.
pub(super) fn check_name_clash(fields: &[Field], diagnostics: &mut Diagnostics) {
    let named = fields.iter().zip(name::fields(fields)).map(|(field, name)| Named {
        wire: field.name.clone(),
        alone: field.rust_name.clone().unwrap_or_else(|| name::field(&field.name)),
        name,
        chosen: field.rust_name.is_some(),
        origin: field.origin,
    });
    check_clash(named.collect(), CHOOSE, diagnostics);
}

/// `empty-name`: a parameter that the wire could not name.
pub(super) fn check_empty_name(fields: &[Field], diagnostics: &mut Diagnostics) {
    for field in fields.iter().filter(|field| field.name.is_empty()) {
        diagnostics.push(Diagnostic::error("empty-name", "a parameter has no name").at(field.origin));
    }
}

/// `name-clash`: two values of one enum that would have the same name in Rust.
pub(super) fn check_value_clash(field: &Field, diagnostics: &mut Diagnostics) {
    let Some(rule) = field.rules.iter().find(|rule| matches!(rule.kind, RuleKind::Values(_))) else { return };
    let chosen =
        |wire: &str| field.value_names.iter().find(|(value, _)| value == wire).map(|(_, name)| name.as_str());
    let mut values: Vec<(&str, Option<&str>)> = Vec::new();
    for value in field.values().unwrap_or_default() {
        if !values.iter().any(|(known, _)| known == value) {
            values.push((value, chosen(value)));
        }
    }
    let values = values.iter().map(|(value, chosen)| (*value, *chosen, rule.origin));
    check_variants(values.collect(), diagnostics);
}

/// `name-clash`: two error codes that would have the same name in Rust.
pub(super) fn check_code_clash(op: &Operation, diagnostics: &mut Diagnostics) {
    let mut codes: Vec<_> = op.codes.iter().collect();
    codes.dedup_by(|a, b| a.code == b.code);
    let codes = codes.iter().map(|code| (code.code.as_str(), code.rust_name.as_deref(), code.origin));
    check_variants(codes.collect(), diagnostics);
}

fn check_variants(variants: Vec<(&str, Option<&str>, Origin)>, diagnostics: &mut Diagnostics) {
    let names = name::variants(variants.iter().map(|(wire, chosen, _)| (*wire, *chosen)));
    let named = variants.iter().zip(names).map(|((wire, chosen, origin), name)| Named {
        wire: (*wire).to_owned(),
        alone: chosen.map_or_else(|| name::variant(wire), str::to_owned),
        name,
        chosen: chosen.is_some(),
        origin: *origin,
    });
    check_clash(named.collect(), CHOOSE, diagnostics);
}

/// `name-clash`: two operations that would have the same module in Rust.
pub(super) fn check_operation_clash(api: &Api, diagnostics: &mut Diagnostics) {
    let named = api.operations.iter().zip(name::modules(&api.operations)).map(|(op, name)| Named {
        wire: op.name.clone(),
        alone: op.module.clone(),
        name,
        chosen: op.rust_name.is_some(),
        origin: op.origin,
    });
    check_clash(named.collect(), CHOOSE, diagnostics);
}

/// `name-clash`: two shared types, or types nested in them, that would have the same name in Rust.
pub(super) fn check_shared_clash(api: &Api, diagnostics: &mut Diagnostics) {
    let (names, nested) = name::shared_types(api);
    let shared = api.types.iter().zip(names).map(|(shared, name)| Named {
        wire: shared.name.clone(),
        alone: shared.rust_name.clone().unwrap_or_else(|| name::type_name(&[&shared.name])),
        name,
        chosen: shared.rust_name.is_some(),
        origin: shared.origin,
    });
    check_clash(shared.chain(nested.iter().map(named_nested)).collect(), CHOOSE, diagnostics);
}

/// `name-clash`: two types of an operation that would have the same name in Rust.
pub(super) fn check_type_clash(op: &Operation, diagnostics: &mut Diagnostics) {
    let types = name::operation_types(op);
    let own = [&types.request, &types.call, &types.response, &types.error].map(|name| Named {
        wire: op.name.clone(),
        alone: name.clone(),
        name: name.clone(),
        chosen: true,
        origin: op.origin,
    });
    check_clash(own.into_iter().chain(types.nested.iter().map(named_nested)).collect(), CHOOSE, diagnostics);
}

fn named_nested(nested: &Nested<'_>) -> Named {
    Named {
        wire: nested.path.documented(),
        alone: nested.alone.clone(),
        name: nested.name.clone(),
        chosen: false,
        origin: nested.origin,
    }
}

const CHOOSE: &str = "choose a name under `names:` in `overlay.yaml`";

fn check_clash(scope: Vec<Named>, help: &str, diagnostics: &mut Diagnostics) {
    let keepers: HashMap<&str, &Named> = scope
        .iter()
        .filter(|named| named.name == named.alone)
        .map(|named| (named.name.as_str(), named))
        .collect();
    for named in scope.iter().filter(|named| named.name != named.alone) {
        let Some(keeper) = keepers.get(named.alone.as_str()) else { continue };
        let message = format!(
            "`{}` and `{}` are both `{}` in Rust",
            named.wire.escape_debug(),
            keeper.wire.escape_debug(),
            named.alone
        );
        // What people choose must not be changed.
        let new = if named.chosen { Diagnostic::error } else { Diagnostic::warning };
        let diagnostic = new("name-clash", message)
            .label(named.origin, format!("is called `{}`", named.name))
            .label(keeper.origin, "keeps the name")
            .help(help);
        diagnostics.push(diagnostic);
    }
}
