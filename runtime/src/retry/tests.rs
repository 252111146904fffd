//! What the standard policy decides.

use http::{HeaderMap, HeaderValue};

use super::*;
use crate::Raw;
use crate::transport::TransportError;

static SPEC: OperationSpec<'static> = OperationSpec::rpc("ListThings");

fn service(status: u16, code: &str, retry_after: Option<u32>) -> Error {
    let mut headers = HeaderMap::new();
    if let Some(milliseconds) = retry_after {
        headers.insert("x-acs-retry-after", HeaderValue::from(milliseconds));
    }
    Error::from_response(&SPEC, Raw::new(status, headers, format!(r#"{{"Code": "{code}"}}"#)))
}

fn next(policy: &RetryPolicy, error: &Error, attempts: u32) -> Option<Duration> {
    policy.next(&Failure { error, operation: &SPEC, attempts, left: Duration::from_secs(60) })
}

#[track_caller]
fn check_bound(error: &Error, attempts: u32, bound: Duration) {
    let policy = RetryPolicy { attempts: 100, ..RetryPolicy::default() };
    let waits: Vec<_> = (0..200).filter_map(|_| next(&policy, error, attempts)).collect();
    let longest = waits.iter().max().copied().unwrap_or_default();
    assert_eq!(waits.len(), 200);
    assert!(longest <= bound && longest > bound / 2, "{longest:?} for {bound:?}");
    let shortest = waits.iter().min().copied().unwrap_or_default();
    assert!(shortest < bound / 2, "the jitter is full: {shortest:?} for {bound:?}");
}

#[test]
fn waits_are_drawn_below_a_bound_that_doubles() {
    let down = service(503, "ServiceUnavailable", None);
    check_bound(&down, 1, Duration::from_millis(100));
    check_bound(&down, 4, Duration::from_millis(800));
    check_bound(&down, 50, Duration::from_secs(20));
    check_bound(&service(400, "Throttling.User", None), 2, Duration::from_secs(1));
}

#[test]
fn the_service_may_ask_for_more() {
    let error = service(400, "Throttling", Some(3000));
    let wait = next(&RetryPolicy::default(), &error, 1).expect("it is repeated");
    assert!((3000..=3500).contains(&wait.as_millis()), "{wait:?}");
}

#[test]
fn attempts_are_counted() {
    let error = Error::from(TransportError::exchange("reset"));
    assert!(next(&RetryPolicy::default(), &error, 2).is_some());
    assert_eq!(next(&RetryPolicy::default(), &error, 3), None);
    assert_eq!(next(&RetryPolicy::never(), &error, 1), None);
}

#[test]
fn what_will_fail_again_is_not_repeated() {
    for (status, code) in
        [(400, "InvalidParameter"), (403, "NoPermission"), (400, "QuotaExceeded.Vpc"), (501, "")]
    {
        assert_eq!(next(&RetryPolicy::default(), &service(status, code, None), 1), None, "{code}");
    }
}

#[test]
fn conflicts_are_repeated_where_that_is_asked_for() {
    let patient = RetryPolicy { conflicts: true, ..RetryPolicy::default() };
    for code in ["OperationFailed.Conflict", "ResourceBusy"] {
        let error = service(400, code, None);
        assert_eq!(next(&RetryPolicy::default(), &error, 1), None, "{code}");
        assert!(next(&patient, &error, 1).is_some(), "{code}");
    }
    assert!(next(&RetryPolicy::default(), &service(400, "LastTokenProcessing", None), 1).is_some());
}

#[test]
fn a_budget_is_spent_and_refilled() {
    let budget = RetryBudget::new(12);
    let cost = budget.take(true);
    assert_eq!((cost, budget.tokens()), (Some(10), 2));
    assert_eq!(budget.take(false), None, "it is spent");
    budget.give_back(None);
    assert_eq!(budget.tokens(), 3);
    budget.give_back(cost);
    assert_eq!(budget.tokens(), 12, "never more than its capacity");
}
