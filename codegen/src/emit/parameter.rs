//! Parameters and their rules as tables.

use acs_rules::{Kind, ParameterSpec, Place, Rule, WireStyle};

use super::printer::Printer;
use crate::plan::Ty;

/// Parameters as a slice; `tys` are the types of the fields, where they are fields of this module.
pub(super) fn emit_parameters(p: &mut Printer<'_>, parameters: &[ParameterSpec<'_>], tys: &[&Ty]) {
    p.list(["&[", "]"], parameters.iter().enumerate(), |p, (index, parameter)| {
        emit_parameter(p, parameter, tys.get(index).copied());
    });
}

/// A constructor, and a call for each thing that differs from it.
fn emit_parameter(p: &mut Printer<'_>, parameter: &ParameterSpec<'_>, ty: Option<&Ty>) {
    if *parameter == ParameterSpec::new(parameter.name, parameter.field, parameter.kind) {
        emit_base(p, parameter, ty);
        return;
    }
    p.open_group();
    emit_base(p, parameter, ty);
    emit_facts(p, parameter);
    emit_rules(p, ".rules(", parameter.rules, ty);
    emit_rules(p, ".inferred(", parameter.inferred, ty);
    p.close_group();
}

fn emit_facts(p: &mut Printer<'_>, parameter: &ParameterSpec<'_>) {
    if parameter.required {
        emit_flag(p, ".required()");
    }
    if parameter.place != Place::Query {
        emit_fact(p, ".place(", |p| p.variant("rules::Place", &parameter.place));
    }
    if parameter.wire != WireStyle::Flat {
        emit_fact(p, ".wire(", |p| p.variant("rules::WireStyle", &parameter.wire));
    }
    if let Some(role) = parameter.role {
        emit_fact(p, ".role(", |p| p.variant("rules::Role", &role));
    }
    if parameter.sensitive {
        emit_flag(p, ".sensitive()");
    }
    if !parameter.example.is_empty() {
        emit_fact(p, ".example(", |p| p.literal(parameter.example));
    }
    if let Some(default) = parameter.default {
        emit_fact(p, ".default(", |p| p.literal(default));
    }
}

fn emit_flag(p: &mut Printer<'_>, call: &str) {
    p.soft();
    p.text(call);
}

/// A call in a chain.
pub(super) fn emit_fact(p: &mut Printer<'_>, call: &str, print: impl FnOnce(&mut Printer<'_>)) {
    p.soft();
    p.start(call);
    print(p);
    p.end(")");
}

fn emit_rules(p: &mut Printer<'_>, call: &str, rules: &[Rule<'_>], ty: Option<&Ty>) {
    if !rules.is_empty() {
        emit_fact(p, call, |p| p.list(["&[", "]"], rules, |p, rule| emit_rule(p, rule, ty)));
    }
}

/// The constructor of a kind.
fn emit_base(p: &mut Printer<'_>, parameter: &ParameterSpec<'_>, ty: Option<&Ty>) {
    let (constructor, kind) = constructor(parameter.kind);
    p.path("rules::ParameterSpec");
    if parameter.name.is_empty() {
        p.start("::item(");
        p.path("rules::Kind");
        p.text("::");
        p.text(kind);
        if holds_something(parameter.kind) {
            p.start("(");
            emit_content(p, parameter.kind, ty);
            p.end(")");
        }
    } else {
        p.text("::");
        p.text(constructor);
        p.start("(");
        p.literal(parameter.name);
        p.next();
        p.literal(parameter.field);
        if holds_something(parameter.kind) {
            p.next();
            emit_content(p, parameter.kind, ty);
        }
    }
    p.end(")");
}

/// What makes a named parameter of a kind, and the kind itself.
fn constructor(kind: Kind<'_>) -> (&'static str, &'static str) {
    match kind {
        Kind::Text => ("text", "Text"),
        Kind::Boolean => ("boolean", "Boolean"),
        Kind::Integer => ("integer", "Integer"),
        Kind::Number => ("number", "Number"),
        Kind::Binary => ("binary", "Binary"),
        Kind::Any => ("any", "Any"),
        Kind::List(_) => ("list", "List"),
        Kind::Map(_) => ("map", "Map"),
        Kind::Object(_) => ("object", "Object"),
        Kind::Shared(_) => ("shared", "Shared"),
    }
}

fn holds_something(kind: Kind<'_>) -> bool {
    matches!(kind, Kind::List(_) | Kind::Map(_) | Kind::Object(_) | Kind::Shared(_))
}

/// The item of a list, the fields of an object, the name of a shared type.
fn emit_content(p: &mut Printer<'_>, kind: Kind<'_>, ty: Option<&Ty>) {
    let item_ty = ty.and_then(|ty| match ty {
        Ty::Vec(item) | Ty::Map(item) => Some(&**item),
        _ => None,
    });
    match kind {
        Kind::Text | Kind::Boolean | Kind::Integer | Kind::Number | Kind::Binary | Kind::Any => {}
        Kind::List(item) | Kind::Map(item) => {
            p.text("&");
            emit_parameter(p, item, item_ty);
        }
        Kind::Object(fields) => emit_parameters(p, fields, &[]),
        Kind::Shared(shared) => p.literal(shared),
    }
}

fn emit_rule(p: &mut Printer<'_>, rule: &Rule<'_>, ty: Option<&Ty>) {
    p.path("rules::Rule");
    match rule {
        Rule::Values(values) => match ty {
            Some(Ty::Enum(name)) => p.list(["::Values(", ")"], [name], |p, name| {
                p.text(name);
                p.text("::VALUES");
            }),
            _ => emit_texts(p, "::Values(", None, values),
        },
        Rule::MinLength(least) => p.number("::MinLength(", least),
        Rule::MaxLength(most) => p.number("::MaxLength(", most),
        Rule::MinItems(least) => p.number("::MinItems(", least),
        Rule::MaxItems(most) => p.number("::MaxItems(", most),
        Rule::Minimum(least) => p.number("::Minimum(", least),
        Rule::Maximum(most) => p.number("::Maximum(", most),
        Rule::MinimumNumber(least) => p.number("::MinimumNumber(", &float(*least)),
        Rule::MaximumNumber(most) => p.number("::MaximumNumber(", &float(*most)),
        Rule::Pattern(pattern) => p.list(["::Pattern(", ")"], [pattern], |p, pattern| p.literal(pattern)),
        Rule::Ascii => p.text("::Ascii"),
        Rule::StartsWith(starts) => emit_texts(p, "::StartsWith(", None, starts),
        Rule::NotStartsWith(starts) => emit_texts(p, "::NotStartsWith(", None, starts),
        Rule::Format(format) => p.list(["::Format(", ")"], [format], |p, format| {
            p.variant("rules::Format", format);
        }),
        Rule::OnlyWhen(name, values) => emit_texts(p, "::OnlyWhen(", Some(name), values),
        Rule::RequiredWhen(name, values) => emit_texts(p, "::RequiredWhen(", Some(name), values),
        // The enum is open to other crates; `table` makes no other rule.
        _ => {}
    }
}

fn emit_texts(p: &mut Printer<'_>, rule: &str, name: Option<&str>, texts: &[&str]) {
    p.start(rule);
    if let Some(name) = name {
        p.literal(name);
        p.next();
    }
    p.literals(texts);
    p.end(")");
}

/// A literal of a number that is not an integer.
fn float(number: f64) -> String {
    let text = number.to_string();
    if text.contains('.') { text } else { text + ".0" }
}
