//! own: the tables of one operation, for a request that somebody has written himself.
//!
//! Input: a checked product version, and an operation of it. Output: the same tables as in generated code, as text.

use crate::emit::emit_tables;
use crate::lower::{Arenas, lower};
use crate::model::Api;
use crate::options::Options;

/// The tables of an operation as Rust: the static `PRODUCT`, and beside it a module `operation` with the constant `TABLE`.
///
/// Parameters are called in them as `rust_name` of the model says, and otherwise as in generated code. `runtime` is the path of
/// the runtime crate in the code around. None where there is no such operation.
pub fn tables(api: &Api, operation: &str, runtime: &str) -> Option<String> {
    let mut api = api.clone();
    api.operations.retain(|op| op.name == operation);
    let mut arenas = Arenas::new(&api);
    let options = Options { runtime: runtime.to_owned(), ..Options::default() };
    emit_tables(&lower(&api, &mut arenas, &options))
}
