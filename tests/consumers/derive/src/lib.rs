//! A request and an answer of one's own, with a type of one's own.

use acs_macros::{Decode, Operation};
use acs_runtime::encode::{AsText, Encode};
use acs_runtime::rules::Value;

/// The number in the ID of a load balancer.
#[derive(Clone, Debug, Default)]
pub struct Balancer(pub u32);

impl Encode for Balancer {
    fn encode(&self) -> Option<Value<'_>> {
        Some(Value::from(format!("lb-{}", self.0)))
    }
}

impl AsText for Balancer {}

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "../../../specs/eipanycast/2020-03-09", name = "UnassociateAnycastEipAddress", response = Detached)]
pub struct Detach {
    #[param(name = "BindInstanceId")]
    pub balancer: Balancer,
    pub bind_instance_region_id: String,
    pub bind_instance_type: String,
    pub anycast_id: String,
}

#[derive(Debug, Default, Decode)]
pub struct Detached {
    #[field(name = "RequestId")]
    pub id: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::{Balancer, Detach};
    use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Emulator};
    use acs_runtime::Client;

    #[test]
    fn a_call_is_answered() -> Result<(), Box<dyn std::error::Error>> {
        let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../specs/eipanycast");
        let emulator = Emulator::builder().specs(specs).start_blocking()?;
        let client = Client::of("Eipanycast", "2020-03-09")
            .endpoint(emulator.url())
            .region("cn-hangzhou")
            .access_key(ACCESS_KEY_ID, ACCESS_KEY_SECRET)
            .blocking()
            .build()?;
        let request = Detach {
            balancer: Balancer(7),
            bind_instance_region_id: "us-west-1".to_owned(),
            bind_instance_type: "SlbInstance".to_owned(),
            anycast_id: "aeip-1".to_owned(),
        };
        let answer = client.call(request).send().wait()?;
        assert!(answer.id.is_some());
        assert_eq!(emulator.requests()[0].parameters["BindInstanceId"], "lb-7");
        Ok(())
    }
}
