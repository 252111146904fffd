//! Lints of rules that look at other parameters.

use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::{Field, Operation, Rule, RuleKind};

/// `unknown-condition`, `condition-value`: a condition on a parameter that does not exist, or on a value that it
/// cannot have.
pub(super) fn check_conditions(op: &Operation, diagnostics: &mut Diagnostics) {
    check_siblings(&op.parameters, op, diagnostics);
}

fn check_siblings(fields: &[Field], op: &Operation, diagnostics: &mut Diagnostics) {
    for field in fields {
        for rule in &field.rules {
            check_condition(rule, fields, op, diagnostics);
        }
        check_siblings(field.children(), op, diagnostics);
    }
}

fn check_condition(rule: &Rule, siblings: &[Field], op: &Operation, diagnostics: &mut Diagnostics) {
    let (RuleKind::OnlyWhen(name, values) | RuleKind::RequiredWhen(name, values)) = &rule.kind else {
        return;
    };
    let known = || siblings.iter().chain(&op.parameters);
    let Some(target) = known().find(|field| field.name == *name) else {
        let message = format!("the rule refers to `{name}`, which is not a parameter");
        let help = did_you_mean(name, known().map(|field| field.name.as_str()));
        diagnostics.push(Diagnostic::error("unknown-condition", message).at(rule.origin).maybe_help(help));
        return;
    };
    let Some(documented) = target.values() else { return };
    for value in values.iter().filter(|value| !documented.contains(value)) {
        let message = format!("`{name}` never has the value `{value}`");
        let diagnostic = Diagnostic::warning("condition-value", message)
            .at(rule.origin)
            .label(target.origin, "its values are listed here")
            .maybe_help(did_you_mean(value, documented.iter().map(String::as_str)));
        diagnostics.push(diagnostic);
    }
}

/// `unknown-rule-parameter`: a rule over several parameters that names one that does not exist, or too few.
pub(super) fn check_cross_rules(op: &Operation, diagnostics: &mut Diagnostics) {
    for rule in &op.rules {
        for name in &rule.names {
            if !op.parameters.iter().any(|param| param.name == *name) {
                let message = format!("the rule refers to `{name}`, which is not a parameter");
                let help = did_you_mean(name, op.parameters.iter().map(|param| param.name.as_str()));
                diagnostics.push(
                    Diagnostic::error("unknown-rule-parameter", message).at(rule.origin).maybe_help(help),
                );
            }
        }
        if rule.names.len() < 2 {
            let message = "a rule over several parameters names at least two";
            diagnostics.push(Diagnostic::error("lonely-rule", message).at(rule.origin));
        }
    }
}
