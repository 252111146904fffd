//! The made-up product with types of our own in it, and what they take to be there.

use acs_runtime::decode::{Shape, Slot};
use acs_runtime::encode::Encode;
use acs_runtime::rules::Value;
use acs_runtime::serde::{Deserialize, Serialize};

/// The made-up product with types of our own, other names, and serde.
#[deny(warnings, missing_copy_implementations, missing_debug_implementations)]
pub mod gadget {
    include!(concat!(env!("OUT_DIR"), "/own/acs_gadget_20240101.rs"));
}

/// A name that is in lower case, whoever writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(crate = "acs_runtime::serde")]
pub struct Name(String);

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(text.to_lowercase())
    }
}

impl Encode for Name {
    fn encode(&self) -> Option<Value<'_>> {
        self.0.encode()
    }
}

/// The ID of a gadget, in requests and in answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(crate = "acs_runtime::serde")]
pub struct Id(pub String);

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Encode for Id {
    fn encode(&self) -> Option<Value<'_>> {
        self.0.encode()
    }
}

impl Slot for Id {
    fn blank() -> Self {
        Self::from("")
    }

    fn shape(&mut self) -> Shape<'_> {
        Shape::Text(self)
    }
}

/// In place of a type that requests and answers share.
pub type Role = acs_runtime::Json;
