//! `overlay.yaml`: what people add to the imported facts of a product version.
//!
//! Paths name things as `Operation`, `Operation.Parameter`, `Operation.Parameter.Field`, `Operation.Parameter.value`,
//! `Operation.response.Field`, `Operation.errors.Code`, `Operation.completion` and `Operation.paging`; a list is passed
//! through to its items.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use super::flow::{Completion, Paging};
use super::operation::{Access, Auth, Method, OperationRule};
use super::{Map, Parameter};
use crate::span::Spanned;

/// What people add to a product version.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    /// Sentences of our own, by path.
    pub texts: Option<Map<Spanned<String>>>,
    /// Inferred facts that a person has checked, as path and key; rules among them stop a call from now on.
    pub confirm: Option<Vec<Spanned<String>>>,
    /// Corrections.
    pub fixes: Option<Vec<Fix>>,
    /// Names in Rust, by path.
    pub names: Option<Map<Spanned<String>>>,
}

/// A correction of an imported fact.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fix {
    /// What is corrected, as a path; comes first.
    pub at: Spanned<String>,
    /// The keys to set.
    pub set: Set,
    /// Why the documentation is not followed.
    pub why: Spanned<String>,
}

/// The keys that a correction sets.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(untagged))]
pub enum Set {
    /// Of an operation.
    Operation(OperationSet),
    /// Of `Operation.completion`.
    Completion(Completion),
    /// Of `Operation.paging`.
    Paging(Paging),
    /// Of a parameter or a field.
    Parameter(Box<Parameter>),
}

impl Set {
    /// The keys that are set, by their names in YAML.
    pub(crate) fn keys(&self) -> Vec<&'static str> {
        match self {
            Set::Operation(set) => set.keys(),
            Set::Completion(set) => set.keys(),
            Set::Paging(set) => set.keys(),
            Set::Parameter(set) => set.keys(),
        }
    }
}

/// The names of the keys that are there.
pub(super) fn present(keys: &[(&'static str, bool)]) -> Vec<&'static str> {
    keys.iter().filter(|(_, is_there)| *is_there).map(|(name, _)| *name).collect()
}

/// The keys of an operation that a correction can set.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OperationSet {
    /// The access level.
    pub access: Option<Spanned<Access>>,
    /// How the caller proves who it is.
    pub auth: Option<Spanned<Auth>>,
    /// The HTTP methods.
    pub methods: Option<Vec<Spanned<Method>>>,
    /// Rules over several parameters, in place of the imported ones.
    pub rules: Option<Vec<OperationRule>>,
}

impl OperationSet {
    fn keys(&self) -> Vec<&'static str> {
        present(&[
            ("access", self.access.is_some()),
            ("auth", self.auth.is_some()),
            ("methods", self.methods.is_some()),
            ("rules", self.rules.is_some()),
        ])
    }
}

impl<'de> Deserialize<'de> for Fix {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("Fix", FIELDS, FixVisitor)
    }
}

const FIELDS: &[&str] = &["at", "set", "why"];

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Key {
    At,
    Set,
    Why,
}

/// Reads `at` first, because it decides what `set` may hold.
struct FixVisitor;

impl<'de> Visitor<'de> for FixVisitor {
    type Value = Fix;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a correction with `at`, `set` and `why`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fix, A::Error> {
        let (mut at, mut set, mut why) = (None::<Spanned<String>>, None, None);
        while let Some(key) = map.next_key()? {
            match (key, &at) {
                (Key::At, _) => at = Some(map.next_value()?),
                (Key::Why, _) => why = Some(map.next_value()?),
                (Key::Set, Some(at)) => set = Some(read_set(&at.value, &mut map)?),
                (Key::Set, None) => return Err(A::Error::custom("`at` must come before `set`")),
            }
        }
        Ok(Fix {
            at: at.ok_or_else(|| A::Error::missing_field("at"))?,
            set: set.ok_or_else(|| A::Error::missing_field("set"))?,
            why: why.ok_or_else(|| A::Error::missing_field("why"))?,
        })
    }
}

fn read_set<'de, A: MapAccess<'de>>(at: &str, map: &mut A) -> Result<Set, A::Error> {
    if !at.contains('.') {
        return map.next_value().map(Set::Operation);
    }
    if at.ends_with(".completion") {
        return map.next_value().map(Set::Completion);
    }
    // The field of a response may be called so.
    if matches!(at.split_once('.'), Some((_, "paging"))) {
        return map.next_value().map(Set::Paging);
    }
    map.next_value().map(Set::Parameter)
}
