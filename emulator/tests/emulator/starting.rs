//! Starting and stopping, the record and its output.

use std::net::TcpStream;
use std::sync::{Arc, Mutex};

use acs_codegen::Sources;
use acs_emulator::Emulator;

use crate::TestResult;
use crate::signer::{Request, builder};
use crate::specs::{delete_thing, emulator, model};

fn is_listening(url: &str) -> bool {
    TcpStream::connect(url.trim_start_matches("http://")).is_ok()
}

#[test]
fn it_stops_when_it_is_dropped() -> TestResult {
    let emulator = emulator()?;
    let url = emulator.url().to_owned();
    assert!(url.starts_with("http://127.0.0.1:") && is_listening(&url));
    drop(emulator);
    assert!(!is_listening(&url));
    Ok(())
}

#[tokio::test]
async fn it_starts_and_stops_in_async_code() -> TestResult {
    let emulator = builder().model(model()?).start().await?;
    let url = emulator.url().to_owned();
    assert_eq!(delete_thing().send(&emulator)?.status, 200);
    emulator.shutdown().await;
    assert!(!is_listening(&url));
    Ok(())
}

#[test]
fn a_port_that_is_taken_is_an_error_that_names_it() -> TestResult {
    let first = emulator()?;
    let port: u16 = first.url().rsplit(':').next().unwrap_or_default().parse()?;
    let error = builder().model(model()?).port(port).start_blocking().expect_err("the port is taken");
    assert_eq!(error.to_string(), format!("cannot listen on `127.0.0.1:{port}`"));
    assert!(std::error::Error::source(&error).is_some());
    Ok(())
}

#[test]
fn specs_that_cannot_be_used_are_shown_with_their_diagnostics() -> TestResult {
    let none = Emulator::builder().start_blocking().expect_err("there are no specs");
    assert!(none.to_string().contains("`specs`"), "{none}");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/nowhere");
    let error = Emulator::builder().specs(folder).start_blocking().expect_err("there is no folder");
    assert!(error.to_string().contains("tests/nowhere"), "{error}");
    assert!(error.diagnostics().is_some_and(|diagnostics| diagnostics.has_errors()));
    Ok(())
}

#[test]
fn requests_are_recorded_and_observed_without_secrets_in_their_output() -> TestResult {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let observed = Arc::clone(&seen);
    let observe = move |recorded: &acs_emulator::Recorded| {
        observed.lock().expect("no test panics here").push(recorded.to_string());
    };
    let emulator = builder().model(model()?).on_request(observe).start_blocking()?;
    delete_thing().query("Secret", "abcd").header("x-acs-note", "n").send(&emulator)?;
    delete_thing().query("Count", "0").send(&emulator)?;

    let seen = seen.lock().expect("no test panics here").clone();
    assert_eq!(seen[0], "POST / DeleteThing 200");
    assert!(seen[1].starts_with("POST / DeleteThing 400 InvalidParameter: `Count`"), "{}", seen[1]);
    let recorded = &emulator.requests()[0];
    assert_eq!(recorded.operation.as_deref(), Some("DeleteThing"));
    assert_eq!(recorded.query[2], ("Secret".to_owned(), "abcd".to_owned()));
    assert_eq!(recorded.header("X-Acs-Note"), Some("n"));
    assert!(!format!("{recorded:?}").contains("abcd"));
    Ok(())
}

#[test]
fn products_of_one_version_are_told_apart_by_host() -> TestResult {
    let mut sources = Sources::new();
    for product in ["Alpha", "Beta"] {
        let text = format!("product: {product}\nversion: 2024-01-01\nstyle: rpc\n");
        sources.add(format!("{product}/product.yaml"), text);
        sources.add(format!("{product}/Get.yaml"), "operation: Get\n");
    }
    let emulator = builder().model(acs_codegen::model(&sources)?.apis).start_blocking()?;
    let get = |host: &str| Request::new("2024-01-01", "Get").header("host", host).send(&emulator);
    assert_eq!(get("beta.cn-hangzhou.aliyuncs.com")?.status, 200);
    assert_eq!(emulator.requests()[0].product.as_deref(), Some("Beta"));
    let answer = get("127.0.0.1")?;
    assert!(answer.message().starts_with("`Alpha` and `Beta` have this operation"), "{}", answer.message());
    Ok(())
}
