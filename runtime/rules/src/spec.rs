//! The tables: what the documentation says about an operation, as plain data with borrowed slices.
//!
//! All builders are `const`, so that a table can be a `static` in generated code. The same types are built from an
//! arena when the specs are read at run time. Recursion goes through [`Kind::Shared`], by name, so that a table is
//! always finite and can be compared.

mod completion;
mod operation;
mod paging;
mod parameter;
mod product;
mod rule;

pub use completion::Completion;
pub use operation::{Access, Auth, Charge, Code, OperationSpec, Resource, Risk, Style};
pub use paging::Paging;
pub use parameter::{Kind, ParameterSpec, Place, Role, WireStyle};
pub use product::{Endpoint, EndpointRule, ProductSpec, Signing, TypeSpec};
pub use rule::{CrossRule, Format, Rule};
