//! Tables in HTML, with the text of their cells as Markdown.

use std::borrow::Cow;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::blocks::line_at;
use super::table::{Cell, Table};
use crate::span::Span;

/// The table that begins on this line; one without an end goes on to the end of its section.
pub(super) fn table(text: &str, start: usize, end: usize) -> Option<Table<'static>> {
    let line = line_at(text, start, end)?;
    let begin = find(&text[line.start..line.end], "<table")? + line.start;
    let close = "</table>";
    let stop = find(&text[begin..end], close).map_or(end, |index| begin + index + close.len());
    let mut rows = rows(&text[begin..stop], begin);
    let header = if rows.is_empty() { Vec::new() } else { rows.remove(0).0 };
    let mut table = Table { span: Span { start, end: stop }, header, rows: Vec::new(), broken: Vec::new() };
    for (row, span) in rows {
        table.push(row, span);
    }
    Some(table)
}

/// A tag in any case.
fn find(text: &str, tag: &str) -> Option<usize> {
    text.as_bytes().windows(tag.len()).position(|part| part.eq_ignore_ascii_case(tag.as_bytes()))
}

/// A row under construction.
#[derive(Default)]
struct Rows {
    rows: Vec<(Vec<Cell<'static>>, Span)>,
    /// The text of the cell that is open.
    cell: Option<(String, Span)>,
}

fn rows(html: &str, offset: usize) -> Vec<(Vec<Cell<'static>>, Span)> {
    let mut rows = Rows::default();
    let place = |span: html5gum::Span| Span { start: offset + span.start, end: offset + span.end };
    for token in Tokenizer::new_with_emitter(html, DefaultEmitter::<usize>::new_with_span()) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => rows.open(&tag.name, place(tag.span)),
            Token::EndTag(tag) => rows.close(&tag.name, place(tag.span)),
            Token::String(text) => rows.text(&text.value),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    rows.rows.retain(|(cells, _)| !cells.is_empty());
    rows.rows
}

impl Rows {
    fn open(&mut self, tag: &[u8], span: Span) {
        match tag {
            b"tr" => {
                self.end_cell(span);
                self.rows.push((Vec::new(), span));
            }
            b"td" | b"th" => {
                self.end_cell(span);
                self.cell = Some((String::new(), Span { start: span.end, end: span.end }));
            }
            b"br" | b"p" | b"div" | b"ul" | b"ol" => self.write("\n"),
            b"li" => self.write("\n- "),
            b"b" | b"strong" => self.write("**"),
            b"code" => self.write("`"),
            _ => {}
        }
    }

    fn close(&mut self, tag: &[u8], span: Span) {
        match tag {
            b"td" | b"th" | b"tr" | b"table" => self.end_cell(span),
            b"p" | b"div" | b"ul" | b"ol" => self.write("\n"),
            b"b" | b"strong" => self.write("**"),
            b"code" => self.write("`"),
            _ => {}
        }
    }

    fn text(&mut self, text: &[u8]) {
        let text = String::from_utf8_lossy(text);
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        let starts = text.starts_with(|c: char| c.is_ascii_whitespace());
        let ends = text.ends_with(|c: char| c.is_ascii_whitespace());
        let space = |is: bool| if is { " " } else { "" };
        self.write(&format!("{}{}{}", space(starts), words.join(" "), space(ends && !words.is_empty())));
    }

    fn write(&mut self, part: &str) {
        if let Some((text, _)) = &mut self.cell {
            text.push_str(part);
        }
    }

    fn end_cell(&mut self, end: Span) {
        let Some((text, mut span)) = self.cell.take() else { return };
        span.end = end.start;
        if self.rows.is_empty() {
            self.rows.push((Vec::new(), span));
        }
        if let Some((cells, row)) = self.rows.last_mut() {
            let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            cells.push(Cell { text: Cow::Owned(lines.join("\n")), span });
            row.end = row.end.max(span.end);
        }
    }
}
