//! Headings, and below each its lines, code and tables.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::cell::plain;
use super::html;
use super::table::{self, Table};
use crate::import::page::section::{Section, marked_section};
use crate::span::Span;

/// The levels of headings, from one to six.
const LEVELS: usize = 7;

/// A heading with what stands below it; what stands above the first heading has an empty title.
#[derive(Debug, Default)]
pub(super) struct Part<'t> {
    /// The level of the heading.
    pub(super) level: usize,
    pub(super) title: String,
    pub(super) span: Span,
    /// What it is about; a heading below another one goes on with its section.
    pub(super) section: Option<Section>,
    pub(super) blocks: Vec<Block<'t>>,
}

/// What stands below a heading.
#[derive(Debug)]
pub(super) enum Block<'t> {
    /// A line that is not blank.
    Line {
        text: &'t str,
        span: Span,
    },
    /// Code between fences.
    Code {
        text: &'t str,
        span: Span,
    },
    Table(Table<'t>),
}

impl<'t> Part<'t> {
    /// All lines outside of tables.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&'t str, Span)> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Line { text, span } => vec![(*text, *span)],
            Block::Code { text, span } => text.lines().map(|line| (line.trim(), *span)).collect(),
            Block::Table(_) => Vec::new(),
        })
    }
}

/// A heading or a piece of code in the source.
enum Mark {
    Heading {
        level: usize,
        title: String,
    },
    /// The code without its fences.
    Code(Span),
}

/// Cuts a page at its headings.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = vec![Part::default()];
    let mut above = [None; LEVELS];
    let mut code = Vec::new();
    let mut start = 0;
    for (mark, span) in marks(text) {
        match mark {
            Mark::Code(inner) => code.push((span, inner)),
            Mark::Heading { level, title } => {
                fill(&mut parts, text, Span { start, end: span.start }, &std::mem::take(&mut code));
                let section = section_of(&mut above, level, &title);
                parts.push(Part { level, title, span, section, blocks: Vec::new() });
                start = span.end;
            }
        }
    }
    fill(&mut parts, text, Span { start, end: text.len() }, &code);
    parts
}

/// The section of a heading: its own, or that of the heading above it. The title of the page has none.
fn section_of(above: &mut [Option<Section>; LEVELS], level: usize, title: &str) -> Option<Section> {
    let own = if level > 1 { marked_section(title) } else { None };
    let section = own.or_else(|| above[..level].iter().rev().find_map(|section| *section));
    above[level..].fill(None);
    above[level] = section;
    section
}

/// Adds what stands between two headings to the last part.
fn fill<'t>(parts: &mut [Part<'t>], text: &'t str, span: Span, code: &[(Span, Span)]) {
    let Some(part) = parts.last_mut() else { return };
    let mut code = code.iter().peekable();
    let mut at = span.start;
    while let Some(line) = line_at(text, at, span.end) {
        while code.next_if(|(outer, _)| outer.end <= line.start).is_some() {}
        if let Some((outer, inner)) = code.peek().filter(|(outer, _)| outer.start <= line.start) {
            part.blocks.push(Block::Code { text: &text[inner.start..inner.end], span: *inner });
            at = line.end.max(outer.end);
        } else if let Some(table) =
            table::read(text, at, span.end).or_else(|| html::table(text, at, span.end))
        {
            at = table.span.end;
            part.blocks.push(Block::Table(table));
        } else {
            let (text, span) = trimmed(text, line);
            if !text.is_empty() {
                part.blocks.push(Block::Line { text, span });
            }
            at = line.end;
        }
    }
}

/// The line that begins here, with its line end.
pub(super) fn line_at(text: &str, start: usize, end: usize) -> Option<Span> {
    let rest = text.get(start..end).filter(|rest| !rest.is_empty())?;
    let length = rest.find('\n').map_or(rest.len(), |length| length + 1);
    Some(Span { start, end: start + length })
}

/// A part of a text without the white space around it.
pub(super) fn trimmed(text: &str, span: Span) -> (&str, Span) {
    let all = &text[span.start..span.end];
    let start = span.start + (all.len() - all.trim_start().len());
    let trimmed = all.trim();
    (trimmed, Span { start, end: start + trimmed.len() })
}

/// The headings and the fenced code of a page.
fn marks(text: &str) -> Vec<(Mark, Span)> {
    let mut marks = Vec::new();
    let mut code: Option<Span> = None;
    for (event, range) in Parser::new(text).into_offset_iter() {
        let span = Span { start: range.start, end: range.end };
        match event {
            Event::Start(Tag::Heading { level, .. }) if is_marked(text, span) => {
                let title = plain(text[range].trim().trim_matches('#').trim());
                marks.push((Mark::Heading { level: level as usize, title }, span));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                code = Some(Span { start: span.end, end: span.start });
            }
            Event::Text(_) => {
                if let Some(code) = &mut code {
                    *code = Span { start: code.start.min(span.start), end: code.end.max(span.end) };
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some(inner) = code.take() {
                    let inner =
                        if inner.start < inner.end { inner } else { Span { start: span.end, end: span.end } };
                    marks.push((Mark::Code(inner), span));
                }
            }
            _ => {}
        }
    }
    marks
}

/// Whether a heading is marked by `#` at the beginning of a line; text above a line of dashes is none.
fn is_marked(text: &str, span: Span) -> bool {
    let at_start = span.start == 0 || text[..span.start].ends_with('\n');
    at_start && text[span.start..].starts_with('#')
}
