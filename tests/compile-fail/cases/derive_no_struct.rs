//! What is no struct with named fields, and what has parameters of its own.

use acs_macros::{Decode, Fields, Operation};

#[derive(Operation)]
enum Enum {
    A,
}

#[derive(Fields)]
struct Tuple(String);

#[derive(Decode)]
union Union {
    a: u8,
}

#[derive(Operation)]
struct Generic<T> {
    id: T,
}

#[derive(Operation)]
struct Borrowed<'a> {
    id: &'a str,
}

#[derive(Decode)]
struct Read<'a, T> {
    id: &'a T,
}

fn main() {}
