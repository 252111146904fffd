//! OpenMeta: the machine-readable documentation of a product version, `api-docs.json`.
//!
//! Input: the text of one file. Output: a draft of the product version. What is neither understood nor listed in
//! `keys` as left out on purpose is reported where it stands.

mod errors;
mod keys;
mod limits;
mod operation;
mod parameter;
mod product;
mod ram;
mod reader;
mod response;
mod schema;
mod wide;

pub(super) use product::read;

#[cfg(test)]
mod tests;
