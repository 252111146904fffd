//! The enum of another operation is given.

use acs_eipanycast_20200309::Client;
use acs_eipanycast_20200309::associate_anycast_eip_address::BindInstanceType;

async fn detach(client: &Client) {
    let _ = client
        .unassociate_anycast_eip_address()
        .bind_instance_id("lb-123")
        .bind_instance_region_id("us-west-1")
        .bind_instance_type(BindInstanceType::SlbInstance)
        .anycast_id("aeip-123")
        .send()
        .await;
}

fn main() {}
