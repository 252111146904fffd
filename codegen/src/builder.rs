//! For build scripts: [`Builder`] loads specs, generates, and writes a file per product version to include.

mod cargo;
mod error;
mod export;
mod load;
mod options;
mod place;

use std::env;
use std::path::PathBuf;

use cargo::instruct;
pub use error::BuildError;
pub use export::export_specs;
use load::Origin;

use crate::generate::{Generated, generate};
use crate::options::Options;

/// Generates operations in a build script.
///
/// ```no_run
/// // build.rs
/// acs_codegen::Builder::new()
///     .spec("specs/eipanycast/2020-03-09")
///     .operations(["UnassociateAnycastEipAddress"])
///     .generate()?;
/// # Ok::<(), acs_codegen::BuildError>(())
/// ```
///
/// A file is named after its product version; include it in a module of your own:
///
/// ```text
/// #[allow(dead_code)] // in a program, which does not use all of it
/// pub mod eipanycast {
///     include!(concat!(env!("OUT_DIR"), "/acs_eipanycast_20200309.rs"));
/// }
/// ```
///
/// The crate depends on `acs-runtime`, and has `acs-codegen` among its build dependencies.
///
/// Cargo is told what the script reads, and runs it again when something changes there, a new file included, and at no other
/// time. It looks at whole folders, so keep other things out of those of specs.
#[derive(Clone, Debug, Default)]
#[must_use = "a builder does nothing until `generate` is called"]
pub struct Builder {
    origins: Vec<Origin>,
    out: Option<PathBuf>,
    check: bool,
    options: Options,
}

impl Builder {
    /// Nothing to generate yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the specs of a product version, or of all below a folder; relative to the package's own folder.
    ///
    /// A file is an OpenMeta file (`api-docs.json`), which the feature `openmeta` reads.
    pub fn spec(mut self, path: impl Into<PathBuf>) -> Self {
        self.origins.push(Origin::Path(path.into()));
        self
    }

    /// Adds specs that a dependency exports with [`export_specs`]: those in a folder of what it exports, or all with `""`.
    ///
    /// `links` is what the `Cargo.toml` of that package says under this name. It must stand among `[dependencies]`, for cargo
    /// tells a build script nothing about the others.
    pub fn spec_of(mut self, links: impl Into<String>, folder: impl Into<PathBuf>) -> Self {
        self.origins.push(Origin::Dependency { links: links.into(), folder: folder.into() });
        self
    }

    /// Only these operations, and those of other calls; without this, all of them.
    pub fn operations<I: IntoIterator<Item = S>, S: Into<String>>(mut self, names: I) -> Self {
        self.options.operations.get_or_insert_default().extend(names.into_iter().map(Into::into));
        self
    }

    /// The path of the runtime crate, where it is not `acs_runtime`.
    pub fn runtime(mut self, path: impl Into<String>) -> Self {
        self.options.runtime = path.into();
        self
    }

    /// Also products with a signature of their own, which the runtime does not have: what their calls prepare is signed
    /// by other means.
    pub fn unsigned(mut self) -> Self {
        self.options.unsigned = true;
        self
    }

    /// The folder to write to, relative to the package's own folder; `OUT_DIR` by default.
    ///
    /// In the source tree, such as `src/generated`, files are there for people and tools to read, and can be committed:
    /// `#[path = "generated/acs_eipanycast_20200309.rs"] mod eipanycast;` takes one of them in. Only files that acsgen wrote are
    /// replaced. One that is changed or removed is written again by the next build. The build after one that wrote files runs the
    /// script once more.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out = Some(folder.into());
        self
    }

    /// Writes nothing, and fails where a file is not what would be written: for files in the source tree, on a machine that
    /// must not change them.
    pub fn check(mut self) -> Self {
        self.check = true;
        self
    }

    /// Writes one file per product version and tells cargo what it depends on.
    ///
    /// Warnings are about what people have written, such as an entry of an overlay that changes nothing. What the documentation
    /// gets wrong stands in imported specs; `acsgen check` and `acsgen import` show it, and a build does not.
    ///
    /// # Errors
    ///
    /// No specs, or some that are named twice; specs that are wrong, with the place and an excerpt; no operation, one twice, or one that
    /// none of the specs has; specs that cannot be read,
    /// files that cannot be written, and one that another builder of the same script has written otherwise; with
    /// [`check`](Self::check), the names of files that are not up to date.
    pub fn generate(self) -> Result<(), BuildError> {
        let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
        let own = env::var_os("OUT_DIR").map(PathBuf::from);
        let out = self.out.as_ref().map(|out| package.join(out)).or(own.clone()).ok_or_else(|| {
            BuildError::message("`OUT_DIR` is not set; call this from a build script, or use `out_dir`")
        })?;
        if self.origins.is_empty() {
            return Err(BuildError::message(
                "no specs are named: call `spec` or `spec_of` before `generate`",
            ));
        }
        let sources = load::load(&self.origins, &package, &self.options)?;
        let Generated { packages, warnings } = generate(&sources, &self.options)?;
        let files = place::files(&packages);
        // Nobody but cargo touches what is in its own folder.
        if self.check || !own.is_some_and(|own| out.starts_with(own)) {
            place::watch(&files, &out);
        }
        if self.check {
            place::check(&files, &out)?
        } else {
            place::write(&files, &out)?
        }
        cargo::warn(&warnings, &sources);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
