//! Rules are data: tables that describe an operation, and [`check`], the one function that reads them.
//!
//! Generated code holds the tables as statics; the emulator and the command build the same tables from YAML.
//! A request is checked as a [`Value`] tree, which typed requests write and the emulator parses from the wire.

mod check;
mod format;
mod path;
mod rule;
mod spec;
pub mod template;
mod value;
mod violation;

pub use check::check;
pub use spec::{
    Access, Auth, Charge, Code, Completion, CrossRule, Endpoint, EndpointRule, Format, Kind, OperationSpec,
    Paging, ParameterSpec, Place, ProductSpec, Resource, Risk, Role, Rule, Signing, Style, TypeSpec,
    WireStyle,
};
pub use value::Value;
pub use violation::{Severity, Violation};
