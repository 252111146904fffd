//! Lints of one field: rules that fit its type, can be kept, and are kept by its own example and default.

use acs_rules::{OperationSpec, Value};
use bumpalo::Bump;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Field, RuleKind, Type};
use crate::table;

/// `rule-type`: a rule that says nothing about values of this type.
pub(super) fn check_rule_type(field: &Field, diagnostics: &mut Diagnostics) {
    for rule in &field.rules {
        let (name, fits) = match &rule.kind {
            RuleKind::MinLength(_) | RuleKind::MaxLength(_) => ("length", is_text(&field.ty)),
            RuleKind::MinItems(_) | RuleKind::MaxItems(_) => {
                ("items", matches!(field.ty, Type::List(_) | Type::Map(_)))
            }
            RuleKind::Minimum(_)
            | RuleKind::Maximum(_)
            | RuleKind::MinimumNumber(_)
            | RuleKind::MaximumNumber(_) => ("range", is_number(&field.ty) || field.ty == Type::Text),
            RuleKind::Pattern(_) => ("pattern", is_text(&field.ty)),
            RuleKind::Ascii => ("charset", is_text(&field.ty)),
            RuleKind::StartsWith(_) => ("starts-with", is_text(&field.ty)),
            RuleKind::NotStartsWith(_) => ("not-starts-with", is_text(&field.ty)),
            RuleKind::Format(_) => ("format", is_text(&field.ty)),
            RuleKind::Values(_) => ("values", is_text(&field.ty) || is_number(&field.ty)),
            RuleKind::OnlyWhen(..) | RuleKind::RequiredWhen(..) => continue,
        };
        if !fits {
            let message = format!("`{name}` does not go with {}", describe(&field.ty));
            let diagnostic = Diagnostic::error("rule-type", message).at(rule.origin);
            diagnostics.push(
                diagnostic.label(field.origin, "of this parameter").maybe_help(instead(name, &field.ty)),
            );
        }
    }
}

fn instead(rule: &str, ty: &Type) -> Option<String> {
    let rule = match (rule, ty) {
        ("length", Type::List(_) | Type::Map(_)) => {
            "the number of items is `items`; the length of each item stands under `of`"
        }
        ("length", ty) if is_number(ty) => "the size of a number is `range`",
        ("items", Type::Text) => "the number of characters is `length`",
        _ => return None,
    };
    Some(rule.to_owned())
}

/// `empty-range`: limits that no value keeps.
pub(super) fn check_bounds(field: &Field, diagnostics: &mut Diagnostics) {
    let limit = |least: bool| {
        field.rules.iter().find_map(|rule| {
            let number = match (&rule.kind, least) {
                (RuleKind::MinLength(n) | RuleKind::MinItems(n), true) => *n as f64,
                (RuleKind::MaxLength(n) | RuleKind::MaxItems(n), false) => *n as f64,
                (RuleKind::Minimum(n), true) | (RuleKind::Maximum(n), false) => *n as f64,
                (RuleKind::MinimumNumber(n), true) | (RuleKind::MaximumNumber(n), false) => *n,
                _ => return None,
            };
            Some((number, rule.origin))
        })
    };
    if let (Some((least, origin)), Some((most, _))) = (limit(true), limit(false))
        && least > most
    {
        let message = format!("the least, {least}, is greater than the greatest, {most}");
        diagnostics.push(Diagnostic::error("empty-range", message).at(origin));
    }
}

/// `bad-pattern`: a regular expression that we cannot check.
pub(super) fn check_pattern(field: &Field, diagnostics: &mut Diagnostics) {
    for rule in &field.rules {
        if let RuleKind::Pattern(pattern) = &rule.kind
            && let Err(error) = regex_lite::Regex::new(pattern)
        {
            let message = format!("the pattern is no regular expression that can be checked: {error}");
            let help =
                "look-around and back references are not supported; the rule is documented and not enforced";
            diagnostics.push(Diagnostic::warning("bad-pattern", message).at(rule.origin).help(help));
        }
    }
}

/// `duplicate-value`: a value that is listed twice.
pub(super) fn check_values(field: &Field, diagnostics: &mut Diagnostics) {
    let Some(rule) = field.rules.iter().find(|rule| matches!(rule.kind, RuleKind::Values(_))) else { return };
    let values = field.values().unwrap_or_default();
    for (index, value) in values.iter().enumerate() {
        if values[..index].contains(value) {
            let message = format!("the value `{value}` is listed twice");
            diagnostics.push(Diagnostic::warning("duplicate-value", message).at(rule.origin));
        }
    }
}

/// `default-value`: a default that is not among the documented values, or not of the documented type.
pub(super) fn check_default(field: &Field, diagnostics: &mut Diagnostics) {
    let Some(default) = &field.default else { return };
    let what = match field.values() {
        _ if !is_of_type(default, &field.ty) => format!("not {}", describe(&field.ty)),
        Some(values) if !values.contains(default) => "not one of its values".to_owned(),
        _ => return,
    };
    let message = format!("the default `{default}` of `{}` is {what}", field.name);
    diagnostics.push(Diagnostic::warning("default-value", message).at(field.origin));
}

/// Whether a scalar of this type can be written so.
fn is_of_type(text: &str, ty: &Type) -> bool {
    match ty {
        Type::Boolean => text.parse::<bool>().is_ok(),
        Type::Int32 => text.parse::<i32>().is_ok(),
        Type::Int64 => text.parse::<i64>().is_ok(),
        Type::Float | Type::Double => text.parse::<f64>().is_ok_and(f64::is_finite),
        Type::Text
        | Type::Binary
        | Type::Any
        | Type::List(_)
        | Type::Object(_)
        | Type::Map(_)
        | Type::Shared(_) => true,
    }
}

/// `example-breaks-rule`: a documented example that the documented rules forbid.
pub(super) fn check_example(field: &Field, diagnostics: &mut Diagnostics) {
    let Some(example) = field.example.as_deref().filter(|example| !is_masked(example)) else { return };
    if field.name.is_empty()
        || matches!(field.ty, Type::List(_) | Type::Map(_) | Type::Object(_) | Type::Shared(_) | Type::Any)
    {
        return;
    }
    if field.rules.is_empty() && field.ty == Type::Text {
        return;
    }
    let arena = Bump::new();
    let parameters = table::fields(std::slice::from_ref(field), &arena);
    let spec = OperationSpec { parameters, ..OperationSpec::rpc("") };
    let request = Value::Object(vec![(field.name.as_str().into(), example.into())]);
    for violation in acs_rules::check(&spec, &request) {
        // A condition is about other parameters, which the example says nothing of.
        if violation.rule() != "only-when" {
            let message = format!("the example of {violation}");
            let help = "one of the two is wrong in the documentation";
            diagnostics.push(Diagnostic::warning("example-breaks-rule", message).at(field.origin).help(help));
        }
    }
}

/// Whether the documentation hides a part of an example.
fn is_masked(example: &str) -> bool {
    example.contains("**") || example.contains("XX") || example.contains("xxx") || example.contains("...")
}

fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::Text | Type::Binary)
}

fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Int32 | Type::Int64 | Type::Float | Type::Double)
}

fn describe(ty: &Type) -> &'static str {
    match ty {
        Type::Text => "a string",
        Type::Boolean => "a boolean",
        Type::Int32 | Type::Int64 => "an integer",
        Type::Float | Type::Double => "a number",
        Type::Binary => "bytes",
        Type::Any => "`any`",
        Type::List(_) => "an array",
        Type::Object(_) | Type::Shared(_) => "an object",
        Type::Map(_) => "a map",
    }
}
