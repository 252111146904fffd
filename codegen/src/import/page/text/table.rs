//! The tables of request parameters and of response elements.

use super::below;
use super::lines::Line;
use crate::import::draft::{Operation, Parameter};
use crate::import::page::columns::{Column, read_required};
use crate::import::page::kind::read_kind;
use crate::import::page::nest::Row;
use crate::import::page::{Reader, example};
use crate::raw::FieldKind;

const COLUMNS: [Column; 6] =
    [Column::Name, Column::Type, Column::Required, Column::Optional, Column::Example, Column::Description];

/// A row of a table, with the lines of description and example.
struct Cells<'l, 't> {
    name: &'l Line<'t>,
    parameter: Parameter,
    body: &'l [Line<'t>],
}

impl Reader<'_> {
    pub(super) fn text_parameters(&mut self, operation: &mut Operation, lines: &[Line<'_>]) {
        let Some((columns, lines)) = self.table(lines) else { return };
        let rows = rows(lines, &columns);
        let rows = self.read_rows(lines, rows, &columns);
        let rows = self.without_action(rows, &operation.name);
        let parameters = self.nest_by_name(rows);
        self.add_fields(&mut operation.parameters, parameters);
    }

    pub(super) fn text_response(&mut self, operation: &mut Operation, lines: &[Line<'_>]) {
        let Some((columns, lines)) = self.table(lines) else { return };
        let rows = rows(lines, &columns);
        // The first row is the response as a whole and has no name, so that its type stands first.
        let whole = lines.first().is_some_and(|line| is_type(line.text));
        let head = rows.first().map_or(lines.len(), |row| position(lines, row.name));
        let skip = if whole { head } else { 0 };
        let rows = self.read_rows(&lines[skip..], rows, &columns);
        let sample = operation.example.as_ref().and_then(|found| example::value(&found.value));
        let fields = self.nest(rows, sample.as_ref());
        self.add_fields(&mut operation.response, fields);
    }

    fn table<'l, 't>(&mut self, lines: &'l [Line<'t>]) -> Option<(Vec<Column>, &'l [Line<'t>])> {
        let table = below(lines, &COLUMNS).filter(|(columns, _)| columns.starts_with(&COLUMNS[..2]));
        if let (None, Some(line)) = (&table, lines.first()) {
            self.unknown_line(line, "as a table");
        }
        table
    }

    /// Finishes the rows and reports what stands above the first one.
    fn read_rows(&mut self, lines: &[Line<'_>], rows: Vec<Cells<'_, '_>>, columns: &[Column]) -> Vec<Row> {
        let head = rows.first().map_or(lines.len(), |row| position(lines, row.name));
        lines[..head].iter().for_each(|line| self.unknown_line(line, "as a row of a table"));
        let (good, bad): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|cells| cells.parameter.kind.is_some());
        bad.iter().for_each(|cells| self.unknown_line(cells.name, "as a row of a table"));
        good.into_iter().map(|cells| read_row(cells, columns)).collect()
    }
}

fn position(lines: &[Line<'_>], line: &Line<'_>) -> usize {
    lines.iter().position(|known| known.span == line.span).unwrap_or(0)
}

/// Splits lines into rows: the first cells, up to example or description, tell where one begins.
fn rows<'l, 't>(lines: &'l [Line<'t>], columns: &[Column]) -> Vec<Cells<'l, 't>> {
    let is_head = |column: &&Column| !matches!(column, Column::Example | Column::Description);
    let head: Vec<Column> = columns.iter().take_while(is_head).copied().collect();
    let mut rows: Vec<Cells<'l, 't>> = Vec::new();
    let mut body = 0;
    let mut index = 0;
    while index < lines.len() {
        let Some(parameter) = start(&lines[index..], &head) else {
            index += 1;
            continue;
        };
        if let Some(last) = rows.last_mut() {
            last.body = &lines[body..index];
        }
        rows.push(Cells { name: &lines[index], parameter, body: &[] });
        index += head.len();
        body = index;
    }
    if let Some(last) = rows.last_mut() {
        last.body = &lines[body..];
    }
    rows
}

/// The parameter of a row, if one begins here; without a kind if all but its type is understood.
fn start(lines: &[Line<'_>], head: &[Column]) -> Option<Parameter> {
    let mut parameter = Parameter::default();
    let mut required = None;
    for (line, column) in lines.iter().zip(head) {
        match column {
            Column::Name => is_name(line.text).then_some(())?,
            Column::Type if is_type(line.text) => parameter = read_kind(line.text)?,
            Column::Type => {}
            column => required = Some(read_required(*column, line.text)?),
        }
    }
    let whole = lines.len() >= head.len() && (parameter.kind.is_some() || required.is_some());
    whole.then(|| Parameter { required: required.unwrap_or_default(), ..parameter })
}

fn read_row(cells: Cells<'_, '_>, columns: &[Column]) -> Row {
    let mut parameter = cells.parameter;
    let body = match item_row(&parameter, cells.body) {
        Some(index) => {
            let (doc, example) = read_body(&cells.body[index + 1..], columns);
            if let Some(of) = &mut parameter.of {
                of.doc = doc;
                of.example = example;
            }
            &cells.body[..index]
        }
        None => cells.body,
    };
    let (doc, example) = read_body(body, columns);
    let parameter = Parameter { doc, example, ..parameter };
    Row { name: cells.name.text.to_owned(), span: cells.name.span, indent: 0, parameter }
}

/// Where the row of the items of a list begins, which has no name, so that its type stands first.
fn item_row(parameter: &Parameter, body: &[Line<'_>]) -> Option<usize> {
    let of = parameter.of.as_ref().filter(|_| parameter.kind == Some(FieldKind::Array))?;
    let is_item =
        |line: &Line<'_>| is_type(line.text) && read_kind(line.text).is_some_and(|kind| kind.kind == of.kind);
    body.iter().skip(1).position(is_item).map(|index| index + 1)
}

/// The description, and the example: of several paragraphs the last, or the first if its column stands there, unless it
/// is a sentence.
fn read_body(body: &[Line<'_>], columns: &[Column]) -> (Option<String>, Option<String>) {
    let is_sentence = |line: &Line<'_>| line.text.ends_with('.') && line.text.split(' ').count() > 2;
    let position = |wanted: Column| columns.iter().position(|column| *column == wanted);
    let (doc, example) = match body {
        body if position(Column::Example).is_none() => (body, None),
        [example, doc @ ..]
            if !doc.is_empty()
                && !is_sentence(example)
                && position(Column::Example) < position(Column::Description) =>
        {
            (doc, Some(example.text.to_owned()))
        }
        [doc @ .., last]
            if !doc.is_empty()
                && !is_sentence(last)
                && position(Column::Description) < position(Column::Example) =>
        {
            (doc, Some(last.text.to_owned()))
        }
        doc => (doc, None),
    };
    let lines: Vec<String> = doc.iter().map(|line| format!("{:1$}{2}", "", line.indent, line.text)).collect();
    ((!lines.is_empty()).then(|| lines.join("\n")), example)
}

fn is_name(text: &str) -> bool {
    let good = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    text.len() <= 128 && text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(good)
}

/// Whether a line is a type: nothing marks cells, so a word such as `text` or `date` is taken for one in a table only.
fn is_type(text: &str) -> bool {
    read_kind(text).is_some() && !matches!(text, "text" | "date" | "json" | "map" | "int" | "list")
}
