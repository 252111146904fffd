//! The facts of a spec, as the generator's model has them.

use acs_codegen::model::{Field, Operation, Required, Response, RuleKind, Type};
use acs_codegen::{Diagnostics, Sources};
use acs_runtime::rules::Access;

use super::facts::Facts;
use super::page::{compact, yes_or_no};
use crate::skipped::root;

/// The committed specs of the product.
pub(super) fn sources() -> Result<Sources, Diagnostics> {
    Sources::load(&root().join("specs/eipanycast/2020-03-09"))
}

/// Reads the operation out of the specs of its product.
pub(super) fn read(sources: &Sources) -> Result<Facts, Diagnostics> {
    let model = acs_codegen::model(sources)?;
    let op = model.apis.iter().find_map(|api| api.operation("UnassociateAnycastEipAddress"));
    Ok(op.map(read_operation).unwrap_or_default())
}

fn read_operation(op: &Operation) -> Facts {
    let mut facts = Facts::default();
    facts.add_some("updated", op.updated.as_deref());
    facts.add_some("action", op.action.as_deref());
    facts.add("access level", access(op.access));
    for (index, resource) in op.resources.iter().enumerate() {
        let number = index + 1;
        facts.add(format!("resource {number} type"), &resource.kind);
        facts.add(format!("resource {number} arn"), &resource.arn);
        facts.add(format!("resource {number} required"), yes_or_no(resource.required));
    }
    let names: Vec<_> = op.parameters.iter().map(|field| field.name.as_str()).collect();
    facts.add("parameters", names.join(", "));
    op.parameters.iter().for_each(|field| read_parameter(field, &mut facts));
    if let Response::Fields(fields) = &op.response {
        fields.iter().for_each(|field| read_field("response", field, &mut facts));
    }
    facts.add("success example", compact(op.example.as_deref().unwrap_or_default()));
    for code in &op.codes {
        facts.add(format!("error {} status", code.code), code.status.to_string());
    }
    facts
}

pub(super) fn access(access: Access) -> &'static str {
    match access {
        Access::Create => "create",
        Access::List => "list",
        Access::Get => "get",
        Access::Update => "update",
        Access::Delete => "delete",
        Access::Unknown => "unknown",
    }
}

fn read_field(group: &str, field: &Field, facts: &mut Facts) {
    let kind = match &field.ty {
        Type::Text => "string",
        Type::Boolean => "boolean",
        _ => "another",
    };
    facts.add(format!("{group} {} type", field.name), kind);
    facts.add_some(format!("{group} {} example", field.name), field.example.as_deref());
}

fn read_parameter(field: &Field, facts: &mut Facts) {
    read_field("parameter", field, facts);
    let fact = |what: &str| format!("parameter {} {what}", field.name);
    facts.add(fact("required"), yes_or_no(field.required != Required::No));
    facts.add_some(fact("default"), field.default.as_deref());
    for rule in &field.rules {
        match &rule.kind {
            RuleKind::Values(values) => facts.add(fact("values"), values.join(", ")),
            RuleKind::Ascii => facts.add(fact("characters"), "ASCII"),
            RuleKind::MaxLength(most) => facts.add(fact("longest"), most.to_string()),
            RuleKind::OnlyWhen(name, values) => {
                facts.add(fact("only when"), format!("{name} is {}", values.join(", ")));
            }
            other => facts.add(fact("rule"), format!("{other:?}")),
        }
    }
}
