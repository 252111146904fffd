//! The table of RAM authorization.

use super::blocks::{Block, Part};
use super::cell::plain;
use super::table::Cell;
use crate::import::draft::{Authorization, Found, Operation, Resource};
use crate::import::page::columns::Column;
use crate::import::page::{Reader, is_action};
use crate::import::words;

impl Reader<'_> {
    /// Reads the first row. The text above the table explains its columns, and is the same on all pages.
    pub(super) fn markdown_authorization(&mut self, operation: &mut Operation, part: &Part<'_>) {
        let tables = part.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Line { .. } | Block::Code { .. } => None,
        });
        for table in tables {
            self.report_broken(table);
            let columns = table.columns();
            if !columns.contains(&Some(Column::Action)) {
                self.unknown(table.title(), table.span, "as a table of RAM actions");
                continue;
            }
            for (index, row) in table.rows.iter().enumerate() {
                if index > 0 || operation.authorization.is_some() {
                    self.unknown(&row[0].text, row[0].span, "beside the RAM action above");
                } else {
                    self.read_action(operation, &columns, row);
                }
            }
        }
    }

    fn read_action(&mut self, operation: &mut Operation, columns: &[Option<Column>], row: &[Cell<'_>]) {
        let mut authorization = Authorization::default();
        let mut origin = None;
        for (column, cell) in columns.iter().zip(row) {
            let text = plain(&cell.text);
            let span = cell.span;
            match column {
                Some(Column::Action) if is_action(&text) => {
                    authorization.action = text;
                    origin = Some(self.origin(span));
                }
                Some(Column::Action) => return self.unknown(&text, span, "as a RAM action"),
                Some(Column::Access) => match words::read_access(&text.to_lowercase()) {
                    Some(value) => operation.access = Some(Found { value, origin: self.origin(span) }),
                    None if is_none(&text) => {}
                    None => self.unknown(&text, span, "as an access level"),
                },
                Some(Column::Resource) => self.markdown_resources(&mut authorization, &text, cell),
                Some(Column::ConditionKey) => {
                    authorization.condition_keys = self.read_actions(&text, cell, "as condition keys");
                }
                Some(Column::DependentAction) => {
                    authorization.dependent_actions = self.read_actions(&text, cell, "as dependent actions");
                }
                _ => self.unknown(&text, span, "in this column"),
            }
        }
        operation.authorization = origin.map(|origin| Found { value: authorization, origin });
    }

    /// Kinds, each with an ARN below or beside it.
    fn markdown_resources(&mut self, authorization: &mut Authorization, text: &str, cell: &Cell<'_>) {
        let mut kind: Option<String> = None;
        let lines = text.lines().map(|line| line.trim_start_matches(['-', ' ', '•']).trim());
        let pieces = lines.flat_map(|line| match line.find("acs:") {
            Some(index) if index > 0 => vec![line[..index].trim(), line[index..].trim()],
            _ => vec![line],
        });
        for piece in pieces.filter(|piece| !piece.is_empty()) {
            let is_arn = piece.starts_with("acs:") || piece == "*";
            match kind.take() {
                Some(kind) if is_arn => authorization.resources.push(Resource {
                    kind: kind.trim_start_matches('*').trim().to_owned(),
                    required: kind.starts_with('*'),
                    arn: piece.to_owned(),
                }),
                None if !is_arn => kind = Some(piece.to_owned()),
                _ => self.unknown(piece, cell.span, "as a resource"),
            }
        }
        if let Some(kind) = kind.filter(|kind| !is_none(kind)) {
            self.unknown(&kind, cell.span, "as a resource without an ARN");
        }
    }

    fn read_actions(&mut self, text: &str, cell: &Cell<'_>, what: &str) -> Vec<String> {
        let words = text.split([' ', '\n', ',']).map(|word| word.trim_start_matches(['-', '•']));
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        if is_none(text) {
            return Vec::new();
        }
        if !words.iter().all(|word| is_action(word)) {
            self.unknown(text, cell.span, what);
            return Vec::new();
        }
        words.into_iter().map(str::to_owned).collect()
    }
}

fn is_none(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "" | "none" | "-" | "n/a" | "无")
}
