//! What makes a draft sound, whatever the documentation says: its output can be read, and no lint of level error finds
//! fault with it.
//!
//! A fact that contradicts its type, another fact or itself is left out, and reported where it stands. Facts that were
//! read from prose give way without a word, for they were doubtful before. Each rule answers to a lint in `check`.

use std::collections::HashSet;

use super::draft::{Bounds, Condition, Fields, Operation, Parameter, Product};
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::raw::{FieldKind, FormatName, Role};
use crate::span::Origin;

/// Longest name of a file without its ending; disks allow 255 bytes.
const MAX_NAME: usize = 200;
/// Names that files beside those of operations have, on some disks in any case.
const TAKEN: [&str; 4] = ["product", "overlay", "tombstones", "release"];
/// What Windows opens in place of a file of this name, whatever its ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Leaves out what a later stage could only refuse.
pub(super) fn settle(product: &mut Product, report: &mut Report) {
    check_folder(product, report);
    let mut settler = Settler { report };
    if let Some(facts) = &mut product.facts {
        for (_, definition) in &mut facts.types {
            settler.fields(&mut definition.fields, &HashSet::new());
        }
    }
    product.operations.retain(|operation| settler.has_file_name(operation));
    for operation in &mut product.operations {
        settler.operation(operation);
    }
}

/// The product and the version name a folder: without them there is nowhere to write to.
fn check_folder(product: &Product, report: &mut Report) {
    for name in [&product.name, &product.version] {
        if !is_file_name(name) {
            let message = format!("`{}` cannot be the name of a folder", name.escape_debug());
            let help = "letters and digits of ASCII, `.`, `_` and `-` are allowed";
            report.push(Diagnostic::error("bad-path", message).at(product.origin).help(help));
        }
    }
}

/// Whether nothing with this name is ever written outside of the folder of the specs, on any system.
fn is_file_name(name: &str) -> bool {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let ends = name.starts_with('.') || name.ends_with('.');
    !name.is_empty() && name.len() <= MAX_NAME && !ends && name.chars().all(good) && !is_device(name)
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    DEVICES.contains(&&*stem) || port.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
}

/// A rule of a parameter: which types it goes with, and how it is left out.
struct Rule {
    key: &'static str,
    fits: fn(Option<FieldKind>) -> bool,
    is_there: fn(&Parameter) -> bool,
    clear: fn(&mut Parameter),
}

const RULES: &[Rule] = &[
    Rule { key: "length", fits: is_text, is_there: |it| !it.length.is_empty(), clear: |it| it.length = NONE },
    Rule { key: "items", fits: is_list, is_there: |it| !it.items.is_empty(), clear: |it| it.items = NONE },
    Rule { key: "range", fits: is_scalar, is_there: |it| !it.range.is_empty(), clear: |it| it.range = NONE },
    Rule {
        key: "values",
        fits: is_scalar,
        is_there: |it| !it.values.is_empty(),
        clear: |it| it.values.clear(),
    },
    Rule {
        key: "pattern",
        fits: is_text,
        is_there: |it| it.pattern.is_some(),
        clear: |it| it.pattern = None,
    },
    Rule { key: "charset", fits: is_text, is_there: |it| it.ascii, clear: |it| it.ascii = false },
    Rule {
        key: "starts-with",
        fits: is_text,
        is_there: |it| !it.starts_with.is_empty(),
        clear: |it| it.starts_with.clear(),
    },
    Rule {
        key: "not-starts-with",
        fits: is_text,
        is_there: |it| !it.not_starts_with.is_empty(),
        clear: |it| it.not_starts_with.clear(),
    },
    Rule {
        key: "format",
        fits: is_text,
        is_there: |it| it.format.is_some_and(|format| !is_width(format)),
        clear: |it| it.format = None,
    },
];

const NONE: Bounds = Bounds { min: None, max: None };

fn is_text(kind: Option<FieldKind>) -> bool {
    matches!(kind, Some(FieldKind::String | FieldKind::Binary))
}

fn is_list(kind: Option<FieldKind>) -> bool {
    matches!(kind, Some(FieldKind::Array | FieldKind::Map))
}

/// Numbers, and texts that may be numbers.
fn is_scalar(kind: Option<FieldKind>) -> bool {
    matches!(kind, Some(FieldKind::Integer | FieldKind::Number | FieldKind::String))
}

/// Whether a format is the width of a number, which says nothing else.
fn is_width(format: FormatName) -> bool {
    matches!(format, FormatName::Int32 | FormatName::Int64 | FormatName::Float | FormatName::Double)
}

struct Settler<'r> {
    report: &'r mut Report,
}

