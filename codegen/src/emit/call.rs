//! The fluent type of an operation, and what makes the request an operation.

use super::argument::{emit_argument, emit_value};
use super::printer::Printer;
use super::types::{emit_impl, emit_ty, emit_write};
use crate::plan::{CallPlan, OperationPlan, Setter, Ty};

/// `impl Operation for Request`.
pub(super) fn emit_operation_impl(p: &mut Printer<'_>, op: &OperationPlan<'_>) {
    p.item();
    emit_impl(p, "Operation", &op.request.name);
    p.item();
    p.text("type Response = ");
    p.text(op.response.name());
    p.line(";");
    p.item();
    p.text("const SPEC: &'static ");
    p.path("rules::OperationSpec");
    p.line("<'static> = &SPEC;");
    p.item();
    emit_write(p, &op.request.fields);
    p.close_block();
}

/// The fluent type with its setters and its ways of sending.
pub(super) fn emit_call(p: &mut Printer<'_>, request: &str, plan: &CallPlan) {
    let call = Fluent { request, plan, states: states(plan) };
    emit_fluent(p, &call);
    emit_impl_call(p, &call);
    emit_setters(p, &call);
    emit_senders(p, &call);
    p.close_block();
}

/// A fluent type, the request in it, and its type parameters.
struct Fluent<'p> {
    request: &'p str,
    plan: &'p CallPlan,
    states: Vec<String>,
}

/// One type parameter per setter that the compiler insists on.
fn states(plan: &CallPlan) -> Vec<String> {
    ('A'..='Z').take(plan.required().count()).map(String::from).collect()
}

fn emit_fluent(p: &mut Printer<'_>, call: &Fluent<'_>) {
    p.item();
    p.docs(&[format!("A call of [`{}`] being filled in.", call.request)]);
    p.line("#[derive(Debug)]");
    p.line("#[must_use = \"a call does nothing until it is sent\"]");
    p.public("struct ");
    p.text(&call.plan.name);
    p.start("<");
    p.text("'c");
    for state in &call.states {
        p.next();
        p.text(state);
        p.text(" = ");
        p.path("call::Unset");
    }
    p.end(">");
    p.open_block();
    p.text("pub(super) call: ");
    p.path("call::Call");
    p.start("<");
    p.text("'c");
    p.next();
    p.text(call.request);
    p.next();
    emit_state_tuple(p, &call.states);
    p.end(">");
    p.line(",");
    p.close_block();
}

fn emit_state_tuple(p: &mut Printer<'_>, states: &[String]) {
    match states {
        [state] => {
            p.start("(");
            p.text(state);
            p.end_single(")");
        }
        states => p.list(["(", ")"], states, |p, state| p.text(state)),
    }
}

fn emit_impl_call(p: &mut Printer<'_>, call: &Fluent<'_>) {
    let generics = || std::iter::once("'c").chain(call.states.iter().map(String::as_str));
    p.item();
    p.list(["impl<", ">"], generics(), Printer::text);
    p.text(" ");
    p.text(&call.plan.name);
    p.list(["<", ">"], generics(), Printer::text);
    p.open_block();
}

fn emit_setters(p: &mut Printer<'_>, call: &Fluent<'_>) {
    let mut state = 0;
    for setter in &call.plan.setters {
        match (&setter.marker, setter.optional) {
            (Some(_), _) => {
                emit_required_setter(p, call, setter, state);
                state += 1;
            }
            (None, true) => emit_optional_setter(p, call, setter),
            (None, false) => emit_plain_setter(p, call, setter),
        }
    }
}

/// Takes the parameter's state from unset to set.
fn emit_required_setter(p: &mut Printer<'_>, call: &Fluent<'_>, setter: &Setter, state: usize) {
    emit_signature(p, call, setter);
    p.text(" -> ");
    p.text(&call.plan.name);
    p.start("<");
    p.text("'c");
    for (index, letter) in call.states.iter().enumerate() {
        p.next();
        if index == state {
            p.path("call::Set");
        } else {
            p.text(letter);
        }
    }
    p.end(">");
    p.open_block();
    emit_set(p, setter, |p| emit_some(p, &setter.ty));
    p.start_struct(|p| p.text(&call.plan.name));
    p.text("call: ");
    p.open_group();
    p.text("self");
    p.soft();
    p.text(".call");
    p.soft();
    p.text(".known()");
    p.close_group();
    p.end_struct();
    p.newline();
    p.close_block();
}

