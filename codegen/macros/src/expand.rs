//! Specs → what is printed in place of a macro, with each error at what causes it.

use std::env;
use std::path::PathBuf;

use acs_codegen::{Diagnostic, Diagnostics, Generated, Package, Sources, generate};
use proc_macro2::{LexError, TokenStream};
use quote::quote;
use syn::LitStr;

use crate::arguments::Arguments;

/// Generates what the arguments ask for.
pub(crate) fn expand(arguments: &Arguments) -> syn::Result<TokenStream> {
    let sources = load(&arguments.specs)?;
    let Generated { packages, .. } =
        generate(&sources, &arguments.options).map_err(|diagnostics| place(&diagnostics, arguments))?;
    let error = |message: String| syn::Error::new(arguments.specs.span(), message);
    let [package] = packages.as_slice() else { return Err(error(several(&packages))) };
    with_dependencies(package, &sources).map_err(|lex| error(lex.to_string()))
}

/// The specs of a folder, which is relative to the package's own one.
fn load(specs: &LitStr) -> syn::Result<Sources> {
    let path = package().join(specs.value());
    if path.is_file() {
        let message = "this is a file, and specs are in the folder of a product version; the file that the documentation gives, \
            `api-docs.json`, is read by build scripts and `acsgen import`";
        return Err(syn::Error::new(specs.span(), message));
    }
    if !path.exists() {
        let message = format!(
            "there is no `{}`; the path of specs begins at the folder of the package's `Cargo.toml`",
            specs.value()
        );
        return Err(syn::Error::new(specs.span(), message));
    }
    Sources::load(&path).map_err(|diagnostics| {
        syn::Error::new(specs.span(), format!("the specs cannot be read\n\n{}", shown(&diagnostics)))
    })
}

/// Operations that do not exist are shown at their names, and everything else at the path.
fn place(diagnostics: &Diagnostics, arguments: &Arguments) -> syn::Error {
    let missing = |name: &LitStr| {
        let quoted = format!("`{}`", name.value());
        let is_about = |diagnostic: &&Diagnostic| {
            diagnostic.code == "no-operation" && diagnostic.message.contains(&quoted)
        };
        let found = diagnostics.iter().find(is_about)?;
        let words: Vec<&str> =
            [found.message.as_str()].into_iter().chain(found.help.iter().map(String::as_str)).collect();
        Some(syn::Error::new(name.span(), words.join("; ")))
    };
    let errors = arguments.operations.iter().filter_map(missing).reduce(|mut all, error| {
        all.combine(error);
        all
    });
    errors.unwrap_or_else(|| {
        let errors = shown(&diagnostics.clone().errors_only());
        syn::Error::new(arguments.specs.span(), format!("the specs are wrong\n\n{errors}"))
    })
}

/// The folder of the package's `Cargo.toml`.
fn package() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default()
}

/// The text of diagnostics, with paths as people wrote them: from the package's folder.
fn shown(diagnostics: &Diagnostics) -> String {
    diagnostics.to_string().replace(&format!("{}/", package().display()), "")
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
