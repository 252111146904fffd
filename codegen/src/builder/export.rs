//! Specs that crates share: one exports a folder, and those that depend on it find it.
//!
//! Cargo carries what a build script says with `cargo::metadata` to the build scripts of direct dependants, if the package has
//! a `links`, as `DEP_<LINKS>_<KEY>`.

use std::env;
use std::path::{Path, PathBuf};

use super::{BuildError, instruct};

/// The key under which the folder goes.
const KEY: &str = "specs";

/// Exports a folder of specs, relative to the package's own folder, to the build scripts of crates that depend on this one;
/// they take it in with [`Builder::spec_of`](super::Builder::spec_of).
///
/// ```toml
/// [package]
/// name = "acme-specs"
/// links = "acme-specs"
/// include = ["src", "build.rs", "specs"]
/// ```
///
/// ```no_run
/// // build.rs
/// acs_codegen::export_specs("specs")?;
/// # Ok::<(), acs_codegen::BuildError>(())
/// ```
///
/// # Errors
///
/// A folder that is not there, and a package without `links`, whose words cargo would not pass on.
pub fn export_specs(folder: impl AsRef<Path>) -> Result<(), BuildError> {
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let folder = package.join(folder);
    if !folder.is_dir() {
        return Err(BuildError::message(format!("there is no folder `{}` to export", folder.display())));
    }
    if env::var_os("CARGO_MANIFEST_LINKS").is_none() {
        let message = "only a package with `links` in its `Cargo.toml` can export specs: add, for instance, \
            `links = \"acme-specs\"`";
        return Err(BuildError::message(message));
    }
    // Whoever depends on this looks at the files. Without a word, cargo would run the script at every change of the package.
    instruct("rerun-if-env-changed=CARGO_MANIFEST_LINKS");
    instruct(&format!("metadata={KEY}={}", folder.display()));
    Ok(())
}

/// The folder that a dependency exports.
pub(super) fn find(links: &str) -> Result<PathBuf, BuildError> {
    let name = format!("DEP_{}_{}", links.to_uppercase().replace('-', "_"), KEY.to_uppercase());
    instruct(&format!("rerun-if-env-changed={name}"));
    env::var_os(&name).map(PathBuf::from).ok_or_else(|| {
        BuildError::message(format!(
            "no dependency exports specs as `{links}`, for `{name}` is not set\n\n\
             The package that exports them has `links = \"{links}\"` in its `Cargo.toml`, a build script that calls \
             `acs_codegen::export_specs`, and stands among the `[dependencies]` of this one."
        ))
    })
}
