//! A call is sent twice; it would have to be cloned.

use acs_eipanycast_20200309::Client;

async fn release(client: &Client) {
    let call = client.release_anycast_eip_address().anycast_id("aeip-123");
    let _ = call.send().await;
    let _ = call.send().await;
}

fn main() {}
