//! The pages of a spec as they are written for what attributes describe, and what each of their lines comes from.

use acs_codegen::pascal_case;
use acs_rules::template::parameters;
use proc_macro2::Span;
use syn::Lit;

use super::attribute::{Entry, Setting, Settings};
use super::subject::{OwnField, Subject};
use super::written::kind_of;
use crate::errors::{Errors, all};

/// A file of the spec.
#[derive(Clone)]
pub(super) struct Page {
    pub(super) path: String,
    /// The lines, and what each comes from.
    lines: Vec<(String, Span)>,
    /// The struct, which all else comes from.
    pub(super) subject: Span,
}

impl Page {
    /// What is said of the product version.
    pub(super) fn of_product(subject: &Subject, settings: &Settings, errors: &mut Errors) -> Self {
        let mut page = Self::new("product", subject);
        page.named("product", settings.find("product"), errors);
        page.named("version", settings.find("version"), errors);
        let style = if settings.find("path").is_some() { "roa" } else { "rpc" };
        page.line(page.subject, &format!("style: {style}"));
        page.named("signing", settings.find("signing"), errors);
        page
    }

    /// What is said of the operation, and of each field.
    pub(super) fn of_operation(subject: &Subject, settings: &Settings, errors: &mut Errors) -> Self {
        let action = settings.text("action").ok().flatten();
        let mut page = Self::new(&action.map_or_else(String::new, |action| action.value()), subject);
        page.named("operation", settings.find("action"), errors);
        for entry in settings.iter() {
            let line = errors.keep(operation_fact(entry)).flatten();
            line.iter().for_each(|line| page.line(entry.key.span(), line));
        }
        page.line(page.subject, "rules:");
        for entry in settings.iter().filter(|entry| RULES.iter().any(|rule| entry.key == rule)) {
            let names = errors.keep(values(entry)).unwrap_or_default();
            page.line(entry.key.span(), &format!("  - {{{}: {names}}}", kebab(entry)));
        }
        page.line(page.subject, "parameters:");
        let path = settings.text("path").ok().flatten().map_or_else(String::new, |path| path.value());
        subject.fields.iter().for_each(|field| page.parameter(field, &path, errors));
        page
    }

    fn new(name: &str, subject: &Subject) -> Self {
        Self { path: format!("described/{name}.yaml"), lines: Vec::new(), subject: subject.ident.span() }
    }

    /// The page as YAML.
    pub(super) fn text(&self) -> String {
        self.lines.iter().map(|(line, _)| format!("{line}\n")).collect()
    }

    /// What a line comes from.
    pub(super) fn origin(&self, line: usize) -> Span {
        self.lines.get(line).map_or(self.subject, |(_, from)| *from)
    }

    /// Makes a line a blank one, if it is none.
    pub(super) fn take_out(&mut self, line: usize) -> bool {
        self.lines.get_mut(line).is_some_and(|(line, _)| !std::mem::take(line).is_empty())
    }

    fn line(&mut self, from: Span, line: &str) {
        self.lines.push((line.to_owned(), from));
    }

    /// A line with the text of an entry, which it comes from.
    fn named(&mut self, key: &str, entry: Option<&Entry>, errors: &mut Errors) {
        if let Some(text) = entry.and_then(|entry| errors.keep(entry.text())) {
            self.line(text.span(), &format!("{key}: {}", quoted(&text.value())));
        }
    }

    fn parameter(&mut self, field: &OwnField, path: &str, errors: &mut Errors) {
        let kind = errors.keep(field.facts.text("kind")).flatten();
        let mut facts = vec![kind.map_or_else(|| kind_of(&field.ty), |kind| said_kind(&kind.value()))];
        for (key, ends) in LIMITS {
            facts.extend(errors.keep(bounds(&field.facts, key, ends)).flatten());
        }
        for entry in field.facts.iter() {
            facts.extend(errors.keep(fact(entry)).flatten());
        }
        facts.extend(errors.keep(in_path(field, path)).flatten());
        self.line(
            field.ident.span(),
            &format!("  {}: {{{}}}", quoted(&field.wire_name(pascal_case).value()), facts.join(", ")),
        );
    }
}

/// The rules over several parameters.
const RULES: [&str; 3] = ["at_least_one", "exactly_one", "exclusive"];

/// The limits, and what their two ends are called here.
const LIMITS: [(&str, [&str; 2]); 3] = [
    ("length", ["min_length", "max_length"]),
    ("items", ["min_items", "max_items"]),
    ("range", ["minimum", "maximum"]),
];

/// One fact of an operation in the words of the spec language; none of what is written elsewhere.
fn operation_fact(entry: &Entry) -> syn::Result<Option<String>> {
    let text = || entry.text().map(|text| quoted(&text.value()));
    Ok(Some(match entry.key.to_string().as_str() {
        "method" => format!("methods: [{}]", text()?),
        "ram_action" => format!("authorization: {{action: {}}}", text()?),
        "codes" => format!("errors: {}", codes(entry)?),
        key @ ("path" | "access" | "auth" | "risk" | "charge") => format!("{key}: {}", text()?),
        _ => return Ok(None),
    }))
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

/// The place of a parameter that stands in the path, where it is not said; no other can be.
fn in_path(field: &OwnField, path: &str) -> syn::Result<Option<String>> {
    let name = field.wire_name(pascal_case).value();
    if !parameters(path).any(|known| known.eq_ignore_ascii_case(&name)) {
        return Ok(None);
    }
    let Some(place) = field.facts.find("place") else { return Ok(Some("place: path".to_owned())) };
    match place.text() {
        Ok(said) if said.value() != "path" => {
            let message = format!("`{name}` stands in the path `{path}`, so that its place is `path`");
            Err(syn::Error::new(place.key.span(), message))
        }
        // What is wrong with the text is said where it is written.
        Ok(_) | Err(_) => Ok(None),
    }
}

/// The two ends of a limit.
fn bounds(facts: &Settings, key: &str, ends: [&str; 2]) -> syn::Result<Option<String>> {
    let said = ends.into_iter().zip(["min", "max"]).filter_map(|(end, name)| Some((facts.find(end)?, name)));
    let parts = all(said.map(|(entry, name)| match &entry.value {
        Setting::Literal(literal @ (Lit::Int(_) | Lit::Float(_))) => {
            Ok(format!("{name}: {}", scalar(literal)?))
        }
        _ => Err(entry.wants("a number, as in `= 64`")),
    }))?;
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
    Ok(format!("[{}]", all(values.iter().map(scalar))?.join(", ")))
}

fn conditions(entry: &Entry) -> syn::Result<String> {
    let Setting::Conditions(conditions) = &entry.value else {
        return Err(entry.wants(
            "another parameter with its values, as in `(Type = \"A\")` or `(Type = [\"A\", \"B\"])`",
        ));
    };
    let part = |(name, values): &(String, Vec<Lit>)| Ok(format!("{}: {}", quoted(name), sequence(values)?));
    Ok(format!("{{{}}}", all(conditions.iter().map(part))?.join(", ")))
}

fn codes(entry: &Entry) -> syn::Result<String> {
    let Setting::Conditions(codes) = &entry.value else {
        return Err(entry.wants("codes with their statuses, as in `(\"NotFound.Thing\" = 404)`"));
    };
    let part = |(code, statuses): &(String, Vec<Lit>)| {
        Ok(format!("{}: {{status: {}}}", quoted(code), sequence(statuses)?))
    };
    Ok(format!("{{{}}}", all(codes.iter().map(part))?.join(", ")))
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
