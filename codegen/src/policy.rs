//! policy: the RAM policy that calls of some operations need, as far as documentation tells.
//!
//! Input: a model and the names of operations. [`Grants`] are what they must be allowed, action by action, with the resources
//! as they are documented; [`policy`] fills the names in those and gives the document; [`changes`] compares two states.
//!
//! Invariants: what documentation does not tell is not guessed: such operations are listed. The document has no more actions
//! than documented ones, no more resources than documented ones, and is the same text for the same model and choices.
//!
//! The grammar is that of <https://www.alibabacloud.com/help/en/ram/policy-structure-and-syntax>.

mod arn;
mod change;
mod condition;
mod document;
mod fill;
mod grants;
mod report;

pub use arn::Arn;
pub use change::{Change, Changes, Kind, changes};
pub use condition::Condition;
pub use document::{Conditions, MAX_CHARACTERS, Policy, Statement, policy};
pub use fill::{Unfilled, Values, unfilled};
pub use grants::{Grant, Grants, check_operations, polls, shared_names};
pub use report::{Permission, Report};

#[cfg(test)]
mod tests;
