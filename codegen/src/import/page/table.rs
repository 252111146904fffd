//! The tables of request parameters and of response elements.

use super::Reader;
use super::section::{Line, below};
use crate::import::draft::{Fields, Parameter};
use crate::raw::{FieldKind, FormatName};

const PARAMETERS: [&str; 5] = ["Parameter", "Type", "Required", "Description", "Example"];
const RESPONSE: [&str; 4] = ["Element", "Type", "Description", "Example"];
const RESPONSE_OLD: [&str; 4] = ["Parameter", "Type", "Description", "Example"];

/// A row of a table.
struct Row<'l, 't> {
    name: &'l Line<'t>,
    parameter: Parameter,
    /// Description and example.
    body: &'l [Line<'t>],
}

impl Reader<'_> {
    pub(super) fn read_parameters(&mut self, lines: &[Line<'_>]) -> Fields {
        let Some(lines) = self.table(lines, &[&PARAMETERS]) else { return Fields::new() };
        let rows = rows(lines, |cells| match cells {
            [name, kind, required, ..] if is_name(name.text) => {
                let required = match required.text {
                    "Yes" => true,
                    "No" => false,
                    _ => return None,
                };
                Some((3, Parameter { required, ..read_kind(kind.text)? }))
            }
            _ => None,
        });
        self.read_rows(lines, rows)
    }

    pub(super) fn read_response(&mut self, lines: &[Line<'_>]) -> Fields {
        let Some(lines) = self.table(lines, &[&RESPONSE, &RESPONSE_OLD]) else { return Fields::new() };
        let rows = rows(lines, |cells| match cells {
            [name, kind, ..] if is_name(name.text) => Some((2, read_kind(kind.text)?)),
            _ => None,
        });
        // The first row is the response as a whole and has no name, so that its type stands first.
        let whole = lines.first().is_some_and(|line| read_kind(line.text).is_some());
        let head = rows.first().map_or(lines.len(), |row| position(lines, row.name));
        let skip = if whole { head } else { 0 };
        self.read_rows(&lines[skip..], rows)
    }

    fn table<'l, 't>(&mut self, lines: &'l [Line<'t>], headers: &[&[&str]]) -> Option<&'l [Line<'t>]> {
        let table = headers.iter().find_map(|header| below(lines, header));
        if let (None, Some(line)) = (table, lines.first()) {
            self.unknown(line, "as a table");
        }
        table
    }

    /// Finishes the rows and reports what stands above the first one.
    fn read_rows(&mut self, lines: &[Line<'_>], rows: Vec<Row<'_, '_>>) -> Fields {
        let head = rows.first().map_or(lines.len(), |row| position(lines, row.name));
        lines[..head].iter().for_each(|line| self.unknown(line, "as a row of a table"));
        let mut fields = Fields::new();
        for row in rows {
            let origin = self.origin(row.name.span);
            let (doc, example) = read_body(row.body);
            fields.push((row.name.text.to_owned(), Parameter { origin, doc, example, ..row.parameter }));
        }
        fields
    }
}

fn position(lines: &[Line<'_>], line: &Line<'_>) -> usize {
    lines.iter().position(|known| known.span == line.span).unwrap_or(0)
}

/// Splits lines into rows; `start` tells whether cells begin one, and how many they are.
fn rows<'l, 't>(
    lines: &'l [Line<'t>],
    start: impl Fn(&[Line<'t>]) -> Option<(usize, Parameter)>,
) -> Vec<Row<'l, 't>> {
    let mut rows: Vec<Row<'l, 't>> = Vec::new();
    let mut body = 0;
    let mut index = 0;
    while index < lines.len() {
        let Some((cells, parameter)) = start(&lines[index..]) else {
            index += 1;
            continue;
        };
        if let Some(last) = rows.last_mut() {
            last.body = &lines[body..index];
        }
        rows.push(Row { name: &lines[index], parameter, body: &[] });
        index += cells;
        body = index;
    }
    if let Some(last) = rows.last_mut() {
        last.body = &lines[body..];
    }
    rows
}

/// The description, and the example: the last of several paragraphs, unless it is a sentence.
fn read_body(body: &[Line<'_>]) -> (Option<String>, Option<String>) {
    let is_sentence = |line: &Line<'_>| line.text.ends_with('.') && line.text.split(' ').count() > 2;
    let (doc, example) = match body {
        [doc @ .., last] if !doc.is_empty() && !is_sentence(last) => (doc, Some(last.text.to_owned())),
        doc => (doc, None),
    };
    let lines: Vec<String> = doc.iter().map(|line| format!("{:1$}{2}", "", line.indent, line.text)).collect();
    ((!lines.is_empty()).then(|| lines.join("\n")), example)
}

fn is_name(text: &str) -> bool {
    let good = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    text.len() <= 128 && text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(good)
}

/// The types as the pages name them.
fn read_kind(text: &str) -> Option<Parameter> {
    let (kind, format) = match text {
        "string" => (FieldKind::String, None),
        "boolean" => (FieldKind::Boolean, None),
        "integer" => (FieldKind::Integer, Some(FormatName::Int32)),
        "long" => (FieldKind::Integer, Some(FormatName::Int64)),
        "float" => (FieldKind::Number, Some(FormatName::Float)),
        "double" => (FieldKind::Number, Some(FormatName::Double)),
        "number" => (FieldKind::Number, None),
        "any" => (FieldKind::Any, None),
        "object" => (FieldKind::Object, None),
        "array" => (FieldKind::Array, None),
        _ => return read_list(text),
    };
    Some(Parameter { kind: Some(kind), format, ..Parameter::default() })
}

/// `array<string>`.
fn read_list(text: &str) -> Option<Parameter> {
    let item = text.strip_prefix("array<")?.strip_suffix('>')?;
    let of = read_kind(item).map(Box::new);
    of.is_some().then(|| Parameter { kind: Some(FieldKind::Array), of, ..Parameter::default() })
}
