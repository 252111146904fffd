//! OpenMeta: the machine-readable documentation of a product version, `api-docs.json`.
//!
//! Input: the text of one file. Output: a draft of the product version. What is neither understood nor listed below as
//! left out on purpose is reported where it stands.
//!
//! Left out: how the documentation is made and shown (`title`, `visibility`, `directories`, `translator`,
//! `abilityTree*`, `autoTest`, ...), how the service is built inside (`backendName`, `extendType`, ...), and facts that
//! the spec language has no word for yet (`riskType`, `chargeType`, `flowControl`, `eventInfo`, headers of responses).

mod operation;
mod product;
mod ram;
mod reader;
mod response;
mod schema;

pub(super) use product::read;

#[cfg(test)]
mod tests;
