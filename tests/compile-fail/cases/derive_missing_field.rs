//! A required parameter has no field.

use acs_macros::Operation;

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "specs", name = "UnassociateAnycastEipAddress", response = ())]
struct Detach {
    bind_instance_id: String,
    bind_instance_region_id: String,
    bind_instance_type: String,
}

fn main() {}
