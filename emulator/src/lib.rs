//! A local endpoint for Alibaba Cloud APIs, built from specs: for tests that run without an account.
//!
//! The emulator reads the same specs that clients are generated from. It verifies the signature of each request from
//! the bytes that it received, checks the parameters against the operation's table, and answers with the documented
//! example, a documented error on demand, or the error that the service would give. It keeps nothing on disk and
//! listens on the loopback address only.
//!
//! # What it takes and gives
//!
//! - Signatures V3 and V1, whichever a request presents, as endpoints do. A product with a signature of its own is served
//!   without one.
//! - Operations named by `x-acs-action`, by `Action` with V1, or by method and path, where the path that says most about
//!   the request wins.
//! - Answers are JSON, whatever `Format` says. Where the documented example does not satisfy the response types, they are
//!   made of these types: plausible, the same for the same [seed](Builder::seed) and request, and with the request's own
//!   words where a field has the name of a parameter.
//! - An answer in pages lists the items of the example, or [those of the caller](Builder::list), and no others: the total is
//!   their number, and the last page has no token.
//!
//! ```no_run
//! # async fn run() -> Result<(), acs_emulator::Error> {
//! use acs_emulator::Emulator;
//!
//! let emulator = Emulator::builder().specs("specs/eipanycast").start().await?;
//! emulator.fail_next("UnassociateAnycastEipAddress", "IncorrectStatus.Anycast")?;
//! // Point a client at `emulator.url()`, with the key `ACCESS_KEY_ID` and its secret `ACCESS_KEY_SECRET`.
//! for request in emulator.requests() {
//!     eprintln!("{request}");
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Trouble
//!
//! [`Builder::trouble`] loses connections, throttles and delays at a rate, to try out how a client lives with it.
//!
//! # Clients in other languages
//!
//! Errors can also be asked for over HTTP: `POST /_emulator/faults` with `content-type: application/json` and the body
//! `{"operation": "UnassociateAnycastEipAddress", "code": "IncorrectStatus.Anycast", "times": 2}`, unsigned. Without
//! `times` it happens once; `"always": true` instead makes it last. `DELETE /_emulator/faults` takes all of them back.
//! Both answer 204, or 400 and the reason in the envelope of an error.

mod account;
mod answer;
mod builder;
mod codes;
mod connection;
mod control;
mod dispatch;
mod emulator;
mod error;
mod explain;
mod faults;
mod fits;
mod nonces;
mod pages;
mod parameters;
mod received;
mod record;
mod refusal;
mod route;
mod sample;
mod server;
mod service;
mod tokens;
mod trouble;
mod verify;

pub use builder::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Builder};
pub use emulator::Emulator;
pub use error::Error;
pub use record::{Outcome, Recorded, Scheme};
pub use trouble::Trouble;
