//! Dry runs and idempotency tokens.

use acs_emulator::Outcome;

use crate::TestResult;
use crate::specs::{delete_thing, emulator};

#[test]
fn a_dry_run_that_passes_is_reported_as_an_error_and_one_that_does_not_as_its_violation() -> TestResult {
    let emulator = emulator()?;
    let answer = delete_thing().query("DryRun", "True").send(&emulator)?;
    // The status that the operation documents.
    assert_eq!((answer.status, answer.code().as_str()), (412, "DryRunOperation"));
    assert_eq!(emulator.requests()[0].outcome, Outcome::DryRun);
    assert_eq!(delete_thing().query("DryRun", "false").send(&emulator)?.status, 200);
    let broken = delete_thing().query("DryRun", "true").query("Count", "0").send(&emulator)?;
    assert_eq!(broken.code(), "InvalidParameter");
    Ok(())
}

#[test]
fn a_repeated_token_gets_the_same_answer_and_a_reused_one_is_refused() -> TestResult {
    let emulator = emulator()?;
    let request = || delete_thing().query("ClientToken", "once");
    let (first, again) = (request().send(&emulator)?, request().send(&emulator)?);
    assert_eq!(first.body, again.body);
    let outcomes: Vec<_> = emulator.requests().iter().map(|recorded| recorded.outcome).collect();
    assert_eq!(outcomes, [Outcome::Answered, Outcome::Replayed]);

    let reused = request().query("Count", "2").send(&emulator)?;
    assert_eq!((reused.status, reused.code().as_str()), (400, "IdempotentParameterMismatch"));
    assert_ne!(delete_thing().query("ClientToken", "other").send(&emulator)?.body, first.body);
    Ok(())
}

#[test]
fn a_token_is_not_used_up_by_a_dry_run_or_an_error() -> TestResult {
    let emulator = emulator()?;
    let request = || delete_thing().query("ClientToken", "once");
    assert_eq!(request().query("DryRun", "true").send(&emulator)?.code(), "DryRunOperation");
    emulator.fail_next("DeleteThing", "ThingNotFound")?;
    assert_eq!(request().query("Count", "2").send(&emulator)?.code(), "ThingNotFound");
    assert_eq!(request().send(&emulator)?.status, 200);
    assert_eq!(emulator.requests().last().map(|recorded| recorded.outcome), Some(Outcome::Answered));
    Ok(())
}
