//! The root of a product version: its table, its client, its list of operations, the markers.

use super::mock;
use super::printer::Printer;
use super::table::emit_product;
use crate::plan::{CallPlan, Marker, OperationPlan, Plan};

/// Everything in the root but the modules.
pub(super) fn emit_root(p: &mut Printer<'_>, plan: &Plan<'_>) {
    if plan.client {
        emit_client(p, plan);
    }
    if plan.mock {
        mock::emit_trait(p, plan);
        mock::emit_impl(p, plan);
    }
    emit_product(p, plan.product);
    emit_operations(p, &plan.operations);
}

/// The runtime, for users of a crate who depend on nothing else; in somebody's own crate it is there already.
pub(super) fn emit_reexport(p: &mut Printer<'_>) {
    p.item();
    p.docs(&["The runtime that this client is made for: errors, credentials, transports."]);
    p.text("pub use ");
    p.text(&p.scope.around.runtime);
    p.line(" as runtime;");
}

fn emit_client(p: &mut Printer<'_>, plan: &Plan<'_>) {
    p.item();
    p.docs(&[
        format!("A client of {} {}.", plan.product.name, plan.product.version),
        String::new(),
        "Cheap to clone; clones share their connections.".to_owned(),
    ]);
    p.line("#[derive(Clone, Debug)]");
    p.public("struct Client");
    p.open_block();
    p.text("inner: ");
    p.path("Client");
    p.line(",");
    p.close_block();
    emit_from_runtime(p);
    p.item();
    p.text("impl Client");
    p.open_block();
    emit_from_env(p);
    emit_builder(p);
    emit_call(p);
    for op in &plan.operations {
        if let Some(call) = &op.call {
            emit_method(p, op, call);
        }
    }
    p.close_block();
}

fn emit_from_runtime(p: &mut Printer<'_>) {
    p.item();
    p.text("impl From<");
    p.path("Client");
    p.text("> for Client");
    p.open_block();
    p.item();
    p.text("fn from(inner: ");
    p.path("Client");
    p.text(") -> Self");
    p.open_block();
    p.line("Self { inner }");
    p.close_block();
    p.close_block();
}

fn emit_from_env(p: &mut Printer<'_>) {
    p.item();
    p.docs(&[
        "A client with the region of the environment, and the credentials that the default chain finds when they are",
        "needed.",
        "",
        "# Errors",
        "",
        "When the endpoint depends on a region and there is none; the error says what to set.",
    ]);
    p.public("fn from_env() -> Result<Self, ");
    p.path("Error");
    p.text(">");
    p.open_block();
    p.line("Self::builder().build()");
    p.close_block();
}

fn emit_builder(p: &mut Printer<'_>) {
    p.item();
    p.docs(&["A client to be configured; what is not set comes from the environment."]);
    p.public("fn builder() -> ");
    p.path("client::Builder");
    p.text("<Self>");
    p.open_block();
    p.path("client::Builder");
    p.line("::new(&PRODUCT)");
    p.close_block();
}

fn emit_call(p: &mut Printer<'_>) {
    p.item();
    p.docs(&["A call of a request that is filled in already."]);
    p.public("fn call<O: ");
    p.path("Operation");
    p.text(">(&self, request: O) -> ");
    p.path("call::Call");
    p.text("<'_, O>");
    p.open_block();
    p.line("self.inner.call(request)");
    p.close_block();
}

fn emit_method(p: &mut Printer<'_>, op: &OperationPlan<'_>, call: &CallPlan) {
    let call = format!("{}::{}", op.module, call.name);
    p.item();
    p.docs(&op.method_docs);
    p.deprecated(op.gone.as_ref());
    p.expect_deprecated(op.gone.is_some());
    p.line("#[inline]");
    p.public("fn ");
    p.text(&op.method);
    p.list(["(", ")"], ["&self"], Printer::text);
    p.text(" -> ");
    p.text(&call);
    p.list(["<", ">"], ["'_"], Printer::text);
    p.open_block();
    p.start_struct(|p| p.text(&call));
    p.text("call: ");
    p.path("call::Call");
    p.start("::new(");
    p.text("&");
    p.member("self", "inner");
    p.end(")");
    p.end_struct();
    p.newline();
    p.close_block();
}

fn emit_operations(p: &mut Printer<'_>, operations: &[OperationPlan<'_>]) {
    p.item();
    // What is gone would have to be excused, and nobody who goes by the list should come across it.
    let operations = operations.iter().filter(|op| op.gone.is_none());
    p.docs(&["The tables of all operations here."]);
    p.public("static OPERATIONS: &[&");
    p.path("rules::OperationSpec");
    p.text("<'static>] = ");
    p.never();
    p.list(["&[", "]"], operations, |p, op| {
        p.text("<");
        p.text(&op.module);
        p.text("::");
        p.text(&op.request.name);
        p.text(" as ");
        p.path("Operation");
        p.text(">::SPEC");
    });
    p.line(";");
}

/// The marker types of required parameters.
pub(super) fn emit_required(p: &mut Printer<'_>, markers: &[Marker]) {
    for marker in markers {
        p.item();
        p.docs(&[&marker.docs]);
        // There is no value of it, so nobody needs it to be `Copy`, which lints ask of what is not open.
        p.line("#[derive(Debug)]");
        p.line("#[non_exhaustive]");
        p.public("enum ");
        p.text(&marker.name);
        p.line(" {}");
    }
}
