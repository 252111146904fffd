//! Two fields with one name on the wire.

use acs_macros::{Decode, Fields, Operation};

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", response = ())]
struct Do {
    thing_id: String,
    #[param(name = "ThingId")]
    other: String,
}

#[derive(Clone, Debug, Default, Fields)]
struct Tag {
    key: String,
    #[field(name = "Key")]
    name: String,
}

#[derive(Debug, Default, Decode)]
struct Answer {
    r#type: Option<String>,
    type_: Option<String>,
}

fn main() {}
