//! table: the model as the tables of [`acs_rules`], borrowed from the model and an arena.
//!
//! The one function that turns an operation into its table: the emulator checks against the result, and `emit` prints
//! it as a static, so that generated code and emulator cannot differ.

mod call;

use acs_rules::{
    Code, Completion, CrossRule, Endpoint, Kind, OperationSpec, Paging, ParameterSpec, ProductSpec, Resource,
    Rule, Style, TypeSpec,
};
use bumpalo::Bump;

use crate::model::{self, Api, CrossRuleKind, Field, Operation, Required, RuleKind, Type};
use crate::name;

pub use call::of_call;

/// The table of a product version.
pub fn product<'a>(api: &'a Api, arena: &'a Bump) -> ProductSpec<'a> {
    let endpoints = api.endpoints.iter().map(|it| Endpoint::new(&it.region, &it.host).network(&it.network));
    let types =
        api.types.iter().map(|shared| TypeSpec { name: &shared.name, fields: fields(&shared.fields, arena) });
    ProductSpec {
        signing: api.signing,
        endpoint_rule: api.endpoint_rule,
        endpoints: slice(arena, endpoints),
        types: slice(arena, types),
        ..ProductSpec::new(&api.product, &api.version)
    }
}

/// The table of an operation.
pub fn operation<'a>(
    op: &'a Operation,
    product: &'a ProductSpec<'a>,
    style: Style,
    arena: &'a Bump,
) -> OperationSpec<'a> {
    let resources =
        op.resources.iter().map(|r| Resource { kind: &r.kind, arn: &r.arn, required: r.required });
    let base = match style {
        Style::Rpc => OperationSpec { method: op.method, ..OperationSpec::rpc(&op.name) },
        Style::Roa => OperationSpec::roa(&op.name, op.method, &op.path),
    };
    OperationSpec {
        product,
        documentation: op.page.as_deref().unwrap_or_default(),
        updated: op.updated.as_deref().unwrap_or_default(),
        auth: op.auth,
        access: op.access,
        risk: op.risk,
        charge: op.charge,
        action: op.action.as_deref().unwrap_or_default(),
        resources: slice(arena, resources),
        parameters: fields(&op.parameters, arena),
        rules: slice(arena, op.rules.iter().map(|rule| cross_rule(rule, arena))),
        response: fields(op.response.fields(), arena),
        example: op.example.as_deref().unwrap_or_default(),
        codes: slice(arena, op.codes.iter().map(|code| Code::new(code.status, &code.code))),
        completion: op.completion.as_ref().map(|it| completion(it, arena)),
        paging: op.paging.as_ref().map(|it| Paging {
            items: &it.items,
            token: it.token.as_deref().unwrap_or_default(),
            total: it.total.as_deref().unwrap_or_default(),
        }),
        ..base
    }
}

pub(crate) fn fields<'a>(list: &'a [Field], arena: &'a Bump) -> &'a [ParameterSpec<'a>] {
    let idents = name::fields(list);
    slice(
        arena,
        list.iter().zip(idents).map(|(field, ident)| parameter(field, arena.alloc_str(&ident), arena)),
    )
}

fn item<'a>(field: &'a Field, arena: &'a Bump) -> &'a ParameterSpec<'a> {
    arena.alloc(parameter(field, "", arena))
}

fn parameter<'a>(field: &'a Field, ident: &'a str, arena: &'a Bump) -> ParameterSpec<'a> {
    let ident = if field.name.is_empty() { "" } else { ident };
    let rules = |inferred| {
        let chosen = field.rules.iter().filter(move |rule| rule.inferred == inferred);
        chosen.map(|found| rule(&found.kind, arena))
    };
    ParameterSpec {
        required: field.required != Required::No,
        place: field.place,
        wire: field.wire,
        role: field.role,
        sensitive: field.sensitive,
        example: field.example.as_deref().unwrap_or_default(),
        default: field.default.as_deref(),
        rules: slice(arena, rules(false)),
        inferred: slice(arena, rules(true)),
        ..ParameterSpec::new(&field.name, ident, kind(&field.ty, arena))
    }
}

fn kind<'a>(ty: &'a Type, arena: &'a Bump) -> Kind<'a> {
    match ty {
        Type::Text => Kind::Text,
        Type::Boolean => Kind::Boolean,
        Type::Int32 | Type::Int64 => Kind::Integer,
        Type::Float | Type::Double => Kind::Number,
        Type::Binary => Kind::Binary,
        Type::Any => Kind::Any,
        Type::List(of) => Kind::List(item(of, arena)),
        Type::Map(of) => Kind::Map(item(of, arena)),
        Type::Object(list) => Kind::Object(fields(list, arena)),
        Type::Shared(name) => Kind::Shared(name),
    }
}

fn rule<'a>(kind: &'a RuleKind, arena: &'a Bump) -> Rule<'a> {
    match kind {
        RuleKind::Values(values) => Rule::Values(texts(values, arena)),
        RuleKind::MinLength(least) => Rule::MinLength(*least),
        RuleKind::MaxLength(most) => Rule::MaxLength(*most),
        RuleKind::MinItems(least) => Rule::MinItems(*least),
        RuleKind::MaxItems(most) => Rule::MaxItems(*most),
        RuleKind::Minimum(least) => Rule::Minimum(*least),
        RuleKind::Maximum(most) => Rule::Maximum(*most),
        RuleKind::MinimumNumber(least) => Rule::MinimumNumber(*least),
        RuleKind::MaximumNumber(most) => Rule::MaximumNumber(*most),
        RuleKind::Pattern(pattern) => Rule::Pattern(pattern),
        RuleKind::Ascii => Rule::Ascii,
        RuleKind::StartsWith(starts) => Rule::StartsWith(texts(starts, arena)),
        RuleKind::NotStartsWith(starts) => Rule::NotStartsWith(texts(starts, arena)),
        RuleKind::Format(format) => Rule::Format(*format),
        RuleKind::OnlyWhen(name, values) => Rule::OnlyWhen(name, texts(values, arena)),
        RuleKind::RequiredWhen(name, values) => Rule::RequiredWhen(name, texts(values, arena)),
    }
}

fn cross_rule<'a>(rule: &'a model::CrossRule, arena: &'a Bump) -> CrossRule<'a> {
    let (names, inferred) = (texts(&rule.names, arena), rule.inferred);
    match rule.kind {
        CrossRuleKind::AtLeastOne => CrossRule::AtLeastOne { names, inferred },
        CrossRuleKind::ExactlyOne => CrossRule::ExactlyOne { names, inferred },
        CrossRuleKind::Exclusive => CrossRule::Exclusive { names, inferred },
    }
}

fn completion<'a>(completion: &'a model::Completion, arena: &'a Bump) -> Completion<'a> {
    Completion {
        with: slice(arena, completion.with.iter().map(|(to, from)| (to.as_str(), from.as_str()))),
        state: completion.state.as_deref().unwrap_or_default(),
        success: texts(&completion.success, arena),
        transient: texts(&completion.transient, arena),
        failure: texts(&completion.failure, arena),
        gone: completion.gone,
        ..Completion::poll(&completion.poll, completion.interval, completion.attempts)
    }
}

fn texts<'a>(list: &'a [String], arena: &'a Bump) -> &'a [&'a str] {
    slice(arena, list.iter().map(String::as_str))
}

fn slice<T>(arena: &Bump, items: impl Iterator<Item = T>) -> &[T] {
    let items: Vec<T> = items.collect();
    arena.alloc_slice_fill_iter(items)
}
