//! Tables as statics: the same values that `table` made, printed.

use std::fmt;

use acs_rules::{
    Access, Auth, Charge, Code, Completion, CrossRule, Endpoint, EndpointRule, Paging, ProductSpec, Resource,
    Risk, Signing, Style,
};

use super::parameter::{emit_fact, emit_parameters};
use super::printer::Printer;
use crate::plan::OperationPlan;

/// `PRODUCT`.
pub(super) fn emit_product(p: &mut Printer<'_>, product: &ProductSpec<'_>) {
    p.item();
    p.docs(&[format!("What the operations of {} {} have in common.", product.name, product.version)]);
    p.public("static PRODUCT: ");
    p.path("rules::ProductSpec");
    p.text("<'static> = ");
    p.never();
    if has_no_fields(product) {
        emit_product_base(p, product);
    } else {
        p.start_struct(|p| p.path("rules::ProductSpec"));
        emit_product_fields(p, product);
        p.end_struct_with(|p| emit_product_base(p, product));
    }
    p.line(";");
}

fn has_no_fields(product: &ProductSpec<'_>) -> bool {
    *product == ProductSpec::new(product.name, product.version)
}

fn emit_product_base(p: &mut Printer<'_>, product: &ProductSpec<'_>) {
    p.path("rules::ProductSpec");
    p.list(["::new(", ")"], [product.name, product.version], Printer::literal);
}

fn emit_product_fields(p: &mut Printer<'_>, product: &ProductSpec<'_>) {
    if product.signing != Signing::V3 {
        emit_variant_field(p, "signing", "rules::Signing", &product.signing);
    }
    if product.endpoint_rule == EndpointRule::Central {
        emit_variant_field(p, "endpoint_rule", "rules::EndpointRule", &product.endpoint_rule);
    }
    emit_list(p, "endpoints", product.endpoints, emit_endpoint);
    emit_list(p, "types", product.types, |p, shared| {
        p.start_struct(|p| p.path("rules::TypeSpec"));
        p.text("name: ");
        p.literal(shared.name);
        p.next();
        p.text("fields: ");
        emit_parameters(p, shared.fields, &[]);
        p.end_struct();
    });
}

fn emit_endpoint(p: &mut Printer<'_>, endpoint: &Endpoint<'_>) {
    let emit_base = |p: &mut Printer<'_>| {
        p.path("rules::Endpoint");
        p.list(["::new(", ")"], [endpoint.region, endpoint.host], Printer::literal);
    };
    if endpoint.network.is_empty() {
        return emit_base(p);
    }
    p.open_group();
    emit_base(p);
    emit_fact(p, ".network(", |p| p.literal(endpoint.network));
    p.close_group();
}

/// `SPEC`.
pub(super) fn emit_table(p: &mut Printer<'_>, op: &OperationPlan<'_>) {
    p.item();
    p.text("static SPEC: ");
    p.path("rules::OperationSpec");
    p.text("<'static> = ");
    p.never();
    p.start_struct(|p| p.path("rules::OperationSpec"));
    p.text("product: &super::PRODUCT");
    p.next();
    emit_head(p, op);
    emit_body(p, op);
    p.end_struct_with(|p| emit_operation_base(p, op));
    p.line(";");
}

/// What the table says of the operation as a whole.
fn emit_head(p: &mut Printer<'_>, op: &OperationPlan<'_>) {
    let spec = &op.table;
    emit_text(p, "documentation", spec.documentation);
    emit_text(p, "updated", spec.updated);
    if spec.style == Style::Rpc && spec.method != "POST" {
        emit_text(p, "method", spec.method);
    }
    if spec.auth == Auth::Anonymous {
        emit_variant_field(p, "auth", "rules::Auth", &spec.auth);
    }
    if spec.access != Access::Unknown {
        emit_variant_field(p, "access", "rules::Access", &spec.access);
    }
    if spec.risk != Risk::Unknown {
        emit_variant_field(p, "risk", "rules::Risk", &spec.risk);
    }
    if spec.charge != Charge::Unknown {
        emit_variant_field(p, "charge", "rules::Charge", &spec.charge);
    }
    emit_text(p, "action", spec.action);
    emit_list(p, "resources", spec.resources, emit_resource);
}

/// What it says of parameters, answers and what comes after them.
fn emit_body(p: &mut Printer<'_>, op: &OperationPlan<'_>) {
    let spec = &op.table;
    let tys: Vec<_> = op.request.fields.iter().map(|field| &field.ty).collect();
    if !spec.parameters.is_empty() {
        p.text("parameters: ");
        emit_parameters(p, spec.parameters, &tys);
        p.next();
    }
    emit_list(p, "rules", spec.rules, emit_cross_rule);
    if !spec.response.is_empty() {
        p.text("response: ");
        emit_parameters(p, spec.response, &[]);
        p.next();
    }
    emit_text(p, "example", spec.example);
    emit_list(p, "codes", spec.codes, emit_code);
    if let Some(completion) = &spec.completion {
        p.text("completion: ");
        emit_completion(p, completion);
        p.next();
    }
    if let Some(paging) = &spec.paging {
        p.text("paging: ");
        p.start("Some(");
        emit_paging(p, paging);
        p.end(")");
        p.next();
    }
}

