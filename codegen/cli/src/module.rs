//! What is printed, as files: the crates, and modules besides them, each operations of one product for a crate that has them in it.

use std::ffi::OsStr;
use std::path::{self, Path};

use acs_codegen::{
    Changes, File, Generated, HEADER, Options, Package, Sources, Target, compare, generate, write,
};

use crate::args::{Module, PrintArgs};
use crate::report::Failure;

/// The files of all crates.
pub(crate) fn files(packages: &[Package]) -> Result<Vec<File>, Failure> {
    let files = packages.iter().map(Package::files).collect::<Result<Vec<_>, _>>()?;
    Ok(files.into_iter().flatten().collect())
}

/// A module as the file that it is in its folder.
pub(crate) fn render(
    module: &Module,
    args: &PrintArgs,
    sources: &Sources,
    options: &Options,
) -> Result<File, Failure> {
    let operations = Some(module.operations.clone());
    let options = Options {
        operations,
        runtime: args.module_runtime.clone(),
        visibility: args.module_visibility.into(),
        ..options.clone()
    };
    // What is wrong with the specs was said when the crates were generated.
    let Generated { packages, .. } = generate(sources, &options)?;
    let [package] = packages.as_slice() else {
        let message = "the operations of a module are of one product version, and these are of several";
        return Err(Failure::Message(format!("{message}: {}", module.operations.join(", "))));
    };
    let path = module.file.file_name().and_then(OsStr::to_str).map(str::to_owned);
    let path = path.ok_or_else(|| {
        Failure::Message(format!("`{}` is no file to write a module to", module.file.display()))
    })?;
    Ok(File { path, text: package.text() })
}

/// Writes or compares a module, and adds what that changes.
pub(crate) fn place(
    module: &Module,
    file: File,
    is_check: bool,
    changes: &mut Changes,
) -> Result<(), Failure> {
    let target = Target { folder: folder(module), header: HEADER, owned: &[] };
    let files = [file];
    let more = if is_check { compare(&files, target)? } else { write(&files, target)? };
    changes.written.extend(more.written);
    changes.unchanged += more.unchanged;
    Ok(())
}

/// Whether two paths are of one folder, which need not be there yet.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().or_else(|_| path::absolute(path));
    matches!((real(one), real(other)), (Ok(one), Ok(other)) if one == other)
}

/// The folder that a module is written to.
pub(crate) fn folder(module: &Module) -> &Path {
    // The parent of a bare file name is empty, which is the folder that we are in.
    let folder = module.file.parent().filter(|parent| !parent.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}
