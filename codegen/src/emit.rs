//! emit: a plan as tokens. One function per kind of thing, no decisions.
//!
//! Paths of the runtime are written whole, below the placeholder `__runtime`; [`imports`] shortens them afterwards and
//! adds the `use` items, so that no emitter needs to know what another one has used.

mod call;
mod imports;
mod root;
mod table;
mod types;

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Item, OperationPlan, Plan};

/// A product version as tokens.
#[derive(Clone, Debug)]
pub(crate) struct Emitted {
    /// The `use` items of the root.
    pub(crate) imports: TokenStream,
    /// What the root of a crate has beside them.
    pub(crate) reexport: TokenStream,
    /// The rest of the root, without its modules.
    pub(crate) root: TokenStream,
    /// The modules, in the order in which the root declares them.
    pub(crate) modules: Vec<Module>,
}

/// A module below the root.
#[derive(Clone, Debug)]
pub struct Module {
    /// The name of the module and of its file.
    pub name: String,
    /// The sentence above `pub mod`.
    pub docs: String,
    /// The spec file that it is generated from, as given.
    pub source: String,
    /// The content.
    pub tokens: TokenStream,
}

/// Emits a product version; `runtime` is the path of the runtime crate in the code around it.
pub(crate) fn emit(plan: &Plan<'_>, runtime: &TokenStream) -> Emitted {
    let shorten = |tokens| imports::shorten(tokens, runtime, Some("types"));
    let product = format!("{} {}", plan.product.name, plan.product.version);
    let mut modules: Vec<Module> = plan
        .operations
        .iter()
        .map(|op| Module {
            name: op.module.clone(),
            docs: format!("The operation `{}`.", op.request.name),
            source: op.file.to_owned(),
            tokens: {
                let (neighbours, tokens) = (emit_neighbours(op), shorten(emit_operation(op)));
                quote!(#neighbours #tokens)
            },
        })
        .collect();
    let source =
        plan.operations.first().and_then(|op| op.file.rsplit_once('/')).map_or("", |(folder, _)| folder);
    let mut add = |name: &str, docs: String, tokens: TokenStream| {
        let source = format!("{source}/product.yaml");
        let tokens = imports::shorten(tokens, runtime, None);
        modules.push(Module { name: name.to_owned(), docs, source, tokens });
    };
    if !plan.required.is_empty() {
        add(
            "required",
            "Names of required parameters, as compile errors show them.".to_owned(),
            root::emit_required(&plan.required),
        );
    }
    if !plan.types.is_empty() {
        add("types", format!("Types that several operations of {product} share."), emit_items(&plan.types));
    }
    let (imports, root) = imports::split(root::emit_root(plan), runtime, None);
    Emitted { imports, reexport: root::emit_reexport(runtime), root, modules }
}

/// The module of an operation, in the order in which a reader asks: request, call, types, errors, response, table.
fn emit_operation(op: &OperationPlan<'_>) -> TokenStream {
    let request = types::emit_struct(&op.request);
    let operation = call::emit_operation_impl(op);
    let call = call::emit_call(op);
    let items = emit_items(&op.items);
    let errors = op.errors.as_ref().map(types::emit_errors);
    let response = types::emit_response(&op.response);
    let response_items = emit_items(&op.response_items);
    let table = table::emit_table(op);
    quote! { #request #operation #call #items #errors #response #response_items #table }
}

/// The modules beside it that an operation needs.
fn emit_neighbours(op: &OperationPlan<'_>) -> TokenStream {
    let required = op.call.required().next().map(|_| {
        quote!(
            use super::required;
        )
    });
    let types = uses_shared(op).then(|| {
        quote!(
            use super::types;
        )
    });
    quote!(#required #types)
}

fn emit_items(items: &[Item<'_>]) -> TokenStream {
    items
        .iter()
        .map(|item| match item {
            Item::Struct(plan) => types::emit_nested(plan),
            Item::Enum(plan) => types::emit_enum(plan),
        })
        .collect()
}

fn uses_shared(op: &OperationPlan<'_>) -> bool {
    let nested = op.items.iter().chain(&op.response_items).filter_map(|item| match item {
        Item::Struct(plan) => Some(plan),
        Item::Enum(_) => None,
    });
    let response = match &op.response {
        crate::plan::ResponsePlan::Struct(plan) => Some(plan),
        crate::plan::ResponsePlan::Alias { ty, .. } if types::is_shared(ty) => return true,
        crate::plan::ResponsePlan::Alias { .. } => None,
    };
    let mut structs = nested.chain([&op.request]).chain(response);
    structs.any(|plan| plan.fields.iter().any(|field| types::is_shared(&field.ty)))
}

/// Doc comments, one per line.
pub(crate) fn emit_docs(lines: &[String]) -> TokenStream {
    lines
        .iter()
        .map(|line| {
            let line = if line.is_empty() { String::new() } else { format!(" {line}") };
            quote!(#[doc = #line])
        })
        .collect()
}

/// An identifier that `name` made.
pub(crate) fn ident(name: &str) -> proc_macro2::Ident {
    proc_macro2::Ident::new(name, proc_macro2::Span::call_site())
}
