//! For build scripts: [`Builder`] loads specs, generates, and writes one file to include.

use std::path::{Path, PathBuf};
use std::{env, fmt, fs, io};

use crate::diagnostic::Diagnostics;
use crate::generate::{Generated, Options, generate};
use crate::sources::Sources;

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
/// The file is named after the package; include it in a module of your own:
///
/// ```text
/// #[allow(dead_code)] // in a program, which does not use all of it
/// pub mod eipanycast {
///     include!(concat!(env!("OUT_DIR"), "/acs_eipanycast_20200309.rs"));
/// }
/// ```
///
/// The crate depends on `acs-runtime`, and has `acs-codegen` among its build dependencies.
#[derive(Clone, Debug, Default)]
#[must_use = "a builder does nothing until `generate` is called"]
pub struct Builder {
    specs: Vec<PathBuf>,
    out: Option<PathBuf>,
    options: Options,
}

impl Builder {
    /// Nothing to generate yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the specs of a product version, or of all below a folder; relative to the package's own folder.
    pub fn spec(mut self, folder: impl Into<PathBuf>) -> Self {
        self.specs.push(folder.into());
        self
    }

    /// Only these operations; without this, all of them.
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

    /// The folder to write to; `OUT_DIR` by default.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out = Some(folder.into());
        self
    }

    /// Writes one file per product version and tells cargo which files it depends on.
    ///
    /// # Errors
    ///
    /// Specs that are wrong, with the place and an excerpt; specs that cannot be read and files that cannot be written.
    pub fn generate(self) -> Result<(), BuildError> {
        let out = self.out.clone().or_else(|| env::var_os("OUT_DIR").map(PathBuf::from));
        let out = out.ok_or_else(|| {
            BuildError::message("`OUT_DIR` is not set; call this from a build script, or use `out_dir`")
        })?;
        let root = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
        for folder in &self.specs {
            self.generate_folder(&root.join(folder), &out)?;
        }
        Ok(())
    }

    fn generate_folder(&self, folder: &Path, out: &Path) -> Result<(), BuildError> {
        // The folder itself, so that a new spec is seen; the files, so that a changed one is.
        instruct(&format!("rerun-if-changed={}", folder.display()));
        let sources = Sources::load(folder)?;
        for (_, file) in sources.iter() {
            instruct(&format!("rerun-if-changed={}", file.path));
        }
        let Generated { packages, warnings } = generate(&sources, &self.options)?;
        for warning in warnings.iter() {
            let place = warning.labels.first().and_then(|label| sources.describe(label.origin));
            let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
            instruct(&format!("warning={}{place}", warning.message));
        }
        for package in packages {
            let path = out.join(format!("{}.rs", package.name.replace('-', "_")));
            let text = package.text();
            // A file that is not touched is not compiled again.
            if fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
                continue;
            }
            fs::write(&path, text).map_err(|error| BuildError::io(&path, &error))?;
        }
        Ok(())
    }
}

/// Tells cargo something, on standard output, which is where it listens. One line is one instruction, and what the
/// specs say must not become another.
fn instruct(instruction: &str) {
    use io::Write as _;
    let line: String = instruction.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let _ = writeln!(io::stdout(), "cargo::{line}");
}

/// Why a build script could not generate. Its `Debug` is what cargo shows, and is as readable as its `Display`.
pub struct BuildError(Kind);

enum Kind {
    Specs(Diagnostics),
    Message(String),
}

impl BuildError {
    fn message(message: &str) -> Self {
        Self(Kind::Message(message.to_owned()))
    }

    fn io(path: &Path, error: &io::Error) -> Self {
        Self(Kind::Message(format!("cannot write `{}`: {error}", path.display())))
    }
}

impl From<Diagnostics> for BuildError {
    fn from(diagnostics: Diagnostics) -> Self {
        Self(Kind::Specs(diagnostics))
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Specs(diagnostics) => write!(f, "the specs are wrong\n\n{diagnostics}"),
            Kind::Message(message) => f.write_str(message),
        }
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for BuildError {}
