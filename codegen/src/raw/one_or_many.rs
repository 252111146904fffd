//! One scalar or a list of them, such as the beginnings that a text may have.

use std::fmt;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{IntoDeserializer, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::Scalar;
use crate::span::Spanned;

/// One scalar, or a list of them.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum OneOrMany {
    /// One.
    // Its place is that of the whole.
    One(Scalar),
    /// Several.
    Many(Vec<Spanned<Scalar>>),
}

impl OneOrMany {
    /// The texts that the scalars have on the wire.
    pub fn texts(&self) -> Vec<String> {
        match self {
            OneOrMany::One(scalar) => vec![scalar.text()],
            OneOrMany::Many(scalars) => scalars.iter().map(|scalar| scalar.value.text()).collect(),
        }
    }
}

impl Spanned<OneOrMany> {
    /// The scalars, each with its place.
    pub(crate) fn scalars(&self) -> Vec<Spanned<Scalar>> {
        match &self.value {
            OneOrMany::One(scalar) => vec![Spanned { value: scalar.clone(), origin: self.origin }],
            OneOrMany::Many(scalars) => scalars.clone(),
        }
    }
}

/// An untagged enum would do, but the places of what is in a list would be lost.
impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = OneOrMany;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, or a list of values")
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<OneOrMany, E> {
        Scalar::deserialize(value.into_deserializer()).map(OneOrMany::One)
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<OneOrMany, E> {
        Scalar::deserialize(value.into_deserializer()).map(OneOrMany::One)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<OneOrMany, E> {
        Scalar::deserialize(value.into_deserializer()).map(OneOrMany::One)
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<OneOrMany, E> {
        Scalar::deserialize(value.into_deserializer()).map(OneOrMany::One)
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<OneOrMany, E> {
        Scalar::deserialize(value.into_deserializer()).map(OneOrMany::One)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<OneOrMany, A::Error> {
        Deserialize::deserialize(SeqAccessDeserializer::new(list)).map(OneOrMany::Many)
    }
}
