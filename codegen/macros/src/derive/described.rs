//! Operations without a spec: what the attributes say is written as one, and goes the way of any other.
//!
//! So the vocabulary, the lints and the tables are those of specs. Each field has a line of its own in the text, by which
//! what a lint says finds its way back to the field.

use acs_codegen::model::Api;
use acs_codegen::{Diagnostics, FileId, Level, Sources, model, pascal_case};
use proc_macro2::Span;
use syn::{Lit, LitStr};

use super::attribute::{Entry, Errors, Setting};
use super::subject::{OwnField, Subject};
use super::written::kind_of;
use crate::folder::words;

/// The keys of `#[param(...)]` for an operation without a spec.
pub(super) const FACTS: &[&str] = &[
    "kind",
    "required",
    "sensitive",
    "deprecated",
    "example",
    "values",
    "default",
    "min_length",
    "max_length",
    "min_items",
    "max_items",
    "minimum",
    "maximum",
    "pattern",
    "charset",
    "starts_with",
    "not_starts_with",
    "format",
    "only_when",
    "required_when",
    "place",
    "style",
    "role",
];

/// The keys of `#[operation(...)]` for an operation without a spec.
pub(super) const STRUCT_FACTS: &[&str] = &[
    "product",
    "version",
    "action",
    "method",
    "path",
    "access",
    "auth",
    "risk",
    "charge",
    "signing",
    "ram_action",
    "codes",
    "at_least_one",
    "exactly_one",
    "exclusive",
];

/// The operation that the attributes describe, and its name.
pub(super) fn describe(subject: &Subject, settings: &[Entry]) -> syn::Result<(Api, LitStr)> {
    let text = |key: &str| settings.iter().find(|entry| entry.key == key).map(Entry::text).transpose();
    let (product, version, action) = (text("product")?, text("version")?, text("action")?);
    let (Some(product), Some(version), Some(action)) = (product, version, action) else {
        let message =
            "`#[operation(...)]` wants `spec` and `name`, or else `product`, `version` and `action`";
        return Err(syn::Error::new(subject.ident.span(), message));
    };
    if let Some(name) = settings.iter().find(|entry| entry.key == "name") {
        let message = "`name` is the operation of a `spec`; without one it is called `action`";
        return Err(syn::Error::new(name.key.span(), message));
    }
    check_names(&subject.fields)?;
    let mut about = Page::new(subject.ident.span());
    about.product(&product, &version, settings)?;
    let mut page = Page::new(subject.ident.span());
    page.operation(&action, settings)?;
    for field in &subject.fields {
        page.parameter(field)?;
    }
    let mut sources = Sources::new();
    let pages = [
        (sources.add("described/product.yaml", about.text.clone()), about),
        (sources.add(format!("described/{}.yaml", action.value()), page.text.clone()), page),
    ];
    let model = model(&sources).map_err(|diagnostics| place(&pages, &sources, &diagnostics))?;
    let api = model.apis.into_iter().next();
    api.map(|api| (api, action)).ok_or_else(|| syn::Error::new(subject.ident.span(), "nothing is described"))
}

/// Two fields cannot be one parameter.
fn check_names(fields: &[OwnField]) -> syn::Result<()> {
    let mut errors = Errors::default();
    for (index, field) in fields.iter().enumerate() {
        let name = wire(field);
        if fields[..index].iter().any(|earlier| wire(earlier) == name) {
            let span = field.wire.as_ref().map_or(field.ident.span(), LitStr::span);
            errors.push(span, format!("two fields have the name `{name}`"));
        }
    }
    errors.finish()
}

/// The name on the wire: as it is said, or else `RequestId` for `request_id`.
fn wire(field: &OwnField) -> String {
    field.wire.as_ref().map_or_else(|| pascal_case(&field.name()), LitStr::value)
}

