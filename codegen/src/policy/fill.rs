//! What stands for the names in documented resources.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::arn::{Arn, Field, Part};
use super::grants::Grants;
use crate::diagnostic::{Diagnostic, Diagnostics, near_ones};

/// What a person gives for the names in documented resources. Several values of a name give several resources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// The regions, whatever documentation calls them.
    pub regions: Vec<String>,
    /// The accounts, likewise.
    pub accounts: Vec<String>,
    /// Values by name; how letters are written does not matter.
    pub named: Vec<(String, String)>,
}

impl Values {
    /// Checks that each name stands in a resource, and each value may stand there.
    ///
    /// # Errors
    ///
    /// Names that no resource has, and values with characters that the place does not take.
    pub fn check(&self, grants: &Grants) -> Result<(), Diagnostics> {
        let mut diagnostics = Diagnostics::default();
        let known: Vec<(&str, Field)> = grants.resources().flat_map(names).collect();
        for (name, value) in &self.named {
            let fields: BTreeSet<Field> = known
                .iter()
                .filter(|(it, _)| it.eq_ignore_ascii_case(name))
                .map(|(_, field)| *field)
                .collect();
            if fields.is_empty() {
                let message =
                    format!("no resource of these operations has the name `{}`", name.escape_debug());
                let help = near_ones(name, known.iter().map(|(name, _)| *name));
                diagnostics.push(Diagnostic::error("no-name", message).maybe_help(help));
            }
            let is_given = |field: &Field| match field {
                Field::Region => !self.regions.is_empty(),
                Field::Account => !self.accounts.is_empty(),
                Field::Service | Field::What => false,
            };
            if fields.iter().any(is_given) {
                let message = format!("`{}` has two values", name.escape_debug());
                let help = "it is a region or an account, and these are given for all names: leave out one of the two";
                diagnostics.push(Diagnostic::error("value", message).help(help));
            }
            fields.into_iter().for_each(|field| check_value(value, field, &mut diagnostics));
        }
        self.regions.iter().for_each(|region| check_value(region, Field::Region, &mut diagnostics));
        self.accounts.iter().for_each(|account| check_value(account, Field::Account, &mut diagnostics));
        diagnostics.propagate()
    }

    /// The values of a name; none where a person gave none.
    fn of(&self, name: &str, field: Field) -> Vec<&str> {
        let named = self.named.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let named: Vec<&str> = named.map(|(_, value)| value.as_str()).collect();
        match field {
            _ if !named.is_empty() => named,
            Field::Region => self.regions.iter().map(String::as_str).collect(),
            Field::Account => self.accounts.iter().map(String::as_str).collect(),
            Field::Service | Field::What => named,
        }
    }

    /// The resources as a policy names them: `*` stands for what nobody gave.
    pub(super) fn fill(&self, arn: &Arn) -> Vec<String> {
        let mut filled = vec![String::new()];
        for part in arn.parts() {
            let values = match part {
                Part::Text(text) => vec![text.as_str()],
                Part::Name { name, field } => self.of(name, *field),
            };
            let values = if values.is_empty() { vec!["*"] } else { values };
            let longer =
                |start: &String| values.iter().map(|value| format!("{start}{value}")).collect::<Vec<_>>();
            filled = filled.iter().flat_map(longer).collect();
        }
        filled
    }
}

fn names(arn: &Arn) -> impl Iterator<Item = (&str, Field)> {
    arn.parts().iter().filter_map(|part| match part {
        Part::Name { name, field } => Some((name.as_str(), *field)),
        Part::Text(_) => None,
    })
}

fn check_value(value: &str, field: Field, diagnostics: &mut Diagnostics) {
    // Documentation may name the account `system`; people have numbers.
    let is_number = || value.chars().all(|c| c.is_ascii_digit()) || value == "*";
    if !value.is_empty() && field.takes(value) && (field != Field::Account || is_number()) {
        return;
    }
    let (what, help) = match field {
        Field::Service => ("a service", "it is letters, digits and hyphens"),
        Field::Region => ("a region", "write it as `cn-hangzhou`"),
        Field::Account => ("an account", "it is the number of the account"),
        Field::What => ("a resource", "it has no spaces, quotes and brackets"),
    };
    let message = format!("`{}` cannot stand for {what}", value.escape_debug());
    diagnostics.push(Diagnostic::error("value", message).help(help));
}

/// A name in resources for which no value was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unfilled {
    /// The name, as it is documented.
    pub name: String,
    /// The resources that have it, as they are documented.
    pub resources: Vec<String>,
}

/// The names for which no value was given, by name; names that differ only in how letters are written are one.
pub fn unfilled(grants: &Grants, values: &Values) -> Vec<Unfilled> {
    let mut found: BTreeMap<String, (String, BTreeSet<String>)> = BTreeMap::new();
    for arn in grants.resources() {
        for (name, _) in names(arn).filter(|(name, field)| values.of(name, *field).is_empty()) {
            let (_, resources) =
                found.entry(name.to_lowercase()).or_insert_with(|| (name.to_owned(), BTreeSet::new()));
            resources.insert(arn.to_string());
        }
    }
    let list = found.into_values();
    list.map(|(name, resources)| Unfilled { name, resources: resources.into_iter().collect() }).collect()
}
