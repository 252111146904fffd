//! Lines and sections of a page.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::span::Span;

/// A line that is not blank.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line<'t> {
    /// The text without the white space around it.
    pub(super) text: &'t str,
    /// How far it is indented, in bytes.
    pub(super) indent: usize,
    /// Where it stands.
    pub(super) span: Span,
}

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Authorization,
    Parameters,
    Response,
    Examples,
    Errors,
    /// Known, and without facts.
    Other,
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

/// The headings of the pages, with what follows them.
const HEADINGS: &[(&str, Section)] = &[
    ("Try it now", Section::Other),
    ("RAM authorization", Section::Authorization),
    ("Request syntax", Section::Other),
    ("Request parameters", Section::Parameters),
    ("Response elements", Section::Response),
    ("Response parameters", Section::Response),
    ("Examples", Section::Examples),
    ("Error codes", Section::Errors),
    ("Release notes", Section::Other),
];

/// The lines that are not blank.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let indent = line.len() - line.trim_start().len();
        if !trimmed.is_empty() {
            let begin = start + indent;
            lines.push(Line {
                text: trimmed,
                indent,
                span: Span { start: begin, end: begin + trimmed.len() },
            });
        }
        start += line.len();
    }
    lines
}

/// What stands above the first heading, and the sections.
pub(super) fn split<'l, 't>(lines: &'l [Line<'t>]) -> (&'l [Line<'t>], Vec<(Section, &'l [Line<'t>])>) {
    let mut sections = Vec::new();
    let mut end = lines.len();
    for (index, line) in lines.iter().enumerate().rev() {
        if let Some((_, section)) = HEADINGS.iter().find(|(heading, _)| *heading == line.text) {
            sections.push((*section, &lines[index + 1..end]));
            end = index;
        }
    }
    sections.reverse();
    (&lines[..end], sections)
}

/// `Product:Operation`, the date below it, and the description below that.
pub(super) fn title<'l>(preface: &'l [Line<'l>]) -> Option<Title<'l>> {
    static TITLE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^.*:\s*([A-Za-z][A-Za-z0-9_]*)$").expect("a valid pattern"));
    let date = preface.iter().position(|line| line.text.starts_with("Last Updated:"));
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

/// The rows of a table, below its header; none without one.
pub(super) fn below<'l, 't>(lines: &'l [Line<'t>], header: &[&str]) -> Option<&'l [Line<'t>]> {
    let is_header = |window: &[Line<'_>]| window.iter().map(|line| line.text).eq(header.iter().copied());
    let start = lines.windows(header.len()).position(is_header)?;
    Some(&lines[start + header.len()..])
}
