//! Each way in which a signature can be wrong, with the code that the service has for it.

use acs_emulator::Outcome;

use crate::TestResult;
use crate::signer::{Request, builder};
use crate::specs::{RPC_VERSION, delete_thing, emulator, model};
use crate::wire::Answer;

#[track_caller]
fn check_refused(answer: &Answer, status: u16, code: &str, message: &str) {
    assert_eq!((answer.status, answer.code().as_str()), (status, code), "{}", answer.message());
    assert!(answer.message().contains(message), "{}", answer.message());
    let request_id = answer.header("x-acs-request-id").unwrap_or_default();
    assert_eq!(answer.json()["RequestId"], request_id);
}

#[test]
fn a_good_request_is_answered() -> TestResult {
    let emulator = emulator()?;
    let answer = delete_thing().send(&emulator)?;
    assert_eq!(answer.status, 200, "{}", answer.message());
    assert_eq!(answer.json()["Deleted"], true);
    Ok(())
}

/// Changes a good request before it is signed.
type Change = fn(Request) -> Request;

#[test]
fn a_request_that_is_signed_wrongly_is_refused() -> TestResult {
    let cases: &[(Change, u16, &str, &str)] = &[
        (
            |it| Request { secret: "wrong".to_owned(), ..it },
            400,
            "SignatureDoesNotMatch",
            "string to sign is:",
        ),
        (|it| Request { id: "nobody".to_owned(), ..it }, 404, "InvalidAccessKeyId.NotFound", "`nobody`"),
        (
            |it| it.header("x-acs-date", "2026-01-02T03:19:06Z"),
            400,
            "InvalidTimeStamp.Expired",
            "901 seconds",
        ),
        (
            |it| it.header("x-acs-date", "2026-01-02T02:49:04Z"),
            400,
            "InvalidTimeStamp.Expired",
            "901 seconds",
        ),
        (|it| it.header("x-acs-date", "yesterday"), 400, "InvalidTimeStamp.Format", "`yesterday`"),
        (|it| it.without_header("x-acs-date"), 400, "IncompleteSignature", "`x-acs-date` is missing"),
        (|it| it.without_header("x-acs-signature-nonce"), 400, "IncompleteSignature", "nonce` is missing"),
        (|it| it.header("x-acs-content-sha256", ""), 400, "IncompleteSignature", "sha256` is missing"),
        (
            |it| it.header("x-acs-content-sha256", &"0".repeat(64)),
            400,
            "SignatureDoesNotMatch",
            "hash of the body",
        ),
        (
            |it| it.header("x-acs-security-token", "t"),
            400,
            "InvalidSecurityToken.MismatchWithAccessKey",
            "token",
        ),
        (|it| it.header("x-acs-accesskey-id", "other"), 400, "IncompleteSignature", "`Authorization`"),
        (|it| unsign(it, "host"), 400, "IncompleteSignature", "`host` is not signed"),
        (|it| unsign(it, "x-acs-action"), 400, "IncompleteSignature", "`x-acs-action` is not signed"),
        (
            |it| unsign(it.header("x-acs-extra", "1"), "x-acs-extra"),
            400,
            "IncompleteSignature",
            "`x-acs-extra`",
        ),
        (
            |it| unsign(it.body("application/json", "{}"), "content-type"),
            400,
            "IncompleteSignature",
            "`content-type` is not signed",
        ),
    ];
    let emulator = emulator()?;
    for (change, status, code, message) in cases {
        check_refused(&change(delete_thing()).send(&emulator)?, *status, code, message);
    }
    Ok(())
}

fn unsign(mut request: Request, name: &str) -> Request {
    request.unsigned.push(name.to_owned());
    request
}

/// Changes a good request after it was signed.
type Tamper = fn(&mut Request);

