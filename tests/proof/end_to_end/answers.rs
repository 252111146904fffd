//! Answers that no service should give: redirects, endless bodies, silence, nonsense.

use std::time::Duration;

use acs_eipanycast_20200309::Client;
use acs_runtime::Kind;

use super::documented_call;
use crate::server::{Then, refuse, serve};
use crate::{TestResult, local};

/// A chunk of the chunked transfer encoding with so many bytes.
fn chunk(length: usize) -> Vec<u8> {
    let mut chunk = format!("{length:x}\r\n").into_bytes();
    chunk.resize(chunk.len() + length, b' ');
    chunk.extend(b"\r\n");
    chunk
}

#[tokio::test]
async fn a_redirect_is_not_followed() -> TestResult {
    let emulator = local::start().await?;
    for status in [301, 302, 303, 307, 308] {
        let location = format!("location: {}/\r\n", emulator.url());
        let answer = format!("HTTP/1.1 {status} Moved\r\n{location}content-length: 0\r\n\r\n");
        let client = local::eipanycast(&serve(answer.into_bytes(), Then::Close).await?)?;
        let error = documented_call(&client).send().await.expect_err("it is no answer");
        assert_eq!(error.http_status(), Some(status));
        assert!(error.raw().is_some_and(|raw| raw.headers().contains_key("location")));
    }
    assert_eq!(emulator.requests(), []);
    Ok(())
}

#[tokio::test]
async fn a_body_is_bounded_whether_its_length_is_announced_or_not() -> TestResult {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    let announced = format!("{head}content-length: 1001\r\n\r\n").into_bytes();
    let mut chunked = format!("{head}transfer-encoding: chunked\r\n\r\n").into_bytes();
    chunked.extend((0..3).flat_map(|_| chunk(400)));
    for answer in [announced, chunked] {
        // What is left out would never come, so a client that read on would run into the timeout.
        let url = serve(answer, Then::Wait).await?;
        let client = local::configure(Client::builder(), &url).body_limit(1000).build()?;
        let error = documented_call(&client).send().await.expect_err("it is too much");
        assert_eq!(error.kind(), Kind::Transport);
        assert!(error.to_string().contains("the answer has more than 1000 bytes"), "{error}");
        assert!(!error.is_retryable());
    }
    Ok(())
}

#[tokio::test]
async fn a_body_at_the_limit_is_read() -> TestResult {
    let mut answer = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    answer.extend((0..2).flat_map(|_| chunk(499)));
    answer.extend(b"2\r\n{}\r\n0\r\n\r\n");
    let url = serve(answer, Then::Close).await?;
    let client = local::configure(Client::builder(), &url).body_limit(1000).build()?;
    assert_eq!(documented_call(&client).send().await?.request_id, None);
    Ok(())
}

#[tokio::test]
async fn silence_ends_in_a_timeout() -> TestResult {
    let begun = b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{".to_vec();
    for answer in [Vec::new(), begun] {
        let url = serve(answer, Then::Wait).await?;
        let short = Duration::from_millis(50);
        let by_client = local::configure(Client::builder(), &url).attempt_timeout(short).build()?;
        let patient = local::eipanycast(&url)?;
        for call in [
            documented_call(&by_client),
            documented_call(&patient).with_attempt_timeout(short),
            documented_call(&patient).with_timeout(short),
        ] {
            let error = call.send().await.expect_err("nobody answers");
            assert_eq!(error.kind(), Kind::Timeout, "{error}");
            assert!(error.is_retryable());
            assert!(error.raw().is_none());
        }
    }
    Ok(())
}

#[tokio::test]
async fn nobody_there_is_an_error_of_the_transport() -> TestResult {
    let (_socket, url) = refuse()?;
    let error = documented_call(&local::eipanycast(&url)?).send().await.expect_err("nobody is there");
    assert_eq!(error.kind(), Kind::Transport);
    assert!(error.to_string().contains("could not connect"), "{error}");
    Ok(())
}

#[tokio::test]
async fn an_answer_that_is_not_as_documented_is_an_error_with_its_place() -> TestResult {
    let body = r#"{"AnycastList":[{"Bandwidth":1},{"Bandwidth":"wide"}]}"#;
    let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    let client = local::eipanycast(&serve(answer.into_bytes(), Then::Close).await?)?;
    let error = client.list_anycast_eip_addresses().send().await.expect_err("it is no number");
    assert_eq!((error.kind(), error.http_status()), (Kind::Decode, Some(200)));
    assert!(error.to_string().contains("AnycastList[1].Bandwidth"), "{error}");
    assert_eq!(error.raw().map(|raw| raw.body().len()), Some(body.len()));
    Ok(())
}

#[tokio::test]
async fn a_dry_run_that_a_proxy_answers_has_not_passed() -> TestResult {
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 18\r\n\r\n<html>login</html>";
    let client = local::eipanycast(&serve(answer.as_bytes().to_vec(), Then::Close).await?)?;
    let error = documented_call(&client).dry_run().await.expect_err("it is no answer of the service");
    assert_eq!(error.kind(), Kind::Decode);
    Ok(())
}

#[tokio::test]
async fn an_error_page_of_a_proxy_is_still_an_error() -> TestResult {
    let answer = "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 15\r\n\r\n<html>no</html>";
    let client = local::eipanycast(&serve(answer.as_bytes().to_vec(), Then::Close).await?)?;
    let error = documented_call(&client).send().await.expect_err("it is no success");
    assert_eq!((error.code(), error.http_status()), (None, Some(502)));
    assert_eq!((error.kind(), error.is_retryable()), (Kind::Unavailable, true));
    Ok(())
}
