//! There is nothing to wait for.

use acs_eipanycast_20200309::Client;

async fn wait(client: &Client) {
    let _ = client.list_anycast_eip_addresses().prepare().send_and_wait().await;
}

fn main() {}
