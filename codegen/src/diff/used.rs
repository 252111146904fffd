//! Which operations the code of a crate calls.

use std::collections::{BTreeSet, HashSet};

use crate::generate::Model;
use crate::name;

/// The operations of a model whose method, module or request is named in one of these texts of Rust.
///
/// It goes by identifiers alone, those in comments and texts included: `client.create_vpc()`, `create_vpc::CreateVpc` and
/// `CreateVpc { .. }` all count. So it may find one too many, where a crate has the same name for a thing of its own, but
/// none too few, unless an operation is called by its name as a text, or by one that options of the generator gave it.
pub fn used_operations<'t>(model: &Model, texts: impl IntoIterator<Item = &'t str>) -> BTreeSet<String> {
    let words: HashSet<&str> = texts.into_iter().flat_map(identifiers).collect();
    let operations = model.apis.iter().flat_map(|api| &api.operations);
    let used = operations.filter(|op| {
        let names = [name::method(&op.module), op.module.clone(), name::operation_types(op).request];
        names.iter().any(|name| words.contains(name.as_str()))
    });
    used.map(|op| op.name.clone()).collect()
}

fn identifiers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
}
