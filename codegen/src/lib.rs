//! Generates typed Rust clients for Alibaba Cloud APIs from YAML specs.

mod diagnostic;
pub mod raw;
mod sources;
mod span;

pub use diagnostic::{Diagnostic, Diagnostics, Label, Level};
pub use sources::{SourceFile, Sources};
pub use span::{FileId, Origin, Span, Spanned};
