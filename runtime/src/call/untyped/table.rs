//! Tables of operations that are known by name only, as far as a call needs them. All code takes tables that live as long as
//! the program, for those of generated code do; so these are made once and kept.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use acs_rules::template::parameters;
use acs_rules::{Access, OperationSpec, ParameterSpec, Place, ProductSpec, Role, Signing};

/// The name of the parameter that is the body; no parameter can be called so on the wire.
pub(super) const BODY: &str = "(body)";

/// The name of a parameter that is never given.
const QUERY: &str = "(query)";

/// What tells one operation from another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shape {
    /// Name, version and signature: products of one name may differ in the last.
    product: (&'static str, &'static str, Signing),
    pub(super) name: String,
    /// Method and path of style ROA.
    roa: Option<(String, String)>,
    pub(super) is_read: bool,
    pub(super) has_body: bool,
    pub(super) form: BTreeSet<String>,
    pub(super) token: Option<String>,
}

impl Shape {
    pub(super) fn rpc(product: &'static ProductSpec<'static>, name: String) -> Self {
        Self {
            product: (product.name, product.version, product.signing),
            name,
            roa: None,
            is_read: false,
            has_body: false,
            form: BTreeSet::new(),
            token: None,
        }
    }

    pub(super) fn roa(&mut self, method: String, path: String) {
        self.roa = Some((method, path));
    }

    /// The table of this operation.
    pub(super) fn spec(&self, product: &'static ProductSpec<'static>) -> &'static OperationSpec<'static> {
        static SPECS: Mutex<BTreeMap<Shape, &OperationSpec<'_>>> = Mutex::new(BTreeMap::new());
        // A panic while the lock is held leaves the map whole.
        let mut specs = SPECS.lock().unwrap_or_else(PoisonError::into_inner);
        specs.entry(self.clone()).or_insert_with(|| Box::leak(Box::new(self.make(product))))
    }

    fn make(&self, product: &'static ProductSpec<'static>) -> OperationSpec<'static> {
        let mut spec = match &self.roa {
            None => OperationSpec::rpc(kept(&self.name)),
            Some((method, path)) => OperationSpec::roa(kept(&self.name), kept(method), kept(path)),
        };
        let text = |name: &str| ParameterSpec::text(kept(name), kept(name));
        let any = |name: &str| ParameterSpec::any(kept(name), kept(name));
        let mut table: Vec<ParameterSpec<'static>> =
            parameters(spec.path).map(|name| text(name).required().place(Place::Path)).collect();
        table.extend(self.form.iter().map(|name| any(name).place(Place::Form)));
        // Without one for the query, what the table does not know would go to the form, too.
        table.extend((!self.form.is_empty()).then(|| any(QUERY)));
        table.extend(self.has_body.then(|| any(BODY).place(Place::Body)));
        table.extend(self.token.iter().map(|name| text(name).role(Role::IdempotencyToken)));
        spec.product = product;
        spec.parameters = Vec::leak(table);
        spec.access = if self.is_read { Access::Get } else { Access::Unknown };
        spec
    }
}

/// The table of a product.
pub(super) fn product(name: &str, version: &str) -> &'static ProductSpec<'static> {
    static PRODUCTS: Mutex<BTreeMap<(String, String), &ProductSpec<'_>>> = Mutex::new(BTreeMap::new());
    let mut products = PRODUCTS.lock().unwrap_or_else(PoisonError::into_inner);
    products
        .entry((name.to_owned(), version.to_owned()))
        .or_insert_with(|| Box::leak(Box::new(ProductSpec::new(kept(name), kept(version)))))
}

fn kept(text: &str) -> &'static str {
    String::leak(text.to_owned())
}