/// What is wrong with the pages, at the fields and attributes that their lines come from.
fn place(pages: &[(FileId, Page)], sources: &Sources, diagnostics: &Diagnostics) -> syn::Error {
    let subject = pages.first().map_or_else(Span::call_site, |(_, page)| page.subject);
    let mut errors = Errors::default();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error) {
        let origin = diagnostic.labels.first().map(|label| label.origin);
        let span = origin.and_then(|origin| {
            let (_, page) = pages.iter().find(|(file, _)| *file == origin.file)?;
            page.lines.get(sources.position(origin)?.0 - 1).copied()
        });
        errors.push(span.unwrap_or(subject), words(diagnostic));
    }
    errors.finish().err().unwrap_or_else(|| syn::Error::new(subject, diagnostics))
}

/// A file of the spec as it is written, and what each of its lines comes from.
struct Page {
    text: String,
    lines: Vec<Span>,
    subject: Span,
}

impl Page {
    fn new(subject: Span) -> Self {
        Self { text: String::new(), lines: Vec::new(), subject }
    }

    fn line(&mut self, from: Span, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
        self.lines.push(from);
    }

    fn product(&mut self, product: &LitStr, version: &LitStr, settings: &[Entry]) -> syn::Result<()> {
        let is_roa = settings.iter().any(|entry| entry.key == "path");
        self.line(product.span(), &format!("product: {}", quoted(&product.value())));
        self.line(version.span(), &format!("version: {}", quoted(&version.value())));
        self.line(self.subject, if is_roa { "style: roa" } else { "style: rpc" });
        if let Some(signing) = settings.iter().find(|entry| entry.key == "signing") {
            self.line(signing.key.span(), &format!("signing: {}", quoted(&signing.text()?.value())));
        }
        Ok(())
    }

    fn operation(&mut self, action: &LitStr, settings: &[Entry]) -> syn::Result<()> {
        self.line(action.span(), &format!("operation: {}", quoted(&action.value())));
        let mut rules = Vec::new();
        for entry in settings {
            let span = entry.key.span();
            match entry.key.to_string().as_str() {
                "method" => self.line(span, &format!("methods: [{}]", quoted(&entry.text()?.value()))),
                "ram_action" => {
                    self.line(
                        span,
                        &format!("authorization: {{action: {}}}", quoted(&entry.text()?.value())),
                    );
                }
                "codes" => self.line(span, &format!("errors: {}", codes(entry)?)),
                key @ ("path" | "access" | "auth" | "risk" | "charge") => {
                    self.line(span, &format!("{key}: {}", quoted(&entry.text()?.value())));
                }
                "at_least_one" | "exactly_one" | "exclusive" => rules.push(entry),
                _ => {}
            }
        }
        if !rules.is_empty() {
            self.line(self.subject, "rules:");
        }
        for entry in rules {
            let names = values(entry)?;
            self.line(entry.key.span(), &format!("  - {{{}: {names}}}", kebab(entry)));
        }
        self.line(self.subject, "parameters:");
        Ok(())
    }

    fn parameter(&mut self, field: &OwnField) -> syn::Result<()> {
        let kind = field.facts.iter().find(|entry| entry.key == "kind").map(Entry::text).transpose()?;
        let mut facts = vec![kind.map_or_else(|| kind_of(&field.ty), |kind| said_kind(&kind.value()))];
        facts.extend(bounds(field, "length", ["min_length", "max_length"])?);
        facts.extend(bounds(field, "items", ["min_items", "max_items"])?);
        facts.extend(bounds(field, "range", ["minimum", "maximum"])?);
        for entry in &field.facts {
            facts.extend(fact(entry)?);
        }
        self.line(field.ident.span(), &format!("  {}: {{{}}}", quoted(&wire(field)), facts.join(", ")));
        Ok(())
    }
}

