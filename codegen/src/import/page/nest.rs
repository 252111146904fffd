//! Rows of a table become fields within fields.
//!
//! A table is flat. Where a row belongs is told by marks or spaces before its name, by the example of the response, which
//! has the same names in their places, or, in requests, by the name itself: `Tag.N.Key`.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{MAX_ROWS, Reader};
use crate::import::draft::{Fields, Parameter};
use crate::raw::{FieldKind, WireStyle};
use crate::span::Span;

/// Deepest nesting; real pages have a third of it.
const DEPTH: usize = 16;

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) span: Span,
    /// How far the name is indented.
    pub(super) indent: usize,
    /// Without a type where the cell is empty.
    pub(super) parameter: Parameter,
}

/// Where a row belongs.
#[derive(Clone, Copy, Default)]
struct Place<'s> {
    parent: Option<usize>,
    depth: usize,
    /// What the example has in its place.
    sample: Option<&'s Value>,
    /// Whether the same name stands above in the same place.
    repeated: bool,
}

impl Reader<'_> {
    /// The fields of a response, with the example of the response.
    pub(super) fn nest(&mut self, mut rows: Vec<Row>, sample: Option<&Value>) -> Fields {
        if let Some(row) = rows.get(MAX_ROWS) {
            self.too_many(row.span);
            rows.truncate(MAX_ROWS);
        }
        let sample = sample.and_then(object);
        let places = match sample.filter(|_| rows.iter().all(|row| row.indent == 0)) {
            Some(sample) => self.by_sample(&rows, sample),
            None => by_indent(&rows),
        };
        self.build(&rows, &places)
    }

    /// The parameters of a request.
    pub(super) fn nest_by_name(&mut self, rows: Vec<Row>) -> Fields {
        let fields = self.nest(rows, None);
        let mut nested = Fields::new();
        for (name, parameter) in fields {
            match list_path(&name) {
                Some(path) => {
                    let span = parameter.origin.span;
                    if !insert(&mut nested, &path, parameter) {
                        self.unknown(&name, span, "beside the field of the same name above");
                    }
                }
                None if nested.iter().any(|(known, _)| *known == name) => {
                    let span = parameter.origin.span;
                    self.unknown(&name, span, "beside the items of the same name above");
                }
                None => nested.push((name, parameter)),
            }
        }
        nested
    }

    /// Adds the fields of a table to those of the tables above.
    pub(super) fn add_fields(&mut self, known: &mut Fields, fields: Fields) {
        for (name, field) in fields {
            let span = field.origin.span;
            if known.len() == MAX_ROWS {
                self.too_many(span);
            } else if known.iter().any(|(known, _)| *known == name) {
                self.unknown(&name, span, "beside the field of the same name above");
            } else {
                known.push((name, field));
            }
        }
    }

    /// Looks for each row in the innermost object that is open and has not been told its name yet.
    fn by_sample<'s>(&mut self, rows: &'s [Row], root: &'s Map<String, Value>) -> Vec<Place<'s>> {
        let mut places: Vec<Place<'s>> = Vec::new();
        let mut known: HashSet<(Option<usize>, &str)> = HashSet::new();
        let mut open: Option<usize> = None;
        for (index, row) in rows.iter().enumerate() {
            let mut scope = open;
            let place = loop {
                let fields = scope.map_or(Some(root), |scope| places[scope].sample.and_then(object));
                let found = fields.and_then(|fields| get(fields, &row.name));
                if let Some((_, sample)) = found.filter(|(key, _)| known.insert((scope, *key))) {
                    known.insert((scope, &row.name));
                    let depth = scope.map_or(0, |scope| places[scope].depth + 1);
                    break Place { parent: scope, depth, sample: Some(sample), repeated: false };
                }
                match scope {
                    Some(inner) => scope = places[inner].parent,
                    None => {
                        let new = known.insert((open, &row.name));
                        break self.beside(row, open, &places, new);
                    }
                }
            };
            let is_container = place.sample.and_then(object).is_some() && may_contain(&row.parameter);
            open = if is_container && place.depth < DEPTH { Some(index) } else { place.parent };
            places.push(place);
        }
        places
    }

    /// A row that the example does not have is taken for a neighbour of the row above.
    fn beside<'s>(&mut self, row: &Row, parent: Option<usize>, places: &[Place<'s>], new: bool) -> Place<'s> {
        if new {
            let message = format!(
                "`{}` is not in the example of the response, so it is taken for a neighbour of the row above",
                row.name
            );
            self.report.warn("lost-nesting", message, self.origin(row.span));
        }
        let depth = parent.map_or(0, |parent| places[parent].depth + 1);
        Place { parent, depth, sample: None, repeated: !new }
    }

    /// Puts the fields together, from the last row to the first, so that a field has its own before it is moved.
    fn build(&mut self, rows: &[Row], places: &[Place<'_>]) -> Fields {
        let mut inner: Vec<Fields> = vec![Fields::new(); rows.len()];
        let mut top = Fields::new();
        for (index, row) in rows.iter().enumerate().rev() {
            let place = places[index];
            if place.repeated {
                self.unknown(&row.name, row.span, "beside the row of the same name above");
                continue;
            }
            let mut fields = std::mem::take(&mut inner[index]);
            fields.reverse();
            let parent = place.parent.map(|parent| (&rows[parent], places[parent].sample));
            let is_items = parent.is_some_and(|(parent, sample)| is_items(row, parent, sample));
            let parameter = self.finish(row, place.sample, fields, is_items);
            place.parent.map_or(&mut top, |parent| &mut inner[parent]).push((row.name.clone(), parameter));
        }
        top.reverse();
        top
    }

    fn finish(&mut self, row: &Row, sample: Option<&Value>, fields: Fields, is_items: bool) -> Parameter {
        let mut parameter = Parameter { origin: self.origin(row.span), ..row.parameter.clone() };
        match parameter.kind {
            Some(FieldKind::Array) => finish_list(&mut parameter, sample, fields),
            _ if is_items => {
                let kind = parameter.kind.or_else(|| sample.and_then(|sample| item(sample).kind));
                let of = Parameter { kind, format: parameter.format.take(), ..Parameter::default() };
                parameter.kind = Some(FieldKind::Array);
                parameter.of = Some(Box::new(with_fields(of, fields)));
            }
            None => self.finish_open(&mut parameter, row, sample, fields),
            Some(FieldKind::Object) => parameter = with_fields(parameter, fields),
            _ if fields.is_empty() => {}
            _ => self.unknown(&row.name, row.span, "as a value with fields, so they are left out"),
        }
        parameter
    }

    /// A row without a type has that of the example.
    fn finish_open(&mut self, parameter: &mut Parameter, row: &Row, sample: Option<&Value>, fields: Fields) {
        let Parameter { kind, of, .. } = sample.map(shape).unwrap_or_default();
        if kind.is_none() && fields.is_empty() {
            self.unknown(&row.name, row.span, "without a type, so it is open");
        }
        *parameter = with_fields(Parameter { kind, of, ..std::mem::take(parameter) }, fields);
    }
}

