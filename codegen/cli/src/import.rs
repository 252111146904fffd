//! `acsgen import`.

use std::collections::BTreeMap;

use acs_codegen::import::{self, Imported, Options, load};
use acs_codegen::{File, Target, compare, write};

use crate::args::{Docs, ImportArgs};
use crate::report::{Failure, Report};

pub(crate) fn run(args: &ImportArgs, report: &mut Report) -> Result<(), Failure> {
    let jobs = report.start("importing");
    let sources = load(&args.sources)?;
    let options = Options {
        docs: match args.docs {
            Docs::None => import::Docs::None,
            Docs::Keep => import::Docs::Keep,
        },
        product: args.product.clone(),
    };
    let Imported { files, warnings } = import::import_with(&sources, &options, &jobs)?;
    report.warnings(&warnings);
    report.write(files.len());
    let files: Vec<_> = files.into_iter().map(|(path, text)| File { path, text }).collect();
    let target = Target { folder: &args.out, header: "Imported by acsgen", owned: &[] };
    let changes = if args.check { compare(&files, target)? } else { write(&files, target)? };
    for (folder, count) in operations(&files) {
        report.result(&format!("{}: {count} operations", args.out.join(folder).display()));
    }
    report.changes(&changes, args.check)
}

/// How many operations each product version has, by its folder.
fn operations(files: &[File]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for (folder, name) in files.iter().filter_map(|file| file.path.rsplit_once('/')) {
        *counts.entry(folder).or_default() += usize::from(name != "product.yaml");
    }
    counts
}
