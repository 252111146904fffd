//! Diagnostics as a person reads them: message, place, excerpt, help.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level as Title, Origin as Place, Renderer, Snippet,
};

use super::{Diagnostic, Label, Level, printable};
use crate::sources::{SourceFile, Sources};

/// Longest line that is shown whole, in bytes. Machines write files of one line with megabytes.
const LINE: usize = 400;
/// How much of a longer line is shown on each side of what is meant, in bytes.
const AROUND: usize = 60;

/// One diagnostic with its excerpts.
pub(super) fn render(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let excerpts = excerpts(diagnostic, sources);
    let help = diagnostic.help.iter().map(|help| Element::from(Title::HELP.message(help.as_str())));
    renderer.render(&[Group::with_title(title).elements(excerpts.into_iter().chain(help))])
}

/// One excerpt per file, in the order of the labels; one per label where lines are too long to be shown.
fn excerpts<'d>(diagnostic: &'d Diagnostic, sources: &'d Sources) -> Vec<Element<'d>> {
    let mut files: Vec<_> = diagnostic.labels.iter().map(|label| label.origin.file).collect();
    files.dedup();
    let mut elements = Vec::new();
    for file in files {
        let Some(source) = sources.file(file) else { continue };
        let labels: Vec<_> = diagnostic.labels.iter().filter(|label| label.origin.file == file).collect();
        let is_first = |label: &Label| diagnostic.labels.first() == Some(label);
        if labels.iter().all(|label| line(source, label.origin.span.start).len() <= LINE) {
            elements.push(excerpt(&labels, is_first, source));
        } else {
            labels.iter().for_each(|label| elements.extend(crop(label, is_first(label), source, sources)));
        }
    }
    elements
}

/// The lines from the first place to the last one.
fn excerpt<'d>(
    labels: &[&'d Label],
    is_first: impl Fn(&Label) -> bool,
    source: &'d SourceFile,
) -> Element<'d> {
    let ranges: Vec<_> = labels.iter().map(|label| range(label, &source.text)).collect();
    let first = ranges.iter().map(|range| range.start).min().unwrap_or_default();
    let last = ranges.iter().map(|range| range.end).max().unwrap_or_default();
    let (number, start) = source.line(first);
    let shown = &source.text[start..line(source, last).end];
    let annotations = labels
        .iter()
        .zip(ranges)
        .map(|(label, range)| annotate(label, is_first(label), range.start - start..range.end - start));
    let snippet = Snippet::source(shown).line_start(number).path(path(source));
    snippet.annotations(annotations).into()
}

/// The place, and what stands around it on its line.
fn crop<'d>(label: &'d Label, is_first: bool, source: &'d SourceFile, sources: &Sources) -> [Element<'d>; 2] {
    let text = source.text.as_str();
    let (number, column) = sources.position(label.origin).unwrap_or((1, 1));
    let range = range(label, text);
    let line = line(source, range.start);
    let start = text.floor_char_boundary(range.start.saturating_sub(AROUND)).max(line.start);
    let end = text.ceil_char_boundary(range.end.min(range.start + AROUND) + AROUND).min(line.end).max(start);
    let shown = range.start - start..range.end.min(end) - start;
    let place = Place::path(path(source)).line(number).char_column(column);
    let snippet = Snippet::source(&text[start..end]).line_start(number);
    [place.into(), snippet.annotation(annotate(label, is_first, shown)).into()]
}

/// The path of a file in one line, for a disk allows everything in names.
fn path(source: &SourceFile) -> String {
    printable(&source.path).replace(['\n', '\t'], " ")
}

fn annotate(label: &Label, is_first: bool, range: Range<usize>) -> Annotation<'_> {
    let kind = if is_first { AnnotationKind::Primary } else { AnnotationKind::Context };
    let text = (!label.text.is_empty()).then_some(label.text.as_str());
    kind.span(range).label(text)
}

/// The bytes of the line around a place.
fn line(source: &SourceFile, at: usize) -> Range<usize> {
    let text = source.text.as_str();
    let at = text.floor_char_boundary(at);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    source.line(at).1..end
}

/// The label's bytes, within the text and on character boundaries.
fn range(label: &Label, text: &str) -> Range<usize> {
    let start = text.floor_char_boundary(label.origin.span.start);
    let end = text.ceil_char_boundary(label.origin.span.end.max(start));
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{Origin, Span};

    #[test]
    fn the_name_of_a_file_commands_no_terminal() {
        let mut sources = Sources::new();
        let name = "a\u{1b}[2J\u{202e}\nerror: b.yaml";
        for text in ["key: value".to_owned(), "long ".repeat(LINE)] {
            let file = sources.add(name, text);
            let origin = Origin { file, span: Span { start: 0, end: 3 } };
            let shown = render(&Diagnostic::error("bad", "bad").at(origin), &sources, &Renderer::plain());
            assert!(shown.contains("--> a\\u{1b}[2J\\u{202e} error: b.yaml:1:1\n"), "{shown}");
        }
    }

    #[test]
    fn of_a_long_line_a_part_is_shown_with_its_true_place() {
        let mut sources = Sources::new();
        let text = format!("first\n{}HERE{}\nlast", "中".repeat(1000), "x".repeat(5000));
        let start = text.find("HERE").expect("it is there");
        let file = sources.add("long.json", text);
        let origin = Origin { file, span: Span { start, end: start + 4 } };
        let diagnostic = Diagnostic::error("long", "too long").label(origin, "look");
        let shown = render(&diagnostic, &sources, &Renderer::plain());
        assert!(shown.contains("long.json:2:1001"), "{shown}");
        assert!(shown.contains("^^^^ look") && shown.len() < 1000, "{shown}");
    }
}
