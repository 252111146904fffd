//! Answers that are lists: what takes them, and what the objects in them have.

use acs_macros::{Decode, Operation};

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "lists", name = "ListThings", response = One)]
struct ListThings {}

#[derive(Debug, Default, Decode)]
struct One {
    id: Option<String>,
}

#[derive(Debug, Default, Decode)]
#[object(spec = "lists", name = "ListThings")]
struct Thing {
    id: Option<String>,
    nmae: Option<String>,
}

#[derive(Debug, Default, Decode)]
#[object(spec = "lists", name = "ListThings", at = "Owner")]
struct Owner {
    id: Option<String>,
}

#[derive(Debug, Default, Decode)]
#[object(spec = "lists", name = "ListThings", at = "Id")]
struct Id {}

#[derive(Debug, Default, Decode)]
#[object(spec = "lists", name = "ListNames")]
struct Names {
    id: Option<String>,
}

#[derive(Debug, Default, Decode)]
#[object(spec = "lists", name = "GetAnything")]
struct Anything {
    id: Option<String>,
}

fn main() {}
