//! Rules that no value keeps, and a limit that does not go with its type.

use acs_macros::Operation;

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", response = ())]
struct Do {
    #[param(min_length = 9, max_length = 2)]
    id: String,
    #[param(max_length = 2)]
    count: i64,
}

fn main() {}
