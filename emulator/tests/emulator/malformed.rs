//! Requests that no client should send: each gets a clean refusal, and the emulator goes on.

use std::sync::LazyLock;

use acs_emulator::Emulator;
use proptest::prelude::*;

use crate::TestResult;
use crate::specs::{delete_thing, emulator};
use crate::wire::{send, send_and_end};

static EMULATOR: LazyLock<Emulator> = LazyLock::new(|| emulator().expect("the emulator starts"));

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_authorization_is_refused_cleanly(text in "[ -~]{0,80}") {
        let mut signed = delete_thing().sign();
        signed.request = signed.request.header("authorization", &text);
        let answer = signed.send(&EMULATOR).expect("the emulator answers");
        prop_assert_eq!(answer.status, 400);
        prop_assert_eq!(answer.code(), "IncompleteSignature");
    }

    #[test]
    fn any_parts_of_an_authorization_are_refused_cleanly(
        id in "[ -~]{0,12}", names in "[a-zA-Z;-]{0,40}", signature in "[0-9a-fA-F]{0,66}",
    ) {
        let text = format!("ACS3-HMAC-SHA256 Credential={id},SignedHeaders={names},Signature={signature}");
        let mut signed = delete_thing().sign();
        signed.request = signed.request.header("authorization", &text);
        let answer = signed.send(&EMULATOR).expect("the emulator answers");
        prop_assert!(answer.status == 400 || answer.status == 404);
        prop_assert!(!answer.code().is_empty());
    }

    #[test]
    fn any_target_is_answered(target in "/[!-~]{0,40}") {
        let mut signed = delete_thing().sign();
        signed.request.path = target.replace('#', "");
        signed.request.query.clear();
        let answer = signed.send(&EMULATOR).expect("the emulator answers");
        prop_assert!((400..500).contains(&answer.status), "{}", answer.status);
    }

    #[test]
    fn any_json_body_is_answered(body in "[\\[\\]{}\",:0-9a-zA-Z]{0,200}") {
        let answer = delete_thing().body("application/json", &body).send(&EMULATOR).expect("the emulator answers");
        prop_assert!(answer.status == 200 || answer.status == 400, "{}", answer.status);
    }
}

#[test]
fn a_body_that_is_too_large_is_refused() -> TestResult {
    let emulator = emulator()?;
    let head = "POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 99999999\r\n\r\n";
    let answer = send(&emulator, head.as_bytes())?;
    assert_eq!((answer.status, answer.code().as_str()), (413, "RequestEntityTooLarge"));
    assert_eq!(emulator.requests().len(), 1);
    Ok(())
}

#[test]
fn a_header_that_is_no_text_is_refused() -> TestResult {
    let emulator = emulator()?;
    let mut bytes = delete_thing().header("x-acs-note", "@").sign().bytes();
    let at = bytes.iter().position(|byte| *byte == b'@').ok_or("the header is there")?;
    bytes[at] = 0xff;
    assert_eq!(send(&emulator, &bytes)?.code(), "SignatureDoesNotMatch");
    Ok(())
}

#[test]
fn bytes_that_are_no_http_do_not_stop_the_emulator() -> TestResult {
    let emulator = emulator()?;
    for bytes in
        [&b"\r\n\r\n"[..], b"GET\r\n\r\n", b"\x16\x03\x01\x00\xff", b"GET / HTTP/1.1\r\na b: c\r\n\r\n"]
    {
        let status = send_and_end(&emulator, bytes)?.status;
        assert!(status == 400 || status == 0, "{status}");
    }
    assert_eq!(delete_thing().send(&emulator)?.status, 200);
    Ok(())
}
