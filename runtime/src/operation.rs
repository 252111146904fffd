//! What an operation is to the runtime: a table, a request that writes itself, a response that reads itself.

use std::fmt;

use acs_rules::OperationSpec;

use crate::decode::Slot;
use crate::encode::Writer;

/// A request of one operation. Generated code implements it.
pub trait Operation: Clone + fmt::Debug + Default + Send + Sync + 'static {
    /// What the operation answers: an object by [`Decode`](crate::decode::Decode), a list, a map, a text, bytes, any
    /// JSON, or nothing.
    type Response: Response;

    /// What the documentation says about the operation.
    const SPEC: &'static OperationSpec<'static>;

    /// Writes each parameter under its wire name; absent ones leave nothing.
    fn write<'a>(&'a self, to: &mut Writer<'a>);
}

/// What an operation may answer; every type that the decoder can fill is one.
pub trait Response: Slot + fmt::Debug + Send + Sync + 'static {}

impl<T: Slot + fmt::Debug + Send + Sync + 'static> Response for T {}
