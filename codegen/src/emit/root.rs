//! The root of a product version: its table, its client, its list of operations, the markers.

use proc_macro2::TokenStream;
use quote::quote;

use super::table::emit_product;
use super::{emit_docs, ident};
use crate::plan::{Marker, OperationPlan, Plan};

/// Everything in the root but the modules.
pub(super) fn emit_root(plan: &Plan<'_>) -> TokenStream {
    let product = emit_product(plan.product);
    let client = emit_client(plan);
    let operations = emit_operations(&plan.operations);
    quote!(#client #product #operations)
}

/// The runtime, for users of a crate who depend on nothing else; in somebody's own crate it is there already.
pub(super) fn emit_reexport(runtime: &TokenStream) -> TokenStream {
    quote! {
        /// The runtime that this client is made for: errors, credentials, transports.
        pub use #runtime as runtime;
    }
}

fn emit_client(plan: &Plan<'_>) -> TokenStream {
    let docs = emit_docs(&[
        format!("A client of {} {}.", plan.product.name, plan.product.version),
        String::new(),
        "Cheap to clone; clones share their connections.".to_owned(),
    ]);
    let methods = plan.operations.iter().map(emit_method);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct Client {
            inner: __runtime::Client,
        }

        impl From<__runtime::Client> for Client {
            fn from(inner: __runtime::Client) -> Self {
                Self { inner }
            }
        }

        impl Client {
            /// A client with credentials and region from the environment.
            ///
            /// # Errors
            ///
            /// When a variable that is needed is missing; the error names it.
            pub fn from_env() -> Result<Self, __runtime::Error> {
                Self::builder().build()
            }

            /// A client to be configured; what is not set comes from the environment.
            pub fn builder() -> __runtime::client::Builder<Self> {
                __runtime::client::Builder::new(&PRODUCT)
            }

            /// A call of a request that is filled in already.
            pub fn call<O: __runtime::Operation>(&self, request: O) -> __runtime::call::Call<'_, O> {
                self.inner.call(request)
            }

            #(#methods)*
        }
    }
}

fn emit_method(op: &OperationPlan<'_>) -> TokenStream {
    let docs = emit_docs(&op.method_docs);
    let (method, module, call) = (ident(&op.method), ident(&op.module), ident(&op.call.name));
    quote! {
        #docs
        pub fn #method(&self) -> #module::#call<'_> {
            #module::#call::new(&self.inner)
        }
    }
}

fn emit_operations(operations: &[OperationPlan<'_>]) -> TokenStream {
    let specs = operations.iter().map(|op| {
        let (module, request) = (ident(&op.module), ident(&op.request.name));
        quote!(<#module::#request as __runtime::Operation>::SPEC)
    });
    quote! {
        /// The tables of all operations here.
        pub static OPERATIONS: &[&__runtime::rules::OperationSpec<'static>] = &[#(#specs),*];
    }
}

/// The marker types of required parameters.
pub(super) fn emit_required(markers: &[Marker]) -> TokenStream {
    markers
        .iter()
        .map(|marker| {
            let (docs, name) = (emit_docs(std::slice::from_ref(&marker.docs)), ident(&marker.name));
            quote! {
                #docs
                pub enum #name {}
            }
        })
        .collect()
}
