//! The facts of a generated table.

use acs_runtime::rules::{Kind, OperationSpec, ParameterSpec, Rule};

use super::facts::Facts;
use super::page::{compact, yes_or_no};
use super::spec::access;

/// Reads the table of an operation.
pub(super) fn read(spec: &OperationSpec<'_>) -> Facts {
    let mut facts = Facts::default();
    facts.add("updated", spec.updated);
    facts.add("action", spec.action);
    facts.add("access level", access(spec.access));
    for (index, resource) in spec.resources.iter().enumerate() {
        let number = index + 1;
        facts.add(format!("resource {number} type"), resource.kind);
        facts.add(format!("resource {number} arn"), resource.arn);
        facts.add(format!("resource {number} required"), yes_or_no(resource.required));
    }
    let names: Vec<_> = spec.parameters.iter().map(|parameter| parameter.name).collect();
    facts.add("parameters", names.join(", "));
    spec.parameters.iter().for_each(|parameter| read_parameter(parameter, &mut facts));
    spec.response.iter().for_each(|field| read_field("response", field, &mut facts));
    let example = Some(spec.example).filter(|example| !example.is_empty());
    facts.add_some("success example", example.map(compact));
    for code in spec.codes {
        facts.add(format!("error {} status", code.code), code.status.to_string());
    }
    facts
}

fn read_field(group: &str, spec: &ParameterSpec<'_>, facts: &mut Facts) {
    let kind = match spec.kind {
        Kind::Text => "string",
        Kind::Boolean => "boolean",
        _ => "another",
    };
    facts.add(format!("{group} {} type", spec.name), kind);
    let example = Some(spec.example).filter(|example| !example.is_empty());
    facts.add_some(format!("{group} {} example", spec.name), example);
}

fn read_parameter(spec: &ParameterSpec<'_>, facts: &mut Facts) {
    read_field("parameter", spec, facts);
    let fact = |what: &str| format!("parameter {} {what}", spec.name);
    facts.add(fact("required"), yes_or_no(spec.required));
    facts.add_some(fact("default"), spec.default);
    for rule in spec.rules.iter().chain(spec.inferred) {
        match rule {
            Rule::Values(values) => facts.add(fact("values"), values.join(", ")),
            Rule::Ascii => facts.add(fact("characters"), "ASCII"),
            Rule::MaxLength(most) => facts.add(fact("longest"), most.to_string()),
            Rule::OnlyWhen(name, values) => {
                facts.add(fact("only when"), format!("{name} is {}", values.join(", ")));
            }
            other => facts.add(fact("rule"), format!("{other:?}")),
        }
    }
}
