//! `acsgen import`.

use acs_codegen::import::{self, Imported, Options, load};
use acs_codegen::{File, Target, compare, write};

use crate::args::{Docs, ImportArgs};
use crate::report::{Failure, Report};

pub(crate) fn run(args: &ImportArgs, report: &mut Report) -> Result<(), Failure> {
    let sources = load(&args.sources)?;
    let options = Options {
        docs: match args.docs {
            Docs::None => import::Docs::None,
            Docs::Keep => import::Docs::Keep,
        },
        product: args.product.clone(),
        operations: None,
    };
    let bar = report.start("importing");
    let Imported { files, warnings, .. } = import::import(&sources, &options)?;
    bar.finish_and_clear();
    report.warnings(&warnings);
    let files: Vec<_> = files.into_iter().map(|(path, text)| File { path, text }).collect();
    let target = Target { folder: &args.out, header: "Imported by acsgen", owned: &[] };
    let changes = if args.check { compare(&files, target)? } else { write(&files, target)? };
    report.changes(&changes, args.check)
}
