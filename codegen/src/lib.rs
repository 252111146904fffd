//! Generates typed Rust clients for Alibaba Cloud APIs from YAML specs.
//!
//! [`generate`] is the whole pipeline: read, resolve, check, lower, emit. The command, build scripts ([`Builder`]) and
//! the macros of `acs-macros` are adapters over it: they load [`Sources`], place the resulting [`Package`] and show the
//! [`Diagnostics`]. The emulator is driven by the same facts, as [`model()`] and [`table`] give them.

mod builder;
mod check;
mod choices;
mod diagnostic;
#[cfg(feature = "diff")]
pub mod diff;
mod emit;
mod excerpt;
mod generate;
#[cfg(feature = "openmeta")]
pub mod import;
mod lower;
pub mod markdown;
pub mod model;
mod name;
mod options;
mod overlay;
mod own;
mod package;
mod parallel;
mod path;
mod plan;
#[cfg(feature = "policy")]
pub mod policy;
pub mod raw;
mod read;
mod resolve;
#[cfg(feature = "schema")]
pub mod schema;
mod select;
mod sources;
mod span;
pub mod table;
#[cfg(feature = "update")]
pub mod update;
mod version;
mod write;

pub use builder::{BuildError, Builder, export_specs};
pub use diagnostic::{Diagnostic, Diagnostics, Label, Level, did_you_mean, near_ones, printable};
pub use emit::Module;
pub use generate::{Generated, Model, generate, model, model_with, syntax};
pub use name::{camel_case, pascal_case};
pub use options::{Options, RequiredBy, Serde, Visibility};
pub use own::tables;
pub use package::{File, HEADER, Package, options_in};
pub use parallel::{Jobs, Watch};
pub use sources::{SourceFile, Sources};
pub use span::{FileId, Origin, Span, Spanned};
pub use version::Version;
pub use write::{
    Changes, Edit, Part, Target, compare, compare_together, is_interrupted, recover, write, write_together,
};