fn emit_operation_base(p: &mut Printer<'_>, op: &OperationPlan<'_>) {
    let spec = &op.table;
    p.path("rules::OperationSpec");
    match spec.style {
        Style::Rpc => p.list(["::rpc(", ")"], [spec.name], Printer::literal),
        Style::Roa => p.list(["::roa(", ")"], [spec.name, spec.method, spec.path], Printer::literal),
    }
}

/// A field of a table that is a text, unless it is empty.
fn emit_text(p: &mut Printer<'_>, name: &str, value: &str) {
    if !value.is_empty() {
        p.text(name);
        p.text(": ");
        p.literal(value);
        p.next();
    }
}

/// A field of a table that is a variant of an enum of [`acs_rules`].
fn emit_variant_field(p: &mut Printer<'_>, name: &str, of: &'static str, value: &impl fmt::Debug) {
    p.text(name);
    p.text(": ");
    p.variant(of, value);
    p.next();
}

/// A field of a table that is a list, unless it is empty.
fn emit_list<T>(p: &mut Printer<'_>, name: &str, items: &[T], print: impl FnMut(&mut Printer<'_>, &T)) {
    if !items.is_empty() {
        p.text(name);
        p.text(": ");
        p.list(["&[", "]"], items, print);
        p.next();
    }
}

fn emit_resource(p: &mut Printer<'_>, resource: &Resource<'_>) {
    p.path("rules::Resource");
    let constructor = if resource.required { "::required(" } else { "::new(" };
    p.list([constructor, ")"], [resource.kind, resource.arn], Printer::literal);
}

fn emit_code(p: &mut Printer<'_>, code: &Code<'_>) {
    p.path("rules::Code");
    p.start("::new(");
    p.text(&code.status.to_string());
    p.next();
    p.literal(code.code);
    p.end(")");
}

fn emit_cross_rule(p: &mut Printer<'_>, rule: &CrossRule<'_>) {
    let (kind, names, inferred) = match rule {
        CrossRule::AtLeastOne { names, inferred } => ("::AtLeastOne", names, inferred),
        CrossRule::ExactlyOne { names, inferred } => ("::ExactlyOne", names, inferred),
        CrossRule::Exclusive { names, inferred } => ("::Exclusive", names, inferred),
        // The enum is open to other crates; `table` makes no other rule.
        _ => return,
    };
    p.start_struct(|p| {
        p.path("rules::CrossRule");
        p.text(kind);
    });
    p.text("names: ");
    p.literals(*names);
    p.next();
    p.text("inferred: ");
    p.text(&inferred.to_string());
    p.end_struct();
}

fn emit_completion(p: &mut Printer<'_>, completion: &Completion<'_>) {
    let Completion { poll, interval, attempts, .. } = *completion;
    if *completion == Completion::poll(poll, interval, attempts) {
        p.start("Some(");
        emit_poll(p, completion);
        p.end(")");
        return;
    }
    p.text("Some(");
    p.start_struct(|p| p.path("rules::Completion"));
    emit_list(p, "with", completion.with, |p, (to, from)| {
        p.list(["(", ")"], [to, from], |p, name| p.literal(name));
    });
    emit_text(p, "state", completion.state);
    let literal = |p: &mut Printer<'_>, text: &&str| p.literal(text);
    emit_list(p, "success", completion.success, literal);
    emit_list(p, "transient", completion.transient, literal);
    emit_list(p, "failure", completion.failure, literal);
    if completion.gone {
        p.text("gone: true");
        p.next();
    }
    p.end_struct_with(|p| emit_poll(p, completion));
    p.text(")");
}

fn emit_paging(p: &mut Printer<'_>, paging: &Paging<'_>) {
    let facts = [(".token(", paging.token), (".total(", paging.total)];
    let facts = facts.iter().filter(|(_, place)| !place.is_empty());
    p.open_group();
    p.path("rules::Paging");
    p.list(["::new(", ")"], [paging.items], Printer::literal);
    facts.for_each(|(name, place)| emit_fact(p, name, |p| p.literal(place)));
    p.close_group();
}

fn emit_poll(p: &mut Printer<'_>, completion: &Completion<'_>) {
    let millis = completion.interval.as_millis();
    p.path("rules::Completion");
    p.start("::poll(");
    p.literal(completion.poll);
    p.next();
    p.std_path("time::Duration");
    if millis.is_multiple_of(1000) {
        p.number("::from_secs(", &(millis / 1000));
    } else {
        p.number("::from_millis(", &millis);
    }
    p.next();
    p.text(&completion.attempts.to_string());
    p.end(")");
}