impl Settler<'_> {
    /// An operation that no file can have the name of is left out.
    fn has_file_name(&mut self, operation: &Operation) -> bool {
        let taken = TAKEN.iter().any(|taken| operation.name.eq_ignore_ascii_case(taken));
        let good = is_file_name(&operation.name) && !taken;
        if !good {
            let message =
                format!("`{}` cannot be the name of a file; the operation is left out", operation.name);
            self.report.push(Diagnostic::warning("bad-path", message).at(operation.origin));
        }
        good
    }

    fn operation(&mut self, operation: &mut Operation) {
        let top: HashSet<String> = operation.parameters.iter().map(|(name, _)| name.clone()).collect();
        self.fields(&mut operation.parameters, &top);
        settle_roles(&mut operation.parameters);
        operation
            .rules
            .retain(|rule| rule.names.len() > 1 && rule.names.iter().all(|name| top.contains(name)));
        let none = HashSet::new();
        self.fields(&mut operation.response, &none);
        self.fields(&mut operation.response_headers, &none);
        if let Some(returns) = &mut operation.returns {
            self.parameter(returns, &none, &none);
        }
    }

    /// The fields of an object; `top` are the names that any condition may refer to.
    fn fields(&mut self, fields: &mut Fields, top: &HashSet<String>) {
        let names: HashSet<String> = fields.iter().map(|(name, _)| name.clone()).collect();
        for (_, field) in fields {
            self.parameter(field, &names, top);
        }
    }

    fn parameter(&mut self, parameter: &mut Parameter, siblings: &HashSet<String>, top: &HashSet<String>) {
        self.rules(parameter);
        let known =
            |condition: &Condition| siblings.contains(&condition.name) || top.contains(&condition.name);
        parameter.only_when = parameter.only_when.take().filter(known);
        parameter.required_when = parameter.required_when.take().filter(known);
        parameter.inferred = parameter.inferred.iter().copied().filter(|key| has(parameter, key)).collect();
        self.fields(&mut parameter.fields, top);
        if let Some(of) = &mut parameter.of {
            self.parameter(of, &HashSet::new(), top);
        }
    }

    /// Rules that do not go with the type, and limits that no value keeps.
    fn rules(&mut self, parameter: &mut Parameter) {
        let origin = parameter.origin;
        for Rule { key, fits, is_there, clear } in RULES {
            if !is_there(parameter) || fits(parameter.kind) {
                continue;
            }
            if !parameter.inferred.contains(key) {
                let message = format!("`{key}` does not fit the type, and is left out");
                self.report.warn("misplaced-limit", message, origin);
            }
            clear(parameter);
        }
        for (key, bounds) in [
            ("length", &mut parameter.length),
            ("items", &mut parameter.items),
            ("range", &mut parameter.range),
        ] {
            self.bounds(key, bounds, origin);
        }
    }

    fn bounds(&mut self, key: &str, bounds: &mut Bounds, origin: Origin) {
        for limit in [&mut bounds.min, &mut bounds.max] {
            let Some(text) = limit.take_if(|limit| !is_limit(key, limit)) else { continue };
            let message = format!("`{text}` is no limit of `{key}`, and is left out");
            self.report.push(Diagnostic::warning("bad-limit", message).at(origin));
        }
        let number = |limit: &Option<String>| limit.as_ref().and_then(|limit| limit.parse::<f64>().ok());
        if let (Some(min), Some(max)) = (number(&bounds.min), number(&bounds.max))
            && min > max
        {
            let message = format!("no value keeps the `{key}` of {min} to {max}; it is left out");
            self.report.push(Diagnostic::warning("empty-range", message).at(origin));
            *bounds = NONE;
        }
    }
}

/// Whether a spec can have this limit: that of a count is whole, and every number has less digits than would be rounded.
fn is_limit(key: &str, limit: &str) -> bool {
    let whole = limit.parse::<i64>();
    match key {
        "range" => whole.is_ok() || limit.parse::<f64>().is_ok_and(|number| number.abs() < 1e15),
        _ => whole.is_ok_and(|number| number >= 0),
    }
}

/// A role is played by one parameter, of a type that goes with it.
fn settle_roles(parameters: &mut Fields) {
    let mut seen: Vec<Role> = Vec::new();
    for (_, parameter) in parameters {
        let fits = |role: &Role| match role {
            Role::IdempotencyToken | Role::Region | Role::PageToken => {
                parameter.kind == Some(FieldKind::String)
            }
            Role::DryRun => matches!(parameter.kind, Some(FieldKind::Boolean | FieldKind::String)),
            Role::PageNumber | Role::PageSize | Role::MaxResults => {
                matches!(parameter.kind, Some(FieldKind::Integer | FieldKind::String))
            }
        };
        parameter.role = parameter.role.filter(fits).filter(|role| !seen.contains(role));
        seen.extend(parameter.role);
    }
}

/// Whether a parameter has the fact of this key.
fn has(parameter: &Parameter, key: &str) -> bool {
    match key {
        "type" => parameter.kind.is_some(),
        "format" => parameter.format.is_some(),
        "values" => !parameter.values.is_empty(),
        "default" => parameter.default.is_some(),
        "server-default" => parameter.server_default.is_some(),
        "charset" => parameter.ascii,
        "length" => !parameter.length.is_empty(),
        "items" => !parameter.items.is_empty(),
        "range" => !parameter.range.is_empty(),
        "pattern" => parameter.pattern.is_some(),
        "starts-with" => !parameter.starts_with.is_empty(),
        "not-starts-with" => !parameter.not_starts_with.is_empty(),
        "only-when" => parameter.only_when.is_some(),
        "required-when" => parameter.required_when.is_some(),
        _ => false,
    }
}
