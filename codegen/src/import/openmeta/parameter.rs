//! The parameters of an operation: their places, their styles, and the body.
//!
//! Rules that the files leave to the reader: a JSON body that is an object written out is taken apart, so that its
//! fields are parameters, unless one of them has the name of another parameter; and of two parameters of one name the
//! first counts, which is reported unless they say the same.

use std::collections::HashMap;

use super::keys;
use super::reader::{Object, Reader, shorten};
use crate::import::draft::{Fields, Parameter};
use crate::import::json::Json;
use crate::import::words;
use crate::raw::{FieldKind, Place, WireStyle};
use crate::span::{Origin, Span};

/// A parameter as the file has it.
struct Read {
    name: String,
    parameter: Parameter,
    is_body: bool,
    /// Whether the body is JSON, which it is when nothing else is said. It has no style of its own.
    is_json: bool,
}

impl<'t> Reader<'_, 't> {
    pub(super) fn read_parameters(&mut self, json: &Object<'t>) -> Fields {
        let items = self.items(json, "parameters");
        let read: Vec<Read> = items.into_iter().filter_map(|item| self.read_parameter(item)).collect();
        let mut fields = Fields::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (name, parameter) in flatten_body(read) {
            match known.get(&name) {
                Some(first) if says_the_same(&fields[*first].1, &parameter) => {}
                Some(first) => {
                    let first = fields[*first].1.origin.span;
                    self.duplicate(&name, parameter.origin.span, first, "the operation");
                }
                None => {
                    known.insert(name.clone(), fields.len());
                    fields.push((name, parameter));
                }
            }
        }
        fields
    }

    fn read_parameter(&mut self, item: Json<'t>) -> Option<Read> {
        let json = self.object(item, &keys::PARAMETER);
        let span = json.get("name").unwrap_or(item).start();
        let name = self.text(&json, "name").unwrap_or_default();
        if !self.check_name(&name, span, "a parameter") {
            return None;
        }
        let mut parameter = match json.get("schema") {
            Some(schema) => self.read_schema(schema, 0),
            None => self.unknown_kind(span, "a parameter without `schema`"),
        };
        parameter.origin = self.origin(json.get("name").unwrap_or(item).span());
        parameter.place = self.read_place(&json, span);
        let style = self.text(&json, "style");
        let is_body = parameter.place == Some(Place::Body);
        // A body is JSON without saying so; one of XML says it.
        if !is_body || style.as_deref() == Some("xml") {
            parameter.style = style.as_deref().and_then(|style| self.read_style(style, span));
        }
        Some(Read { name, parameter, is_body, is_json: style.is_none_or(|style| style == "json") })
    }

    fn read_style(&mut self, style: &str, span: Span) -> Option<WireStyle> {
        let known = words::read_wire_style(style);
        if known.is_none() {
            let message = format!("style `{}` of a parameter is not understood", shorten(style));
            self.warn("unknown-style", span, message);
        }
        known
    }

    fn read_place(&mut self, json: &Object<'t>, span: Span) -> Option<Place> {
        match self.text(json, "in").as_deref() {
            Some("query") => None,
            Some("formData") => Some(Place::Form),
            Some("body") => Some(Place::Body),
            Some("path") => Some(Place::Path),
            Some("header") => Some(Place::Header),
            Some("host") => Some(Place::Host),
            other => {
                let place = shorten(other.unwrap_or(""));
                let message =
                    format!("place `{place}` of a parameter is not understood, and taken as `query`");
                self.warn("unknown-place", span, message);
                None
            }
        }
    }
}

/// Takes a JSON body that is an object written out apart. It stays whole where one of its fields has the name of
/// another parameter, for then both could not be given.
fn flatten_body(read: Vec<Read>) -> Fields {
    let mut bodies = read.iter().filter(|read| read.is_body);
    let (only, further) = (bodies.next(), bodies.next());
    let is_beside = |name: &str| read.iter().any(|read| read.name == name && !read.is_body);
    let is_apart = |body: &&Read| {
        further.is_none()
            && body.is_json
            && body.parameter.kind == Some(FieldKind::Object)
            && !body.parameter.fields.iter().any(|(name, _)| is_beside(name))
    };
    let apart = only.is_some_and(|body| is_apart(&body));
    let mut fields = Fields::new();
    for Read { name, parameter, is_body, .. } in read {
        if is_body && apart {
            let field = |(name, field)| (name, Parameter { place: Some(Place::Field), ..field });
            fields.extend(parameter.fields.into_iter().map(field));
        } else {
            fields.push((name, parameter));
        }
    }
    fields
}

/// Whether two parameters differ in nothing but their texts and places in the file.
fn says_the_same(first: &Parameter, second: &Parameter) -> bool {
    facts(first.clone()) == facts(second.clone())
}

fn facts(parameter: Parameter) -> Parameter {
    Parameter {
        origin: Origin::default(),
        doc: None,
        example: None,
        fields: parameter.fields.into_iter().map(|(name, field)| (name, facts(field))).collect(),
        of: parameter.of.map(|of| Box::new(facts(*of))),
        ..parameter
    }
}
