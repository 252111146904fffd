//! The spec language as written: one type per kind of node, every scalar with its place in the file.
//!
//! Nothing is resolved here and no default is filled in: an absent key is `None`. The doc comments of these types are
//! the descriptions in the JSON Schema (`specs/schema/`), and `specs/README.md` explains the same keys with examples.

mod flow;
mod map;
mod one_or_many;
mod operation;
mod overlay;
mod parameter;
mod product;
mod tombstone;

pub use flow::{Completion, Duration, Paging};
pub use map::Map;
pub use one_or_many::OneOrMany;
pub use operation::{
    Access, ArnResource, Auth, Authorization, Charge, ErrorCode, Method, Operation, OperationRule,
    Provenance, Risk, Source, Throttle,
};
pub use overlay::{Fix, OperationSet, Overlay, Set};
pub use parameter::{
    Bounds, Charset, Checked, FieldKind, FormatName, Limit, Parameter, Place, Required, Role, Scalar,
    WireStyle,
};
pub use product::{EndpointRule, Hosts, Product, Signing, Style, TypeDefinition};
pub use tombstone::{Release, Tombstone, Tombstones};
