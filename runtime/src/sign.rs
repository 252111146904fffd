//! Sign: the parts of a request and a credential become a signed HTTP request.
//!
//! Pure: the date and the nonce are arguments. Each intermediate value of a signature has a type and can be printed,
//! so that a mismatch can be explained line by line.

mod date;
mod request;
pub mod v1;
pub mod v3;

pub use request::{SignedRequest, Signer, Steps};
