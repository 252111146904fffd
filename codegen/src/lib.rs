//! Generates typed Rust clients for Alibaba Cloud APIs from YAML specs.

pub mod raw;
mod span;

pub use span::{FileId, Origin, Span, Spanned};
