//! One rule and one value: whether the rule holds, and how a broken one is put into words.

use crate::{Rule, Value};

/// How `value` breaks a rule that looks at nothing else, if it does.
pub(crate) fn broken(rule: &Rule<'_>, value: &Value<'_>) -> Option<String> {
    match rule {
        Rule::MinItems(_) | Rule::MaxItems(_) => broken_items(rule, value),
        Rule::Minimum(_) | Rule::Maximum(_) | Rule::MinimumNumber(_) | Rule::MaximumNumber(_) => {
            broken_range(rule, value)
        }
        Rule::Values(_)
        | Rule::MinLength(_)
        | Rule::MaxLength(_)
        | Rule::Pattern(_)
        | Rule::Ascii
        | Rule::StartsWith(_)
        | Rule::NotStartsWith(_)
        | Rule::Format(_) => broken_text(rule, &value.text()?),
        Rule::OnlyWhen(..) | Rule::RequiredWhen(..) => None,
    }
}

fn broken_text(rule: &Rule<'_>, text: &str) -> Option<String> {
    let length = || text.chars().count() as u64;
    let holds = match rule {
        Rule::Values(values) => values.contains(&text),
        Rule::MinLength(least) => length() >= *least,
        // Bytes are never fewer than characters, and are known.
        Rule::MaxLength(most) => text.len() as u64 <= *most || length() <= *most,
        Rule::Pattern(pattern) => matches(pattern, text),
        Rule::Ascii => text.is_ascii(),
        Rule::StartsWith(starts) => starts.iter().any(|start| text.starts_with(start)),
        Rule::NotStartsWith(starts) => !starts.iter().any(|start| text.starts_with(start)),
        Rule::Format(format) => format.accepts(text),
        _ => true,
    };
    (!holds).then(|| describe(rule))
}

fn broken_items(rule: &Rule<'_>, value: &Value<'_>) -> Option<String> {
    let count = match value {
        Value::List(items) => items.len() as u64,
        Value::Object(entries) => entries.len() as u64,
        Value::Text(_)
        | Value::Boolean(_)
        | Value::Integer(_)
        | Value::Number(_)
        | Value::Bytes(_)
        | Value::Null => return None,
    };
    let holds = match rule {
        Rule::MinItems(least) => count >= *least,
        Rule::MaxItems(most) => count <= *most,
        _ => true,
    };
    (!holds).then(|| format!("{}, has {count}", describe(rule)))
}

fn broken_range(rule: &Rule<'_>, value: &Value<'_>) -> Option<String> {
    let holds = match (rule, integer(value), number(value)) {
        (Rule::Minimum(least), Some(number), _) => number >= *least,
        (Rule::Maximum(most), Some(number), _) => number <= *most,
        (Rule::Minimum(least), None, Some(number)) => number >= *least as f64,
        (Rule::Maximum(most), None, Some(number)) => number <= *most as f64,
        (Rule::MinimumNumber(least), _, Some(number)) => number >= *least,
        (Rule::MaximumNumber(most), _, Some(number)) => number <= *most,
        // A number in a string parameter may come with a unit or a mask; what is no number at all is another rule's.
        _ => return None,
    };
    (!holds).then(|| describe(rule))
}

pub(crate) fn describe(rule: &Rule<'_>) -> String {
    match rule {
        Rule::Values(values) => format!("must be {}", list(values)),
        Rule::MinLength(least) => format!("must have at least {}", count(*least, "character")),
        Rule::MaxLength(most) => format!("must have at most {}", count(*most, "character")),
        Rule::MinItems(least) => format!("must have at least {}", count(*least, "item")),
        Rule::MaxItems(most) => format!("must have at most {}", count(*most, "item")),
        Rule::Minimum(least) => format!("must be at least {least}"),
        Rule::Maximum(most) => format!("must be at most {most}"),
        Rule::MinimumNumber(least) => format!("must be at least {least}"),
        Rule::MaximumNumber(most) => format!("must be at most {most}"),
        Rule::Pattern(pattern) => format!("must match `{pattern}`"),
        Rule::Ascii => "must have ASCII characters only".to_owned(),
        Rule::StartsWith(starts) => format!("must start with {}", list(starts)),
        Rule::NotStartsWith(starts) => format!("must not start with {}", list(starts)),
        Rule::Format(format) => format!("must be {}", format.describe()),
        Rule::OnlyWhen(name, values) => format!("is allowed only when `{name}` is {}", list(values)),
        Rule::RequiredWhen(name, values) => format!("is required when `{name}` is {}", list(values)),
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    // Patterns come from documentation; one that does not compile is reported by a lint, and holds here.
    regex_lite::Regex::new(&format!("^(?:{pattern})$")).map_or(true, |pattern| pattern.is_match(text))
}

pub(crate) fn is_boolean(value: &Value<'_>) -> bool {
    match value {
        Value::Boolean(_) => true,
        // The official Python client writes `True`, and the service takes it.
        Value::Text(text) => text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false"),
        Value::Integer(_)
        | Value::Number(_)
        | Value::List(_)
        | Value::Object(_)
        | Value::Bytes(_)
        | Value::Null => false,
    }
}

pub(crate) fn is_integer(value: &Value<'_>) -> bool {
    integer(value).is_some()
}

fn integer(value: &Value<'_>) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        Value::Text(text) => text.parse().ok(),
        Value::Boolean(_)
        | Value::Number(_)
        | Value::List(_)
        | Value::Object(_)
        | Value::Bytes(_)
        | Value::Null => None,
    }
}

pub(crate) fn number(value: &Value<'_>) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Number(number) => Some(*number).filter(|number| number.is_finite()),
        Value::Text(text) => text.parse().ok().filter(|number: &f64| number.is_finite()),
        Value::Boolean(_) | Value::List(_) | Value::Object(_) | Value::Bytes(_) | Value::Null => None,
    }
}

/// `a`, `b` or `c`, each in backticks.
pub(crate) fn list(items: &[&str]) -> String {
    let quoted: Vec<String> = items.iter().map(|item| format!("`{item}`")).collect();
    match quoted.split_last() {
        None => "nothing".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

fn count(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
