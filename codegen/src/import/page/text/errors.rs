//! The table of error codes: a row per line, or a cell per line.

use super::below;
use super::lines::Line;
use crate::import::draft::ErrorCode;
use crate::import::page::columns::Column;
use crate::import::page::{Reader, is_code, read_status};

const COLUMNS: [Column; 4] = [Column::Status, Column::Code, Column::Message, Column::Description];

impl Reader<'_> {
    pub(super) fn text_errors(&mut self, errors: &mut Vec<(String, ErrorCode)>, lines: &[Line<'_>]) {
        let rows = match below(lines, &COLUMNS) {
            Some((columns, rows)) if columns.starts_with(&COLUMNS[..2]) => rows,
            _ => {
                return lines.iter().filter(|line| !is_link(line.text)).for_each(|line| {
                    self.unknown_line(line, "as a table of error codes");
                });
            }
        };
        let mut lines = rows.iter().filter(|line| !is_link(line.text)).peekable();
        while let Some(line) = lines.next() {
            let mut words = line.text.splitn(3, ' ');
            let status = words.next().and_then(read_status);
            let code = words.next().or_else(|| Some(lines.next_if(|next| is_code(next.text))?.text));
            let (Some(status), Some(code)) = (status, code.filter(|code| is_code(code))) else {
                self.unknown_line(line, "as an error code");
                continue;
            };
            let mut doc = words.next().map(str::to_owned).unwrap_or_default();
            while let Some(more) =
                lines.next_if(|next| next.text.split(' ').next().and_then(read_status).is_none())
            {
                doc = format!("{doc} {}", more.text);
            }
            self.add_error(errors, line.span, (status, code), &doc);
        }
    }
}

/// The link below the table.
fn is_link(text: &str) -> bool {
    text.starts_with("See ") || text.starts_with("For a list of error codes")
}
