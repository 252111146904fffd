//! Generates typed Rust clients for Alibaba Cloud APIs from YAML specs.

mod check;
mod diagnostic;
mod emit;
mod format;
mod generate;
pub mod import;
mod lower;
mod markdown;
pub mod model;
mod name;
mod overlay;
mod package;
mod plan;
pub mod raw;
mod read;
mod resolve;
#[cfg(feature = "schema")]
pub mod schema;
mod sources;
mod span;
pub mod table;
mod write;

pub use diagnostic::{Diagnostic, Diagnostics, Label, Level};
pub use emit::Module;
pub use generate::{Generated, Model, Options, generate, model, package_name};
pub use package::{File, HEADER, Package};
pub use sources::{SourceFile, Sources};
pub use span::{FileId, Origin, Span, Spanned};
pub use write::{Changes, Target, compare, write};
