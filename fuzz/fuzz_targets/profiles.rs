//! Any file of profiles gives credentials or an error, at once. The command line's file is left out, for it can name programs that
//! are run.

#![no_main]

use std::future::ready;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use acs_runtime::credentials::{CredentialsProvider, IniProfile};
use acs_runtime::transport::{Attempt, Sending, Sleeping, Transport, TransportError};
use libfuzzer_sys::fuzz_target;

static FILE: LazyLock<PathBuf> =
    LazyLock::new(|| std::env::temp_dir().join(format!("acs-fuzz-{}.ini", std::process::id())));

/// A network without anybody in it.
#[derive(Debug)]
struct Nobody;

impl Transport for Nobody {
    fn send(&self, _: Attempt) -> Sending<'_> {
        Box::pin(ready(Err(TransportError::connect("nobody is there"))))
    }

    fn sleep(&self, _: Duration) -> Sleeping<'_> {
        Box::pin(ready(()))
    }

    fn is_blocking(&self) -> bool {
        true
    }
}

fuzz_target!(|text: &[u8]| {
    std::fs::write(&*FILE, text).expect("the temporary folder can be written to");
    let provider = IniProfile::new().file(&*FILE).profile("default");
    let mut context = Context::from_waker(Waker::noop());
    match provider.provide(&Nobody).as_mut().poll(&mut context) {
        Poll::Ready(Ok(credentials)) => drop(format!("{credentials:?}")),
        Poll::Ready(Err(error)) => drop(error.to_string()),
        Poll::Pending => panic!("nobody is waited for"),
    }
});
