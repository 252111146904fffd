//! Derives for types that people write themselves: requests, objects in them, and answers.
//!
//! A request goes by a spec, which is read and checked when it is compiled, or by its own attributes, which are written as a spec
//! and go the same way. So names, rules and tables are those of generated code in either case.

mod answer;
mod attribute;
mod described;
mod fits;
mod object;
mod operation;
mod page;
mod required;
mod spec;
mod subject;
mod written;

pub(crate) use object::{expand_decode, expand_fields};
pub(crate) use operation::expand_operation;

#[cfg(test)]
mod tests;
