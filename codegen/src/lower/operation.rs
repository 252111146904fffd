//! An operation: its request, fluent type, errors and response.

use std::collections::HashMap;

use acs_rules::{ProductSpec, Role};
use bumpalo::Bump;

use super::shared::Shared;
use super::types::Types;
use super::{MAX_COMPILE_REQUIRED, docs, flow};
use crate::model::{Api, Field, Operation, Required, Response};
use crate::name::{self, Kind, OperationTypes, Path, TypeNames};
use crate::options::{Options, RequiredBy};
use crate::plan::{
    CallPlan, Entry, ErrorPlan, FieldPlan, Item, OperationPlan, ResponsePlan, Setter, Side, StructPlan, Ty,
    Variant,
};
use crate::table;

pub(super) fn lower_operation<'a>(
    api: &'a Api,
    op: &'a Operation,
    (shared, shared_types): (&Shared, &[Item<'a>]),
    options: &Options,
    product: &'a ProductSpec<'a>,
    arena: &'a Bump,
) -> OperationPlan<'a> {
    let OperationTypes { request, call, response, error, nested } = name::operation_types(op);
    let names = TypeNames::new(nested);
    let mut types = Types::new(Side::Request, shared, &names, options);
    let path = Path::parameters(op);
    let fields = types.lower_fields(&op.parameters, &path);
    let request = StructPlan {
        name: request,
        docs: docs::operation(op),
        attributes: options.attributes_of_type(&path, Kind::Struct),
        serde: types.serde(),
        side: Side::Request,
        fields,
    };
    let call = options.client.then(|| lower_call(op, &request.fields, call, options.required));
    let items = std::mem::take(&mut types.items);
    types.side = Side::Response;
    let response = lower_response(op, &mut types, response, options);
    let paged = flow::lower_paged(op, &response, &types.items, shared_types);
    OperationPlan {
        file: &op.file,
        module: op.module.clone(),
        method: name::method(&op.module),
        method_docs: docs::method(op),
        gone: op.gone.as_ref().map(docs::deprecated),
        request,
        call,
        items,
        errors: lower_errors(op, error, options),
        response,
        response_items: types.items,
        paged,
        polled: flow::lower_polled(api, op),
        table: table::of_call(&table::operation(op, product, api.style, arena), arena),
    }
}

fn lower_call(op: &Operation, fields: &[FieldPlan<'_>], name: String, insists: RequiredBy) -> CallPlan {
    let compile_required = op.parameters.iter().filter(|param| is_compile_required(param)).count();
    let by_compiler = insists == RequiredBy::Types && compile_required <= MAX_COMPILE_REQUIRED;
    let mut setters = Vec::new();
    for (param, field) in op.parameters.iter().zip(fields) {
        // A dry run is a way of sending, not a parameter to set.
        if param.role == Some(Role::DryRun) {
            continue;
        }
        let required = is_compile_required(param);
        setters.push(Setter {
            name: name::setter(&field.name),
            field: field.name.clone(),
            ty: field.ty.clone(),
            marker: (required && by_compiler).then(|| name::marker(&param.name)),
            optional: param.required == Required::No,
            gone: field.gone.clone(),
        });
    }
    let dry_run = op.parameters.iter().any(|param| param.role == Some(Role::DryRun));
    CallPlan { name, setters, dry_run }
}

/// Whether the compiler should insist on a parameter; the runtime fills in those with a role.
fn is_compile_required(param: &Field) -> bool {
    param.required == Required::Compile && !param.is_filled_in()
}

fn lower_errors<'a>(op: &'a Operation, name: String, options: &Options) -> Option<ErrorPlan<'a>> {
    if op.codes.is_empty() {
        return None;
    }
    let mut statuses: HashMap<&str, Vec<u16>> = HashMap::new();
    let mut distinct = Vec::new();
    for code in &op.codes {
        let known = statuses.entry(&code.code).or_default();
        if known.is_empty() {
            distinct.push(code);
        }
        known.push(code.status);
    }
    let names = name::variants(distinct.iter().map(|code| (code.code.as_str(), code.rust_name.as_deref())));
    let variants: Vec<_> = distinct
        .iter()
        .zip(names)
        .map(|(code, name)| Variant {
            name,
            wire: &code.code,
            docs: docs::code(code, &statuses[&*code.code]),
            gone: code.gone.as_ref().map(docs::deprecated),
        })
        .collect();
    let entry = |variant: &Variant<'_>| Entry { variant: variant.name.clone(), gone: variant.gone.is_some() };
    let by_code: HashMap<&str, Entry> =
        variants.iter().map(|variant| (variant.wire, entry(variant))).collect();
    let entries = op.codes.iter().filter_map(|code| by_code.get(&*code.code).cloned()).collect();
    let attributes = options.attributes_of_codes(&op.name);
    Some(ErrorPlan { docs: docs::errors(op), attributes, name, variants, entries })
}

fn lower_response<'a>(
    op: &'a Operation,
    types: &mut Types<'_, 'a>,
    name: String,
    options: &Options,
) -> ResponsePlan<'a> {
    let path = Path::response(op);
    let docs = docs::response(op);
    match &op.response {
        Response::Fields(fields) => {
            let fields = types.lower_fields(fields, &path);
            let attributes = options.attributes_of_type(&path, Kind::Struct);
            let serde = types.serde();
            ResponsePlan::Struct(StructPlan { name, docs, attributes, serde, side: Side::Response, fields })
        }
        Response::Value(value) => ResponsePlan::Alias { name, docs, ty: types.lower_type(value, &path) },
        Response::Unknown => ResponsePlan::Alias { name, docs, ty: Ty::Json },
    }
}
