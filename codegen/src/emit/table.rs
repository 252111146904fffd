//! Tables as statics: the same values that `table` made, printed.

use acs_rules::{
    Access, Auth, Charge, Code, Completion, CrossRule, EndpointRule, Format, Kind, ParameterSpec, Place,
    ProductSpec, Resource, Risk, Role, Rule, Signing, Style, WireStyle,
};
use std::fmt;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::ident;
use crate::plan::{OperationPlan, Ty};

/// `PRODUCT`.
pub(super) fn emit_product(product: &ProductSpec<'_>) -> TokenStream {
    let (name, version) = (product.name, product.version);
    let docs = format!(" What the operations of {name} {version} have in common.");
    let signing = match product.signing {
        Signing::V1 => Some(quote!(signing: __runtime::rules::Signing::V1,)),
        _ => None,
    };
    let rule = match product.endpoint_rule {
        EndpointRule::Central => Some(quote!(endpoint_rule: __runtime::rules::EndpointRule::Central,)),
        _ => None,
    };
    let endpoints = product.endpoints.iter().map(|endpoint| {
        let (region, host) = (endpoint.region, endpoint.host);
        quote!(__runtime::rules::Endpoint::new(#region, #host))
    });
    let types = product.types.iter().map(|shared| {
        let name = shared.name;
        let fields = emit_parameters(shared.fields, &[]);
        quote!(__runtime::rules::TypeSpec { name: #name, fields: &[#fields] })
    });
    let (endpoints, types) = (list("endpoints", endpoints), list("types", types));
    let fields = quote!(#signing #rule #endpoints #types);
    let base = quote!(__runtime::rules::ProductSpec::new(#name, #version));
    let value =
        if fields.is_empty() { base } else { quote!(__runtime::rules::ProductSpec { #fields ..#base }) };
    quote! {
        #[doc = #docs]
        pub static PRODUCT: __runtime::rules::ProductSpec<'static> = #value;
    }
}

/// `SPEC`.
pub(super) fn emit_table(op: &OperationPlan<'_>) -> TokenStream {
    let spec = &op.table;
    let tys: Vec<_> = op.request.fields.iter().map(|field| &field.ty).collect();
    let parameters = emit_parameters(spec.parameters, &tys);
    let response = emit_parameters(spec.response, &[]);
    let (method, path, name) = (spec.method, spec.path, spec.name);
    let base = match spec.style {
        Style::Rpc => quote!(__runtime::rules::OperationSpec::rpc(#name)),
        Style::Roa => quote!(__runtime::rules::OperationSpec::roa(#name, #method, #path)),
    };
    let method = (spec.style == Style::Rpc && method != "POST").then(|| quote!(method: #method,));
    let auth = (spec.auth == Auth::Anonymous).then(|| quote!(auth: __runtime::rules::Auth::Anonymous,));
    let access = emit_access(spec.access);
    let risk = (spec.risk != Risk::Unknown).then(|| {
        let risk = variant(&spec.risk);
        quote!(risk: __runtime::rules::Risk::#risk,)
    });
    let charge = (spec.charge != Charge::Unknown).then(|| {
        let charge = variant(&spec.charge);
        quote!(charge: __runtime::rules::Charge::#charge,)
    });
    let (documentation, updated) = (text("documentation", spec.documentation), text("updated", spec.updated));
    let (action, example) = (text("action", spec.action), text("example", spec.example));
    let resources = list("resources", spec.resources.iter().map(emit_resource));
    let rules = list("rules", spec.rules.iter().map(emit_cross_rule));
    let codes = list("codes", spec.codes.iter().map(emit_code));
    let parameters = (!parameters.is_empty()).then(|| quote!(parameters: &[#parameters],));
    let response = (!response.is_empty()).then(|| quote!(response: &[#response],));
    let completion = spec.completion.as_ref().map(emit_completion);
    quote! {
        static SPEC: __runtime::rules::OperationSpec<'static> = __runtime::rules::OperationSpec {
            product: &super::PRODUCT,
            #documentation #updated #method #auth #access #risk #charge #action #resources #parameters #rules #response #example #codes
            #completion
            ..#base
        };
    }
}

/// The name of a variant of an enum of [`acs_rules`].
fn variant(value: &impl fmt::Debug) -> Ident {
    ident(&format!("{value:?}"))
}

/// A field of a table that is a text, unless it is empty.
fn text(name: &str, value: &str) -> Option<TokenStream> {
    let name = ident(name);
    (!value.is_empty()).then(|| quote!(#name: #value,))
}

/// A field of a table that is a list, unless it is empty.
fn list(name: &str, items: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    let name = ident(name);
    let items: Vec<_> = items.collect();
    (!items.is_empty()).then(|| quote!(#name: &[#(#items),*],))
}

/// Parameters of a table; `tys` are the types of the fields, where they are fields of this module.
fn emit_parameters(parameters: &[ParameterSpec<'_>], tys: &[&Ty]) -> TokenStream {
    let parameters = parameters.iter().enumerate().map(|(index, parameter)| {
        let parameter = emit_parameter(parameter, tys.get(index).copied());
        quote!(#parameter,)
    });
    parameters.collect()
}

fn emit_parameter(parameter: &ParameterSpec<'_>, ty: Option<&Ty>) -> TokenStream {
    let base = emit_base(parameter, ty);
    let required = parameter.required.then(|| quote!(.required()));
    let place = (parameter.place != Place::Query).then(|| {
        let place = variant(&parameter.place);
        quote!(.place(__runtime::rules::Place::#place))
    });
    let wire = (parameter.wire != WireStyle::Flat).then(|| {
        let wire = variant(&parameter.wire);
        quote!(.wire(__runtime::rules::WireStyle::#wire))
    });
    let role = parameter.role.map(|role: Role| {
        let role = variant(&role);
        quote!(.role(__runtime::rules::Role::#role))
    });
    let sensitive = parameter.sensitive.then(|| quote!(.sensitive()));
    let example = (!parameter.example.is_empty()).then(|| {
        let example = parameter.example;
        quote!(.example(#example))
    });
    let default = parameter.default.map(|default| quote!(.default(#default)));
    let rules = emit_rules("rules", parameter.rules, ty);
    let inferred = emit_rules("inferred", parameter.inferred, ty);
    quote!(#base #required #place #wire #role #sensitive #example #default #rules #inferred)
}

/// The constructor of a kind.
fn emit_base(parameter: &ParameterSpec<'_>, ty: Option<&Ty>) -> TokenStream {
    let item_ty = ty.and_then(|ty| match ty {
        Ty::Vec(item) | Ty::Map(item) => Some(&**item),
        _ => None,
    });
    let (name, field) = (parameter.name, parameter.field);
    let (constructor, kind) = constructor(parameter.kind);
    let more = match parameter.kind {
        Kind::Text | Kind::Boolean | Kind::Integer | Kind::Number | Kind::Binary | Kind::Any => None,
        Kind::List(item) | Kind::Map(item) => {
            let item = emit_parameter(item, item_ty);
            Some(quote!(&#item))
        }
        Kind::Object(fields) => {
            let fields = emit_parameters(fields, &[]);
            Some(quote!(&[#fields]))
        }
        Kind::Shared(shared) => Some(quote!(#shared)),
    };
    if name.is_empty() {
        let more = more.map(|more| quote!((#more)));
        return quote!(__runtime::rules::ParameterSpec::item(__runtime::rules::Kind::#kind #more));
    }
    let more = more.map(|more| quote!(, #more));
    quote!(__runtime::rules::ParameterSpec::#constructor(#name, #field #more))
}
/// What makes a named parameter of a kind, and the kind itself.
fn constructor(kind: Kind<'_>) -> (Ident, Ident) {
    let (constructor, kind) = match kind {
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
    };
    (ident(constructor), ident(kind))
}

fn emit_rules(method: &str, rules: &[Rule<'_>], ty: Option<&Ty>) -> Option<TokenStream> {
    let method = ident(method);
    let rules: Vec<_> = rules.iter().map(|rule| emit_rule(rule, ty)).collect();
    (!rules.is_empty()).then(|| quote!(.#method(&[#(#rules),*])))
}

fn emit_rule(rule: &Rule<'_>, ty: Option<&Ty>) -> TokenStream {
    let rule = match rule {
        Rule::Values(values) => match ty {
            Some(Ty::Enum(name)) => {
                let name = ident(name);
                quote!(Values(#name::VALUES))
            }
            _ => quote!(Values(&[#(#values),*])),
        },
        Rule::MinLength(least) => limit("MinLength", Literal::u64_unsuffixed(*least)),
        Rule::MaxLength(most) => limit("MaxLength", Literal::u64_unsuffixed(*most)),
        Rule::MinItems(least) => limit("MinItems", Literal::u64_unsuffixed(*least)),
        Rule::MaxItems(most) => limit("MaxItems", Literal::u64_unsuffixed(*most)),
        Rule::Minimum(least) => limit("Minimum", Literal::i64_unsuffixed(*least)),
        Rule::Maximum(most) => limit("Maximum", Literal::i64_unsuffixed(*most)),
        Rule::MinimumNumber(least) => limit("MinimumNumber", Literal::f64_unsuffixed(*least)),
        Rule::MaximumNumber(most) => limit("MaximumNumber", Literal::f64_unsuffixed(*most)),
        Rule::Pattern(pattern) => quote!(Pattern(#pattern)),
        Rule::Ascii => quote!(Ascii),
        Rule::StartsWith(starts) => quote!(StartsWith(&[#(#starts),*])),
        Rule::NotStartsWith(starts) => quote!(NotStartsWith(&[#(#starts),*])),
        Rule::Format(format) => emit_format(*format),
        Rule::OnlyWhen(name, values) => quote!(OnlyWhen(#name, &[#(#values),*])),
        Rule::RequiredWhen(name, values) => quote!(RequiredWhen(#name, &[#(#values),*])),
        // The enum is open to other crates; `table` makes no other rule.
        _ => return TokenStream::new(),
    };
    quote!(__runtime::rules::Rule::#rule)
}

fn limit(variant: &str, number: Literal) -> TokenStream {
    let variant = ident(variant);
    quote!(#variant(#number))
}

fn emit_format(format: Format) -> TokenStream {
    let format = variant(&format);
    quote!(Format(__runtime::rules::Format::#format))
}

fn emit_access(access: Access) -> Option<TokenStream> {
    let name = variant(&access);
    (access != Access::Unknown).then(|| quote!(access: __runtime::rules::Access::#name,))
}

fn emit_resource(resource: &Resource<'_>) -> TokenStream {
    let (kind, arn) = (resource.kind, resource.arn);
    let constructor = ident(if resource.required { "required" } else { "new" });
    quote!(__runtime::rules::Resource::#constructor(#kind, #arn))
}

fn emit_code(code: &Code<'_>) -> TokenStream {
    let (status, code) = (Literal::u16_unsuffixed(code.status), code.code);
    quote!(__runtime::rules::Code::new(#status, #code))
}

fn emit_cross_rule(rule: &CrossRule<'_>) -> TokenStream {
    let (kind, names, inferred) = match rule {
        CrossRule::AtLeastOne { names, inferred } => ("AtLeastOne", names, inferred),
        CrossRule::ExactlyOne { names, inferred } => ("ExactlyOne", names, inferred),
        CrossRule::Exclusive { names, inferred } => ("Exclusive", names, inferred),
        // The enum is open to other crates; `table` makes no other rule.
        _ => return TokenStream::new(),
    };
    let kind = ident(kind);
    quote!(__runtime::rules::CrossRule::#kind { names: &[#(#names),*], inferred: #inferred })
}

fn emit_completion(completion: &Completion<'_>) -> TokenStream {
    let (poll, attempts) = (completion.poll, Literal::u32_unsuffixed(completion.attempts));
    let millis = completion.interval.as_millis() as u64;
    let interval = if millis.is_multiple_of(1000) {
        let seconds = Literal::u64_unsuffixed(millis / 1000);
        quote!(std::time::Duration::from_secs(#seconds))
    } else {
        let millis = Literal::u64_unsuffixed(millis);
        quote!(std::time::Duration::from_millis(#millis))
    };
    let texts = |name, texts: &[&str]| list(name, texts.iter().map(|text| quote!(#text)));
    let with = list("with", completion.with.iter().map(|(to, from)| quote!((#to, #from))));
    let state = text("state", completion.state);
    let (success, transient) =
        (texts("success", completion.success), texts("transient", completion.transient));
    let failure = texts("failure", completion.failure);
    let base = quote!(__runtime::rules::Completion::poll(#poll, #interval, #attempts));
    let fields = quote!(#with #state #success #transient #failure);
    if fields.is_empty() {
        return quote!(completion: Some(#base),);
    }
    quote!(completion: Some(__runtime::rules::Completion { #fields ..#base }),)
}
