//! Examples: requests and responses, in XML and in JSON. The responses in JSON are read; the other ones say the same.

use super::blocks::{Block, Part};
use super::cell::plain;
use crate::import::draft::Found;
use crate::import::page::{Reader, example};
use crate::span::Span;

/// What the code below a label is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Request,
    Response,
    Error,
    Format,
}

impl Reader<'_> {
    /// The first response that is JSON.
    pub(super) fn read_examples(&mut self, part: &Part<'_>, operation: &str) -> Option<Found<String>> {
        let of_title = label(&part.title).filter(|label| *label != Label::Format);
        let mut below = of_title.unwrap_or(Label::Response);
        let mut found: Option<Found<String>> = None;
        for block in &part.blocks {
            match block {
                Block::Line { text, span } => match label(&plain(text)) {
                    Some(Label::Format) => {}
                    Some(label) => below = label,
                    None => self.unknown(text, *span, "among the examples"),
                },
                Block::Code { text, span }
                    if found.is_none() && below == Label::Response && is_json(text) =>
                {
                    found = self.read_response(text, *span, operation);
                }
                Block::Code { .. } => {}
                Block::Table(table) => self.unknown(table.title(), table.span, "among the examples"),
            }
        }
        found
    }

    fn read_response(&mut self, text: &str, span: Span, operation: &str) -> Option<Found<String>> {
        let found = self.checked_example(text, span)?;
        Some(Found { value: example::unwrap(found.value, operation), ..found })
    }
}

/// `Sample success responses`, `JSON format`.
fn label(text: &str) -> Option<Label> {
    let text = text.to_lowercase();
    let text = text.trim_end_matches([':', '：']);
    if text.split(' ').count() > 5 {
        return None;
    }
    let has = |word: &str| text.contains(word);
    if has("error") {
        Some(Label::Error)
    } else if has("request") {
        Some(Label::Request)
    } else if has("response") || has("success") || has("return") {
        Some(Label::Response)
    } else if has("xml") || has("json") || matches!(text, "example" | "examples" | "sample code") {
        Some(Label::Format)
    } else {
        None
    }
}

fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}
