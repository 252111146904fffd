//! A dry run needs what the call needs.

use acs_eipanycast_20200309::Client;

async fn try_out(client: &Client) {
    let _ = client
        .unassociate_anycast_eip_address()
        .bind_instance_id("lb-123")
        .bind_instance_region_id("us-west-1")
        .bind_instance_type("SlbInstance")
        .dry_run()
        .await;
}

fn main() {}
