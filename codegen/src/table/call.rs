//! What generated code has of a table: all that a call needs.
//!
//! The fields of responses and the documented examples are what the emulator answers with; it makes its tables from the
//! specs itself. In generated code they would be most of the text, and nobody would read them.

use acs_rules::{Kind, OperationSpec, ParameterSpec};
use bumpalo::Bump;

/// The table without what only an emulator needs.
pub fn of_call<'a>(spec: &OperationSpec<'a>, arena: &'a Bump) -> OperationSpec<'a> {
    OperationSpec { parameters: fields(spec.parameters, arena), response: &[], example: "", ..*spec }
}

fn fields<'a>(list: &[ParameterSpec<'a>], arena: &'a Bump) -> &'a [ParameterSpec<'a>] {
    arena.alloc_slice_fill_iter(list.iter().map(|field| parameter(field, arena)))
}

fn parameter<'a>(spec: &ParameterSpec<'a>, arena: &'a Bump) -> ParameterSpec<'a> {
    let item = |of| &*arena.alloc(parameter(of, arena));
    let kind = match spec.kind {
        Kind::List(of) => Kind::List(item(of)),
        Kind::Map(of) => Kind::Map(item(of)),
        Kind::Object(list) => Kind::Object(fields(list, arena)),
        kind @ (Kind::Text
        | Kind::Boolean
        | Kind::Integer
        | Kind::Number
        | Kind::Binary
        | Kind::Any
        | Kind::Shared(_)) => kind,
    };
    ParameterSpec { kind, example: "", ..*spec }
}
