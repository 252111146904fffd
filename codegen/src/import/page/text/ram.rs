//! The table of RAM authorization: action, access level, resources, condition keys, dependent actions.

use super::below;
use super::lines::Line;
use crate::import::draft::{Authorization, Found, Operation, Resource};
use crate::import::page::columns::Column;
use crate::import::page::{Reader, is_action};
use crate::import::words;

const COLUMNS: [Column; 5] =
    [Column::Action, Column::Access, Column::Resource, Column::ConditionKey, Column::DependentAction];

impl Reader<'_> {
    /// Reads the first row. The explanation above the table is the same on all pages and has no facts.
    pub(super) fn read_authorization(&mut self, operation: &mut Operation, lines: &[Line<'_>]) {
        let rows = below(lines, &COLUMNS).filter(|(columns, _)| columns[..] == COLUMNS);
        let Some((action, rest)) = rows.and_then(|(_, rows)| rows.split_first()) else {
            if let Some(line) = lines.first() {
                self.unknown_line(line, "as a table of RAM actions");
            }
            return;
        };
        if !is_action(action.text) {
            return self.unknown_line(action, "as a RAM action");
        }
        let mut authorization = Authorization { action: action.text.to_owned(), ..Authorization::default() };
        let rest = self.read_access(operation, rest);
        let rest = self.read_resources(&mut authorization, rest);
        self.read_conditions(&mut authorization, rest);
        operation.authorization = Some(Found { value: authorization, origin: self.origin(action.span) });
    }

    fn read_access<'l, 't>(&mut self, operation: &mut Operation, rest: &'l [Line<'t>]) -> &'l [Line<'t>] {
        let Some((line, below)) = rest.split_first() else { return rest };
        match words::read_access(line.text) {
            Some(value) => operation.access = Some(Found { value, origin: self.origin(line.span) }),
            None if line.text.eq_ignore_ascii_case("none") => {}
            None => self.unknown_line(line, "as an access level"),
        }
        below
    }

    /// Pairs of a type, with an asterisk where the policy must name it, and an ARN.
    fn read_resources<'l, 't>(
        &mut self,
        authorization: &mut Authorization,
        mut rest: &'l [Line<'t>],
    ) -> &'l [Line<'t>] {
        while let [kind, arn, below @ ..] = rest {
            if !arn.text.starts_with("acs:") && arn.text != "*" {
                break;
            }
            let name = kind.text.trim_start_matches('*').trim();
            authorization.resources.push(Resource {
                kind: name.to_owned(),
                required: kind.text.starts_with('*'),
                arn: arn.text.to_owned(),
            });
            rest = below;
        }
        rest
    }

    /// Two cells, of which one at least must be `None`, or else it cannot be told where the second begins.
    fn read_conditions(&mut self, authorization: &mut Authorization, rest: &[Line<'_>]) {
        let words: Vec<&str> = rest.iter().flat_map(|line| line.text.split_whitespace()).collect();
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match words[..] {
            [] | ["None", "None"] => {}
            ["None", ref actions @ ..] if actions.iter().all(|action| is_action(action)) => {
                authorization.dependent_actions = owned(actions);
            }
            [ref keys @ .., "None"] if keys.iter().all(|key| is_action(key)) => {
                authorization.condition_keys = owned(keys);
            }
            _ => rest
                .iter()
                .for_each(|line| self.unknown_line(line, "as condition keys and dependent actions")),
        }
    }
}
