//! Structs, enums, responses and error codes.

use super::argument::{emit_argument, emit_value};
use super::printer::{EXPECT_DEPRECATED, Printer};
use super::serde;
use crate::plan::{EnumPlan, ErrorPlan, FieldPlan, Item, ResponsePlan, Side, StructPlan, Ty, Variant};

pub(super) fn emit_items(p: &mut Printer<'_>, items: &[Item<'_>]) {
    for item in items {
        match item {
            Item::Struct(plan) => emit_nested(p, plan),
            Item::Enum(plan) => emit_enum(p, plan),
        }
    }
}

/// A type as it stands in a field.
pub(super) fn emit_ty(p: &mut Printer<'_>, ty: &Ty) {
    match ty {
        Ty::String => p.text("String"),
        Ty::Bool => p.text("bool"),
        Ty::I32 => p.text("i32"),
        Ty::I64 => p.text("i64"),
        Ty::F32 => p.text("f32"),
        Ty::F64 => p.text("f64"),
        Ty::Bytes => p.path("Bytes"),
        Ty::Json => p.path("Json"),
        Ty::Enum(name) | Ty::Struct(name) | Ty::Own(name) => p.text(name),
        Ty::Shared { name, boxed: false } => p.shared(name),
        Ty::Shared { name, boxed: true } => p.generic("Box", |p| p.shared(name)),
        Ty::Vec(item) => p.generic("Vec", |p| emit_ty(p, item)),
        Ty::Map(item) => {
            p.std_path("collections::BTreeMap");
            p.start("<");
            p.text("String");
            p.next();
            emit_ty(p, item);
            p.end(">");
        }
    }
}

/// A struct without what it can do.
pub(super) fn emit_struct(p: &mut Printer<'_>, plan: &StructPlan<'_>) {
    let has_secret = plan.fields.iter().any(|field| field.sensitive);
    p.item();
    p.docs(&plan.docs);
    p.text(if has_secret {
        "#[derive(Clone, Default, PartialEq"
    } else {
        "#[derive(Clone, Debug, Default, PartialEq"
    });
    if plan.serde {
        serde::emit_derives(p);
    }
    p.line(")]");
    if plan.serde {
        serde::emit_container(p, plan.side);
    }
    emit_attributes(p, &plan.attributes);
    if plan.side == Side::Response {
        p.line("#[non_exhaustive]");
    }
    p.public("struct ");
    p.text(&plan.name);
    p.block(&plan.fields, |p, field| emit_field(p, field, plan.serde));
    if has_secret {
        emit_redacted(p, plan);
    }
}

/// Attributes of the user's, as they are.
fn emit_attributes(p: &mut Printer<'_>, attributes: &[String]) {
    attributes.iter().for_each(|attribute| p.line(attribute));
}

fn emit_field(p: &mut Printer<'_>, field: &FieldPlan<'_>, serde: bool) {
    p.docs(&field.docs);
    p.deprecated(field.gone.as_ref());
    if serde {
        serde::emit_field(p, field);
    }
    emit_attributes(p, &field.attributes);
    p.public(&field.name);
    p.text(": ");
    if field.optional {
        p.generic("Option", |p| emit_ty(p, &field.ty));
    } else {
        emit_ty(p, &field.ty);
    }
    p.line(",");
}

/// `Debug` that shows no secret.
fn emit_redacted(p: &mut Printer<'_>, plan: &StructPlan<'_>) {
    let fields = |sensitive| plan.fields.iter().filter(move |field| field.sensitive == sensitive);
    p.item();
    p.start_macro("redacted");
    p.text(&plan.name);
    p.space();
    p.braced(fields(false), emit_shown);
    p.space();
    p.text("hides");
    p.space();
    p.braced(fields(true), |p, field| p.text(&field.name));
    p.end_macro();
}

fn emit_shown(p: &mut Printer<'_>, field: &FieldPlan<'_>) {
    emit_use(p, field.gone.is_some());
    p.text(&field.name);
}

/// Within a macro, lets what follows use a thing that is gone.
fn emit_use(p: &mut Printer<'_>, is_gone: bool) {
    if is_gone {
        p.text(EXPECT_DEPRECATED);
        p.space();
    }
}

/// A nested struct with its setters, and how it is written or read.
fn emit_nested(p: &mut Printer<'_>, plan: &StructPlan<'_>) {
    emit_struct(p, plan);
    if plan.side != Side::Response {
        emit_setters(p, plan);
        emit_fields_impl(p, plan);
    }
    if plan.side != Side::Request {
        emit_decode(p, plan);
    }
}

/// One setter per field.
pub(super) fn emit_setters(p: &mut Printer<'_>, plan: &StructPlan<'_>) {
    p.item();
    p.text("impl ");
    p.text(&plan.name);
    p.block(&plan.fields, |p, field| {
        p.item();
        p.docs(&[format!("Sets [`{0}`]({1}::{0}).", field.name, plan.name)]);
        p.deprecated(field.gone.as_ref());
        p.expect_deprecated(field.gone.is_some());
        emit_setter(p, field);
    });
}

fn emit_setter(p: &mut Printer<'_>, field: &FieldPlan<'_>) {
    p.public("fn ");
    p.text(&field.setter);
    p.start("(");
    p.text("mut self");
    p.next();
    p.text("value: ");
    emit_argument(p, &field.ty);
    p.end(")");
    p.text(" -> Self");
    p.open_block();
    p.member("self", &field.name);
    p.text(" = ");
    p.never();
    p.text("Some");
    p.start("(");
    emit_value(p, &field.ty);
    p.end(")");
    p.line(";");
    p.line("self");
    p.close_block();
}

