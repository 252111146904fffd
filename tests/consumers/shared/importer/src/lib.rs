//! An operation of specs that another crate has.

pub mod sts {
    include!(concat!(env!("OUT_DIR"), "/acs_sts_20150401.rs"));
}

#[cfg(test)]
mod tests {
    use super::sts::Client;
    use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Emulator};

    #[test]
    fn a_call_is_answered() -> Result<(), Box<dyn std::error::Error>> {
        let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../specs/sts");
        let emulator = Emulator::builder().specs(specs).start_blocking()?;
        let client = Client::builder()
            .endpoint(emulator.url())
            .region("cn-hangzhou")
            .access_key(ACCESS_KEY_ID, ACCESS_KEY_SECRET)
            .blocking()
            .build()?;
        let answer = client.get_caller_identity().send().wait()?;
        assert!(answer.request_id.is_some());
        assert_eq!(emulator.requests()[0].operation.as_deref(), Some("GetCallerIdentity"));
        Ok(())
    }
}
