//! A spec that cannot be read: all that is wrong with it, with its places.

mod broken {
    acs_macros::api! { specs: "broken" }
}

fn main() {}