#[test]
fn a_request_that_was_tampered_with_is_refused() -> TestResult {
    let cases: &[(Tamper, &str, &str)] = &[
        (|it| it.body.push(b' '), "SignatureDoesNotMatch", "hash of the body"),
        (|it| it.query[0].1.push('x'), "SignatureDoesNotMatch", "does not match"),
        (|it| it.query.push(("More".into(), "1".into())), "SignatureDoesNotMatch", "does not match"),
        (|it| it.method = "GET".to_owned(), "SignatureDoesNotMatch", "does not match"),
        (|it| *it = it.clone().header("host", "other"), "SignatureDoesNotMatch", "does not match"),
        (
            |it| *it = it.clone().header("x-acs-date", "2026-01-02T03:04:06Z"),
            "SignatureDoesNotMatch",
            "match",
        ),
        (|it| it.headers.push(("x-acs-more".into(), "1".into())), "IncompleteSignature", "`x-acs-more`"),
        (|it| it.headers.push(("x-acs-date".into(), "1".into())), "IncompleteSignature", "more than once"),
        (|it| *it = it.clone().without_header("x-acs-marked"), "IncompleteSignature", "which is not there"),
        (|it| *it = it.clone().without_header("authorization"), "IncompleteSignature", "`authorization`"),
    ];
    let emulator = emulator()?;
    for (tamper, code, message) in cases {
        let mut signed = delete_thing().header("x-acs-marked", "1").sign();
        tamper(&mut signed.request);
        check_refused(&signed.send(&emulator)?, 400, code, message);
    }
    Ok(())
}

#[test]
fn a_nonce_is_used_once_and_not_by_a_request_with_a_wrong_signature() -> TestResult {
    let emulator = emulator()?;
    let good = delete_thing();
    let forged = Request { secret: "wrong".to_owned(), ..good.clone() };
    check_refused(&forged.send(&emulator)?, 400, "SignatureDoesNotMatch", "");
    let signed = good.sign();
    assert_eq!(signed.send(&emulator)?.status, 200);
    check_refused(&signed.send(&emulator)?, 400, "SignatureNonceUsed", "x-acs-signature-nonce");
    Ok(())
}

#[test]
fn a_temporary_key_needs_its_token() -> TestResult {
    let emulator = builder().model(model()?).temporary_account("STS.a", "s", "token/+==").start_blocking()?;
    let request = || Request { id: "STS.a".to_owned(), secret: "s".to_owned(), ..delete_thing() };
    assert_eq!(request().header("x-acs-security-token", "token/+==").send(&emulator)?.status, 200);
    let other = request().header("x-acs-security-token", "other").send(&emulator)?;
    check_refused(&other, 400, "InvalidSecurityToken.MismatchWithAccessKey", "");
    check_refused(&request().send(&emulator)?, 400, "MissingSecurityToken", "x-acs-security-token");
    check_refused(&delete_thing().send(&emulator)?, 404, "InvalidAccessKeyId.NotFound", "testid");
    Ok(())
}

#[test]
fn a_mismatch_ends_with_the_string_to_sign_and_is_explained_part_by_part() -> TestResult {
    let emulator = emulator()?;
    let mut signed = delete_thing().sign();
    let wrong_secret = Request { secret: "wrong".to_owned(), ..delete_thing() }.sign();
    signed.request.query[0].1 = "t-2".to_owned();

    let answer = wrong_secret.send(&emulator)?;
    assert!(answer.message().ends_with(&format!("server string to sign is:{}", wrong_secret.string_to_sign)));
    signed.send(&emulator)?;

    let records = emulator.requests();
    assert_eq!(records[0].explain(&wrong_secret.canonical), Some(Vec::new()));
    let expected = "query: signed `Kind=Small&ThingId=t-1`, received `Kind=Small&ThingId=t-2`";
    assert_eq!(records[1].explain(&signed.canonical), Some(vec![expected.to_owned()]));
    assert_eq!(records[1].outcome, Outcome::Refused);
    Ok(())
}

#[test]
fn an_anonymous_operation_is_not_signed() -> TestResult {
    let emulator = emulator()?;
    let mut signed = Request::new(RPC_VERSION, "SignIn").query("Token", "t").sign();
    signed.request = signed.request.without_header("authorization");
    assert_eq!(signed.send(&emulator)?.status, 200);
    signed.request.query.clear();
    assert_eq!(signed.send(&emulator)?.code(), "MissingParameter");
    Ok(())
}

#[test]
fn the_status_of_a_code_can_be_chosen() -> TestResult {
    let emulator = builder().model(model()?).status("SignatureDoesNotMatch", 403).start_blocking()?;
    let forged = Request { secret: "wrong".to_owned(), ..delete_thing() };
    check_refused(&forged.send(&emulator)?, 403, "SignatureDoesNotMatch", "");
    Ok(())
}