/// One fact of a parameter in the words of the spec language; none of those that are put together elsewhere.
fn fact(entry: &Entry) -> syn::Result<Option<String>> {
    let key = kebab(entry);
    Ok(Some(match key.as_str() {
        "required" | "sensitive" | "deprecated" => {
            entry.flag()?;
            format!("{key}: true")
        }
        "values" | "starts-with" | "not-starts-with" => format!("{key}: {}", values(entry)?),
        "only-when" | "required-when" => format!("{key}: {}", conditions(entry)?),
        "default" => match &entry.value {
            Setting::Literal(literal) => format!("{key}: {}", scalar(literal)?),
            _ => return Err(entry.wants("a value, as in `= 50`")),
        },
        "example" | "pattern" | "charset" | "format" | "place" | "style" | "role" => {
            format!("{key}: {}", quoted(&entry.text()?.value()))
        }
        _ => return Ok(None),
    }))
}

/// The two ends of a limit.
fn bounds(field: &OwnField, key: &str, ends: [&str; 2]) -> syn::Result<Option<String>> {
    let mut parts = Vec::new();
    for (end, name) in ends.iter().zip(["min", "max"]) {
        let Some(entry) = field.facts.iter().find(|entry| entry.key == *end) else { continue };
        match &entry.value {
            Setting::Literal(literal @ (Lit::Int(_) | Lit::Float(_))) => {
                parts.push(format!("{name}: {}", scalar(literal)?));
            }
            _ => return Err(entry.wants("a number, as in `= 64`")),
        }
    }
    Ok((!parts.is_empty()).then(|| format!("{key}: {{{}}}", parts.join(", "))))
}

fn values(entry: &Entry) -> syn::Result<String> {
    match &entry.value {
        Setting::List(values) => sequence(values),
        Setting::Literal(value) => sequence(std::slice::from_ref(value)),
        _ => Err(entry.wants("a list, as in `= [\"A\", \"B\"]`")),
    }
}

fn sequence(values: &[Lit]) -> syn::Result<String> {
    let values: Vec<_> = values.iter().map(scalar).collect::<syn::Result<_>>()?;
    Ok(format!("[{}]", values.join(", ")))
}

fn conditions(entry: &Entry) -> syn::Result<String> {
    let Setting::Conditions(conditions) = &entry.value else {
        return Err(entry.wants(
            "another parameter with its values, as in `(Type = \"A\")` or `(Type = [\"A\", \"B\"])`",
        ));
    };
    let mut parts = Vec::new();
    for (name, values) in conditions {
        parts.push(format!("{}: {}", quoted(name), sequence(values)?));
    }
    Ok(format!("{{{}}}", parts.join(", ")))
}

fn codes(entry: &Entry) -> syn::Result<String> {
    let Setting::Conditions(codes) = &entry.value else {
        return Err(entry.wants("codes with their statuses, as in `(\"NotFound.Thing\" = 404)`"));
    };
    let mut parts = Vec::new();
    for (code, statuses) in codes {
        parts.push(format!("{}: {{status: {}}}", quoted(code), sequence(statuses)?));
    }
    Ok(format!("{{{}}}", parts.join(", ")))
}

fn scalar(literal: &Lit) -> syn::Result<String> {
    match literal {
        Lit::Str(text) => Ok(quoted(&text.value())),
        Lit::Int(number) => Ok(number.base10_digits().to_owned()),
        Lit::Float(number) => Ok(number.base10_digits().to_owned()),
        Lit::Bool(value) => Ok(value.value.to_string()),
        other => Err(syn::Error::new(other.span(), "a text, a number or a boolean is wanted here")),
    }
}

/// A text as YAML, which takes what JSON has.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn kebab(entry: &Entry) -> String {
    entry.key.to_string().replace('_', "-")
}

/// A kind that is said: what is in an object, and in a list that is said to be one, is not.
fn said_kind(kind: &str) -> String {
    match kind {
        "object" => "type: any".to_owned(),
        "array" => "type: array, of: {type: any}".to_owned(),
        "map" => "type: map, of: {type: any}".to_owned(),
        kind => format!("type: {}", quoted(kind)),
    }
}
