//! Docs turned off: one line for each thing, so that none is without; what it is called on the wire, where it has a
//! name there.

use crate::markdown::code as quoted;
use crate::plan::{FieldPlan, Item, OperationPlan, Plan, ResponsePlan, Side, StructPlan, Variant};

/// Shortens the docs of a whole product version.
pub(super) fn shorten(plan: &mut Plan<'_>) {
    plan.operations.iter_mut().for_each(shorten_operation);
    plan.types.iter_mut().for_each(shorten_item);
}

fn shorten_operation(op: &mut OperationPlan<'_>) {
    let docs = vec![format!("The operation {}.", quoted(op.table.name))];
    op.method_docs.clone_from(&docs);
    op.request.docs = docs;
    shorten_fields(&mut op.request.fields);
    op.items.iter_mut().chain(&mut op.response_items).for_each(shorten_item);
    if let Some(errors) = &mut op.errors {
        shorten_variants(&mut errors.variants);
    }
    match &mut op.response {
        ResponsePlan::Struct(StructPlan { docs, fields, .. }) => {
            docs.truncate(1);
            shorten_fields(fields);
        }
        ResponsePlan::Alias { docs, .. } => docs.truncate(1),
    }
}

fn shorten_item(item: &mut Item<'_>) {
    match item {
        Item::Struct(plan) => {
            plan.docs = vec![object(plan.side).to_owned()];
            shorten_fields(&mut plan.fields);
        }
        Item::Enum(plan) => {
            plan.docs = vec!["Documented values.".to_owned()];
            shorten_variants(&mut plan.variants);
        }
    }
}

fn object(side: Side) -> &'static str {
    match side {
        Side::Request => "An object of a request.",
        Side::Response => "An object of a response.",
        Side::Both => "An object of a request or a response.",
    }
}

fn shorten_fields(fields: &mut [FieldPlan<'_>]) {
    fields.iter_mut().for_each(|field| field.docs = vec![format!("{}.", quoted(field.wire))]);
}

fn shorten_variants(variants: &mut [Variant<'_>]) {
    variants.iter_mut().for_each(|variant| variant.docs = format!("{}.", quoted(variant.wire)));
}
