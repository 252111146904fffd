//! The fluent type of an operation, and what makes the request an operation.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::types::{Argument, emit_argument, emit_ty, emit_writes};
use super::{emit_docs, ident};
use crate::plan::{OperationPlan, Setter};

/// `impl Operation for Request`.
pub(super) fn emit_operation_impl(op: &OperationPlan<'_>) -> TokenStream {
    let (request, response) = (ident(&op.request.name), ident(op.response.name()));
    let writes = emit_writes(&op.request.fields);
    quote! {
        impl __runtime::Operation for #request {
            type Response = #response;

            const SPEC: &'static __runtime::rules::OperationSpec<'static> = &SPEC;

            fn write<'a>(&'a self, to: &mut __runtime::encode::Writer<'a>) { #writes }
        }
    }
}

/// The names that the parts of a fluent type have in common.
struct Names<'p> {
    op: &'p OperationPlan<'p>,
    request: Ident,
    call: Ident,
    /// One type parameter per setter that the compiler insists on.
    states: Vec<Ident>,
}

/// The fluent type with its setters and its ways of sending.
pub(super) fn emit_call(op: &OperationPlan<'_>) -> TokenStream {
    let count = op.call.required().count();
    let states = ('A'..='Z').take(count).map(|letter| ident(&letter.to_string())).collect();
    let names = Names { op, request: ident(&op.request.name), call: ident(&op.call.name), states };
    let (fluent, new, setters) = (emit_fluent(&names), emit_new(), emit_setters(&names));
    let Names { call, states, .. } = &names;
    if states.is_empty() {
        return quote!(#fluent impl<'c> #call<'c> { #new #setters });
    }
    quote! {
        #fluent
        impl<'c> #call<'c> { #new }
        impl<'c, #(#states),*> #call<'c, #(#states),*> { #setters }
    }
}

fn emit_fluent(names: &Names<'_>) -> TokenStream {
    let Names { request, call, states, .. } = names;
    let docs = emit_docs(&[format!("A call of [`{request}`] being filled in.")]);
    quote! {
        #docs
        #[must_use = "a call does nothing until it is sent"]
        pub struct #call<'c, #(#states = __runtime::call::Unset),*> {
            call: __runtime::call::Call<'c, #request, (#(#states,)*)>,
        }
    }
}

fn emit_new() -> TokenStream {
    quote! {
        pub(super) fn new(client: &'c __runtime::Client) -> Self {
            Self { call: __runtime::call::Call::new(client) }
        }
    }
}

fn emit_setters(names: &Names<'_>) -> TokenStream {
    let mut state = 0;
    let mut tokens = TokenStream::new();
    for setter in &names.op.call.setters {
        tokens.extend(match (&setter.marker, setter.optional) {
            (Some(_), _) => {
                state += 1;
                emit_required_setter(names, setter, state - 1)
            }
            (None, true) => emit_optional_setter(names, setter),
            (None, false) => emit_plain_setter(names, setter),
        });
    }
    tokens.extend(emit_senders(names));
    tokens
}

/// Takes the parameter's state from unset to set.
fn emit_required_setter(names: &Names<'_>, setter: &Setter, state: usize) -> TokenStream {
    let Names { call, states, .. } = names;
    let docs = setter_docs(names, setter, "Sets");
    let (name, field) = (ident(&setter.name), ident(&setter.field));
    let Argument { ty, value } = emit_argument(&setter.ty);
    let after = states
        .iter()
        .enumerate()
        .map(|(index, letter)| if index == state { quote!(__runtime::call::Set) } else { quote!(#letter) });
    quote! {
        #docs
        pub fn #name(self, value: #ty) -> #call<'c, #(#after),*> {
            #call { call: self.call.set(|request| request.#field = Some(#value)) }
        }
    }
}

fn emit_optional_setter(names: &Names<'_>, setter: &Setter) -> TokenStream {
    let docs = setter_docs(names, setter, "Sets");
    let maybe_docs = setter_docs(names, setter, "Sets or clears");
    let (name, field) = (ident(&setter.name), ident(&setter.field));
    let maybe = ident(&format!("maybe_{}", setter.field));
    let Argument { ty, value } = emit_argument(&setter.ty);
    let stored = emit_ty(&setter.ty);
    quote! {
        #docs
        pub fn #name(self, value: #ty) -> Self {
            self.#maybe(Some(#value))
        }

        #maybe_docs
        pub fn #maybe(self, value: Option<#stored>) -> Self {
            Self { call: self.call.set(|request| request.#field = value) }
        }
    }
}

/// A required parameter that is checked at run time.
fn emit_plain_setter(names: &Names<'_>, setter: &Setter) -> TokenStream {
    let docs = setter_docs(names, setter, "Sets");
    let (name, field) = (ident(&setter.name), ident(&setter.field));
    let Argument { ty, value } = emit_argument(&setter.ty);
    quote! {
        #docs
        pub fn #name(self, value: #ty) -> Self {
            Self { call: self.call.set(|request| request.#field = Some(#value)) }
        }
    }
}

fn setter_docs(names: &Names<'_>, setter: &Setter, verb: &str) -> TokenStream {
    let field = &setter.field;
    emit_docs(&[format!("{verb} [`{field}`]({}::{field}).", names.request)])
}

/// `send`, `prepare`, and `dry_run` where there is one.
fn emit_senders(names: &Names<'_>) -> TokenStream {
    let Names { op, request, states, .. } = names;
    let markers = op.call.required().filter_map(|setter| setter.marker.as_deref()).map(ident);
    let provided = states
        .iter()
        .zip(markers)
        .map(|(state, marker)| quote!(#state: __runtime::call::Provided<required::#marker>,));
    let provided = if states.is_empty() { quote!() } else { quote!(where #(#provided)*) };
    let dry_run = op.call.dry_run.then(|| {
        quote! {
            /// Checks the request without carrying it out; a request that would be accepted is `Ok`.
            pub fn dry_run(self) -> __runtime::call::DryRun<'c, #request> #provided {
                self.call.dry_run()
            }
        }
    });
    quote! {
        /// Sends the request.
        pub fn send(self) -> __runtime::call::Send<'c, #request> #provided {
            self.call.send()
        }

        #dry_run

        /// The call with everything else that can be done with it: options, checks, signing, raw answers.
        pub fn prepare(self) -> __runtime::call::Call<'c, #request> #provided {
            self.call.prepare()
        }
    }
}
