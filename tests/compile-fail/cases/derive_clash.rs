//! A spec, and what is for operations without one; neither; no answer; and nothing at all.

use acs_macros::Operation;

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "specs", name = "UnassociateAnycastEipAddress", product = "Thing", response = ())]
struct Both {
    #[param(required)]
    anycast_id: String,
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(response = ())]
struct Neither {
    id: String,
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "specs", name = "UnassociateAnycastEipAddress")]
struct NoAnswer {
    id: String,
}

#[derive(Clone, Debug, Default, Operation)]
struct Bare {
    id: String,
}

fn main() {}
