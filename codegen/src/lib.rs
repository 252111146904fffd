//! Generates typed Rust clients for Alibaba Cloud APIs from YAML specs.

mod diagnostic;
pub mod model;
mod name;
mod overlay;
pub mod raw;
mod read;
mod resolve;
mod sources;
mod span;
pub mod table;

pub use diagnostic::{Diagnostic, Diagnostics, Label, Level};
pub use sources::{SourceFile, Sources};
pub use span::{FileId, Origin, Span, Spanned};
