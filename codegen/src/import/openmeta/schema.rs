//! Schemas: types, rules and examples of parameters, fields and items.
//!
//! Rules that the files leave to the reader:
//!
//! - A parameter is required if `required` or `docRequired` says so: the first is what the gateway checks, the second
//!   what the page shows, and leaving out what either demands is a mistake.
//! - An object without fields is a map of anything.
//! - A schema without a type has the one that its keys belong to.
//! - A reference to a shared object is kept; one to any other shared schema is replaced by what it stands for. One that
//!   would contain itself then is anything.

use super::keys;
use super::reader::{Object, Reader, shorten};
use crate::import::draft::{Bounds, Fields, Parameter};
use crate::import::json::Json;
use crate::import::words;
use crate::raw::{FieldKind, FormatName};
use crate::span::Span;

const REFERENCE: &str = "#/components/schemas/";
/// Types of which an upload or a download is.
const BYTES: [&str; 2] = ["file", "binary"];
/// Deepest schema that is read; real ones have a fifth of it.
const DEPTH: usize = 48;

impl<'t> Reader<'_, 't> {
    pub(super) fn read_schema(&mut self, json: Json<'t>, depth: usize) -> Parameter {
        // What stands in the file itself costs nothing, however much was spent on references before.
        let is_inlined = !self.inlining.is_empty();
        if depth > DEPTH || (is_inlined && self.budget == 0) {
            return self.unknown_kind(json.start(), "a schema that is nested too deeply, or one of too many");
        }
        self.budget -= usize::from(is_inlined);
        // Anything may be said to be so by an empty schema, or by `true`.
        if json.boolean() == Some(true) {
            return Parameter::of_kind(FieldKind::Any, self.origin(json.start()));
        }
        let schema = self.object(json, &keys::SCHEMA);
        let mut parameter = match self.text(&schema, "$ref") {
            Some(reference) => self.read_reference(&reference, &schema, json.start(), depth),
            None => self.read_kind(&schema, json.start(), depth),
        };
        parameter.origin = self.origin(json.start());
        parameter.required = self.flag(&schema, "required") | self.flag(&schema, "docRequired");
        parameter.deprecated = self.flag(&schema, "deprecated");
        parameter.sensitive |= self.flag(&schema, "sensitive");
        parameter.doc = self.text(&schema, "description").or(parameter.doc);
        parameter.example = self.scalar(&schema, "example").or(parameter.example);
        if schema.get("$ref").is_none() {
            self.read_rules(&mut parameter, &schema);
        }
        parameter
    }

    fn read_reference(
        &mut self,
        reference: &str,
        schema: &Object<'t>,
        span: Span,
        depth: usize,
    ) -> Parameter {
        for key in ["properties", "items", "additionalProperties"] {
            if let Some(json) = schema.get(key) {
                self.warn("ref-and-type", json.start(), format!("`{key}` beside `$ref` is left out"));
            }
        }
        let name = reference.strip_prefix(REFERENCE).unwrap_or(reference);
        match self.schemas.get(name).copied() {
            Some(target) if !self.shared.contains(name) => return self.inline(name, target, span, depth),
            Some(_) => {}
            None => {
                self.warn("dangling-ref", span, format!("`{}` is not in this file", shorten(reference)));
                if !self.check_name(name, span, "a reference") {
                    return Parameter::of_kind(FieldKind::Any, self.origin(span));
                }
            }
        }
        Parameter { reference: Some(name.to_owned()), ..Parameter::default() }
    }

    /// What a shared schema stands for.
    fn inline(&mut self, name: &str, target: Json<'t>, span: Span, depth: usize) -> Parameter {
        if self.inlining.iter().any(|outer| outer == name) {
            return self.unknown_kind(span, "a schema that contains itself, and is no object,");
        }
        self.inlining.push(name.to_owned());
        let inlined = self.read_schema(target, depth + 1);
        self.inlining.pop();
        inlined
    }

    fn read_kind(&mut self, schema: &Object<'t>, span: Span, depth: usize) -> Parameter {
        let name = self.text(schema, "type");
        let kind = match &name {
            Some(name) if BYTES.contains(&&**name) => Some(FieldKind::Binary),
            Some(name) => words::read_kind(name),
            None => implied_kind(schema),
        };
        let Some(kind) = kind else {
            let span = schema.get("type").map_or(span, Json::start);
            let name = shorten(&name.unwrap_or_default());
            return self.unknown_kind(span, &format!("a schema of type `{name}`"));
        };
        match kind {
            FieldKind::Object => self.read_object(schema, depth),
            FieldKind::Array => self.read_array(schema, span, depth),
            _ => self.read_scalar(kind, schema),
        }
    }

    fn read_object(&mut self, schema: &Object<'t>, depth: usize) -> Parameter {
        let mut object = Parameter { kind: Some(FieldKind::Object), ..Parameter::default() };
        if let Some(properties) = schema.get("properties") {
            object.fields = self.read_fields(properties, depth);
        }
        let values = schema.get("additionalProperties");
        if object.fields.is_empty() {
            let of = match values {
                Some(values) => self.read_schema(values, depth + 1),
                None => Parameter { kind: Some(FieldKind::Any), ..Parameter::default() },
            };
            object.kind = Some(FieldKind::Map);
            object.of = Some(Box::new(of));
        } else if let Some(values) = values {
            let message = "`additionalProperties` beside `properties` is left out".to_owned();
            self.warn("open-object", values.start(), message);
        }
        object
    }

    pub(super) fn read_fields(&mut self, properties: Json<'t>, depth: usize) -> Fields {
        let mut fields = Fields::new();
        for member in self.members(properties, "`properties`") {
            if self.check_name(&member.key, member.span, "a field") {
                let mut field = self.read_schema(member.value, depth + 1);
                field.origin = self.origin(member.span);
                fields.push((member.key, field));
            }
        }
        fields
    }

    fn read_array(&mut self, schema: &Object<'t>, span: Span, depth: usize) -> Parameter {
        let item = match schema.get("items") {
            Some(items) => self.read_schema(items, depth + 1),
            None => self.unknown_kind(span, "an array without `items`"),
        };
        Parameter { kind: Some(FieldKind::Array), of: Some(Box::new(item)), ..Parameter::default() }
    }

    fn read_scalar(&mut self, kind: FieldKind, schema: &Object<'t>) -> Parameter {
        let mut scalar = Parameter { kind: Some(kind), ..Parameter::default() };
        let Some(format) = self.text(schema, "format") else { return scalar };
        match (kind, &*format) {
            (FieldKind::Integer, "int32") => scalar.format = Some(FormatName::Int32),
            (FieldKind::Integer, "int64") => scalar.format = Some(FormatName::Int64),
            (FieldKind::Number, "float") => scalar.format = Some(FormatName::Float),
            (FieldKind::Number, "double") => scalar.format = Some(FormatName::Double),
            (FieldKind::String, "iso8601") => scalar.format = Some(FormatName::Timestamp),
            (FieldKind::String, "binary") => scalar.kind = Some(FieldKind::Binary),
            _ => {
                let span = schema.get("format").map(Json::span).unwrap_or_default();
                let (format, kind) = (shorten(&format), words::kind(kind));
                let message = format!("format `{format}` of a {kind} is not understood");
                self.warn("unknown-format", span, message);
            }
        }
        scalar
    }

    fn read_rules(&mut self, parameter: &mut Parameter, schema: &Object<'t>) {
        parameter.values = self.read_values(schema);
        parameter.default = self.scalar(schema, "default");
        parameter.pattern = self.text(schema, "pattern");
        parameter.length = self.read_counts(schema, "minLength", "maxLength");
        parameter.items = self.read_counts(schema, "minItems", "maxItems");
        parameter.range = self.read_range(schema, parameter.kind);
        // Values of a boolean say nothing.
        if parameter.kind == Some(FieldKind::Boolean) {
            parameter.values.clear();
        }
    }

    fn read_values(&mut self, schema: &Object<'t>) -> Vec<String> {
        let mut values = Vec::new();
        for item in self.items(schema, "enum") {
            match item.scalar() {
                Some(value) if values.contains(&value) => {}
                Some(value) => values.push(value),
                None => self.warn("wrong-type", item.start(), "a value of `enum` is no scalar".to_owned()),
            }
        }
        values
    }

    fn read_counts(&mut self, schema: &Object<'t>, min: &str, max: &str) -> Bounds {
        let text = |count: u64| count.to_string();
        Bounds { min: self.number(schema, min).map(text), max: self.number(schema, max).map(text) }
    }

    fn read_range(&mut self, schema: &Object<'t>, kind: Option<FieldKind>) -> Bounds {
        let min = self.read_limit(schema, "minimum");
        let max = self.read_limit(schema, "maximum");
        Bounds {
            min: self.open_limit(schema, "exclusiveMinimum", kind, min, 1),
            max: self.open_limit(schema, "exclusiveMaximum", kind, max, -1),
        }
    }

    fn read_limit(&mut self, schema: &Object<'t>, key: &str) -> Option<String> {
        let limit = self.scalar(schema, key)?;
        let whole = limit.parse::<i64>().ok().map(|number| number.to_string());
        let number = || limit.parse::<f64>().ok().filter(|number| number.is_finite() && number.abs() < 1e15);
        let read = whole.or_else(|| number().map(|number| number.to_string()));
        if read.is_none() {
            let span = schema.get(key).map(Json::span).unwrap_or_default();
            self.warn(
                "bad-limit",
                span,
                format!("`{key}` is `{}`, which is no number that fits", shorten(&limit)),
            );
        }
        read
    }

    /// A limit that is not itself allowed, as the next whole number. Of a number that need not be whole there is no next
    /// one, and the limit stays: it must refuse nothing that is allowed.
    fn open_limit(
        &mut self,
        schema: &Object<'t>,
        key: &str,
        kind: Option<FieldKind>,
        limit: Option<String>,
        step: i64,
    ) -> Option<String> {
        if !self.flag(schema, key) {
            return limit;
        }
        let limit = limit?;
        let whole = limit.parse::<i64>().ok().filter(|_| kind != Some(FieldKind::Number));
        let next = whole.and_then(|whole| whole.checked_add(step));
        if next.is_none() {
            let span = schema.get(key).map(Json::span).unwrap_or_default();
            let message =
                format!("`{key}` of a number that need not be whole; the limit itself is allowed, too");
            self.warn("open-limit", span, message);
        }
        Some(next.map_or(limit, |next| next.to_string()))
    }

    /// Anything, because what it is cannot be read.
    pub(super) fn unknown_kind(&mut self, span: Span, what: &str) -> Parameter {
        self.warn("unknown-type", span, format!("{what} is imported as `any`"));
        Parameter::of_kind(FieldKind::Any, self.origin(span))
    }
}

/// Whether a schema is an object with fields.
pub(super) fn is_object(schema: Json<'_>) -> bool {
    let members = schema.members().unwrap_or_default();
    let get = |key: &str| members.iter().find(|member| member.key == key).map(|member| member.value);
    let kind = get("type").and_then(Json::text);
    kind.is_none_or(|kind| words::read_kind(&kind) == Some(FieldKind::Object))
        && get("$ref").is_none()
        && get("properties").and_then(Json::members).is_some_and(|fields| !fields.is_empty())
}

/// The type that the keys of a schema belong to.
fn implied_kind(schema: &Object<'_>) -> Option<FieldKind> {
    let has = |key: &str| schema.get(key).is_some();
    if has("properties") || has("additionalProperties") {
        return Some(FieldKind::Object);
    }
    has("items").then_some(FieldKind::Array)
}
