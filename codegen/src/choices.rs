//! What an option asks of one thing: selectors, whether they name something, and what they choose for it.
//!
//! A selector is the path by which an overlay names the thing. Renames become part of the model, where the overlay's
//! stand; attributes and types are looked up by `lower`.

mod known;
mod text;

use known::{Known, What, known};

use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::Api;
use crate::name;
use crate::options::Options;
use crate::sources::Sources;

/// Checks what options choose, and renames what they rename.
pub(crate) fn choose(apis: &mut [Api], options: &Options, sources: &Sources) -> Result<(), Diagnostics> {
    let mut diagnostics = Diagnostics::new(sources);
    if options.mock && !options.client {
        let message = "`mock` wants a client, and there is to be none";
        let help = "the client implements the trait to be mocked: ask for one of the two only";
        diagnostics.push(Diagnostic::error("options", message).help(help));
    }
    check_selectors(apis.iter(), options, &mut diagnostics);
    diagnostics.propagate()?;
    for (selector, name) in &options.renames {
        apis.iter_mut().for_each(|api| known::rename(api, selector, name));
    }
    Ok(())
}

/// Checks that each selector names something in one of these product versions, and may have what is chosen for it.
pub(crate) fn check_selectors<'a>(
    apis: impl Iterator<Item = &'a Api>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) {
    if options.has_selectors() {
        let known: Vec<Known> = apis.flat_map(known).collect();
        check_attributes(options, &known, diagnostics);
        check_types(options, &known, diagnostics);
        check_renames(options, &known, diagnostics);
    }
}

fn check_attributes(options: &Options, known: &[Known], diagnostics: &mut Diagnostics) {
    let is_type = |what: What| matches!(what, What::Operation | What::Shared | What::Type | What::TypedField);
    let is_field = |what: What| matches!(what, What::Field | What::TypedField);
    for (selector, attribute) in &options.type_attributes {
        if !matches!(selector.as_str(), ALL | ALL_STRUCTS | ALL_ENUMS) {
            check_selector(selector, "type that is generated", is_type, known, diagnostics);
        }
        check_attribute(attribute, diagnostics);
    }
    for (selector, attribute) in &options.field_attributes {
        if selector != ALL {
            check_selector(selector, "field", is_field, known, diagnostics);
        }
        check_attribute(attribute, diagnostics);
    }
}

fn check_types(options: &Options, known: &[Known], diagnostics: &mut Diagnostics) {
    let takes_type = |what: What| matches!(what, What::Field | What::TypedField | What::Item | What::Shared);
    for (selector, path) in &options.types {
        check_selector(selector, "parameter, field or shared type", takes_type, known, diagnostics);
        if !text::is_type_path(path) {
            let message = format!("`{}` is no path of a type", path.escape_debug());
            let help = "write it from the root of a crate, such as `crate::net::Address`; give a type with parameters \
                a name of its own";
            diagnostics.push(Diagnostic::error("type-path", message).help(help));
        }
    }
}

fn check_renames(options: &Options, known: &[Known], diagnostics: &mut Diagnostics) {
    for (selector, chosen) in &options.renames {
        let has_name = |what: What| what.naming().is_some();
        check_selector(selector, "thing with a name of its own", has_name, known, diagnostics);
        let found = known.iter().find(|it| it.selector == *selector).and_then(|it| it.what.naming());
        let Some(rule) = found.filter(|rule| !rule.allows(chosen)) else { continue };
        let message = format!("`{}` cannot name this in Rust", chosen.escape_debug());
        let help = format!("write it as `{}`", rule.name(chosen));
        diagnostics.push(Diagnostic::error("rust-name", message).help(help));
    }
}

fn check_selector(
    selector: &str,
    sought: &str,
    is_sought: impl Fn(What) -> bool,
    known: &[Known],
    diagnostics: &mut Diagnostics,
) {
    let mut candidates = known.iter().filter(|known| is_sought(known.what)).map(|it| it.selector.as_str());
    if candidates.clone().any(|known| known == selector) {
        return;
    }
    let help = did_you_mean(selector, &mut candidates);
    let message = format!("`{}` names no {sought}", selector.escape_debug());
    diagnostics.push(Diagnostic::error("selector", message).maybe_help(help));
}

fn check_attribute(attribute: &str, diagnostics: &mut Diagnostics) {
    if !text::is_attributes(attribute) {
        let message = format!("`{}` is no attribute", attribute.escape_debug());
        let help = "write it as in code and on one line, such as `#[derive(Eq, Hash)]`";
        diagnostics.push(Diagnostic::error("attribute", message).help(help));
    }
}

/// All types of requests and responses, or all fields.
const ALL: &str = "*";
const ALL_STRUCTS: &str = "struct *";
const ALL_ENUMS: &str = "enum *";

impl Options {
    fn has_selectors(&self) -> bool {
        [&self.type_attributes, &self.field_attributes, &self.types, &self.renames]
            .iter()
            .any(|list| !list.is_empty())
    }

    /// The attributes of a type.
    pub(crate) fn attributes_of_type(&self, path: &name::Path<'_>, kind: name::Kind) -> Vec<String> {
        if self.type_attributes.is_empty() {
            return Vec::new();
        }
        let selector = path.selector();
        let of_kind = match kind {
            name::Kind::Struct => ALL_STRUCTS,
            name::Kind::Enum => ALL_ENUMS,
        };
        chosen(&self.type_attributes, |it| it == selector || it == ALL || it == of_kind)
    }

    /// The attributes of an enum of error codes, which is no type of requests and responses.
    pub(crate) fn attributes_of_codes(&self, operation: &str) -> Vec<String> {
        chosen(&self.type_attributes, |it| it.strip_suffix(".errors") == Some(operation))
    }

    /// The attributes of a field.
    pub(crate) fn attributes_of_field(&self, parent: &name::Path<'_>, wire: &str) -> Vec<String> {
        if self.field_attributes.is_empty() {
            return Vec::new();
        }
        let selector = format!("{}.{wire}", parent.selector());
        chosen(&self.field_attributes, |it| it == selector || it == ALL)
    }

    /// The type that the user has for what is at a path, or so many lists and maps within it.
    pub(crate) fn own_type_at(&self, path: &name::Path<'_>, depth: usize) -> Option<&str> {
        if self.types.is_empty() { None } else { self.own_type(&(path.selector() + &"[]".repeat(depth))) }
    }

    /// The type that the user has for something.
    pub(crate) fn own_type(&self, selector: &str) -> Option<&str> {
        self.types.iter().rfind(|(it, _)| it == selector).map(|(_, path)| path.as_str())
    }
}

fn chosen(list: &[(String, String)], is_meant: impl Fn(&str) -> bool) -> Vec<String> {
    list.iter().filter(|(selector, _)| is_meant(selector)).map(|(_, text)| text.trim().to_owned()).collect()
}
