//! A text that is a number, and a token that is a list.

use acs_macros::Operation;

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "specs", name = "UnassociateAnycastEipAddress", response = ())]
struct Detach {
    bind_instance_id: String,
    bind_instance_region_id: String,
    bind_instance_type: String,
    anycast_id: u64,
    client_token: Option<Vec<String>>,
    dry_run: String,
}

fn main() {}
