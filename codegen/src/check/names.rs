//! Lints of names: wire names that meet in Rust.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Api, Field, Operation, RuleKind};
use crate::name::{self, Nested};
use crate::span::Origin;

/// A name of a scope.
struct Named<'a> {
    /// What the documentation calls it.
    wire: Cow<'a, str>,
    /// What it would be called alone.
    alone: String,
    /// Whether a person chose that.
    chosen: bool,
    origin: Origin,
}

impl<'a> Named<'a> {
    fn new(wire: &'a str, chosen: Option<&str>, origin: Origin, rule: impl Fn(&str) -> String) -> Self {
        let alone = chosen.map_or_else(|| rule(wire), str::to_owned);
        Self { wire: wire.into(), alone, chosen: chosen.is_some(), origin }
    }

    fn nested(nested: &Nested<'_>) -> Self {
        let wire = nested.path.documented().into();
        Self { wire, alone: nested.alone.clone(), chosen: false, origin: nested.origin }
    }
}

/// `taken-name`: a person has chosen the name of another thing, which is called otherwise then.
pub(crate) const TAKEN: &str = "taken-name";

const CHOOSE: &str = "choose a name under `names:` in `overlay.yaml`";

/// `name-clash`: two product versions that would be the same package.
pub(super) fn check_package_clash(apis: &[Api], diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    if !apis.iter().all(|api| seen.insert((&api.product, &api.version))) {
        // That is an error of its own.
        return;
    }
    let named = apis.iter().map(|api| Named {
        wire: format!("{} {}", api.product, api.version).into(),
        alone: api.package.clone(),
        chosen: false,
        origin: api.origin,
    });
    let help = "keep their specs in two folders to have both names";
    check_clash(named.collect(), || name::packages(apis), help, diagnostics);
}

/// `name-clash`: two fields of one struct that would have the same name in Rust.
pub(super) fn check_name_clash(fields: &[Field], diagnostics: &mut Diagnostics) {
    let named = fields
        .iter()
        .map(|field| Named::new(&field.name, field.rust_name.as_deref(), field.origin, name::field));
    check_clash(named.collect(), || name::fields(fields), CHOOSE, diagnostics);
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
    let mut seen = HashSet::new();
    let values = field.values().unwrap_or_default().iter().filter(|value| seen.insert(value.as_str()));
    let values = values.map(|value| (value.as_str(), chosen(value), rule.origin));
    check_variants(&values.collect::<Vec<_>>(), diagnostics);
}

/// `name-clash`: two error codes that would have the same name in Rust.
pub(super) fn check_code_clash(op: &Operation, diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    let codes = op.codes.iter().filter(|code| seen.insert(code.code.as_str()));
    let codes = codes.map(|code| (code.code.as_str(), code.rust_name.as_deref(), code.origin));
    check_variants(&codes.collect::<Vec<_>>(), diagnostics);
}

fn check_variants(variants: &[(&str, Option<&str>, Origin)], diagnostics: &mut Diagnostics) {
    let named =
        variants.iter().map(|(wire, chosen, origin)| Named::new(wire, *chosen, *origin, name::variant));
    let names = || name::variants(variants.iter().map(|(wire, chosen, _)| (*wire, *chosen)));
    check_clash(named.collect(), names, CHOOSE, diagnostics);
}

/// `name-clash`: two operations that would have the same module in Rust.
pub(super) fn check_operation_clash(api: &Api, diagnostics: &mut Diagnostics) {
    let named = api.operations.iter().map(|op| Named {
        wire: op.name.as_str().into(),
        alone: op.module.clone(),
        chosen: op.rust_name.is_some(),
        origin: op.origin,
    });
    check_clash(named.collect(), || name::modules(&api.operations), CHOOSE, diagnostics);
}

/// `name-clash`: two shared types, or types nested in them, that would have the same name in Rust.
pub(super) fn check_shared_clash(api: &Api, diagnostics: &mut Diagnostics) {
    let (mut names, nested) = name::shared_types(api);
    let shared = api.types.iter().map(|shared| {
        Named::new(&shared.name, shared.rust_name.as_deref(), shared.origin, |name| name::TYPE.name(name))
    });
    names.extend(nested.iter().map(|nested| nested.name.clone()));
    check_clash(shared.chain(nested.iter().map(Named::nested)).collect(), || names, CHOOSE, diagnostics);
}

/// `name-clash`: two types of an operation that would have the same name in Rust.
pub(super) fn check_type_clash(op: &Operation, diagnostics: &mut Diagnostics) {
    let types = name::operation_types(op);
    let own = [&types.request, &types.call, &types.response, &types.error];
    let named = own.map(|own| Named {
        wire: op.name.as_str().into(),
        alone: own.clone(),
        chosen: op.rust_name.is_some(),
        origin: op.origin,
    });
    let names = own.into_iter().chain(types.nested.iter().map(|nested| &nested.name));
    let named = named.into_iter().chain(types.nested.iter().map(Named::nested)).collect();
    check_clash(named, || names.cloned().collect(), CHOOSE, diagnostics);
}

/// `names` is what each is called beside the others; few scopes have to ask.
fn check_clash(
    scope: Vec<Named<'_>>,
    names: impl FnOnce() -> Vec<String>,
    help: &str,
    diagnostics: &mut Diagnostics,
) {
    let mut seen = HashSet::new();
    if scope.iter().all(|named| seen.insert(named.alone.as_str())) {
        return;
    }
    let named: Vec<_> = scope.iter().zip(names()).collect();
    let kept = named.iter().filter(|(named, name)| named.alone == *name);
    let keepers: HashMap<&str, &Named<'_>> = kept.map(|(named, name)| (name.as_str(), *named)).collect();
    for (named, name) in &named {
        match keepers.get(named.alone.as_str()) {
            Some(keeper) if named.alone != *name => diagnostics.push(clash(named, name, keeper).help(help)),
            Some(_) | None => {}
        }
    }
}

fn clash(named: &Named<'_>, name: &str, keeper: &Named<'_>) -> Diagnostic {
    let (wire, other, alone) = (named.wire.escape_debug(), keeper.wire.escape_debug(), &named.alone);
    let both = format!("`{wire}` and `{other}` are both `{alone}` in Rust");
    let (diagnostic, kept) = match (named.chosen, keeper.chosen) {
        // What people choose must not be changed.
        (true, _) => (Diagnostic::error("name-clash", both), "keeps the name"),
        (false, false) => (Diagnostic::warning("name-clash", both), "keeps the name"),
        (false, true) => {
            let message = format!("`{alone}`, which is chosen for `{other}`, is the name of `{wire}`");
            (Diagnostic::warning(TAKEN, message), "is given the name")
        }
    };
    diagnostic.label(named.origin, format!("is called `{name}`")).label(keeper.origin, kept)
}
