//! The answer is one thing.

use acs_eipanycast_20200309::Client;

fn pages(client: &Client) {
    let _ = client.describe_anycast_eip_address().prepare().pages();
}

fn main() {}
