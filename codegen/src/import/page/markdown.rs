//! A page as Markdown, as the documentation was exported around 2021.
//!
//! Headings and code are found by pulldown-cmark. Tables are cut by us: their cells have blank lines, lists and notes in
//! them, which no dialect of Markdown allows. Tables in HTML are read, too.

mod blocks;
mod cell;
mod errors;
mod examples;
mod html;
mod parameters;
mod ram;
mod table;

use blocks::{Block, Part};
use table::Table;

use super::section::Section;
use super::{Reader, link, request};
use crate::diagnostic::Diagnostic;
use crate::import::draft::Operation;
use crate::span::Span;

/// Whether a text is Markdown: it has a marked heading.
pub(super) fn is_markdown(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("# ") || line.starts_with("## "))
}

/// Reads the operation.
///
/// # Errors
///
/// A page without a name of the operation, or without any of the sections of an operation.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<Operation, Box<Diagnostic>> {
    let parts = blocks::parts(reader.text);
    let Some((name, span)) = name(reader.text, &parts) else {
        let help = "a page has the name of the operation as its title, or in a link to the API Explorer";
        return Err(reader.no_page(help, Span::default()));
    };
    let sections = parts.iter().filter_map(|part| part.section);
    if !sections.clone().any(|section| !matches!(section, Section::Prose | Section::Other)) {
        let help = "a page has sections such as `Request parameters` and `Error codes`";
        return Err(reader.no_page(help, span));
    }
    reader.report_missing(sections, span);
    Ok(reader.read_markdown(name, span, &parts))
}

/// The name of the operation: the title, or, where the title is a sentence, what the first link is about.
fn name(text: &str, parts: &[Part<'_>]) -> Option<(String, Span)> {
    let titles = parts.iter().filter(|part| part.level == 1);
    let named = titles.filter_map(|part| {
        let title = part.title.rsplit([':', '：']).next()?.trim();
        is_name(title).then(|| (title.to_owned(), part.span))
    });
    let linked = || link::find(text).into_iter().next().map(|link| (link.operation, link.span));
    named.into_iter().next().or_else(linked)
}

fn is_name(text: &str) -> bool {
    let good = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.len() <= 128 && text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(good)
}

impl Reader<'_> {
    fn read_markdown(&mut self, name: String, span: Span, parts: &[Part<'_>]) -> Operation {
        let mut operation = Operation { origin: self.origin(span), name, ..Operation::default() };
        let of = |wanted: Section| parts.iter().filter(move |part| part.section == Some(wanted));
        // The example tells the nesting of the response, and stands below it.
        for part in of(Section::Examples) {
            let found = self.read_examples(part, &operation.name);
            operation.example = operation.example.take().or(found);
        }
        for part in parts {
            match part.section {
                Some(Section::Authorization) => self.markdown_authorization(&mut operation, part),
                Some(Section::Syntax) => self.read_syntax(&mut operation, part.lines()),
                Some(Section::Parameters) => self.markdown_parameters(&mut operation, part),
                Some(Section::Response) => self.markdown_response(&mut operation, part),
                Some(Section::Errors) => self.markdown_errors(&mut operation, part),
                Some(Section::Prose) => self.add_doc(&mut operation, part),
                Some(Section::Examples | Section::Other) => {}
                None if part.level <= 1 => self.add_doc(&mut operation, part),
                None => {
                    self.unknown(&part.title, part.span, "as a heading, so the text below it is left out")
                }
            }
        }
        request::place_in_path(&mut operation);
        operation
    }

    /// Paragraphs of a description; a table among them holds no facts that the specs have.
    fn add_doc(&mut self, operation: &mut Operation, part: &Part<'_>) {
        let mut lines = Vec::new();
        for block in &part.blocks {
            match block {
                Block::Line { text, span } if text.to_lowercase().starts_with("last updated") => {
                    operation.updated = self.read_date(text, *span).or(operation.updated.take());
                }
                Block::Line { text, .. } => lines.push(*text),
                Block::Code { text, .. } => lines.extend(text.lines()),
                Block::Table(table) => self.unknown(table.title(), table.span, "as a part of a description"),
            }
        }
        if !lines.is_empty() {
            let above = operation.doc.take().map(|doc| doc + "\n\n").unwrap_or_default();
            operation.doc = Some(above + &lines.join("\n"));
        }
    }

    /// The tables of a section; what stands between them is reported unless it is known to hold no facts.
    fn tables<'p, 't>(&mut self, part: &'p Part<'t>, known: fn(&str) -> bool) -> Vec<&'p Table<'t>> {
        let mut tables = Vec::new();
        for block in &part.blocks {
            match block {
                Block::Table(table) => {
                    self.report_broken(table);
                    tables.push(table);
                }
                Block::Line { text, span } | Block::Code { text, span } if !known(text) => {
                    self.unknown(text, *span, "in this section");
                }
                Block::Line { .. } | Block::Code { .. } => {}
            }
        }
        tables
    }

    fn report_broken(&mut self, table: &Table<'_>) {
        for span in &table.broken {
            let text = self.text.get(span.start..span.end).unwrap_or_default();
            self.unknown(text, *span, "as a row of this table");
        }
    }
}

/// The sentences that lead to what all operations have in common.
fn is_pointer(text: &str) -> bool {
    let text = text.to_lowercase();
    text.contains("common request parameters")
        || text.contains("common parameters")
        || text.contains("common response parameters")
}

#[cfg(test)]
pub(super) mod tests;
