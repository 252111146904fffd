//! Checks before sending, dry runs, idempotency tokens, and parameters that the types do not know.

use acs_eipanycast_20200309::unassociate_anycast_eip_address::{
    BindInstanceType, UnassociateAnycastEipAddress, UnassociateAnycastEipAddressError,
};
use acs_emulator::{Outcome, Recorded};
use acs_runtime::Kind;
use acs_runtime::rules::Severity;

use super::documented_call;
use crate::{TestResult, local};

/// Breaks two rules that bind: the address belongs to network interfaces, and the token is too long.
fn wrong_request() -> UnassociateAnycastEipAddress {
    UnassociateAnycastEipAddress {
        bind_instance_id: Some("lb-1".to_owned()),
        bind_instance_region_id: Some("us-west-1".to_owned()),
        bind_instance_type: Some(BindInstanceType::SlbInstance),
        anycast_id: Some("aeip-1".to_owned()),
        client_token: Some("x".repeat(65)),
        private_ip_address: Some("192.168.0.1".to_owned()),
        ..UnassociateAnycastEipAddress::default()
    }
}

fn param<'r>(request: &'r Recorded, name: &str) -> Option<&'r str> {
    request.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

#[tokio::test]
async fn a_request_that_breaks_rules_is_not_sent() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let error = client.call(wrong_request()).send().await.expect_err("it breaks rules");
    assert_eq!(error.kind(), Kind::Violations);
    let found: Vec<_> = error.violations().iter().map(|it| (it.path(), it.field(), it.rule())).collect();
    let expected =
        [("ClientToken", "client_token", "length"), ("PrivateIpAddress", "private_ip_address", "only-when")];
    assert_eq!(found, expected);
    let text = error.to_string();
    assert!(text.contains("`PrivateIpAddress` is allowed only when `BindInstanceType` is"), "{text}");
    assert_eq!(emulator.requests(), []);
    Ok(())
}

#[tokio::test]
async fn a_request_that_lacks_a_parameter_is_not_sent() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let blank = UnassociateAnycastEipAddress::default();
    let error = client.call(blank).send().await.expect_err("it lacks parameters");
    let missing: Vec<_> = error.violations().iter().map(|violation| violation.path()).collect();
    assert_eq!(missing, ["BindInstanceId", "BindInstanceRegionId", "BindInstanceType", "AnycastId"]);
    assert_eq!(emulator.requests(), []);
    Ok(())
}

#[tokio::test]
async fn checks_can_be_turned_off() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let error = client.call(wrong_request()).with_checks(false).send().await.expect_err("it is refused");
    assert_eq!((error.code(), error.kind()), (Some("InvalidParameter"), Kind::InvalidParameter));
    let unchecked =
        local::configure(acs_eipanycast_20200309::Client::builder(), emulator.url()).checks(false).build()?;
    assert!(unchecked.call(wrong_request()).send().await.is_err());
    assert_eq!(emulator.requests().len(), 2);
    let checked = unchecked.call(wrong_request()).with_checks(true).send().await.expect_err("it is checked");
    assert_eq!(checked.kind(), Kind::Violations);
    assert_eq!(unchecked.call(wrong_request()).validate().len(), 2);
    Ok(())
}

/// A value that is not documented may be one that the service has added.
#[tokio::test]
async fn a_warning_stops_nothing() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let request = UnassociateAnycastEipAddress {
        bind_instance_type: Some("Later".into()),
        ..documented_call(&client).into_request()
    };
    let warnings = client.call(request.clone()).validate();
    assert_eq!(warnings.len(), 1);
    assert_eq!((warnings[0].rule(), warnings[0].severity()), ("values", Severity::Warning));
    let error = client.call(request).send().await.expect_err("the emulator knows the documented values only");
    assert_eq!(error.code(), Some("InvalidParameter"));
    assert_eq!(param(&emulator.requests()[0], "BindInstanceType"), Some("Later"));
    Ok(())
}

#[tokio::test]
async fn a_dry_run_that_passes_is_ok() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let call = client.unassociate_anycast_eip_address().bind_instance_id("lb-1").anycast_id("aeip-1");
    call.bind_instance_region_id("us-west-1").bind_instance_type("SlbInstance").dry_run().await?;
    documented_call(&client).dry_run().await?;
    for request in emulator.requests() {
        assert_eq!(request.outcome, Outcome::DryRun);
        assert_eq!(param(&request, "DryRun"), Some("true"));
    }
    Ok(())
}

#[tokio::test]
async fn a_dry_run_that_is_refused_says_why() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    emulator.fail_next("UnassociateAnycastEipAddress", "InstanceNotExist.SLB")?;
    let error = documented_call(&client).dry_run().await.expect_err("it is refused");
    assert_eq!(error.op(), Some(UnassociateAnycastEipAddressError::InstanceNotExistSlb));
    let error = client.call(wrong_request()).dry_run().await.expect_err("it breaks rules");
    assert_eq!(error.kind(), Kind::Violations);
    Ok(())
}

#[tokio::test]
async fn an_operation_without_a_dry_run_has_none() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let call = client.release_anycast_eip_address().anycast_id("aeip-1").prepare();
    let error = call.dry_run().await.expect_err("there is none");
    assert_eq!(error.kind(), Kind::Configuration);
    assert_eq!(emulator.requests(), []);
    Ok(())
}

#[tokio::test]
async fn a_call_has_one_token_however_often_it_is_sent() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let call = documented_call(&client);
    let first = call.clone().send().await?;
    let second = call.send().await?;
    documented_call(&client).send().await?;
    let requests = emulator.requests();
    let tokens: Vec<_> = requests.iter().map(|request| param(request, "ClientToken")).collect();
    let outcomes: Vec<_> = requests.iter().map(|request| request.outcome).collect();
    assert_eq!(tokens[0].map(str::len), Some(36));
    assert_eq!(tokens[0], tokens[1]);
    assert_ne!(tokens[0], tokens[2]);
    assert_eq!(outcomes, [Outcome::Answered, Outcome::Replayed, Outcome::Answered]);
    assert_eq!(first, second);
    Ok(())
}

#[tokio::test]
async fn a_token_that_is_given_is_sent() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let release = client.release_anycast_eip_address();
    release.anycast_id("aeip-1").client_token("mine").send().await?;
    assert_eq!(param(&emulator.requests()[0], "ClientToken"), Some("mine"));
    Ok(())
}

#[tokio::test]
async fn parameters_that_the_types_do_not_know_reach_the_service() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let call = documented_call(&client).with_param("New", "a b").with_param("AnycastId", "aeip-other");
    call.with_param("New", "c d").send().await?;
    let request = &emulator.requests()[0];
    assert_eq!(param(request, "New"), Some("c d"));
    assert_eq!(param(request, "AnycastId"), Some("aeip-other"));
    assert_eq!(request.query.len(), 6, "{:?}", request.query);
    Ok(())
}
