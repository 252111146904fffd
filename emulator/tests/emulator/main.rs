//! What a client notices of the emulator, over raw HTTP on the loopback address.
//!
//! Requests are signed by code of the tests' own, so that a mistake that signer and verifier share would show.

mod answers;
mod documented;
mod faults;
mod malformed;
mod parameters;
mod roa;
mod signature;
mod signer;
mod specs;
mod starting;
mod tokens;
mod v1;
mod vectors;
mod wire;

type TestResult = Result<(), Box<dyn std::error::Error>>;
