//! `acsgen schema`.

use std::fs;
use std::path::Path;

use acs_codegen::schema::schemas;
use acs_codegen::{HEADER, Target, compare, write};

use crate::args::SchemaArgs;
use crate::report::{Failure, Report};

pub(crate) fn run(args: &SchemaArgs, report: &mut Report) -> Result<(), Failure> {
    if has_specs(&args.out, 2) {
        let message = format!("`{}` has specs in it; name another folder", args.out.display());
        return Err(Failure::Message(message));
    }
    let files = schemas();
    let target = Target { folder: &args.out, header: HEADER, owned: &[] };
    let changes = if args.check { compare(&files, target)? } else { write(&files, target)? };
    report.changes(&changes, args.check)
}

/// Whether a folder is one of specs: of a version, of a product, or of all of them.
fn has_specs(folder: &Path, depth: usize) -> bool {
    let below = || fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    folder.join("product.yaml").exists() || (depth > 0 && below().any(|path| has_specs(&path, depth - 1)))
}