fn emit_optional_setter(p: &mut Printer<'_>, call: &Fluent<'_>, setter: &Setter) {
    emit_plain_setter(p, call, setter);
    emit_maybe_setter(p, call, setter);
}

fn emit_maybe_setter(p: &mut Printer<'_>, call: &Fluent<'_>, setter: &Setter) {
    emit_setter_docs(p, call, setter, "Sets or clears");
    p.public("fn maybe_");
    p.text(&setter.field);
    p.start("(");
    p.text("mut self");
    p.next();
    p.generic("value: Option", |p| emit_ty(p, &setter.ty));
    p.end(")");
    p.text(" -> Self");
    p.open_block();
    emit_set(p, setter, |p| p.text("value"));
    p.line("self");
    p.close_block();
}

/// A setter that the compiler does not insist on.
fn emit_plain_setter(p: &mut Printer<'_>, call: &Fluent<'_>, setter: &Setter) {
    emit_signature(p, call, setter);
    p.text(" -> Self");
    p.open_block();
    emit_set(p, setter, |p| emit_some(p, &setter.ty));
    p.line("self");
    p.close_block();
}

/// A setter up to its arguments.
fn emit_signature(p: &mut Printer<'_>, call: &Fluent<'_>, setter: &Setter) {
    emit_setter_docs(p, call, setter, "Sets");
    p.public("fn ");
    p.text(&setter.name);
    p.start("(");
    p.text("mut self");
    p.next();
    p.text("value: ");
    emit_argument(p, &setter.ty);
    p.end(")");
}

fn emit_setter_docs(p: &mut Printer<'_>, call: &Fluent<'_>, setter: &Setter, verb: &str) {
    let field = &setter.field;
    p.item();
    p.docs(&[format!("{verb} [`{field}`]({}::{field}).", call.request)]);
    p.deprecated(setter.gone.as_ref());
    p.expect_deprecated(setter.gone.is_some());
}

fn emit_some(p: &mut Printer<'_>, ty: &Ty) {
    p.start("Some(");
    emit_value(p, ty);
    p.end(")");
}

/// Sets one field of the request.
fn emit_set(p: &mut Printer<'_>, setter: &Setter, value: impl FnOnce(&mut Printer<'_>)) {
    p.open_group();
    p.text("self");
    for part in ["call", "request", &setter.field] {
        p.soft();
        p.text(".");
        p.text(part);
    }
    p.close_group();
    p.text(" = ");
    p.never();
    value(p);
    p.line(";");
}

/// `send`, `prepare`, and `dry_run` where there is one.
fn emit_senders(p: &mut Printer<'_>, call: &Fluent<'_>) {
    p.item();
    p.docs(&["Sends the request."]);
    emit_sender(p, call, "send", "call::Send");
    if call.plan.dry_run {
        p.item();
        p.docs(&["Checks the request without carrying it out; a request that would be accepted is `Ok`."]);
        emit_sender(p, call, "dry_run", "call::DryRun");
    }
    p.item();
    p.docs(&[
        "The call with everything else that can be done with it: options, checks, signing, raw answers.",
    ]);
    emit_sender(p, call, "prepare", "call::Call");
}

fn emit_sender(p: &mut Printer<'_>, call: &Fluent<'_>, name: &str, result: &'static str) {
    p.line("#[inline]");
    p.public("fn ");
    p.text(name);
    p.list(["(", ")"], ["self"], Printer::text);
    p.text(" -> ");
    p.path(result);
    p.list(["<", ">"], ["'c", call.request], Printer::text);
    if call.states.is_empty() {
        p.open_block();
    } else {
        emit_where(p, call);
    }
    p.text("self.call.");
    p.text(name);
    p.line("()");
    p.close_block();
}

/// What the compiler insists on.
fn emit_where(p: &mut Printer<'_>, call: &Fluent<'_>) {
    p.newline();
    p.line("where");
    let markers = call.plan.required().filter_map(|setter| setter.marker.as_deref());
    p.within(|p| {
        for (state, marker) in call.states.iter().zip(markers) {
            p.text(state);
            p.text(": ");
            p.path("call::Provided");
            p.generic("", |p| p.marker(marker));
            p.line(",");
        }
    });
    p.open_bare_block();
}
