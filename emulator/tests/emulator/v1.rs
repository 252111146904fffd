//! Signature V1: what it covers, and each way in which it can be wrong. Any product takes it beside V3.

pub(crate) mod signer;

use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET};
use serde_json::json;

use crate::TestResult;
use crate::signer::builder;
use crate::specs::{emulator, model};
use crate::wire::Answer;

use signer::{Roa, Rpc, owned};

#[track_caller]
fn check(answer: &Answer, code: &str, message: &str) {
    assert_eq!(answer.code(), code, "{}", answer.message());
    assert!(answer.message().contains(message), "{}", answer.message());
}

#[test]
fn an_rpc_request_is_named_and_signed_by_its_parameters() -> TestResult {
    let emulator = emulator()?;
    let mut request = Rpc::new("1");
    request.form = owned(&[("Tag.1.Key", "k&=")]);
    let answer = request.sign().send(&emulator)?;
    assert_eq!(answer.status, 200, "{}", answer.message());
    let expected = json!({"ThingId": "a b+中", "Kind": "Small", "Tag": [{"Key": "k&="}]});
    assert_eq!(emulator.requests()[0].parameters, expected);
    Ok(())
}

#[test]
fn a_roa_request_is_found_by_its_path_and_signed_by_its_headers() -> TestResult {
    let emulator = emulator()?;
    let answer = Roa::new("1").sign().send(&emulator)?;
    assert_eq!(answer.status, 200, "{}", answer.message());
    let expected = json!({"ClusterId": "c/1", "Force": "true", "Nodes": [{"Size": 2}]});
    assert_eq!(emulator.requests()[0].parameters, expected);
    assert_eq!(emulator.requests()[0].operation.as_deref(), Some("UpdateCluster"));
    Ok(())
}

#[test]
fn an_rpc_request_that_is_signed_wrongly_is_refused() -> TestResult {
    let wrong = Rpc { secret: "wrong".to_owned(), ..Rpc::new("1") };
    let cases = [
        (wrong.sign(), "SignatureDoesNotMatch", "server string to sign is:POST&%2F&AccessKeyId%3Dtestid"),
        (Rpc::new("1").sign().with("Kind", "Large"), "SignatureDoesNotMatch", "does not match"),
        (Rpc::new("1").sign().with("Signature", "no base64"), "SignatureDoesNotMatch", "does not match"),
        (Rpc::new("1").with("AccessKeyId", "nobody").sign(), "InvalidAccessKeyId.NotFound", "`nobody`"),
        (Rpc::new("1").with("Timestamp", "today").sign(), "InvalidTimeStamp.Format", "`today`"),
        (
            Rpc::new("1").with("Timestamp", "2026-01-02T03:35:06Z").sign(),
            "InvalidTimeStamp.Expired",
            "1861 seconds from the clock, and may be 1860",
        ),
        (Rpc::new("1").with("SignatureMethod", "HMAC-MD5").sign(), "IncompleteSignature", "`HMAC-MD5`"),
        (Rpc::new("1").with("SignatureVersion", "2.0").sign(), "IncompleteSignature", "`2.0`"),
        (
            Rpc::new("1").without("SignatureNonce").sign(),
            "IncompleteSignature",
            "`SignatureNonce` is missing",
        ),
        (Rpc::new("1").without("Timestamp").sign(), "IncompleteSignature", "`Timestamp` is missing"),
        (Rpc::new("1").without("AccessKeyId").sign(), "IncompleteSignature", "`AccessKeyId` is missing"),
        (Rpc::new("1").without("Version").sign(), "InvalidVersion", "``"),
        (
            Rpc::new("1").with("SecurityToken", "t").sign(),
            "InvalidSecurityToken.MismatchWithAccessKey",
            "`SecurityToken`",
        ),
    ];
    let emulator = emulator()?;
    for (request, code, message) in cases {
        check(&request.send(&emulator)?, code, message);
    }
    Ok(())
}

