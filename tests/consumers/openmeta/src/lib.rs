//! Four operations of Vpc, straight from its OpenMeta file.
#![cfg(corpus)]

pub mod vpc {
    include!(concat!(env!("OUT_DIR"), "/acs_vpc_20160428.rs"));
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::vpc::Client;
    use acs_codegen::{Sources, import};
    use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Emulator};

    #[test]
    fn a_call_is_answered() -> Result<(), Box<dyn std::error::Error>> {
        let file = "../../../../shared/corpus/openmeta/vpc/2016-04-28/api-docs.json";
        let meta = import::load(&[PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file)])?;
        let operations = Some(vec!["CreateVpc".to_owned()]);
        let imported = import::import(&meta, &import::Options { operations, ..Default::default() })?;
        let mut specs = Sources::new();
        for (path, text) in imported.files {
            specs.add(path, text);
        }
        let emulator = Emulator::builder().model(acs_codegen::model(&specs)?.apis).start_blocking()?;
        let client = Client::builder()
            .endpoint(emulator.url())
            .region("cn-hangzhou")
            .access_key(ACCESS_KEY_ID, ACCESS_KEY_SECRET)
            .blocking()
            .build()?;
        let answer = client.create_vpc().cidr_block("172.16.0.0/12").send().wait()?;
        assert!(answer.vpc_id.is_some());
        assert_eq!(emulator.requests()[0].operation.as_deref(), Some("CreateVpc"));
        Ok(())
    }
}
