//! The folder of specs is not there.

use acs_macros::Operation;

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "no/specs", name = "UnassociateAnycastEipAddress", response = ())]
struct Detach {}

fn main() {}
