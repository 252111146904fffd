//! The operation has another name.

use acs_macros::Operation;

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "specs", name = "UnassociateAnycastEipAdress", response = ())]
struct Detach {
    bind_instance_id: String,
    bind_instance_region_id: String,
    bind_instance_type: String,
    anycast_id: String,
}

fn main() {}
