//! Any answer can be read as an error, and shown.

#![no_main]

use acs_runtime::Raw;
use acs_runtime::error::Envelope;
use http::HeaderMap;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    let envelope = Envelope::read(&Raw::new(400, HeaderMap::new(), body.to_vec()));
    let _ = format!("{envelope:?}");
    if let Some(message) = envelope.message() {
        assert!(!message.is_empty());
    }
});
