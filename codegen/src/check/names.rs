//! Lints of names: wire names that meet in Rust.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Api, Field, Operation, RuleKind};
use crate::name;
use crate::span::Origin;

/// `name-clash`: two fields of one struct that would have the same name in Rust.
pub(super) fn check_name_clash(fields: &[Field], diagnostics: &mut Diagnostics) {
    let named = fields.iter().map(|field| {
        let name = field.rust_name.clone().unwrap_or_else(|| name::field(&field.name));
        (field.name.as_str(), name, field.origin)
    });
    check_clash(named, &name::fields(fields), diagnostics);
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
    let mut values: Vec<&str> = Vec::new();
    for value in field.values().unwrap_or_default() {
        if !values.contains(&value.as_str()) {
            values.push(value);
        }
    }
    let chosen =
        |wire: &str| field.value_names.iter().find(|(value, _)| value == wire).map(|(_, name)| name.as_str());
    let named = values.iter().map(|wire| {
        let name = chosen(wire).map_or_else(|| name::variant(wire), str::to_owned);
        (*wire, name, rule.origin)
    });
    let names = name::variants(values.iter().map(|wire| (*wire, chosen(wire))));
    check_clash(named, &names, diagnostics);
}

/// `name-clash`: two operations that would have the same module in Rust.
pub(super) fn check_operation_clash(api: &Api, diagnostics: &mut Diagnostics) {
    let named = api.operations.iter().map(|op| (op.name.as_str(), name::module(&op.name), op.origin));
    let chosen = name::modules(api.operations.iter().map(|op| op.name.as_str()));
    check_clash(named, &chosen, diagnostics);
}

/// `name-clash`: two error codes that would have the same name in Rust.
pub(super) fn check_code_clash(op: &Operation, diagnostics: &mut Diagnostics) {
    let mut codes: Vec<_> = op.codes.iter().collect();
    codes.dedup_by(|a, b| a.code == b.code);
    let chosen = name::variants(codes.iter().map(|code| (code.code.as_str(), code.rust_name.as_deref())));
    let named = codes.iter().map(|code| {
        let name = code.rust_name.clone().unwrap_or_else(|| name::variant(&code.code));
        (code.code.as_str(), name, code.origin)
    });
    check_clash(named, &chosen, diagnostics);
}

/// `named` is what each would be called alone, `chosen` what it is called now.
fn check_clash<'n>(
    named: impl Iterator<Item = (&'n str, String, Origin)>,
    chosen: &[String],
    diagnostics: &mut Diagnostics,
) {
    let mut seen: HashMap<String, (&str, Origin)> = HashMap::new();
    for ((wire, name, origin), chosen) in named.zip(chosen) {
        match seen.get(&name) {
            Some((first, first_origin)) => {
                let message = format!("`{wire}` and `{first}` are both `{name}` in Rust");
                let diagnostic = Diagnostic::warning("name-clash", message)
                    .label(origin, format!("is called `{chosen}`"))
                    .label(*first_origin, "keeps the name")
                    .help("choose a name under `names:` in `overlay.yaml`");
                diagnostics.push(diagnostic);
            }
            None => {
                seen.insert(name, (wire, origin));
            }
        }
    }
}
