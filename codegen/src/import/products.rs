//! The product versions of an import: one file describes each.

use super::draft::Product;
use super::report::Report;
use crate::diagnostic::Diagnostic;

/// Adds a product version; a second file about the same one is an error.
pub(super) fn add_product(products: &mut Vec<Product>, product: Product, report: &mut Report) {
    let known = products.iter().find(|known| is_product(known, &product.name, &product.version));
    if let Some(known) = known {
        let message = format!("`{}` `{}` is described twice", product.name, product.version);
        let diagnostic = Diagnostic::error("duplicate", message)
            .label(product.origin, "here")
            .label(known.origin, "and here")
            .help("import one file per product version");
        return report.push(diagnostic);
    }
    products.push(product);
}

/// Products share a folder, and so are the same, where their names differ in case only.
pub(super) fn is_product(product: &Product, name: &str, version: &str) -> bool {
    product.name.eq_ignore_ascii_case(name) && product.version == version
}
