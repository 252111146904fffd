//! The answer is no type that can be read, and a field of another one neither.

use acs_macros::{Decode, Operation};

struct Answer;

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", response = Answer)]
struct Do {
    id: String,
}

#[derive(Debug, Default, Decode)]
struct Read {
    at: Option<std::time::Duration>,
}

fn main() {}
