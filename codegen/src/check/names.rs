//! Lints of names: wire names that meet in Rust.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Field, Operation};
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
