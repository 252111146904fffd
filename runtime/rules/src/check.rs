//! `check`: the one function that reads the tables.
//!
//! Input: a table and a value tree. Output: every violation at once, in the order of the table. A request that breaks
//! no rule costs no allocation beyond what its rules themselves need.

use std::borrow::Cow;

use crate::path::Path;
use crate::rule::{broken, describe, is_boolean, is_integer, list, number};
use crate::{
    CrossRule, Kind, OperationSpec, ParameterSpec, Place, Rule, Severity, TypeSpec, Value, Violation,
    WireStyle,
};

/// Longest part of an offending value that a violation shows, in characters.
const SHOWN: usize = 80;
/// Deepest nesting that is checked; what the wire could carry is far less.
const DEPTH: usize = 64;

/// Checks a request, given as an object of its parameters, against the operation's table.
///
/// Parameters that the table does not know are left alone: the service may know them.
///
/// ```
/// use acs_rules::{OperationSpec, ParameterSpec, Rule, Value, check};
///
/// let spec = OperationSpec {
///     parameters: &[ParameterSpec::text("ClientToken", "client_token").rules(&[Rule::Ascii])],
///     ..OperationSpec::rpc("Example")
/// };
/// let request = Value::Object(vec![("ClientToken".into(), "é".into())]);
/// let violations = check(&spec, &request);
/// assert_eq!(violations[0].to_string(), "`ClientToken` must have ASCII characters only, found `é`");
/// ```
pub fn check(spec: &OperationSpec<'_>, request: &Value<'_>) -> Vec<Violation> {
    let mut checker = Checker { spec, request, violations: Vec::new(), is_flat: false };
    checker.check_fields(spec.parameters, request, Path::ROOT, 0);
    for rule in spec.rules {
        checker.check_cross_rule(rule);
    }
    checker.violations
}

struct Checker<'c, 'a> {
    spec: &'c OperationSpec<'a>,
    request: &'c Value<'c>,
    violations: Vec<Violation>,
    /// Whether the parameter that is being checked goes on the wire as dotted or joined names, where an empty list or
    /// object leaves nothing behind.
    is_flat: bool,
}

