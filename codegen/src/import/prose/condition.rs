//! Rules that tie parameters together: `only-when`, `required-when`, `at-least-one`, `exclusive`.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::text::{Prose, regex};
use crate::import::draft::{Condition, Fields, Parameter, Rule, field};
use crate::raw::FieldKind;

/// Adds conditions to the top-level parameters and, within objects, to their fields.
pub(super) fn infer(parameters: &mut Fields) {
    let scope = parameters.clone();
    for (name, parameter) in parameters.iter_mut() {
        infer_parameter(name, parameter, &scope, &scope);
        infer_nested(parameter, &scope);
    }
}

fn infer_nested(parameter: &mut Parameter, top: &Fields) {
    let siblings = parameter.fields.clone();
    for (name, field) in &mut parameter.fields {
        infer_parameter(name, field, &siblings, top);
        infer_nested(field, top);
    }
    if let Some(of) = &mut parameter.of {
        infer_nested(of, top);
    }
}

fn infer_parameter(name: &str, parameter: &mut Parameter, siblings: &Fields, top: &Fields) {
    static ONLY: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)^this parameter is (?:valid|available) only (?:(?:when|if) (.*)|.*)$"));
    static REQUIRED: LazyLock<Regex> = LazyLock::new(|| {
        let after = r"(?:this parameter is required|you must (?:specify|set) this parameter)";
        let condition = r"(?:(?:when|if) (.*)|.*)";
        regex(&format!(r"(?i)^{after} (?:only )?{condition}$|^(?:when|if) (.*), {after}$"))
    });
    let Some(doc) = parameter.doc.as_deref().filter(|_| !parameter.required) else { return };
    let prose = Prose::read(doc);
    let read = |pattern: &Regex| {
        let mut clauses = prose.sentences().filter_map(|(line, sentence)| {
            let captures = pattern.captures(sentence)?;
            let clause = captures.get(1).or_else(|| captures.get(2)).filter(|_| !line.is_labelled());
            Some(clause.and_then(|clause| condition(clause.as_str(), name, siblings, top)))
        });
        // A second condition would have to be joined to the first, and how is not said.
        let first = clauses.next().flatten();
        first.filter(|_| clauses.next().is_none())
    };
    let (only, required) = (read(&ONLY), read(&REQUIRED));
    if only.is_some() {
        parameter.only_when = only;
        parameter.infer("only-when");
    }
    if required.is_some() {
        parameter.required_when = required;
        parameter.infer("required-when");
    }
}

/// "you set `A` to `B`", "`A` is set to `B` or `C`".
fn condition(clause: &str, own: &str, siblings: &Fields, top: &Fields) -> Option<Condition> {
    static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
        let name = r"(?:the )?(?:value of )?(?:the )?`?([A-Za-z][A-Za-z0-9_.]*)`?(?: parameter)?";
        let value = r"`?([A-Za-z0-9_][A-Za-z0-9_.:/+-]*)`?";
        let verb = r"(?: is set to| to| is) ";
        regex(&format!(r"(?i)^(?:you set )?{name}{verb}{value}(?: or {value})?$"))
    });
    let captures = CLAUSE.captures(clause)?;
    let name = captures.get(1)?.as_str();
    let values: Vec<String> =
        (2..=3).filter_map(|group| captures.get(group)).map(|value| value.as_str().to_owned()).collect();
    let other = field(siblings, name).or_else(|| field(top, name)).filter(|_| name != own)?;
    let known = values.iter().all(|value| can_have(other, value));
    known.then(|| Condition { name: name.to_owned(), values })
}

/// Whether a parameter can have a value, as far as is known.
fn can_have(parameter: &Parameter, value: &str) -> bool {
    match parameter.kind {
        Some(FieldKind::Boolean) => value == "true" || value == "false",
        Some(FieldKind::Integer) => value.parse::<i64>().is_ok(),
        Some(FieldKind::String) => {
            let word = ["empty", "specified", "null", "not", "left", "required"].contains(&value);
            if parameter.values.is_empty() {
                !word
            } else {
                parameter.values.iter().any(|known| known == value)
            }
        }
        _ => false,
    }
}

/// Rules over several parameters that each of these parameters states.
pub(super) fn rules(parameters: &Fields) -> Vec<Rule> {
    let stated: Vec<(&str, Vec<Rule>)> = parameters
        .iter()
        .map(|(name, parameter)| (name.as_str(), stated_rules(parameter, parameters)))
        .collect();
    let mut rules: Vec<Rule> = Vec::new();
    for rule in stated.iter().flat_map(|(_, rules)| rules) {
        let states =
            |name: &String| stated.iter().any(|(known, rules)| known == name && rules.contains(rule));
        if rule.names.iter().all(states) && !rules.contains(rule) {
            rules.push(rule.clone());
        }
    }
    rules
}

/// The rules that a parameter, its fields and its items state.
fn stated_rules(parameter: &Parameter, top: &Fields) -> Vec<Rule> {
    let prose = parameter.doc.as_deref().map(Prose::read).unwrap_or_default();
    let mut rules: Vec<Rule> = prose.sentences().filter_map(|(_, sentence)| rule(sentence, top)).collect();
    let nested = parameter.fields.iter().map(|(_, field)| field).chain(parameter.of.as_deref());
    rules.extend(nested.flat_map(|field| stated_rules(field, top)));
    rules
}

/// "You must specify `A` or `B`", "You cannot specify `A` and `B` at the same time".
fn rule(sentence: &str, top: &Fields) -> Option<Rule> {
    static LEAST: LazyLock<Regex> = LazyLock::new(|| {
        let pattern =
            r"(?i)^you must specify (?:(?:either|at least one of(?: the following parameters:)?) )?(.*)$";
        regex(pattern)
    });
    static EXCLUSIVE: LazyLock<Regex> = LazyLock::new(|| {
        let pattern =
            r"(?i)^you cannot (?:specify|set) (?:both )?(?:the )?(.*?)(?: parameters)? at the same time$";
        regex(pattern)
    });
    let list = |pattern: &Regex| Some(pattern.captures(sentence)?.get(1)?.as_str().to_owned());
    let least = list(&LEAST).and_then(|list| names(&list, " or ", top));
    let exclusive = || list(&EXCLUSIVE).and_then(|list| names(&list, " and ", top));
    least
        .map(|names| Rule { key: "at-least-one", names })
        .or_else(|| exclusive().map(|names| Rule { key: "exclusive", names }))
}

/// The top-level parameters that a list names, in the order of the page: `A`, `B.N` or `C` (remarks in brackets).
fn names(list: &str, last: &str, top: &Fields) -> Option<Vec<String>> {
    static BRACKETS: LazyLock<Regex> = LazyLock::new(|| regex(r"\s*\([^()]*\)"));
    let list = BRACKETS.replace_all(list, "");
    let mut found = Vec::new();
    for part in list.replace(last, ", ").split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let name = part.trim_matches('`').trim_end_matches(".N");
        found.push(top.iter().position(|(known, _)| known == name)?);
    }
    found.sort_unstable();
    found.dedup();
    let names: Vec<String> = found.into_iter().map(|index| top[index].0.clone()).collect();
    (names.len() > 1).then_some(names)
}
