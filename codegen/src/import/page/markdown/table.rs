//! Tables between pipes, with cells that may go over several lines and have blank ones.

use std::borrow::Cow;

use super::blocks::{line_at, trimmed};
use super::cell::plain;
use crate::import::page::columns::{Column, column};
use crate::span::Span;

/// A table.
#[derive(Debug)]
pub(super) struct Table<'t> {
    pub(super) span: Span,
    /// The headings.
    pub(super) header: Vec<Cell<'t>>,
    /// The rows, each as long as the header.
    pub(super) rows: Vec<Vec<Cell<'t>>>,
    /// What is no row as long as the header.
    pub(super) broken: Vec<Span>,
}

/// A cell, as Markdown.
#[derive(Clone, Debug)]
pub(super) struct Cell<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) span: Span,
}

impl<'t> Table<'t> {
    /// The first words.
    pub(super) fn title(&self) -> &str {
        self.header.first().map_or("<table>", |cell| &cell.text)
    }

    /// What each column holds, where that is known.
    pub(super) fn columns(&self) -> Vec<Option<Column>> {
        self.header.iter().map(|cell| column(&plain(&cell.text))).collect()
    }

    /// Adds a row, or what is none.
    pub(super) fn push(&mut self, row: Vec<Cell<'t>>, span: Span) {
        if row.len() == self.header.len() {
            self.rows.push(row);
        } else {
            self.broken.push(span);
        }
    }
}

/// The table whose header begins here.
pub(super) fn read(text: &str, start: usize, end: usize) -> Option<Table<'_>> {
    let line = line_at(text, start, end)?;
    let below = line_at(text, line.end, end)?;
    let header = cells(text, line);
    if header.len() < 2 || !is_delimiter(&text[below.start..below.end]) {
        return None;
    }
    let span = Span { start, end: below.end };
    let mut table = Table { span, header, rows: Vec::new(), broken: Vec::new() };
    let closed = text[line.start..line.end].trim_start().starts_with('|');
    while let Some(row) = row(text, table.span.end, end, closed.then_some(table.header.len())) {
        table.push(cells(text, row), row);
        table.span.end = row.end;
    }
    Some(table)
}

/// `|---|:--:|`.
fn is_delimiter(line: &str) -> bool {
    line.contains("--")
        && line.contains('|')
        && line.trim().chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// The row that begins here. Rows that pipes enclose, in a table with so many columns, go on until there are enough
/// cells, or the next one begins; other rows have one line.
fn row(text: &str, start: usize, end: usize, closed: Option<usize>) -> Option<Span> {
    let first = line_at(text, start, end)?;
    let Some(columns) = closed else {
        return Some(first).filter(|line| !text[line.start..line.end].trim().is_empty());
    };
    if !text[start..].starts_with('|') {
        return None;
    }
    let mut row = first;
    // The next row has the lines below, so pipes are counted once per line.
    let mut pipes = pipes(&text[row.start..row.end]).count();
    while pipes <= columns || !text[row.start..row.end].trim_end().ends_with('|') {
        let Some(line) = line_at(text, row.end, end).filter(|line| !text[line.start..].starts_with('|'))
        else {
            break;
        };
        pipes += self::pipes(&text[line.start..line.end]).count();
        row.end = line.end;
    }
    Some(row)
}

/// The pipes that part cells: all that no backslash escapes.
fn pipes(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let mut escaped = false;
    bytes.iter().enumerate().filter_map(move |(index, byte)| {
        let parts = *byte == b'|' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        parts.then_some(index)
    })
}

/// The cells of a row, without the white space around each.
fn cells(text: &str, row: Span) -> Vec<Cell<'_>> {
    let (inner, span) = trimmed(text, row);
    let mut ends: Vec<usize> = pipes(inner).map(|index| span.start + index).collect();
    let mut start = span.start;
    if ends.first() == Some(&span.start) {
        start = span.start + 1;
        ends.remove(0);
    }
    if ends.last() != Some(&(span.end.saturating_sub(1))) {
        ends.push(span.end);
    }
    ends.into_iter()
        .map(|end| {
            let (text, span) = trimmed(text, Span { start: start.min(end), end });
            start = end + 1;
            Cell { text: Cow::Borrowed(text), span }
        })
        .collect()
}