fn emit_fields_impl(p: &mut Printer<'_>, plan: &StructPlan<'_>) {
    p.item();
    emit_impl(p, "encode::Fields", &plan.name);
    p.item();
    emit_write(p, &plan.fields);
    p.close_block();
}

/// The head of an implementation of a trait of the runtime.
pub(super) fn emit_impl(p: &mut Printer<'_>, of: &'static str, name: &str) {
    p.text("impl ");
    p.path(of);
    p.space();
    p.text("for ");
    p.text(name);
    p.open_block();
}

/// The method that writes fields, one call per field.
pub(super) fn emit_write(p: &mut Printer<'_>, fields: &[FieldPlan<'_>]) {
    p.line("#[inline]");
    p.expect_deprecated(fields.iter().any(|field| field.gone.is_some()));
    p.text("fn write<'a>");
    p.never();
    p.start("(");
    p.text("&'a self");
    p.next();
    p.text("to: &mut ");
    p.path("encode::Writer");
    p.text("<'a>");
    p.end(")");
    p.open_block();
    if fields.is_empty() {
        p.line("let _ = to;");
    }
    for field in fields {
        p.text("to.put");
        p.start("(");
        p.literal(field.wire);
        p.next();
        p.text("&");
        p.member("self", &field.name);
        p.end(")");
        p.line(";");
    }
    p.close_block();
}

/// One match on the wire name.
fn emit_decode(p: &mut Printer<'_>, plan: &StructPlan<'_>) {
    p.item();
    emit_impl(p, "decode::Decode", &plan.name);
    p.item();
    p.text("const NAMES: &'static [&'static str] = ");
    p.literals(plan.fields.iter().map(|field| field.wire));
    p.line(";");
    p.item();
    emit_decode_signature(p);
    if plan.fields.is_empty() {
        p.line("from.unknown(name, Self::NAMES)");
    } else {
        p.text("match name");
        p.open_block();
        plan.fields.iter().for_each(|field| emit_arm(p, field));
        p.line("_ => from.unknown(name, Self::NAMES),");
        p.close_block();
    }
    p.close_block();
    p.close_block();
}

fn emit_decode_signature(p: &mut Printer<'_>) {
    p.line("#[inline]");
    p.text("fn field");
    p.start("(");
    p.text("&mut self");
    p.next();
    p.text("name: &str");
    p.next();
    p.text("from: &mut ");
    p.path("decode::Decoder");
    p.text("<'_>");
    p.end(")");
    p.text(" -> ");
    p.generic("Result", |p| {
        p.text("()");
        p.next();
        p.path("decode::DecodeError");
    });
    p.open_block();
}

/// One arm: the wire name, and the field that is read.
fn emit_arm(p: &mut Printer<'_>, field: &FieldPlan<'_>) {
    p.expect_deprecated(field.gone.is_some());
    p.literal(field.wire);
    p.text(" => ");
    p.never();
    p.in_braces("", ",", |p| {
        p.text("from.read");
        p.start("(");
        p.text("&mut ");
        p.member("self", &field.name);
        p.end(")");
    });
    p.newline();
}

/// An open enum.
fn emit_enum(p: &mut Printer<'_>, plan: &EnumPlan<'_>) {
    p.item();
    p.docs(&plan.docs);
    p.line("#[derive(Clone)]");
    emit_attributes(p, &plan.attributes);
    p.line("#[non_exhaustive]");
    p.public("enum ");
    p.text(&plan.name);
    p.open_block();
    plan.variants.iter().for_each(|variant| emit_variant(p, variant));
    p.line("#[doc(hidden)]");
    p.text("Unknown(");
    p.path("Unknown");
    p.line("),");
    p.close_block();
    p.item();
    p.start_macro("open_enum");
    p.text(&plan.name);
    p.space();
    p.braced(&plan.variants, |p, variant| {
        emit_use(p, variant.gone.is_some());
        p.text(&variant.name);
        p.space();
        p.text("=");
        p.space();
        p.literal(variant.wire);
    });
    p.end_macro();
    if plan.serde {
        serde::emit_text(p, &plan.name);
    }
}

fn emit_variant(p: &mut Printer<'_>, variant: &Variant<'_>) {
    p.docs(&[&variant.docs]);
    p.deprecated(variant.gone.as_ref());
    p.text(&variant.name);
    p.line(",");
}

/// The enum of documented error codes.
pub(super) fn emit_errors(p: &mut Printer<'_>, plan: &ErrorPlan<'_>) {
    p.item();
    p.docs(&plan.docs);
    p.line("#[derive(Clone, Copy)]");
    emit_attributes(p, &plan.attributes);
    p.line("#[non_exhaustive]");
    p.public("enum ");
    p.text(&plan.name);
    p.block(&plan.variants, emit_variant);
    p.item();
    p.start_macro("codes");
    p.text(&plan.name);
    p.space();
    p.text("of");
    p.space();
    p.text("SPEC");
    p.space();
    p.braced(&plan.entries, |p, entry| {
        emit_use(p, entry.gone);
        p.text(&entry.variant);
    });
    p.end_macro();
}

/// What the operation returns.
pub(super) fn emit_response(p: &mut Printer<'_>, plan: &ResponsePlan<'_>) {
    match plan {
        ResponsePlan::Struct(plan) => {
            emit_struct(p, plan);
            emit_decode(p, plan);
        }
        ResponsePlan::Alias { name, docs, ty } => {
            p.item();
            p.docs(docs);
            p.public("type ");
            p.text(name);
            p.text(" = ");
            p.never();
            emit_ty(p, ty);
            p.line(";");
        }
    }
}
