//! `BindInstanceRegionId` is left out.

use acs_eipanycast_20200309::Client;

async fn detach(client: &Client) {
    let _ = client
        .unassociate_anycast_eip_address()
        .bind_instance_id("lb-123")
        .bind_instance_type("SlbInstance")
        .anycast_id("aeip-123")
        .send()
        .await;
}

fn main() {}
