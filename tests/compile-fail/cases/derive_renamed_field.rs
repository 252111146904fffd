//! A field that no parameter is called like, one whose parameter has another name, and one of two for a parameter.

use acs_macros::Operation;

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "specs", name = "UnassociateAnycastEipAddress", response = ())]
struct Detach {
    bind_instance_id: String,
    bind_instance_region: String,
    #[param(name = "BindInstanceTyp")]
    kind: String,
    anycast_id: String,
    #[param(name = "AnycastId")]
    address: String,
}

fn main() {}
