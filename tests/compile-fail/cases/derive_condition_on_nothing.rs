//! A condition names a parameter that does not exist.

use acs_macros::Operation;

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", response = ())]
struct Do {
    #[param(only_when(Kind = "A"))]
    id: String,
    kinds: Vec<String>,
}

fn main() {}