impl Checker<'_, '_> {
    fn check_fields(
        &mut self,
        fields: &[ParameterSpec<'_>],
        object: &Value<'_>,
        path: Path<'_>,
        depth: usize,
    ) {
        let mut next = 0;
        for field in fields {
            let path = path.field(field.name, field.field);
            if depth == 0 {
                self.is_flat = is_flat(field);
            }
            let value =
                object.get_next(field.name, &mut next).filter(|value| !self.is_flat || stays(field, value));
            if value.is_none() && field.required {
                self.report(field, path, "required", "is required".to_owned(), None, Severity::Error);
            }
            self.check_rules(field, value, object, path);
            if let Some(value) = value {
                self.check_kind(field, value, path, depth);
            }
        }
    }

    fn check_kind(&mut self, spec: &ParameterSpec<'_>, value: &Value<'_>, path: Path<'_>, depth: usize) {
        if depth > DEPTH {
            return self.report_kind(spec, value, path, "is nested too deeply");
        }
        match (spec.kind, value) {
            (Kind::Text | Kind::Binary, Value::List(_) | Value::Object(_)) => {
                self.report_kind(spec, value, path, "must be a text");
            }
            (Kind::Boolean, value) if !is_boolean(value) => {
                self.report_kind(spec, value, path, "must be `true` or `false`");
            }
            (Kind::Integer, value) if !is_integer(value) => {
                self.report_kind(spec, value, path, "must be an integer");
            }
            (Kind::Number, value) if number(value).is_none() => {
                self.report_kind(spec, value, path, "must be a number");
            }
            (Kind::List(item), Value::List(items)) => {
                for (index, value) in items.iter().enumerate() {
                    let path = path.index(index);
                    self.check_rules(item, Some(value), value, path);
                    self.check_kind(item, value, path, depth + 1);
                }
            }
            (Kind::List(_), value) => self.report_kind(spec, value, path, "must be a list"),
            (Kind::Map(item), Value::Object(entries)) => {
                for (key, value) in entries {
                    let path = path.key(key);
                    self.check_rules(item, Some(value), value, path);
                    self.check_kind(item, value, path, depth + 1);
                }
            }
            (Kind::Object(fields), Value::Object(_)) => self.check_fields(fields, value, path, depth + 1),
            (Kind::Shared(name), Value::Object(_)) => {
                if let Some(TypeSpec { fields, .. }) = self.spec.product.shared(name) {
                    self.check_fields(fields, value, path, depth + 1);
                }
            }
            (Kind::Object(_) | Kind::Map(_) | Kind::Shared(_), value) => {
                self.report_kind(spec, value, path, "must be an object");
            }
            (Kind::Text | Kind::Binary | Kind::Boolean | Kind::Integer | Kind::Number | Kind::Any, _) => {}
        }
    }

    fn check_rules(
        &mut self,
        spec: &ParameterSpec<'_>,
        value: Option<&Value<'_>>,
        siblings: &Value<'_>,
        path: Path<'_>,
    ) {
        for rule in spec.rules {
            let severity = match rule {
                Rule::Values(_) => Severity::Warning,
                _ => Severity::Error,
            };
            self.check_rule(spec, rule, value, siblings, path, severity);
        }
        for rule in spec.inferred {
            let count = self.violations.len();
            self.check_rule(spec, rule, value, siblings, path, Severity::Warning);
            if let Some(violation) = self.violations.get_mut(count) {
                violation.inferred = true;
            }
        }
    }

    fn check_rule(
        &mut self,
        spec: &ParameterSpec<'_>,
        rule: &Rule<'_>,
        value: Option<&Value<'_>>,
        siblings: &Value<'_>,
        path: Path<'_>,
        severity: Severity,
    ) {
        let broken = match (rule, value) {
            (Rule::RequiredWhen(name, values), None) => {
                self.has_one_of(siblings, name, values).then(|| describe(rule))
            }
            (Rule::OnlyWhen(name, values), Some(_)) => {
                (!self.has_one_of(siblings, name, values)).then(|| describe(rule))
            }
            (Rule::RequiredWhen(..), Some(_)) | (_, None) => None,
            (rule, Some(value)) => broken(rule, value),
        };
        if let Some(message) = broken {
            self.report(spec, path, rule.name(), message, value, severity);
        }
    }

    /// Whether the parameter `name`, beside the one that has the rule or else at the top, has one of `values`.
    fn has_one_of(&self, siblings: &Value<'_>, name: &str, values: &[&str]) -> bool {
        let given = siblings.get(name).or_else(|| self.request.get(name)).and_then(Value::text);
        let default = || self.spec.parameter(name).and_then(|spec| spec.default).map(Cow::Borrowed);
        given.or_else(default).is_some_and(|text| values.contains(&&*text))
    }

    /// Whether a top-level parameter reaches the service.
    fn is_given(&self, name: &str) -> bool {
        let parameter = self.spec.parameter(name);
        let vanishes =
            |value| parameter.is_some_and(|parameter| is_flat(parameter) && !stays(parameter, value));
        self.request.get(name).is_some_and(|value| !vanishes(value))
    }

    fn check_cross_rule(&mut self, rule: &CrossRule<'_>) {
        let (CrossRule::AtLeastOne { names, inferred }
        | CrossRule::ExactlyOne { names, inferred }
        | CrossRule::Exclusive { names, inferred }) = rule;
        let given = names.iter().filter(|name| self.is_given(name)).count();
        let (name, message) = match rule {
            CrossRule::AtLeastOne { .. } if given == 0 => {
                ("at-least-one", format!("at least one of {} is required", list(names)))
            }
            CrossRule::ExactlyOne { .. } if given != 1 => {
                ("exactly-one", format!("exactly one of {} is required, {given} are given", list(names)))
            }
            CrossRule::Exclusive { .. } if given > 1 => {
                ("exclusive", format!("only one of {} may be given, {given} are", list(names)))
            }
            CrossRule::AtLeastOne { .. } | CrossRule::ExactlyOne { .. } | CrossRule::Exclusive { .. } => {
                return;
            }
        };
        let severity = if *inferred { Severity::Warning } else { Severity::Error };
        let field = |name: &&str| self.spec.parameter(name).map_or("", |spec| spec.field);
        self.violations.push(Violation {
            path: names.join(", "),
            field: names.iter().map(field).collect::<Vec<_>>().join(", "),
            rule: name,
            message,
            value: None,
            inferred: *inferred,
            severity,
            documentation: self.spec.documentation.to_owned(),
        });
    }

    fn report_kind(&mut self, spec: &ParameterSpec<'_>, value: &Value<'_>, path: Path<'_>, message: &str) {
        let message = match value {
            Value::List(_) | Value::Object(_) => format!("{message}, not {}", value.describe()),
            Value::Text(_)
            | Value::Boolean(_)
            | Value::Integer(_)
            | Value::Number(_)
            | Value::Bytes(_)
            | Value::Null => message.to_owned(),
        };
        self.report(spec, path, "type", message, Some(value), Severity::Error);
    }

    fn report(
        &mut self,
        spec: &ParameterSpec<'_>,
        path: Path<'_>,
        rule: &'static str,
        message: String,
        value: Option<&Value<'_>>,
        severity: Severity,
    ) {
        let value = value.filter(|_| !spec.sensitive).and_then(Value::text);
        self.violations.push(Violation {
            path: path.wire(),
            field: path.rust(),
            rule,
            message,
            value: value.map(|text| shorten(&text)),
            inferred: false,
            severity,
            documentation: self.spec.documentation.to_owned(),
        });
    }
}

fn is_flat(parameter: &ParameterSpec<'_>) -> bool {
    let is_named = matches!(parameter.place, Place::Query | Place::Form | Place::Header | Place::Host);
    is_named && parameter.wire != WireStyle::Json
}

/// Whether a value under dotted names leaves something behind, or has a rule that says more than that it is missing.
fn stays(parameter: &ParameterSpec<'_>, value: &Value<'_>) -> bool {
    let is_empty = match value {
        Value::List(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Text(_)
        | Value::Boolean(_)
        | Value::Integer(_)
        | Value::Number(_)
        | Value::Bytes(_)
        | Value::Null => false,
    };
    !is_empty || parameter.rules.iter().any(|rule| matches!(rule, Rule::MinItems(_)))
}

fn shorten(text: &str) -> String {
    let shown: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() { shown + "…" } else { shown }
}

#[cfg(test)]
mod tests;