#[test]
fn a_roa_request_that_is_signed_wrongly_is_refused() -> TestResult {
    let wrong = Roa { secret: "wrong".to_owned(), ..Roa::new("1") };
    let cases = [
        (wrong.sign(), "SignatureDoesNotMatch", "server string to sign is:PUT\napplication/json\n"),
        (Roa::new("1").sign().with("x-acs-more", "1"), "SignatureDoesNotMatch", "does not match"),
        (Roa::new("1").with("content-md5", "AAAA").sign(), "SignatureDoesNotMatch", "hash of the body"),
        (Roa::new("1").with("date", "2026-01-02T03:04:05Z").sign(), "InvalidTimeStamp.Format", "GMT"),
        (
            Roa::new("1").with("date", "Fri, 02 Jan 2026 03:19:06 GMT").sign(),
            "InvalidTimeStamp.Expired",
            "901 seconds",
        ),
        (Roa::new("1").without("date").sign(), "IncompleteSignature", "`date` is missing"),
        (Roa::new("1").without("x-acs-signature-nonce").sign(), "IncompleteSignature", "nonce` is missing"),
        (Roa::new("1").without("x-acs-signature-method").sign(), "IncompleteSignature", "method` is missing"),
        (Roa::new("1").with("x-acs-signature-version", "2.0").sign(), "IncompleteSignature", "`2.0`"),
        (Roa::new("1").with("authorization", "acs testid"), "IncompleteSignature", "`acs <AccessKeyId>:"),
        (Roa::new("1").with("x-acs-accesskey-id", "other").sign(), "IncompleteSignature", "accesskey-id"),
        (
            Roa::new("1").with("x-acs-security-token", "t").sign(),
            "InvalidSecurityToken.MismatchWithAccessKey",
            "token",
        ),
    ];
    let emulator = emulator()?;
    for (request, code, message) in cases {
        check(&request.send(&emulator)?, code, message);
    }
    Ok(())
}

#[test]
fn a_nonce_is_used_once_whatever_the_signature() -> TestResult {
    let emulator = emulator()?;
    assert_eq!(Rpc::new("once").sign().send(&emulator)?.status, 200);
    check(&Rpc::new("once").sign().send(&emulator)?, "SignatureNonceUsed", "`SignatureNonce`");
    check(&Roa::new("once").sign().send(&emulator)?, "SignatureNonceUsed", "`x-acs-signature-nonce`");
    Ok(())
}

#[test]
fn a_temporary_key_needs_its_token() -> TestResult {
    let emulator = builder().model(model()?).temporary_account(ACCESS_KEY_ID, ACCESS_KEY_SECRET, "t/+=");
    let emulator = emulator.start_blocking()?;
    assert_eq!(Rpc::new("1").with("SecurityToken", "t/+=").sign().send(&emulator)?.status, 200);
    assert_eq!(Roa::new("2").with("x-acs-security-token", "t/+=").sign().send(&emulator)?.status, 200);
    check(&Rpc::new("3").sign().send(&emulator)?, "MissingSecurityToken", "`SecurityToken`");
    check(&Roa::new("4").sign().send(&emulator)?, "MissingSecurityToken", "`x-acs-security-token`");
    Ok(())
}

#[test]
fn a_mismatch_is_explained_part_by_part() -> TestResult {
    let emulator = emulator()?;
    let (rpc, roa) = (Rpc::new("1").sign().with("Kind", "Large"), Roa::new("2").sign().with("accept", "*/*"));
    rpc.send(&emulator)?;
    roa.send(&emulator)?;
    let records = emulator.requests();
    let explained = records[0].explain(&Rpc::new("1").string_to_sign());
    assert_eq!(explained, Some(vec!["parameter `Kind`: signed `Small`, received `Large`".to_owned()]));
    let explained = records[1].explain(&Roa::new("2").string_to_sign());
    assert_eq!(
        explained,
        Some(vec!["header `accept`: signed `application/json`, received `*/*`".to_owned()])
    );
    Ok(())
}
