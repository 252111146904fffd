//! The operations that are asked for, and of the shared types those that they reach.

use std::collections::HashSet;

use super::draft::{Fields, Operation, Parameter, Product, ProductFacts};
use super::print;
use super::report::Report;
use crate::diagnostic::{Diagnostic, near_ones};

/// Keeps the chosen operations, and the product versions that have one or are kept in any case; reports names that none of them
/// has.
pub(super) fn retain(
    products: &mut Vec<Product>,
    (chosen, kept): (&[String], &[String]),
    report: &mut Report,
) {
    let all = || {
        products
            .iter()
            .flat_map(|product| product.operations.iter().map(move |operation| (product, operation)))
    };
    for name in chosen {
        if !all().any(|(product, operation)| is_chosen(product, operation, name)) {
            let message = format!("there is no operation `{name}` in the sources");
            let help = near_ones(name, all().map(|(_, operation)| operation.name.as_str()));
            report.push(Diagnostic::error("no-operation", message).maybe_help(help));
        }
    }
    for product in products.iter_mut() {
        let mut operations = std::mem::take(&mut product.operations);
        operations.retain(|operation| chosen.iter().any(|name| is_chosen(product, operation, name)));
        product.operations = operations;
        if let Some(facts) = &mut product.facts {
            retain_types(facts, &product.operations);
        }
    }
    products.retain(|product| !product.operations.is_empty() || kept.contains(&print::folder(product)));
}

/// By its name, or by that of one product version.
fn is_chosen(product: &Product, operation: &Operation, chosen: &str) -> bool {
    match chosen.rsplit_once('/') {
        None => operation.name == chosen,
        Some((of, name)) => operation.name == name && print::folder(product) == of,
    }
}

fn retain_types(facts: &mut ProductFacts, operations: &[Operation]) {
    let mut open: Vec<&Parameter> = operations.iter().flat_map(roots).collect();
    let mut reached: HashSet<&str> = HashSet::new();
    while let Some(parameter) = open.pop() {
        open.extend(fields(&parameter.fields).chain(parameter.of.as_deref()));
        let Some(name) = &parameter.reference else { continue };
        if reached.insert(name) {
            let target = facts.types.iter().find(|(known, _)| known == name);
            open.extend(target.iter().flat_map(|(_, definition)| fields(&definition.fields)));
        }
    }
    let reached: HashSet<String> = reached.into_iter().map(str::to_owned).collect();
    facts.types.retain(|(name, _)| reached.contains(name));
}

fn roots(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    let lists = [&operation.parameters, &operation.response, &operation.response_headers];
    lists.into_iter().flat_map(fields).chain(operation.returns.as_deref())
}

fn fields(fields: &Fields) -> impl Iterator<Item = &Parameter> {
    fields.iter().map(|(_, field)| field)
}
