//! A dry run is no number, and a page token no boolean.

use acs_macros::Operation;

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", response = ())]
struct Do {
    #[param(role = "dry-run")]
    try_it: i64,
    #[param(role = "page-token")]
    next: bool,
}

fn main() {}
