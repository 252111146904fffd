//! The trait that stands for the client in code that is to be tested without one.

use super::printer::Printer;
use crate::plan::{OperationPlan, Plan};

/// `trait Api`: a method per operation, none of which a mock has to have.
pub(super) fn emit_trait(p: &mut Printer<'_>, plan: &Plan<'_>) {
    p.item();
    p.docs(&[
        "What [`Client`] does, for code that is to be tested without one: a mock implements the methods that the test",
        "calls, and each other one gives an error that says that it is not mocked.",
    ]);
    p.public("trait Api: Send + Sync");
    p.open_block();
    for op in &plan.operations {
        p.item();
        p.docs(&op.method_docs);
        p.deprecated(op.gone.as_ref());
        emit_signature(p, op);
        p.open_block();
        p.path("call::Reply");
        p.line("::not_mocked(request)");
        p.close_block();
    }
    p.close_block();
}

/// `impl Api for Client`.
pub(super) fn emit_impl(p: &mut Printer<'_>, plan: &Plan<'_>) {
    p.item();
    p.text("impl Api for Client");
    p.open_block();
    for op in &plan.operations {
        p.item();
        emit_signature(p, op);
        p.open_block();
        p.line("self.inner.call(request).send().into()");
        p.close_block();
    }
    p.close_block();
}

fn emit_signature(p: &mut Printer<'_>, op: &OperationPlan<'_>) {
    p.expect_deprecated(op.gone.is_some());
    p.text("fn ");
    p.text(&op.method);
    p.start("(");
    p.text("&self");
    p.next();
    p.text("request: ");
    emit_request(p, op);
    p.end(")");
    p.text(" -> ");
    p.path("call::Reply");
    p.start("<");
    p.text("'_");
    p.next();
    p.text(&format!("{}::{}", op.module, op.response.name()));
    p.end(">");
}

fn emit_request(p: &mut Printer<'_>, op: &OperationPlan<'_>) {
    p.text(&format!("{}::{}", op.module, op.request.name));
}
