//! Arguments of setters: what is taken, and how it becomes the type of the field.

use super::printer::Printer;
use super::types::emit_ty;
use crate::plan::Ty;

/// The type of the argument.
pub(super) fn emit_argument(p: &mut Printer<'_>, ty: &Ty) {
    match ty {
        Ty::String | Ty::Enum(_) | Ty::I64 | Ty::F64 | Ty::Bytes | Ty::Json | Ty::Own(_) => {
            p.generic("impl Into", |p| emit_ty(p, ty));
        }
        Ty::Bool | Ty::I32 | Ty::F32 | Ty::Struct(_) => emit_ty(p, ty),
        Ty::Shared { name, .. } => p.shared(name),
        Ty::Vec(item) => p.generic("impl IntoIterator", |p| {
            p.text("Item = ");
            emit_argument(p, item);
        }),
        Ty::Map(item) => p.generic("impl IntoIterator", |p| {
            p.text("Item = ");
            p.start("(");
            p.generic("impl Into", |p| p.text("String"));
            p.next();
            emit_argument(p, item);
            p.end(")");
        }),
    }
}

/// The value of the field, from the argument, which is called `value`.
pub(super) fn emit_value(p: &mut Printer<'_>, ty: &Ty) {
    match ty {
        Ty::String | Ty::Enum(_) | Ty::I64 | Ty::F64 | Ty::Bytes | Ty::Json | Ty::Own(_) => {
            p.member("value", "into()")
        }
        Ty::Shared { boxed: true, .. } => p.list(["Box::new(", ")"], ["value"], Printer::text),
        Ty::Bool | Ty::I32 | Ty::F32 | Ty::Struct(_) | Ty::Shared { boxed: false, .. } => p.text("value"),
        Ty::Vec(item) => emit_collected(p, |p| emit_item_map(p, item)),
        Ty::Map(item) => emit_collected(p, |p| {
            p.soft();
            p.text(".map");
            p.start_closure(|p| p.list(["(", ")"], ["key", "value"], Printer::text));
            p.start("(");
            p.member("key", "into()");
            p.next();
            emit_value(p, item);
            p.end(")");
            p.end_closure();
        }),
    }
}

fn emit_collected(p: &mut Printer<'_>, map: impl FnOnce(&mut Printer<'_>)) {
    p.open_group();
    p.text("value");
    p.soft();
    p.text(".into_iter()");
    map(p);
    p.soft();
    p.text(".collect()");
    p.close_group();
}

/// What makes the items of a list from those of the argument, where they differ.
fn emit_item_map(p: &mut Printer<'_>, item: &Ty) {
    match item {
        Ty::Bool | Ty::I32 | Ty::F32 | Ty::Struct(_) | Ty::Shared { boxed: false, .. } => {}
        Ty::Vec(_) | Ty::Map(_) => {
            p.soft();
            p.text(".map");
            p.start_closure(|p| p.text("value"));
            p.in_braces("", "", |p| emit_value(p, item));
            p.end_closure();
        }
        Ty::String
        | Ty::I64
        | Ty::F64
        | Ty::Bytes
        | Ty::Json
        | Ty::Enum(_)
        | Ty::Own(_)
        | Ty::Shared { boxed: true, .. } => {
            p.soft();
            p.list([".map(", ")"], ["Into::into"], Printer::text);
        }
    }
}
