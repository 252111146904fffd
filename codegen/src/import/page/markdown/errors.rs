//! The table of error codes.

use super::blocks::Part;
use super::cell::plain;
use super::table::{Cell, Table};
use crate::import::draft::Operation;
use crate::import::page::columns::Column;
use crate::import::page::{Reader, is_code, read_status};

impl Reader<'_> {
    pub(super) fn markdown_errors(&mut self, operation: &mut Operation, part: &Part<'_>) {
        for table in self.tables(part, is_link) {
            let columns = table.columns();
            let (Some(status), Some(code)) = (at(&columns, Column::Status), at(&columns, Column::Code))
            else {
                self.unknown(table.title(), table.span, "as a table of error codes");
                continue;
            };
            let message = at(&columns, Column::Message).or(at(&columns, Column::Description));
            self.report_columns(table, &columns);
            for row in &table.rows {
                let status_cell = plain(&row[status].text);
                let code = plain(&row[code].text);
                let Some(status) = read_status(&status_cell).filter(|_| is_code(&code)) else {
                    self.unknown(&format!("{status_cell} {code}"), row[0].span, "as an error code");
                    continue;
                };
                let message = message.map(|message| plain(&row[message].text)).unwrap_or_default();
                self.add_error(
                    &mut operation.errors,
                    row[0].span,
                    (status, &code),
                    &message.replace('\n', " "),
                );
            }
        }
    }

    fn report_columns(&mut self, table: &Table<'_>, columns: &[Option<Column>]) {
        let unknown = |(_, column): &(&Cell<'_>, &Option<Column>)| {
            !matches!(column, Some(Column::Status | Column::Code | Column::Message | Column::Description))
        };
        for (cell, _) in table.header.iter().zip(columns).filter(unknown) {
            self.unknown(&cell.text, cell.span, "as a column of error codes, so its cells are left out");
        }
    }
}

fn at(columns: &[Option<Column>], wanted: Column) -> Option<usize> {
    columns.iter().position(|column| *column == Some(wanted))
}

/// The links around the table.
fn is_link(text: &str) -> bool {
    text.contains("(https://error-center.")
        || text.contains("Error Cent")
        || text.starts_with("See ")
        || text.starts_with("For more information about common error")
        || text.starts_with("For a list of error codes")
}
