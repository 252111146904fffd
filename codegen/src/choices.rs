//! What an option asks of one thing: selectors, whether they name something, and what they choose for it.
//!
//! A selector is the path by which an overlay names the thing. Renames become part of the model, where the overlay's
//! stand; attributes and types are looked up by `lower`.

mod clash;
mod known;
mod selector;
mod text;

use known::{Known, What, known};
use selector::{Sought, check_selector};

use crate::diagnostic::{Diagnostic, Diagnostics};
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
    if !options.renames.is_empty() {
        apis.iter().for_each(|api| clash::check_clashes(api, &options.renames, &mut diagnostics));
    }
    diagnostics.propagate()
}

/// Checks that each selector names something in one of these product versions, and may have what is chosen for it.
pub(crate) fn check_selectors<'a>(
    apis: impl Iterator<Item = &'a Api>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) {
    if options.has_selectors() {
        let known: Vec<Known> = apis.flat_map(|api| known(api, options)).collect();
        check_attributes(options, &known, diagnostics);
        check_types(options, &known, diagnostics);
        check_renames(options, &known, diagnostics);
    }
}

const TYPES: Sought = Sought {
    called: "type that is generated",
    is: |what| {
        matches!(what, What::Operation | What::Shared | What::Response | What::Codes | What::TypedField)
    },
    wide: &[ALL, ALL_STRUCTS, ALL_ENUMS],
};

const FIELDS: Sought =
    Sought { called: "field", is: |what| matches!(what, What::Field | What::TypedField), wide: &[ALL] };

const PLACES: Sought = Sought {
    called: "parameter, field or shared type",
    is: |what| matches!(what, What::Field | What::TypedField | What::Item | What::Shared | What::Replaced),
    wide: &[],
};

const NAMES: Sought =
    Sought { called: "thing with a name of its own", is: |what| what.naming().is_some(), wide: &[] };

fn check_attributes(options: &Options, known: &[Known], diagnostics: &mut Diagnostics) {
    for (sought, list) in [(&TYPES, &options.type_attributes), (&FIELDS, &options.field_attributes)] {
        for (selector, attribute) in list {
            check_selector(selector, sought, known, diagnostics);
            check_attribute(attribute, diagnostics);
        }
    }
}

fn check_types(options: &Options, known: &[Known], diagnostics: &mut Diagnostics) {
    check_once(&options.types, "has two types of yours", diagnostics);
    for (selector, path) in &options.types {
        check_selector(selector, &PLACES, known, diagnostics);
        if !text::is_type_path(path) {
            let message = format!("`{}` is no path of a type", path.escape_debug());
            let help = "write it from the root of a crate, such as `crate::net::Address`; give a type with parameters \
                a name of its own";
            diagnostics.push(Diagnostic::error("type-path", message).help(help));
        }
    }
}

fn check_renames(options: &Options, known: &[Known], diagnostics: &mut Diagnostics) {
    check_once(&options.renames, "is renamed twice", diagnostics);
    for (selector, chosen) in &options.renames {
        check_selector(selector, &NAMES, known, diagnostics);
        let found = known.iter().find(|it| it.selector == *selector).and_then(|it| it.what.naming());
        let Some(rule) = found.filter(|rule| !rule.allows(chosen)) else { continue };
        let message = format!("`{}` cannot name this in Rust", chosen.escape_debug());
        let help = format!("write it as `{}`", rule.name(chosen));
        diagnostics.push(Diagnostic::error("rust-name", message).help(help));
    }
}

/// Of two things that are chosen for one, only one can be had.
fn check_once(list: &[(String, String)], what: &str, diagnostics: &mut Diagnostics) {
    for (at, (selector, later)) in list.iter().enumerate() {
        if let Some((_, earlier)) = list[..at].iter().find(|(it, _)| it == selector) {
            let [selector, earlier, later] = [selector, earlier, later].map(|it| it.escape_debug());
            let message = format!("`{selector}` {what}: `{earlier}` and `{later}`");
            diagnostics.push(Diagnostic::error("options", message).help("keep one of the two"));
        }
    }
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
