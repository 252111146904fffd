//! Macros over the generator: [`operation!`] prints one operation where it stands.

use std::path::Path;

use acs_codegen::{Diagnostics, Generated, Options, Package, Sources, generate};
use proc_macro2::{LexError, TokenStream};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Token};

/// Generates one operation from specs.
///
/// The first argument is the folder of a product version, relative to the package's `Cargo.toml`; the second one is the
/// operation's name. What it prints is what the command prints for a whole product, with this one operation: a `Client`,
/// and a module of the operation. Put it into a module of its own; the package depends on `acs-runtime`.
///
/// ```text
/// #[allow(dead_code)] // a client has more than one call needs
/// mod eipanycast {
///     acs_macros::operation!("specs/eipanycast/2020-03-09", "UnassociateAnycastEipAddress");
/// }
/// ```
///
/// A spec that changes is seen by the next build. A macro cannot see that a file was added to the folder.
///
/// # Errors
///
/// Errors in the specs are shown at the path, each with file, line, excerpt and help; an operation that does not exist
/// is shown at its name.
#[proc_macro]
pub fn operation(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let arguments = syn::parse_macro_input!(input as Arguments);
    expand(&arguments).unwrap_or_else(syn::Error::into_compile_error).into()
}

struct Arguments {
    folder: LitStr,
    operation: LitStr,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let folder = input.parse()?;
        input.parse::<Token![,]>()?;
        let operation = input.parse()?;
        input.parse::<Option<Token![,]>>()?;
        Ok(Self { folder, operation })
    }
}

fn expand(arguments: &Arguments) -> syn::Result<TokenStream> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let folder = Path::new(&root).join(arguments.folder.value());
    let sources = Sources::load(&folder).map_err(|diagnostics| at(&arguments.folder, &diagnostics))?;
    let options = Options { operations: Some(vec![arguments.operation.value()]), ..Options::default() };
    let Generated { packages, .. } = generate(&sources, &options).map_err(|diagnostics| {
        let missing = diagnostics.iter().any(|diagnostic| diagnostic.code == "no-operation");
        at(if missing { &arguments.operation } else { &arguments.folder }, &diagnostics)
    })?;
    let [package] = packages.as_slice() else {
        let message =
            format!("`{}` holds {} products with this operation", arguments.folder.value(), packages.len());
        return Err(syn::Error::new(arguments.folder.span(), message));
    };
    with_dependencies(package, &sources).map_err(|error| syn::Error::new(arguments.folder.span(), error))
}

/// Makes the compiler read the specs, so that it expands the macro again when they change.
fn with_dependencies(package: &Package, sources: &Sources) -> Result<TokenStream, LexError> {
    let tokens: TokenStream = package.text().parse()?;
    let paths = sources.iter().map(|(_, file)| file.path.as_str());
    Ok(quote! {
        #tokens
        #(const _: &[u8] = include_bytes!(#paths);)*
    })
}

fn at(literal: &LitStr, diagnostics: &Diagnostics) -> syn::Error {
    syn::Error::new(literal.span(), diagnostics)
}

#[cfg(test)]
mod tests;
