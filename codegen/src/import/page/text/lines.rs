//! Lines and sections of a page as text.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::import::page::columns::column;
use crate::import::page::section::{Section, section};
use crate::span::Span;

/// A line that is not blank, or one of the cells that tabs make of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line<'t> {
    /// The text without the white space around it.
    pub(super) text: &'t str,
    /// How far it is indented, in bytes.
    pub(super) indent: usize,
    /// Where it stands.
    pub(super) span: Span,
}

/// What stands above the sections.
pub(super) struct Title<'t> {
    /// The operation.
    pub(super) name: &'t str,
    /// Where its name stands.
    pub(super) span: Span,
    /// The line with the date.
    pub(super) date: Option<&'t Line<'t>>,
    /// The description.
    pub(super) doc: Option<String>,
}

/// The lines that are not blank.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(is_blank).len();
        let mut begin = start;
        for cell in line.split('\t') {
            let trimmed = cell.trim_matches(is_blank);
            if !trimmed.is_empty() {
                let begin = begin + (cell.len() - cell.trim_start_matches(is_blank).len());
                lines.push(Line {
                    text: trimmed,
                    indent,
                    span: Span { start: begin, end: begin + trimmed.len() },
                });
            }
            begin += cell.len() + 1;
        }
        start += line.len();
    }
    lines
}

/// White space, also of no width.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// What stands above the first heading, and the sections.
pub(super) fn split<'l, 't>(lines: &'l [Line<'t>]) -> (&'l [Line<'t>], Vec<(Section, &'l [Line<'t>])>) {
    let mut sections = Vec::new();
    let mut end = lines.len();
    for (index, line) in lines.iter().enumerate().rev() {
        // Nothing marks a heading, so a word that is also the heading of a column is taken for that.
        if let Some(section) = section(line.text).filter(|_| column(line.text).is_none()) {
            sections.push((section, &lines[index + 1..end]));
            end = index;
        }
    }
    sections.reverse();
    (&lines[..end], sections)
}

/// `Product:Operation`, the date below it, and the description below that.
pub(super) fn title<'l>(preface: &'l [Line<'l>]) -> Option<Title<'l>> {
    static TITLE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^.*[:：]\s*([A-Za-z][A-Za-z0-9_]*)$").expect("a valid pattern"));
    let is_date = |line: &Line<'_>| line.text.to_lowercase().starts_with("last updated");
    let date = preface.iter().position(is_date);
    let above = &preface[..date.unwrap_or(preface.len())];
    let (index, name) = above.iter().enumerate().rev().find_map(|(index, line)| {
        let name = TITLE.captures(line.text)?.get(1)?;
        Some((index, name))
    })?;
    let start = above[index].span.start + name.start();
    let doc: Vec<&str> = preface[date.unwrap_or(index) + 1..].iter().map(|line| line.text).collect();
    Some(Title {
        name: name.as_str(),
        span: Span { start, end: start + name.len() },
        date: date.map(|date| &preface[date]),
        doc: (!doc.is_empty()).then(|| doc.join("\n")),
    })
}
