//! Where an answer says how its pages follow each other.

/// Where an answer with pages has its items, and what leads to the next page.
///
/// Places are names joined by dots, such as `Data.Items`. What the request says about pages are parameters with the roles
/// [`PageToken`](super::Role::PageToken) and [`PageNumber`](super::Role::PageNumber).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging<'a> {
    /// Where the list of items stands; empty where the answer is the list.
    pub items: &'a str,
    /// Where the token of the next page stands; empty where pages go by number.
    pub token: &'a str,
    /// Where the number of items of all pages stands; empty where the answer does not say.
    pub total: &'a str,
}

impl<'a> Paging<'a> {
    /// Pages of the items at this place, by number, with an unknown total.
    pub const fn new(items: &'a str) -> Self {
        Self { items, token: "", total: "" }
    }

    /// Where the token of the next page stands.
    pub const fn token(self, token: &'a str) -> Self {
        Self { token, ..self }
    }

    /// Where the number of items of all pages stands.
    pub const fn total(self, total: &'a str) -> Self {
        Self { total, ..self }
    }
}
