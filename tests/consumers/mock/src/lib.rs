//! Code that calls, and is tested with a mock in place of the client.

pub mod eipanycast {
    include!(concat!(env!("OUT_DIR"), "/acs_eipanycast_20200309.rs"));
}

use acs_runtime::Error;
use eipanycast::Api;
use eipanycast::describe_anycast_eip_address::DescribeAnycastEipAddress;
use eipanycast::release_anycast_eip_address::ReleaseAnycastEipAddress;

/// Releases an address unless something uses it; says whether it did.
pub async fn release_if_idle(api: &dyn Api, id: &str) -> Result<bool, Error> {
    let request = DescribeAnycastEipAddress { anycast_id: Some(id.to_owned()), ..Default::default() };
    let found = api.describe_anycast_eip_address(request).await?;
    let is_idle = found.status.is_some_and(|status| status == "Allocated");
    if is_idle {
        let request = ReleaseAnycastEipAddress { anycast_id: Some(id.to_owned()), ..Default::default() };
        api.release_anycast_eip_address(request).await?;
    }
    Ok(is_idle)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::eipanycast::describe_anycast_eip_address::{
        DescribeAnycastEipAddress, DescribeAnycastEipAddressResponse,
    };
    use super::eipanycast::release_anycast_eip_address::{
        ReleaseAnycastEipAddress, ReleaseAnycastEipAddressResponse,
    };
    use super::eipanycast::{Api, Client};
    use super::release_if_idle;
    use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Emulator};
    use acs_runtime::call::Reply;
    use acs_runtime::{Error, testing};

    /// An address in this state, and the IDs of what was released.
    struct Address {
        status: &'static str,
        released: Mutex<Vec<String>>,
    }

    impl Address {
        fn new(status: &'static str) -> Self {
            Self { status, released: Mutex::default() }
        }
    }

    impl Api for Address {
        fn describe_anycast_eip_address(
            &self,
            _: DescribeAnycastEipAddress,
        ) -> Reply<'_, DescribeAnycastEipAddressResponse> {
            let json = format!(r#"{{"Status": "{}"}}"#, self.status);
            testing::response::<DescribeAnycastEipAddress>(&json).into()
        }

        fn release_anycast_eip_address(
            &self,
            request: ReleaseAnycastEipAddress,
        ) -> Reply<'_, ReleaseAnycastEipAddressResponse> {
            self.released.lock().expect("nobody panics with it").extend(request.anycast_id);
            Ok(ReleaseAnycastEipAddressResponse::default()).into()
        }
    }

    #[test]
    fn an_idle_address_is_released() -> Result<(), Error> {
        let address = Address::new("Allocated");
        assert!(Reply::new(release_if_idle(&address, "aeip-1")).wait()?);
        assert_eq!(*address.released.lock().expect("nobody panics with it"), ["aeip-1"]);
        Ok(())
    }

    #[test]
    fn an_address_in_use_is_not_released() -> Result<(), Error> {
        let address = Address::new("Associated");
        assert!(!Reply::new(release_if_idle(&address, "aeip-1")).wait()?);
        assert!(address.released.lock().expect("nobody panics with it").is_empty());
        Ok(())
    }

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
        let api: &dyn Api = &client;
        let request =
            DescribeAnycastEipAddress { anycast_id: Some("aeip-1".to_owned()), ..Default::default() };
        assert!(api.describe_anycast_eip_address(request).wait()?.anycast_id.is_some());
        assert_eq!(emulator.requests()[0].operation.as_deref(), Some("DescribeAnycastEipAddress"));
        Ok(())
    }
}