/// Whether a row is about the items of the list above it. Older pages and their examples have an object around the items
/// of a list, whose only field is called as one of them: `Zones`, `Zone`.
fn is_items(row: &Row, parent: &Row, sample: Option<&Value>) -> bool {
    let wrapped = sample.and_then(Value::as_object).is_some_and(|object| object.len() == 1);
    let named = may_contain(&row.parameter) || parent.name.starts_with(&row.name);
    parent.parameter.kind == Some(FieldKind::Array) && wrapped && named
}

/// A list, or the object around it.
fn finish_list(parameter: &mut Parameter, sample: Option<&Value>, fields: Fields) {
    let wrapped = sample.and_then(Value::as_object).filter(|object| object.len() == 1);
    let wrapped = wrapped.and_then(|object| object.iter().next());
    let around = match (wrapped, &fields[..]) {
        (Some((name, value)), []) => {
            let of = with_fields(item(value), Fields::new());
            let of = Some(Box::new(Parameter { example: parameter.example.take(), ..of }));
            let (kind, origin) = (Some(FieldKind::Array), parameter.origin);
            vec![(name.clone(), Parameter { kind, origin, of, ..Parameter::default() })]
        }
        (Some(_), [(_, field)]) if field.kind == Some(FieldKind::Array) => fields,
        _ => {
            let of = parameter.of.take().map_or_else(|| sample.map(item).unwrap_or_default(), |of| *of);
            parameter.of = Some(Box::new(with_fields(of, fields)));
            return;
        }
    };
    parameter.kind = Some(FieldKind::Object);
    parameter.of = None;
    parameter.fields = around;
}

/// A parameter with these fields; an object without any is a map of anything, and a type that is not known is open.
fn with_fields(mut parameter: Parameter, fields: Fields) -> Parameter {
    match parameter.kind {
        Some(FieldKind::Array) => {
            let of = parameter.of.take().map(|of| *of).unwrap_or_default();
            parameter.of = Some(Box::new(with_fields(of, fields)));
        }
        _ if !fields.is_empty() => {
            parameter.kind = Some(FieldKind::Object);
            parameter.fields = fields;
        }
        Some(FieldKind::Object) => {
            let any = Parameter { kind: Some(FieldKind::Any), ..Parameter::default() };
            parameter.kind = Some(FieldKind::Map);
            parameter.of = Some(Box::new(any));
        }
        None => parameter.kind = Some(FieldKind::Any),
        _ => {}
    }
    parameter
}

fn may_contain(parameter: &Parameter) -> bool {
    matches!(parameter.kind, None | Some(FieldKind::Object | FieldKind::Array))
}

