//! Keys that are unknown, set twice, or lack what they take.

use acs_macros::Operation;

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", respons = (), response = ())]
struct Do {
    id: String,
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", response = ())]
struct Again {
    #[param(required, required)]
    id: String,
    #[param(max_lenght = 3)]
    name: String,
    #[param(skip, required)]
    note: String,
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", response = ())]
struct Bare {
    #[param(max_length)]
    id: String,
}

fn main() {}
