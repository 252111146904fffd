//! Specs → what is printed in place of a macro, with each error at what causes it.

use acs_codegen::{Diagnostics, Generated, Level, Package, Sources, generate};
use proc_macro2::{LexError, TokenStream};
use quote::quote;

use crate::arguments::Arguments;
use crate::errors::Errors;
use crate::folder::{self, words};

/// Generates what the arguments ask for.
pub(crate) fn expand(arguments: &Arguments) -> syn::Result<TokenStream> {
    let specs = &arguments.specs;
    let sources = Sources::load_for(&[folder::find(specs)?], &arguments.options)
        .map_err(|diagnostics| folder::wrong(specs, &diagnostics))?;
    let Generated { packages, .. } =
        generate(&sources, &arguments.options).map_err(|diagnostics| place(&diagnostics, arguments))?;
    let error = |message: String| syn::Error::new(specs.span(), message);
    let [package] = packages.as_slice() else { return Err(error(several(&packages))) };
    with_dependencies(package, &sources).map_err(|lex| error(lex.to_string()))
}

/// What an argument asks for and cannot have is shown at the argument, and everything else at the path.
fn place(diagnostics: &Diagnostics, arguments: &Arguments) -> syn::Error {
    let mut errors = Errors::default();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error) {
        if let Some(span) = arguments.cause_of(diagnostic) {
            errors.push(span, words(diagnostic));
        }
    }
    errors.finish().err().unwrap_or_else(|| folder::wrong(&arguments.specs, diagnostics))
}

fn several(packages: &[Package]) -> String {
    let names: Vec<_> =
        packages.iter().map(|package| format!("`{} {}`", package.product, package.version)).collect();
    format!(
        "there are several product versions in this folder: {}; name the folder of one, and use a macro for each",
        names.join(", ")
    )
}

/// Makes the compiler read the specs, so that it expands the macro again when they change.
fn with_dependencies(package: &Package, sources: &Sources) -> Result<TokenStream, LexError> {
    let tokens: TokenStream = package.text().parse()?;
    let paths = sources.iter().map(|(_, file)| file.path.as_str());
    Ok(quote! {
        #tokens
        #(const _: &[u8] = ::core::include_bytes!(#paths);)*
    })
}
