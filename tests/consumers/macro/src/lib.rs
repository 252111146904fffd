//! Two operations, generated where the macro stands.

pub mod eipanycast {
    acs_macros::api! {
        specs: "../../../specs/eipanycast/2020-03-09",
        operations: [AllocateAnycastEipAddress, UnassociateAnycastEipAddress],
    }
}

#[cfg(test)]
mod tests {
    use super::eipanycast::Client;
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
        let answer = client.allocate_anycast_eip_address().service_location("international").send().wait()?;
        assert!(answer.anycast_id.is_some());
        assert_eq!(emulator.requests()[0].operation.as_deref(), Some("AllocateAnycastEipAddress"));
        Ok(())
    }
}
