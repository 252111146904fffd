//! Contradictions: a declared fact, and a text that says something else.
//!
//! The declared fact counts. The text is read as if nothing were declared, so that it must be as clear as for a fact of its
//! own.

use super::text::Prose;
use super::{Side, infer_facts};
use crate::import::draft::{Bounds, Parameter};
use crate::import::report::Report;

/// Reports what the text of a parameter says against its declaration.
pub(super) fn check(name: &str, declared: &Parameter, prose: &Prose, side: Side, report: &mut Report) {
    let has_facts = declared.default.is_some()
        || !declared.values.is_empty()
        || !declared.length.is_empty()
        || !declared.range.is_empty();
    if !has_facts {
        return;
    }
    let mut said = Parameter {
        kind: declared.kind,
        example: declared.example.clone(),
        required: declared.required,
        ..Parameter::default()
    };
    infer_facts(&mut said, prose, side);
    let facts = [
        contradiction("default", &declared.default, &said.default),
        contradiction("least length", &declared.length.min, &said.length.min),
        contradiction("greatest length", &declared.length.max, &said.length.max),
        contradiction("least value", &limits(declared).min, &limits(&said).min),
        contradiction("greatest value", &limits(declared).max, &limits(&said).max),
        values(declared, &said),
    ];
    for fact in facts.into_iter().flatten() {
        let message = format!("the text of `{name}` contradicts its declaration: {fact}");
        report.warn("contradiction", message, declared.origin);
    }
}

/// The range; a list of values has none.
fn limits(parameter: &Parameter) -> Bounds {
    if parameter.values.is_empty() { parameter.range.clone() } else { Bounds::default() }
}

fn contradiction(what: &str, declared: &Option<String>, said: &Option<String>) -> Option<String> {
    let (declared, said) = (declared.as_ref()?, said.as_ref()?);
    (!is_same(declared, said)).then(|| format!("the {what} is `{declared}`, and the text says `{said}`"))
}

/// `5` and `5.0`, `True` and `true` are the same.
fn is_same(one: &str, other: &str) -> bool {
    let numbers = one.trim().parse::<f64>().ok().zip(other.trim().parse::<f64>().ok());
    numbers.is_some_and(|(one, other)| one == other) || one.trim().eq_ignore_ascii_case(other.trim())
}

/// Values that only one of two lists has.
fn values(declared: &Parameter, said: &Parameter) -> Option<String> {
    if declared.values.is_empty() || said.values.is_empty() {
        return None;
    }
    let missing = |from: &[String], of: &[String]| {
        let missing: Vec<String> = of
            .iter()
            .filter(|value| !from.iter().any(|known| is_same(known, value)))
            .map(|value| format!("`{value}`"))
            .collect();
        missing.join(", ")
    };
    let new = missing(&declared.values, &said.values);
    let gone = missing(&said.values, &declared.values);
    match (new.is_empty(), gone.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("the text also lists {new}")),
        (true, false) => Some(format!("the text does not list {gone}")),
        (false, false) => Some(format!("the text lists {new}, and not {gone}")),
    }
}
