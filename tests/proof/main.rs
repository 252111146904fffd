//! The proof across crates: documentation, specs, generated code, runtime and emulator say the same.

mod cases;
mod conformance;
mod derive;
mod end_to_end;
mod fixture;
mod flow;
mod generated_docs;
mod import;
mod local;
mod official_client;
mod options;
mod packages;
mod pages;
mod server;
mod skipped;

type TestResult = Result<(), Box<dyn std::error::Error>>;
