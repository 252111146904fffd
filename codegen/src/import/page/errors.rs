//! The table of error codes: a row per line, or a cell per line.

use super::Reader;
use super::section::{Line, below};
use crate::import::draft::ErrorCode;

const HEADER: [&str; 4] = ["HTTP status code", "Error code", "Error message", "Description"];

impl Reader<'_> {
    pub(super) fn read_errors(&mut self, lines: &[Line<'_>]) -> Vec<(String, ErrorCode)> {
        let mut errors: Vec<(String, ErrorCode)> = Vec::new();
        let Some(lines) = below(lines, &HEADER) else { return errors };
        let mut lines = lines.iter().filter(|line| !is_link(line.text)).peekable();
        while let Some(line) = lines.next() {
            let mut words = line.text.splitn(3, ' ');
            let status = words.next().and_then(read_status);
            let code = words.next().or_else(|| Some(lines.next_if(|next| is_code(next.text))?.text));
            let (Some(status), Some(code)) = (status, code.filter(|code| is_code(code))) else {
                self.unknown(line, "as an error code");
                continue;
            };
            let mut doc = words.next().map(str::to_owned).unwrap_or_default();
            while let Some(more) =
                lines.next_if(|next| next.text.split(' ').next().and_then(read_status).is_none())
            {
                doc = format!("{doc} {}", more.text).trim().to_owned();
            }
            self.add_error(&mut errors, line, code, status, doc);
        }
        errors
    }

    fn add_error(
        &mut self,
        errors: &mut Vec<(String, ErrorCode)>,
        line: &Line<'_>,
        code: &str,
        status: u16,
        doc: String,
    ) {
        match errors.iter_mut().find(|(known, _)| known == code) {
            Some((_, known)) if !known.statuses.contains(&status) => known.statuses.push(status),
            Some(_) => self.unknown(line, "beside the same row above"),
            None => {
                let doc = Some(doc).filter(|doc| !doc.is_empty());
                let error = ErrorCode { origin: self.origin(line.span), statuses: vec![status], doc };
                errors.push((code.to_owned(), error));
            }
        }
    }
}

/// The link below the table.
fn is_link(text: &str) -> bool {
    text.starts_with("See ") || text.starts_with("For a list of error codes")
}

fn read_status(word: &str) -> Option<u16> {
    word.parse().ok().filter(|status| word.len() == 3 && (100..600).contains(status))
}

fn is_code(word: &str) -> bool {
    !word.is_empty() && !word.contains(' ') && word.len() <= 256
}
