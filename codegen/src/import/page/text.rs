//! A page as text: what a browser gives when the whole page is copied.
//!
//! Tables have lost their lines, so a row is told by its cells: a parameter is a name, a type, and `Yes` or `No`; the last
//! paragraph of a row is the example unless it is a sentence. Nesting is lost, too, but for what the example of the
//! response shows.

mod errors;
mod lines;
mod ram;
mod table;

use lines::{Line, Title};

use super::columns::{Column, column};
use super::section::Section;
use super::{Reader, example};
use crate::diagnostic::Diagnostic;
use crate::import::draft::{Found, Operation};
use crate::span::Span;

/// Reads the operation.
///
/// # Errors
///
/// A page without a title, or without any of the sections of an operation.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<Operation, Box<Diagnostic>> {
    let lines = lines::lines(reader.text);
    let (preface, sections) = lines::split(&lines);
    let start = lines.first().map(|line| line.span).unwrap_or_default();
    let Some(title) = lines::title(preface) else {
        let help = "a page has a title such as `Product:Operation` above `Last Updated:`";
        return Err(reader.no_page(help, start));
    };
    if sections.is_empty() {
        let help = "a page has sections such as `Request parameters` and `Error codes`";
        return Err(reader.no_page(help, start));
    }
    reader.report_missing(sections.iter().map(|(section, _)| *section), title.span);
    Ok(reader.read_text(title, &sections))
}

impl Reader<'_> {
    fn read_text(&mut self, title: Title<'_>, sections: &[(Section, &[Line<'_>])]) -> Operation {
        let mut operation = Operation {
            origin: self.origin(title.span),
            name: title.name.to_owned(),
            doc: title.doc,
            ..Operation::default()
        };
        operation.updated = title.date.and_then(|line| self.read_date(line.text, line.span));
        let of = |wanted: Section| sections.iter().filter(move |(section, _)| *section == wanted);
        // The example tells the nesting of the response, and stands below it.
        operation.example = of(Section::Examples).find_map(|(_, lines)| self.text_example(lines, title.name));
        for (section, lines) in sections {
            match section {
                Section::Authorization => self.read_authorization(&mut operation, lines),
                Section::Syntax => {
                    self.read_syntax(&mut operation, lines.iter().map(|line| (line.text, line.span)))
                }
                Section::Parameters => self.text_parameters(&mut operation, lines),
                Section::Response => self.text_response(&mut operation, lines),
                Section::Errors => self.text_errors(&mut operation.errors, lines),
                Section::Examples | Section::Prose | Section::Other => {}
            }
        }
        operation
    }

    /// Reports a line that is not understood.
    fn unknown_line(&mut self, line: &Line<'_>, what: &str) {
        self.unknown(line.text, line.span, what);
    }

    /// The JSON below `JSON format`.
    fn text_example(&mut self, lines: &[Line<'_>], operation: &str) -> Option<Found<String>> {
        let is_json =
            |line: &Line<'_>| matches!(line.text.trim_matches('`'), "JSON format" | "JSONformat" | "JSON");
        let start = lines.iter().position(is_json)? + 1;
        let labels = ["XML format", "Error response", "Sample requests", "Sample error responses"];
        let lines = &lines[start..];
        let end = lines.iter().position(|line| labels.contains(&line.text)).unwrap_or(lines.len());
        let (first, last) = (lines.first()?, lines[..end].last()?);
        let span = Span { start: first.span.start, end: last.span.end };
        let found = self.checked_example(self.text.get(span.start..span.end)?, first.span)?;
        Some(Found { value: example::unwrap(found.value, operation), ..found })
    }
}

/// The rows of the first table with these columns, below its header, and the columns in their order.
fn below<'l, 't>(lines: &'l [Line<'t>], known: &[Column]) -> Option<(Vec<Column>, &'l [Line<'t>])> {
    (0..lines.len()).find_map(|start| {
        let mut columns = Vec::new();
        for line in &lines[start..] {
            match column(line.text) {
                Some(column) if known.contains(&column) && !columns.contains(&column) => columns.push(column),
                _ => break,
            }
        }
        let rows = &lines[start + columns.len()..];
        (columns.len() > 2).then_some((columns, rows))
    })
}

#[cfg(test)]
pub(super) mod tests;
