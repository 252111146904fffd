//! A generated crate as it is, with its default transport.

use acs_eipanycast_20200309::Client;
use acs_eipanycast_20200309::runtime::Error;

/// The IDs of all addresses, page by page.
pub async fn addresses(client: &Client) -> Result<Vec<String>, Error> {
    let mut items = client.list_anycast_eip_addresses().prepare().items();
    let mut ids = Vec::new();
    while let Some(item) = items.try_next().await? {
        ids.extend(item.anycast_id);
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::addresses;
    use acs_eipanycast_20200309::Client;
    use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Emulator};

    #[tokio::test]
    async fn a_call_is_answered() -> Result<(), Box<dyn std::error::Error>> {
        let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../specs/eipanycast");
        let emulator = Emulator::builder().specs(specs).start().await?;
        let client = Client::builder()
            .endpoint(emulator.url())
            .region("cn-hangzhou")
            .access_key(ACCESS_KEY_ID, ACCESS_KEY_SECRET)
            .build()?;
        assert!(!addresses(&client).await?.is_empty());
        assert_eq!(emulator.requests()[0].operation.as_deref(), Some("ListAnycastEipAddresses"));
        Ok(())
    }
}
