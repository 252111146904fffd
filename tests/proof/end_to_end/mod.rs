//! End to end: generated clients call the emulator over loopback HTTP.

mod answers;
mod checks;
pub(crate) mod eipanycast;
mod errors;
mod property;
mod roles;
mod secrets;
mod signatures;
mod sts;
mod trouble;

use acs_eipanycast_20200309::Client;
use acs_eipanycast_20200309::unassociate_anycast_eip_address::UnassociateAnycastEipAddress;
use acs_runtime::call::Call;

/// The call of the documentation page, with its four required parameters.
fn documented_call(client: &Client) -> Call<'_, UnassociateAnycastEipAddress> {
    client
        .unassociate_anycast_eip_address()
        .bind_instance_id("lb-2zebb08phyczzawe****")
        .bind_instance_region_id("us-west-1")
        .bind_instance_type("SlbInstance")
        .anycast_id("aeip-2zeerraiwb7ujsxdc****")
        .prepare()
}
