//! Scalars: what the request said, the documented example, or what type, rules and name suggest.

use acs_codegen::model::{Field, RuleKind, Type};
use acs_rules::Format;
use serde_json::{Value, json};

use super::Sampler;
use crate::answer::is_request_id;

impl Sampler<'_> {
    pub(super) fn scalar(&mut self, field: &Field) -> Value {
        let texts = [self.echo(field), self.example(field)];
        let given = texts.into_iter().flatten().find_map(|text| read(field, &text));
        given.unwrap_or_else(|| self.invent(field))
    }

    /// What the request says under the same name; secrets are not repeated.
    fn echo(&self, field: &Field) -> Option<String> {
        let parameter = self.op.parameters.iter().find(|parameter| parameter.name == field.name)?;
        if parameter.sensitive || field.sensitive || is_request_id(&field.name) {
            return None;
        }
        let text = self.request.get(&parameter.name)?.text()?.into_owned();
        Some(text).filter(|text| !text.is_empty())
    }

    /// The documented example; names and IDs are told apart from the second item of a list on.
    fn example(&self, field: &Field) -> Option<String> {
        let example = field.example.clone().filter(|example| !example.is_empty())?;
        let is_name = field.ty == Type::Text && (field.name.ends_with("Id") || field.name.ends_with("Name"));
        if self.index == 0 || !is_name || field.values().is_some() {
            return Some(example);
        }
        Some(format!("{example}-{}", self.index + 1))
    }

    fn invent(&mut self, field: &Field) -> Value {
        if let Some(values) = field.values()
            && let Some(value) = self.random.choice(values)
            && let Some(value) = read(field, value)
        {
            return value;
        }
        match field.ty {
            Type::Boolean => Value::from(field.name.eq_ignore_ascii_case("success") || self.random.bool()),
            Type::Int32 | Type::Int64 => Value::from(self.integer(field)),
            Type::Float | Type::Double => json!(self.number(field)),
            Type::Any => json!({}),
            _ => Value::from(self.text(field)),
        }
    }

    fn integer(&mut self, field: &Field) -> i64 {
        let by_name = match field.name.replace('_', "").to_lowercase().as_str() {
            "pagenumber" | "pagenum" | "pageno" | "currentpage" => Some(1),
            "pagesize" | "maxresults" => Some(10),
            "httpstatuscode" | "statuscode" => Some(200),
            _ => None,
        };
        let (mut least, mut most) = (0, 100);
        for rule in &field.rules {
            match rule.kind {
                RuleKind::Minimum(limit) => (least, most) = (limit, most.max(limit)),
                RuleKind::Maximum(limit) => (least, most) = (least.min(limit), limit),
                _ => {}
            }
        }
        by_name
            .filter(|number| (least..=most).contains(number))
            .unwrap_or_else(|| self.random.i64(least..=most))
    }

    /// With two digits after the point, within the documented range.
    fn number(&mut self, field: &Field) -> f64 {
        let (mut least, mut most) = (0.0, 1.0);
        for rule in &field.rules {
            match rule.kind {
                RuleKind::Minimum(limit) => (least, most) = (limit as f64, f64::max(most, limit as f64)),
                RuleKind::Maximum(limit) => (least, most) = (f64::min(least, limit as f64), limit as f64),
                RuleKind::MinimumNumber(limit) => (least, most) = (limit, f64::max(most, limit)),
                RuleKind::MaximumNumber(limit) => (least, most) = (f64::min(least, limit), limit),
                _ => {}
            }
        }
        let number = least + f64::max(most - least, 0.0) * self.random.f64();
        let rounded = (number * 100.0).round() / 100.0;
        if (least..=most).contains(&rounded) { rounded } else { least }
    }

    fn text(&mut self, field: &Field) -> String {
        let format = field.rules.iter().find_map(|rule| match rule.kind {
            RuleKind::Format(format) => Some(format),
            _ => None,
        });
        match format.or_else(|| format_by_name(&field.name)) {
            Some(format) => self.formatted(format),
            None => self.named(&field.name),
        }
    }

    fn formatted(&mut self, format: Format) -> String {
        let byte = self.random.u8(1..=254);
        match format {
            Format::Timestamp => format!("2026-01-{:02}T{:02}:04:05Z", 1 + byte % 28, byte % 24),
            Format::Ipv4 => format!("192.168.0.{byte}"),
            Format::Ipv6 => format!("fd00::{byte:x}"),
            Format::Cidr => format!("192.168.{byte}.0/24"),
            Format::Uuid => format!("{}-0000-4000-8000-{}", self.hex(8), self.hex(12)),
            Format::Url => format!("https://example.com/{byte}"),
            Format::Json => "{}".to_owned(),
        }
    }

    /// Such as `instance-1f00ab12` for `InstanceId`.
    fn named(&mut self, name: &str) -> String {
        let lower = name.replace('_', "").to_lowercase();
        match lower.as_str() {
            "regionid" | "region" => return "cn-hangzhou".to_owned(),
            "zoneid" => return "cn-hangzhou-h".to_owned(),
            "code" => return "200".to_owned(),
            "message" | "errormessage" | "errormsg" | "errorcode" => return String::new(),
            _ => {}
        }
        match lower.strip_suffix("id") {
            Some(kind) if !kind.is_empty() => format!("{kind}-{}", self.hex(8)),
            Some(_) => self.hex(8),
            None if lower.is_empty() => format!("value-{}", self.hex(4)),
            None => format!("{lower}-{}", self.hex(4)),
        }
    }

    fn hex(&mut self, digits: usize) -> String {
        std::iter::repeat_with(|| char::from_digit(self.random.u32(0..16), 16))
            .flatten()
            .take(digits)
            .collect()
    }
}

/// A format that a name suggests.
fn format_by_name(name: &str) -> Option<Format> {
    let lower = name.replace('_', "").to_lowercase();
    let ends = |ends: &[&str]| ends.iter().any(|end| lower.ends_with(end));
    match () {
        () if is_request_id(name) => Some(Format::Uuid),
        () if ends(&["cidrblock", "cidr"]) => Some(Format::Cidr),
        () if ends(&["ipv6address"]) => Some(Format::Ipv6),
        () if ends(&["ipaddress"]) || lower == "ip" => Some(Format::Ipv4),
        () if ends(&["time", "timestamp"]) => Some(Format::Timestamp),
        () if ends(&["url", "uri"]) => Some(Format::Url),
        () => None,
    }
}

/// A text as a value of the field's type; none where it is no such value.
fn read(field: &Field, text: &str) -> Option<Value> {
    match field.ty {
        Type::Text | Type::Binary => Some(Value::from(text)),
        Type::Boolean if text.eq_ignore_ascii_case("true") => Some(Value::from(true)),
        Type::Boolean if text.eq_ignore_ascii_case("false") => Some(Value::from(false)),
        Type::Int32 => text.parse::<i32>().ok().map(Value::from),
        Type::Int64 => text.parse::<i64>().ok().map(Value::from),
        Type::Float | Type::Double => {
            text.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::from)
        }
        Type::Any => Some(serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))),
        Type::Boolean | Type::List(_) | Type::Map(_) | Type::Object(_) | Type::Shared(_) => None,
    }
}
