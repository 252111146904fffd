//! One draft of what OpenMeta and pages say about a product version.
//!
//! OpenMeta decides on structure, the page on date, RAM action and access level; see the module `import`.

use super::Options;
use super::draft::{Fields, Found, Operation, Parameter, Product, ProductFacts, field};
use super::page::{Page, PageProduct};
use super::products::is_product;
use super::provenance::WHOLE;
use super::report::Report;
use super::words;
use crate::diagnostic::Diagnostic;
use crate::raw::Style;
use crate::span::Origin;

impl Page {
    /// Merges a page into the operation of its name, or adds it to the product that the options or its own link name; the
    /// options decide.
    pub(super) fn add_to(self, products: &mut Vec<Product>, options: &Options, report: &mut Report) {
        let Page { operation: page, product } = self;
        let asked = options.product.clone().map(|(name, version)| PageProduct { name, version, style: None });
        let known = asked.or(product);
        let is_known = |product: &Product| match &known {
            Some(known) => is_product(product, &known.name, &known.version),
            None => true,
        };
        let operations = products
            .iter_mut()
            .filter(|product| is_known(product))
            .flat_map(|product| &mut product.operations);
        let mut found: Vec<&mut Operation> =
            operations.filter(|operation| operation.name == page.name).collect();
        match (&mut found[..], known) {
            ([operation], _) => merge(operation, page, report),
            ([], Some(known)) => add_alone(products, page, known),
            _ => {
                let message = format!("it is not known which product version `{}` belongs to", page.name);
                let help =
                    "import it together with one OpenMeta file that has it, or say `--for PRODUCT/VERSION`";
                report.push(Diagnostic::error("unknown-product", message).at(page.origin).help(help));
            }
        }
    }
}

/// A product that only pages speak of has what their links say: its style.
fn add_alone(products: &mut Vec<Product>, mut page: Operation, known: PageProduct) {
    let PageProduct { name, version, style } = known;
    page.on_page = Some(page.origin);
    page.from_page = vec![WHOLE.to_owned()];
    page.page = Some(format!("https://api.alibabacloud.com/document/{name}/{version}/{}", page.name));
    match products.iter_mut().find(|product| is_product(product, &name, &version)) {
        Some(product) => product.operations.push(page),
        None => {
            let facts = ProductFacts::of_style;
            let operations = vec![page];
            let origin = operations[0].origin;
            products.push(Product { origin, name, version, facts: style.map(facts), operations });
        }
    }
}

impl ProductFacts {
    /// A product of which nothing but its style is known.
    fn of_style(style: Style) -> Self {
        Self {
            style,
            signing: None,
            updated: None,
            throttle: Vec::new(),
            endpoints: Vec::new(),
            types: Vec::new(),
            errors: Vec::new(),
        }
    }
}

fn merge(operation: &mut Operation, page: Operation, report: &mut Report) {
    if let Some(first) = operation.on_page.replace(page.origin) {
        let message = format!("`{}` has two pages", page.name);
        let diagnostic = Diagnostic::error("duplicate", message).label(page.origin, "here");
        return report.push(diagnostic.label(first, "and here").help("import one page per operation"));
    }
    let mut merger = Merger { report, name: &page.name, from_page: Vec::new() };
    if page.updated.is_some() && page.updated != operation.updated {
        operation.updated = page.updated;
        merger.note("source.updated");
    }
    operation.access = merger.prefer("access level", "access", page.access, operation.access.take());
    operation.authorization = merger.prefer(
        "RAM authorization",
        "authorization",
        page.authorization,
        operation.authorization.take(),
    );
    merger.merge_fields("parameter", &mut operation.parameters, page.parameters, operation.origin);
    merger.merge_fields("response element", &mut operation.response, page.response, operation.origin);
    merger.merge_example(operation, page.example);
    for (code, error) in page.errors {
        match operation.errors.iter().find(|(known, _)| *known == code) {
            Some((_, known)) if known.statuses != error.statuses => {
                merger.differ(&format!("status of `{code}`"), known.origin, error.origin);
            }
            Some(_) => {}
            None => {
                merger.note(&format!("errors.{code}"));
                operation.errors.push((code, error));
            }
        }
    }
    operation.from_page = merger.from_page;
    operation.doc = operation.doc.take().or(page.doc);
}

/// Compares two descriptions of an operation.
struct Merger<'m> {
    report: &'m mut Report,
    name: &'m str,
    /// The paths of the facts that the page alone gave.
    from_page: Vec<String>,
}