/// The type of a value.
fn shape(value: &Value) -> Parameter {
    let kind = match value {
        Value::Null => None,
        Value::Bool(_) => Some(FieldKind::Boolean),
        Value::Number(number) if number.is_f64() => Some(FieldKind::Number),
        Value::Number(_) => Some(FieldKind::Integer),
        Value::String(_) => Some(FieldKind::String),
        Value::Array(_) => Some(FieldKind::Array),
        Value::Object(_) => Some(FieldKind::Object),
    };
    let of = value.is_array().then(|| Box::new(item(value)));
    Parameter { kind, of, ..Parameter::default() }
}

/// The type of the items of a list, of which an example may show one alone.
fn item(value: &Value) -> Parameter {
    match value {
        Value::Array(items) => items.first().map(shape).unwrap_or_default(),
        one => shape(one),
    }
}

/// An object, or the first one of a list.
fn object(value: &Value) -> Option<&Map<String, Value>> {
    match value {
        Value::Object(object) => Some(object),
        Value::Array(items) => items.first().and_then(object),
        _ => None,
    }
}

/// A member of an object; examples and tables often differ in case.
fn get<'s>(object: &'s Map<String, Value>, name: &str) -> Option<(&'s str, &'s Value)> {
    let same = object.get_key_value(name);
    let found = same.or_else(|| object.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)));
    found.map(|(key, value)| (key.as_str(), value))
}

/// A row belongs to the last row above that is indented less.
fn by_indent<'s>(rows: &[Row]) -> Vec<Place<'s>> {
    let mut places: Vec<Place<'s>> = Vec::new();
    let mut known = HashSet::new();
    let mut open: Vec<usize> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        while open.last().is_some_and(|last| rows[*last].indent >= row.indent) {
            open.pop();
        }
        let parent = open.last().copied();
        let repeated = !known.insert((parent, row.name.as_str()));
        places.push(Place { parent, depth: open.len(), sample: None, repeated });
        if open.len() < DEPTH {
            open.push(index);
        }
    }
    places
}

/// The lists that a name goes through, and the field at its end: `Tag.N.Key`, `Ids.N`.
fn list_path(name: &str) -> Option<Vec<&str>> {
    let mut path = Vec::new();
    let mut rest = name;
    while let Some(index) = [".N", ".n"].iter().filter_map(|mark| mark_at(rest, mark)).min() {
        path.push(&rest[..index]);
        rest = rest[index + 2..].trim_start_matches('.');
    }
    path.push(rest);
    let good = path[..path.len() - 1].iter().all(|name| !name.is_empty());
    (good && (2..=DEPTH / 2).contains(&path.len())).then_some(path)
}

/// Where a mark stands that a dot or the end follows.
fn mark_at(text: &str, mark: &str) -> Option<usize> {
    let ends =
        |index: &usize| text[index + mark.len()..].is_empty() || text[index + mark.len()..].starts_with('.');
    text.match_indices(mark).map(|(index, _)| index).find(ends)
}

/// Puts a parameter where its path leads, unless something is there; lists on the way are made as needed.
fn insert(fields: &mut Fields, path: &[&str], parameter: Parameter) -> bool {
    let Some((name, rest)) = path.split_first() else { return false };
    let index = fields.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
        let list = Parameter { origin: parameter.origin, ..Parameter::default() };
        fields.push(((*name).to_owned(), list));
        fields.len() - 1
    });
    let list = &mut fields[index].1;
    list.kind = Some(FieldKind::Array);
    list.format = None;
    list.style = Some(WireStyle::RepeatList);
    match rest {
        [] | [""] => {
            insert_item(list, parameter);
            true
        }
        rest => {
            let of = list.of.get_or_insert_default();
            **of = Parameter {
                kind: Some(FieldKind::Object),
                fields: std::mem::take(&mut of.fields),
                ..Parameter::default()
            };
            insert_field(&mut of.fields, rest, parameter)
        }
    }
}

/// A field of the items: a list again, or the end of the path.
fn insert_field(fields: &mut Fields, path: &[&str], parameter: Parameter) -> bool {
    let [name] = path else { return insert(fields, path, parameter) };
    let new = fields.iter().all(|(known, _)| known != name);
    if new {
        fields.push(((*name).to_owned(), parameter));
    }
    new
}

/// A row about the items: what it says of text and requiredness holds for the list.
fn insert_item(list: &mut Parameter, row: Parameter) {
    list.required |= row.required;
    list.example = list.example.take().or(row.example);
    list.doc = list.doc.take().or(row.doc);
    if list.of.as_ref().is_some_and(|of| !of.fields.is_empty()) {
        return;
    }
    list.of = if row.kind == Some(FieldKind::Array) {
        row.of
    } else {
        Some(Box::new(Parameter { kind: row.kind, format: row.format, of: row.of, ..Parameter::default() }))
    };
}
