//! A generated crate without its default transport.

pub use acs_eipanycast_20200309::Client;

#[cfg(test)]
mod tests {
    use super::Client;
    use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Emulator};

    #[test]
    fn a_call_is_answered() -> Result<(), Box<dyn std::error::Error>> {
        let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../specs/eipanycast");
        let emulator = Emulator::builder().specs(specs).start_blocking()?;
        let client = Client::builder()
            .endpoint(emulator.url())
            .region("cn-hangzhou")
            .access_key(ACCESS_KEY_ID, ACCESS_KEY_SECRET)
            .blocking()
            .build()?;
        let list = client.list_anycast_eip_addresses().send().wait()?;
        assert!(list.request_id.is_some());
        assert_eq!(emulator.requests()[0].operation.as_deref(), Some("ListAnycastEipAddresses"));
        Ok(())
    }
}
