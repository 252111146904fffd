//! What goes on after an answer: the items of its pages, and the operation that is polled.

use super::printer::Printer;
use super::types::{emit_impl, emit_ty};
use crate::plan::{PagedPlan, PolledPlan, Step};

/// `impl Paged for Request`.
pub(super) fn emit_paged(p: &mut Printer<'_>, request: &str, plan: &PagedPlan) {
    p.item();
    emit_impl(p, "call::Paged", request);
    p.item();
    p.text("type Item = ");
    emit_ty(p, &plan.item);
    p.line(";");
    p.item();
    p.line("#[inline]");
    p.text("fn items");
    p.list(["(", ")"], ["response: &mut Self::Response"], Printer::text);
    p.text(" -> ");
    p.generic("Option", |p| {
        p.text("&mut ");
        p.generic("Vec", |p| p.text("Self::Item"));
    });
    p.open_block();
    match plan.steps.split_last() {
        None => p.line("Some(response)"),
        Some((last, steps)) => {
            steps.iter().for_each(|step| emit_step(p, step));
            emit_last(p, last);
        }
    }
    p.close_block();
    p.close_block();
}

/// One object further in.
fn emit_step(p: &mut Printer<'_>, step: &Step) {
    p.text("let response = ");
    p.never();
    if step.optional {
        emit_inside(p, &step.field);
        p.text("?");
    } else {
        p.text("&mut ");
        p.member("response", &step.field);
    }
    p.line(";");
}

fn emit_last(p: &mut Printer<'_>, last: &Step) {
    if last.optional {
        emit_inside(p, &last.field);
    } else {
        p.start("Some(");
        p.text("&mut ");
        p.member("response", &last.field);
        p.end(")");
    }
    p.newline();
}

/// What stands in an `Option`.
fn emit_inside(p: &mut Printer<'_>, field: &str) {
    p.open_group();
    p.text("response");
    for part in [field, "as_mut()"] {
        p.soft();
        p.text(".");
        p.text(part);
    }
    p.close_group();
}

/// `impl Waitable for Request`.
pub(super) fn emit_polled(p: &mut Printer<'_>, request: &str, plan: &PolledPlan) {
    p.item();
    emit_impl(p, "call::Waitable", request);
    p.text("type Poll = super::");
    p.text(&plan.module);
    p.text("::");
    p.text(&plan.request);
    p.line(";");
    p.close_block();
}
