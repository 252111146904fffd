//! Calls that a client refuses, before anything is sent.

use acs_runtime::Kind;
use acs_runtime::client::Builder;
use acs_runtime::credentials::{Credentials, CredentialsProvider, Providing};
use acs_runtime::guard::Guard;
use acs_runtime::transport::Transport;
use acs_tests::gadget::Client;

use super::script::Script;
use crate::TestResult;

/// A provider whose I/O would be in vain.
#[derive(Debug)]
struct Unasked;

impl CredentialsProvider for Unasked {
    fn provide<'p>(&'p self, _transport: &'p dyn Transport) -> Providing<'p> {
        panic!("credentials are asked for")
    }
}

/// Sets a guard.
type Set = fn(Builder<Client>) -> Builder<Client>;

/// A client with a guard, which has credentials only if something is to pass.
fn client(script: &Script, guard: Set, passes: bool) -> Result<Client, acs_runtime::Error> {
    let builder = guard(Client::builder().endpoint(&script.url).region("cn-test"));
    match passes {
        true => builder.credentials(Credentials::new("testid", "testsecret")).build(),
        false => builder.credentials(Unasked).build(),
    }
}

#[tokio::test]
async fn what_a_guard_refuses_is_not_sent() -> TestResult {
    let script = Script::start(|_, _| (200, "{}")).await?;
    let guards: [(Set, Guard); 3] = [
        (Builder::read_only, Guard::ReadOnly),
        (Builder::deny_paid, Guard::Paid),
        (Builder::deny_high_risk, Guard::HighRisk),
    ];
    for (guard, expected) in guards {
        let client = client(&script, guard, false)?;
        let call = || client.start_gadget().gadget_id("g-1").prepare();
        let error = call().send().await.expect_err("it is refused");
        assert_eq!((error.kind(), error.guard()), (Kind::Guarded, Some(expected)));
        assert!(!error.is_retryable());
        assert_eq!(error.to_string(), format!("`StartGadget`: not sent, for {expected}"));
        assert_eq!(call().sign().await.expect_err("it is not signed either").guard(), Some(expected));
        assert_eq!(call().dry_run().await.expect_err("nor tried out").guard(), Some(expected));
        assert_eq!(call().send_and_wait().await.expect_err("nor waited for").guard(), Some(expected));
    }
    assert!(script.asked().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_read_passes_all_of_them() -> TestResult {
    let script = Script::start(|_, _| (200, "{}")).await?;
    let client = client(&script, |builder| builder.read_only().deny_paid().deny_high_risk(), true)?;
    client.describe_gadgets().gadget_ids(["g-1"]).send().await?;
    assert_eq!(script.asked().len(), 1);
    Ok(())
}