impl Merger<'_> {
    /// Reports a fact that two sources state in two ways.
    fn differ(&mut self, what: &str, taken: Origin, left: Origin) {
        let message = format!("OpenMeta and the page of `{}` disagree on the {what}", self.name);
        let diagnostic = Diagnostic::warning("sources-disagree", message)
            .label(left, "this one is left out")
            .label(taken, "this one counts");
        self.report.push(diagnostic);
    }

    /// Notes the path of a fact that the page alone gave.
    fn note(&mut self, path: &str) {
        self.from_page.push(path.to_owned());
    }

    /// The page's statement, if there is one; reports that OpenMeta's differs.
    fn prefer<T: PartialEq>(
        &mut self,
        what: &str,
        path: &str,
        page: Option<Found<T>>,
        meta: Option<Found<T>>,
    ) -> Option<Found<T>> {
        match (&page, &meta) {
            (Some(page), Some(meta)) if page.value != meta.value => {
                self.differ(what, page.origin, meta.origin);
                self.note(path);
            }
            (Some(_), None) => self.note(path),
            _ => {}
        }
        page.or(meta)
    }

    /// Takes over what only the page says about known fields; fields that only one source has are reported.
    fn merge_fields(&mut self, what: &str, ours: &mut Fields, theirs: Fields, origin: Origin) {
        if theirs.is_empty() {
            return;
        }
        for (name, known) in ours.iter() {
            if field(&theirs, name).is_none() {
                self.missing(
                    &format!("{what} `{name}` is not on the page"),
                    known.origin,
                    theirs[0].1.origin,
                );
            }
        }
        for (name, page) in theirs {
            match find(ours, &name) {
                Some(known) => self.merge_field(&format!("{what} `{name}`"), known, page),
                None => self.missing(&format!("{what} `{name}` is not in OpenMeta"), page.origin, origin),
            }
        }
    }

    fn missing(&mut self, message: &str, here: Origin, there: Origin) {
        let message = format!("{message} (operation `{}`)", self.name);
        let diagnostic =
            Diagnostic::warning("sources-disagree", message).label(here, "here").label(there, "not here");
        self.report.push(diagnostic);
    }

    fn merge_field(&mut self, what: &str, ours: &mut Parameter, page: Parameter) {
        let kinds = [ours.kind, page.kind].map(|kind| kind.map_or("", words::kind));
        if ours.reference.is_none() && kinds[0] != kinds[1] {
            self.differ(&format!("type of {what}"), ours.origin, page.origin);
        }
        if ours.required != page.required {
            self.differ(&format!("requiredness of {what}"), ours.origin, page.origin);
        }
        match (&ours.example, &page.example) {
            (Some(known), Some(example)) if known != example => {
                self.differ(&format!("example of {what}"), ours.origin, page.origin);
            }
            _ => {}
        }
        take(ours, page.example, page.doc);
        let inner = page.fields.into_iter().chain(page.of.map(|of| of.fields).unwrap_or_default());
        self.merge_inner(what, ours, inner.collect());
    }

    /// Fields of a field; a page shows them in the places that its example has.
    fn merge_inner(&mut self, what: &str, ours: &mut Parameter, theirs: Fields) {
        let origin = ours.origin;
        let mut target = ours;
        while target.of.is_some() {
            let Some(of) = target.of.as_mut() else { return };
            target = of;
        }
        for (name, page) in theirs {
            let what = format!("{}.{name}`", what.trim_end_matches('`'));
            match find(&mut target.fields, &name) {
                Some(known) => self.merge_field(&what, known, page),
                // The fields of a shared type belong to all who share it.
                None if target.reference.is_some() => {}
                None => self.missing(&format!("{what} is not in OpenMeta"), page.origin, origin),
            }
        }
    }

    fn merge_example(&mut self, operation: &mut Operation, page: Option<Found<String>>) {
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
        if let (Some(ours), Some(theirs)) = (&operation.example, &page)
            && value(&ours.value) != value(&theirs.value)
        {
            self.differ("example of the response", ours.origin, theirs.origin);
        }
        if operation.example.is_none() && page.is_some() {
            self.note("example");
        }
        operation.example = operation.example.take().or(page);
    }
}

/// Takes over what only the page says about a field.
fn take(ours: &mut Parameter, example: Option<String>, doc: Option<String>) {
    if ours.example.is_none() && example.is_some() {
        ours.example = example;
        ours.from_page.push("example");
    }
    if ours.doc.is_none() && doc.is_some() {
        ours.doc = doc;
        ours.from_page.push("doc");
    }
}

/// The field of this name, at any depth: a page has lost the nesting.
fn find<'f>(fields: &'f mut Fields, name: &str) -> Option<&'f mut Parameter> {
    if let Some(index) = fields.iter().position(|(known, _)| known == name) {
        return Some(&mut fields[index].1);
    }
    fields.iter_mut().find_map(|(_, field)| {
        let mut field = field;
        while field.of.is_some() {
            field = field.of.as_mut()?;
        }
        find(&mut field.fields, name)
    })
}
