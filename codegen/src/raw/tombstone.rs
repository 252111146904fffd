//! `tombstones.yaml` and `release.yaml`: what the documentation has dropped and the crate still has, and the crate's version.
//!
//! A tombstone has the path of the overlay for what is gone, and its definition as it was. A value has none.

use serde::Deserialize;

use super::operation::{ErrorCode, Operation};
use super::product::TypeDefinition;
use super::{Map, Parameter};
use crate::span::Spanned;

/// What the documentation has dropped, and the crate has until the next version that may break users.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tombstones {
    /// One entry per thing that is gone.
    pub gone: Vec<Tombstone>,
}

/// One thing that is gone: a parameter, a field, a value, an error code, an operation or a shared type.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tombstone {
    /// What is gone, as a path of the overlay.
    pub at: Spanned<String>,
    /// The version of the crate in which it went.
    pub since: Spanned<String>,
    /// The version of the crate that does not have it any more.
    pub until: Spanned<String>,
    /// What takes its place, as it is called on the wire.
    pub instead: Option<Spanned<String>>,
    /// What may take its place, as it is called on the wire: a guess, which becomes `instead` once a person has confirmed it.
    pub perhaps: Option<Spanned<String>>,
    /// The parameter or the field as it was.
    pub parameter: Option<Box<Parameter>>,
    /// The error code as it was.
    pub code: Option<ErrorCode>,
    /// The operation as it was.
    pub operation: Option<Box<Operation>>,
    /// The shared type as it was.
    #[serde(rename = "type")]
    pub shared: Option<TypeDefinition>,
}

/// What is released of a product version.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The version of the generated crate, such as `0.2.0`.
    pub version: Spanned<String>,
}

impl Tombstone {
    /// How many definitions it has; a value has none, anything else one.
    pub(crate) fn definitions(&self) -> usize {
        usize::from(self.parameter.is_some())
            + usize::from(self.code.is_some())
            + usize::from(self.operation.is_some())
            + usize::from(self.shared.is_some())
    }
}

impl<T> Map<T> {
    /// Adds an entry at the end.
    pub(crate) fn push(&mut self, name: Spanned<String>, value: T) {
        self.0.push((name, value));
    }
}
