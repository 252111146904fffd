//! A field that the path names, and that is said to be elsewhere.

use acs_macros::Operation;

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Get", path = "/things/{Id}", response = ())]
struct Get {
    #[param(place = "query")]
    id: String,
}

fn main() {}
