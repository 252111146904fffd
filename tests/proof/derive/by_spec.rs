//! A request for an operation of a spec: some of the parameters, with types of its own.

use acs_eipanycast_20200309::unassociate_anycast_eip_address as generated;
use acs_macros::{Decode, Operation};
use acs_runtime::call::Call;
use acs_runtime::encode::{AsText, Encode};
use acs_runtime::rules::Value;
use acs_runtime::{Kind, Operation};

use crate::{TestResult, local};

/// The number in the ID of a load balancer.
#[derive(Clone, Debug, Default)]
struct Balancer(u32);

impl Encode for Balancer {
    fn encode(&self) -> Option<Value<'_>> {
        Some(Value::from(format!("lb-{}", self.0)))
    }
}

impl AsText for Balancer {}

#[derive(Clone, Debug, Default, Operation)]
#[operation(
    spec = "../specs/eipanycast/2020-03-09",
    name = "UnassociateAnycastEipAddress",
    response = Detached,
    runtime = acs_runtime
)]
struct Detach {
    #[param(name = "BindInstanceId")]
    balancer: Balancer,
    #[param(name = "BindInstanceRegionId")]
    region: &'static str,
    bind_instance_type: String,
    anycast_id: String,
    client_token: Option<String>,
    dry_run: Option<bool>,
    #[param(name = "PrivateIpAddress")]
    address: Option<String>,
    #[param(skip)]
    attempts: u8,
}

#[derive(Debug, Default, Decode)]
#[object(runtime = acs_runtime)]
struct Detached {
    #[field(name = "RequestId")]
    id: Option<String>,
    #[field(skip)]
    seen: bool,
}

fn detach() -> Detach {
    Detach {
        balancer: Balancer(7),
        region: "us-west-1",
        bind_instance_type: "SlbInstance".to_owned(),
        anycast_id: "aeip-1".to_owned(),
        ..Detach::default()
    }
}

fn call(client: &acs_eipanycast_20200309::Client, request: Detach) -> Call<'_, Detach> {
    client.call(request)
}

#[tokio::test]
async fn it_is_sent_and_answered_as_a_generated_one() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let request = Detach { attempts: 1, ..detach() };
    let answer = call(&client, request.clone()).send().await?;
    let requests = emulator.requests();
    assert_eq!(answer.id.as_ref(), Some(&requests[0].request_id));
    assert!(!answer.seen && request.attempts == 1);
    assert_eq!(requests[0].operation.as_deref(), Some("UnassociateAnycastEipAddress"));
    assert_eq!(requests[0].parameters["BindInstanceId"], "lb-7");
    assert!(requests[0].parameters.get("ClientToken").is_some(), "the token is filled in");
    Ok(())
}

#[tokio::test]
async fn a_violation_stops_it_and_has_the_name_of_the_field() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let request = Detach { client_token: Some("x".repeat(65)), ..detach() };
    let error = call(&client, request).send().await.expect_err("the token is too long");
    assert_eq!(error.kind(), Kind::Violations);
    assert!(emulator.requests().is_empty());
    let request = Detach { address: Some("10.0.0.1".to_owned()), ..detach() };
    let warned = call(&client, request).validate();
    assert_eq!(warned[0].field(), "address", "{warned:?}");
    Ok(())
}

#[tokio::test]
async fn dry_runs_tokens_and_codes_are_those_of_the_operation() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    call(&client, detach()).dry_run().await?;
    emulator.fail_next("UnassociateAnycastEipAddress", "IncorrectStatus.Anycast")?;
    let error = call(&client, detach()).send().await.expect_err("it was told to fail");
    let code = generated::UnassociateAnycastEipAddressError::IncorrectStatusAnycast;
    assert_eq!(error.op(), Some(code));
    Ok(())
}

#[test]
fn its_table_is_that_of_generated_code_but_for_the_names_of_fields() {
    let own = format!("{:#?}", Detach::SPEC);
    let renamed = own
        .replace("field: \"balancer\"", "field: \"bind_instance_id\"")
        .replace("field: \"region\"", "field: \"bind_instance_region_id\"")
        .replace("field: \"address\"", "field: \"private_ip_address\"");
    assert_ne!(own, renamed);
    assert_eq!(renamed, format!("{:#?}", generated::UnassociateAnycastEipAddress::SPEC));
}
