//! sample: a plausible response, made of the examples and types of a response table.

use acs_rules::{Format, Kind, ParameterSpec, ProductSpec, Rule};
use serde_json::{Map, Value, json};

/// Most values of a sample; types that refer to each other can describe far more than anybody wants to read.
const VALUES: usize = 10_000;

/// Makes samples of one product's types.
pub(crate) struct Sampler<'s> {
    product: &'s ProductSpec<'s>,
    /// The shared types that are being made, so that one that contains itself ends.
    open: Vec<&'s str>,
    left: usize,
}

impl<'s> Sampler<'s> {
    pub(crate) fn new(product: &'s ProductSpec<'s>) -> Self {
        Self { product, open: Vec::new(), left: VALUES }
    }

    /// A response of these fields, or of the one value where the response is no object.
    pub(crate) fn sample_response(&mut self, response: &[ParameterSpec<'s>]) -> Value {
        match response {
            [value @ ParameterSpec { name: "", .. }] => self.sample(value).unwrap_or_default(),
            fields => self.sample_object(fields),
        }
    }

    fn sample_object(&mut self, fields: &[ParameterSpec<'s>]) -> Value {
        let mut object = Map::new();
        for field in fields {
            if let Some(value) = self.sample(field) {
                object.insert(field.name.to_owned(), value);
            }
        }
        Value::Object(object)
    }

    /// None where the value would contain itself, or enough was made.
    fn sample(&mut self, spec: &ParameterSpec<'s>) -> Option<Value> {
        self.left = self.left.checked_sub(1)?;
        let value = match spec.kind {
            Kind::Text | Kind::Binary => Value::from(sample_text(spec)),
            Kind::Boolean => Value::from(spec.example.eq_ignore_ascii_case("true")),
            Kind::Integer => Value::from(sample_integer(spec)),
            Kind::Number => json!(spec.example.parse::<f64>().unwrap_or_default()),
            Kind::Any => serde_json::from_str(spec.example).unwrap_or_else(|_| Value::from(spec.example)),
            Kind::List(item) => Value::Array(self.sample(item).into_iter().collect()),
            Kind::Map(item) => self.sample(item).into_iter().map(|value| ("key".to_owned(), value)).collect(),
            Kind::Object(fields) => self.sample_object(fields),
            Kind::Shared(name) => self.sample_shared(name)?,
        };
        Some(value)
    }

    fn sample_shared(&mut self, name: &'s str) -> Option<Value> {
        if self.open.contains(&name) {
            return None;
        }
        let shared = self.product.shared(name)?;
        self.open.push(name);
        let value = self.sample_object(shared.fields);
        self.open.pop();
        Some(value)
    }
}

fn sample_text<'s>(spec: &ParameterSpec<'s>) -> &'s str {
    if !spec.example.is_empty() {
        return spec.example;
    }
    let from_rule = |rule: &Rule<'s>| match rule {
        Rule::Values(values) => values.first().copied(),
        Rule::Format(Format::Timestamp) => Some("2026-01-02T03:04:05Z"),
        _ => None,
    };
    spec.rules.iter().chain(spec.inferred).find_map(from_rule).unwrap_or_default()
}

fn sample_integer(spec: &ParameterSpec<'_>) -> i64 {
    let from_rule = |rule: &Rule<'_>| match rule {
        Rule::Values(values) => values.first().and_then(|value| value.parse().ok()),
        Rule::Minimum(least) => Some(*least),
        _ => None,
    };
    let given = spec.example.parse().ok();
    given.or_else(|| spec.rules.iter().chain(spec.inferred).find_map(from_rule)).unwrap_or_default()
}
