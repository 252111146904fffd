//! The tables of request and response parameters.

use super::blocks::Part;
use super::table::{Cell, Table};
use super::{cell, is_pointer};
use crate::import::draft::{Operation, Parameter};
use crate::import::page::columns::{Column, read_required};
use crate::import::page::kind::read_kind;
use crate::import::page::nest::Row;
use crate::import::page::request::read_place;
use crate::import::page::{Reader, example};
use crate::raw::FieldKind;
use crate::span::Span;

const COLUMNS: [Column; 7] = [
    Column::Name,
    Column::Type,
    Column::Required,
    Column::Optional,
    Column::Place,
    Column::Example,
    Column::Description,
];
/// What stands before the name of a field, in place of an indentation.
const MARKS: [char; 6] = ['└', '├', '∟', '─', '+', '>'];

impl Reader<'_> {
    pub(super) fn markdown_parameters(&mut self, operation: &mut Operation, part: &Part<'_>) {
        let rows = self.read_tables(part, FieldKind::String);
        let rows = self.without_action(rows, &operation.name);
        let parameters = self.nest_by_name(rows);
        self.add_fields(&mut operation.parameters, parameters);
    }

    pub(super) fn markdown_response(&mut self, operation: &mut Operation, part: &Part<'_>) {
        let rows = self.read_tables(part, FieldKind::Any);
        let sample = operation.example.as_ref().and_then(|found| example::value(&found.value));
        let fields = self.nest(rows, sample.as_ref());
        self.add_fields(&mut operation.response, fields);
    }

    fn read_tables(&mut self, part: &Part<'_>, open: FieldKind) -> Vec<Row> {
        let mut rows = Vec::new();
        for table in self.tables(part, |text| is_pointer(text) || is_none(text)) {
            let columns = self.known_columns(table);
            if !columns.contains(&Some(Column::Name)) || !columns.contains(&Some(Column::Type)) {
                self.unknown(table.title(), table.span, "as a table of parameters");
                continue;
            }
            rows.extend(table.rows.iter().filter_map(|cells| self.read_cells(&columns, cells, open)));
        }
        rows
    }

    /// The columns of a table of parameters; the other ones are reported.
    fn known_columns(&mut self, table: &Table<'_>) -> Vec<Option<Column>> {
        let mut columns = table.columns();
        for index in 0..columns.len() {
            let twice = columns[..index].contains(&columns[index]);
            if columns[index].is_none_or(|column| twice || !COLUMNS.contains(&column)) {
                let cell = &table.header[index];
                self.unknown(&cell.text, cell.span, "as a column, so its cells are left out");
                columns[index] = None;
            }
        }
        columns
    }

    fn read_cells(&mut self, columns: &[Option<Column>], cells: &[Cell<'_>], open: FieldKind) -> Option<Row> {
        let mut row = Row::default();
        for (column, cell) in columns.iter().zip(cells) {
            let Some(column) = *column else { continue };
            let text = cell::plain(&cell.text);
            match column {
                Column::Name => self.read_name(&mut row, cell)?,
                Column::Type if text.is_empty() => {}
                Column::Type => self.read_type(&mut row.parameter, &text, cell.span, open),
                Column::Required | Column::Optional => match read_required(column, &text) {
                    Some(required) => row.parameter.required = required,
                    None if matches!(text.as_str(), "" | "-" | "N/A" | "None") => {}
                    None => self.unknown(&text, cell.span, "as `Yes` or `No`"),
                },
                Column::Place => row.parameter.place = self.read_place(&text, cell.span),
                Column::Example => row.parameter.example = Some(text).filter(|text| !is_blank(text)),
                _ => row.parameter.doc = cell::doc(&cell.text),
            }
        }
        Some(row)
    }

    fn read_name(&mut self, row: &mut Row, cell: &Cell<'_>) -> Option<()> {
        let name = cell.text.replace("&nbsp;", "\u{a0}");
        let inner = name.trim_start_matches(|c: char| MARKS.contains(&c) || c.is_whitespace());
        row.indent = name.chars().count() - inner.chars().count();
        row.name = cell::plain(inner);
        row.span = cell.span;
        if !is_name(&row.name) {
            self.unknown(&cell.text, cell.span, "as the name of a parameter");
            return None;
        }
        Some(())
    }

    /// What is not known is sent as text, and is left open in answers.
    fn read_type(&mut self, parameter: &mut Parameter, text: &str, span: Span, open: FieldKind) {
        match read_kind(text) {
            Some(Parameter { kind, format, of, .. }) => {
                (parameter.kind, parameter.format, parameter.of) = (kind, format, of);
            }
            None => {
                self.unknown(text, span, "as a type");
                parameter.kind = Some(open);
            }
        }
    }

    fn read_place(&mut self, text: &str, span: Span) -> Option<crate::raw::Place> {
        let place = read_place(text);
        if place.is_none() {
            self.unknown(text, span, "as the place of a parameter");
        }
        place
    }
}

/// A cell that holds the place of an example.
fn is_blank(text: &str) -> bool {
    matches!(text, "" | "-" | "--" | "N/A" | "None" | "无")
}

fn is_none(text: &str) -> bool {
    let text = text.trim_end_matches('.').to_lowercase();
    text == "none" || text == "n/a"
}

/// Names go to YAML as keys and to code through one function; what they must not have is white space.
fn is_name(name: &str) -> bool {
    let good = |c: char| !c.is_whitespace() && !c.is_control();
    !name.is_empty() && name.len() <= 128 && name.chars().all(good)
}
