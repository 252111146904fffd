//! Facts: what a page says about an operation, as named texts.

use std::fmt;

/// Named texts, in the order in which they were found.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts(Vec<(String, String)>);

impl Facts {
    /// Reads what [`Display`](fmt::Display) writes.
    pub(super) fn parse(text: &str) -> Self {
        let facts = text.lines().filter_map(|line| line.split_once(" = "));
        Self(facts.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    pub(super) fn add(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// Adds a fact that may be absent.
    pub(super) fn add_some(&mut self, name: impl Into<String>, value: Option<impl Into<String>>) {
        if let Some(value) = value {
            self.add(name, value);
        }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Those that a call needs, which are all but what only the emulator answers with.
    pub(super) fn of_call(&self) -> Self {
        let is_of_answer = |name: &str| {
            name.starts_with("response ") || name == "success example" || name.ends_with(" example")
        };
        Self(self.0.iter().filter(|(name, _)| !is_of_answer(name)).cloned().collect())
    }

    /// The same facts but for one, which says something else.
    pub(super) fn with_changed(&self, changed: &str) -> Self {
        let change = |(name, value): &(String, String)| {
            let value = if name == changed { format!("not {value}") } else { value.clone() };
            (name.clone(), value)
        };
        Self(self.0.iter().map(change).collect())
    }

    /// The names of the facts that only one of the two states, or that the two state differently.
    pub(super) fn differences<'f>(&'f self, other: &'f Facts) -> Vec<&'f str> {
        let is_only_in = |facts: &Facts, fact: &&(String, String)| !facts.0.contains(fact);
        let ours = self.0.iter().filter(|fact| is_only_in(other, fact));
        let theirs = other.0.iter().filter(|fact| is_only_in(self, fact));
        let mut names: Vec<_> = ours.chain(theirs).map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

impl fmt::Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(name, value)| writeln!(f, "{name} = {value}"))
    }
}
