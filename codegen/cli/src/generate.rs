//! `acsgen generate`.

use acs_codegen::{Generated, HEADER, Options, Sources, Target, compare, generate, write};

use crate::args::GenerateArgs;
use crate::report::{Failure, Report};

pub(crate) fn run(args: &GenerateArgs, report: &mut Report) -> Result<(), Failure> {
    let jobs = report.start("generating");
    let sources = Sources::load(&args.specs)?;
    let options =
        Options { operations: args.operations.clone(), unsigned: args.unsigned, jobs, ..Options::default() };
    let Generated { packages, warnings } = generate(&sources, &options)?;
    report.warnings(&warnings);
    let files: Vec<_> = packages.iter().flat_map(|package| package.files()).collect();
    report.write(files.len());
    let owned: Vec<_> = packages.iter().map(|package| format!("{}/src", package.name)).collect();
    let target = Target { folder: &args.out, header: HEADER, owned: &owned };
    let changes = if args.check { compare(&files, target)? } else { write(&files, target)? };
    for package in &packages {
        report.result(&args.out.join(&package.name).display().to_string());
    }
    report.changes(&changes, args.check)
}
