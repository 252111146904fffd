//! The text of a cell: plain for names, types and examples, and as Markdown for descriptions.

use pulldown_cmark::{Event, Parser, TagEnd};

/// The text without marks and escapes, line by line.
pub(super) fn plain(cell: &str) -> String {
    let lines = cell.split("<br>").flat_map(|part| part.split("<br/>")).flat_map(str::lines);
    let lines = lines.map(|line| plain_line(line.trim())).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// One line. The letter before it keeps `1.`, `-` and `#` from being taken for a list or a heading.
fn plain_line(line: &str) -> String {
    const LETTER: &str = "x";
    let source = format!("{LETTER}{line}");
    let mut text = String::new();
    for event in Parser::new(&source) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => {
                text += &part
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => text.push(' '),
            _ => {}
        }
    }
    text.strip_prefix(LETTER).unwrap_or(&text).trim().replace('\u{a0}', " ")
}

/// The Markdown of a description without what stands around it; none for an empty cell.
pub(super) fn doc(cell: &str) -> Option<String> {
    let text = cell.replace("<br/>", "\n").replace("<br>", "\n").replace("\\|", "|");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let doc = lines.join("\n").trim_matches(['\n', ' ', '\u{a0}']).to_owned();
    (!doc.is_empty()).then_some(doc)
}
