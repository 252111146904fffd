//! Folders of specs as people name them: from the package's own folder, with what is wrong at the name.

use std::env;
use std::path::PathBuf;

use acs_codegen::{Diagnostic, Diagnostics};
use syn::{Error, LitStr, Result};

/// The folder that is named, if it is one.
pub(crate) fn find(specs: &LitStr) -> Result<PathBuf> {
    if specs.value().is_empty() {
        let message =
            "the path is empty; name the folder of a product version, such as `specs/sts/2015-04-01`";
        return Err(Error::new(specs.span(), message));
    }
    let path = package().join(specs.value());
    if path.is_file() {
        let message = "this is a file, and specs are in the folder of a product version; the file that the documentation gives, \
            `api-docs.json`, is read by build scripts and `acsgen import`";
        return Err(Error::new(specs.span(), message));
    }
    if !path.exists() {
        let message = format!(
            "there is no `{}`; the path of specs begins at the folder of the package's `Cargo.toml`",
            specs.value()
        );
        return Err(Error::new(specs.span(), message));
    }
    Ok(path)
}

/// What is wrong with the specs of a folder, whole, at its name.
pub(crate) fn wrong(specs: &LitStr, diagnostics: &Diagnostics) -> Error {
    let text = diagnostics.clone().errors_only().to_string();
    // Paths as people wrote them.
    let text = text.replace(&format!("{}/", package().display()), "");
    Error::new(specs.span(), format!("the specs are wrong\n\n{text}"))
}

/// What a diagnostic says where it has no excerpt.
pub(crate) fn words(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.iter().map(String::as_str);
    [diagnostic.message.as_str()].into_iter().chain(help).collect::<Vec<_>>().join("; ")
}

/// The folder of the package's `Cargo.toml`.
fn package() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default()
}
