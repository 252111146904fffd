//! The runtime of generated Alibaba Cloud clients.
//!
//! A call goes through pure stages: [`encode`] turns a typed request into the parts of an HTTP request, `check` of
//! [`rules`] compares it with the operation's table, [`sign`] signs it, and [`decode`] reads the answer. Clock, nonce
//! and credentials are arguments of the stages. [`client`] and [`call`] put them together and send through a
//! [`transport`]; [`error`] says what went wrong.

pub mod call;
pub mod client;
pub mod credentials;
pub mod decode;
pub mod encode;
pub mod endpoint;
pub mod error;
pub mod guard;
pub mod interceptor;
pub mod retry;
pub mod sign;
pub mod testing;
pub mod transport;

mod clock;
mod codes;
mod open_enum;
mod operation;
mod random;
mod raw;
mod redacted;
mod serde_text;

pub use acs_rules as rules;
pub use bytes::Bytes;
pub use client::Client;
pub use codes::Codes;
pub use error::{Error, Kind};
pub use open_enum::Unknown;
pub use operation::{Operation, Response};
pub use raw::Raw;
/// What generated types derive where serde is asked for.
pub use serde;
/// Any JSON: the type of values that the documentation does not describe.
pub use serde_json::Value as Json;
