//! Documented errors on demand.

use acs_emulator::{Emulator, Outcome};

use crate::TestResult;
use crate::signer::Request;
use crate::specs::{RPC_VERSION, delete_thing, emulator};
use crate::wire::{Answer, head, send};

fn codes(emulator: &Emulator, count: usize) -> std::io::Result<Vec<String>> {
    (0..count).map(|_| Ok(delete_thing().send(emulator)?.code())).collect()
}

#[test]
fn a_documented_error_happens_as_often_as_asked_for() -> TestResult {
    let emulator = emulator()?;
    emulator.fail_next("DeleteThing", "IncorrectStatus.Running")?;
    emulator.fail_times("DeleteThing", "ThingNotFound", 2)?;
    assert_eq!(codes(&emulator, 4)?, ["IncorrectStatus.Running", "ThingNotFound", "ThingNotFound", ""]);
    assert_eq!(emulator.requests()[0].status, 409);
    assert_eq!(emulator.requests()[0].outcome, Outcome::Fault);

    emulator.fail_always("DeleteThing", "Throttling.User")?;
    assert_eq!(codes(&emulator, 3)?, ["Throttling.User"; 3]);
    emulator.clear_faults();
    assert_eq!(codes(&emulator, 1)?, [""]);
    Ok(())
}

#[test]
fn a_bad_request_is_refused_first_and_leaves_the_error_for_a_good_one() -> TestResult {
    let emulator = emulator()?;
    emulator.fail_next("DeleteThing", "ThingNotFound")?;
    assert_eq!(Request::new(RPC_VERSION, "DeleteThing").send(&emulator)?.code(), "MissingParameter");
    assert_eq!(codes(&emulator, 2)?, ["ThingNotFound", ""]);
    Ok(())
}

#[test]
fn an_error_that_is_not_documented_is_refused_with_near_ones_named() -> TestResult {
    let emulator = emulator()?;
    for (operation, code, message) in [
        (
            "DeleteThings",
            "ThingNotFound",
            "`DeleteThings` is not an operation of the specs, did you mean `DeleteThing`",
        ),
        (
            "DeleteThing",
            "ThingNotFond",
            "`ThingNotFond` is not a documented error of `DeleteThing`, did you mean `ThingNotFound`",
        ),
        ("DeleteThing", "IncorrectStatus.%s", "`IncorrectStatus.%s` is a template, put"),
        ("GetVersion", "ThingNotFound", "is not a documented error of `GetVersion`"),
    ] {
        let error = emulator.fail_next(operation, code).expect_err("it is not documented");
        assert!(error.to_string().contains(message), "{error}");
    }
    assert_eq!(codes(&emulator, 1)?, [""]);
    Ok(())
}

fn control(emulator: &Emulator, method: &str, media_type: &str, body: &str) -> std::io::Result<Answer> {
    let headers = [("host", "127.0.0.1"), ("content-type", media_type)];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
    send(emulator, &head(method, "/_emulator/faults", &headers, body.as_bytes()))
}

#[test]
fn errors_can_be_asked_for_over_http() -> TestResult {
    let emulator = emulator()?;
    let order = |body: &str| control(&emulator, "POST", "application/json", body);
    assert_eq!(order(r#"{"operation": "DeleteThing", "code": "ThingNotFound", "times": 2}"#)?.status, 204);
    assert_eq!(codes(&emulator, 3)?, ["ThingNotFound", "ThingNotFound", ""]);
    assert_eq!(
        order(r#"{"operation": "DeleteThing", "code": "ThingNotFound", "always": true}"#)?.status,
        204
    );
    assert_eq!(codes(&emulator, 2)?, ["ThingNotFound"; 2]);
    assert_eq!(control(&emulator, "DELETE", "text/plain", "")?.status, 204);
    assert_eq!(codes(&emulator, 1)?, [""]);
    assert!(emulator.requests().iter().all(|recorded| recorded.path == "/"));
    Ok(())
}

#[test]
fn an_order_that_is_not_understood_is_refused_with_the_reason() -> TestResult {
    let emulator = emulator()?;
    for (method, media_type, body, status, message) in [
        ("POST", "text/plain", "{}", 400, "`content-type`"),
        ("POST", "application/json", "{}", 400, "missing field `operation`"),
        (
            "POST",
            "application/json",
            r#"{"operation": "DeleteThing", "code": "X"}"#,
            400,
            "not a documented error",
        ),
        ("POST", "application/json", r#"{"operation": "A", "code": "X", "times": 0}"#, 400, "`times`"),
        (
            "POST",
            "application/json",
            r#"{"operation": "A", "code": "X", "time": 1}"#,
            400,
            "unknown field `time`",
        ),
        ("GET", "application/json", "", 403, "POST and DELETE"),
    ] {
        let answer = control(&emulator, method, media_type, body)?;
        assert_eq!(answer.status, status, "{body}");
        assert!(answer.message().contains(message), "{}", answer.message());
    }
    Ok(())
}
