//! `acsgen generate`.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use acs_codegen::{File, Generated, HEADER, Package, Sources, Target, compare, generate, write};

use crate::args::GenerateArgs;
use crate::module;
use crate::report::{Failure, Report};

pub(crate) fn run(args: &GenerateArgs, report: &mut Report) -> Result<(), Failure> {
    let jobs = report.start("generating");
    let sources = Sources::load(&args.specs)?;
    check_out(args)?;
    let options = args.print.options(jobs);
    let Generated { packages, warnings } = generate(&sources, &options)?;
    report.warnings(&warnings);
    let files = module::files(&packages)?;
    // Everything is rendered before anything is written.
    let modules = args.print.modules.iter().map(|it| module::render(it, &args.print, &sources, &options));
    let modules: Vec<File> = modules.collect::<Result<_, _>>()?;
    report.write(files.len() + modules.len());
    let owned: Vec<_> = packages.iter().map(|package| format!("{}/src", package.name)).collect();
    let target = Target { folder: &args.out, header: HEADER, owned: &owned };
    let mut changes = if args.check { compare(&files, target)? } else { write(&files, target)? };
    for (module, file) in args.print.modules.iter().zip(modules) {
        module::place(module, file, args.check, &mut changes)?;
    }
    for package in &packages {
        report.result(&args.out.join(&package.name).display().to_string());
    }
    for module in &args.print.modules {
        report.result(&module.file.display().to_string());
    }
    if args.print.operations.is_none() {
        note_forgotten(args, &packages, report);
    }
    report.changes(&changes, args.check)
}

/// Crates have a folder of their own.
fn check_out(args: &GenerateArgs) -> Result<(), Failure> {
    match (args.specs.canonicalize(), args.out.canonicalize()) {
        (Ok(specs), Ok(out)) if specs == out => {
            let message = format!("`{}` cannot be the folder of specs and of crates", args.out.display());
            Err(Failure::Message(message))
        }
        _ => Ok(()),
    }
}

/// Names the crates in the target whose specs are gone. They stay, for somebody may depend on them.
fn note_forgotten(args: &GenerateArgs, packages: &[Package], report: &Report) {
    let mut names: Vec<_> =
        fs::read_dir(&args.out).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    names.sort();
    let is_fresh = |path: &Path| packages.iter().any(|package| path.ends_with(&package.name));
    for path in names.into_iter().filter(|path| !is_fresh(path)) {
        let Some(specs) = specs_of(&path.join("Cargo.toml")) else { continue };
        // The specs may be those of one product, or of one version of it.
        let is_there = args.specs.ancestors().take(3).any(|root| root.join(&specs).is_dir());
        if !is_there {
            report.note(&format!(
                "`{}` was generated from `{specs}`, which is not there any more; remove it if nobody uses it",
                path.display()
            ));
        }
    }
}

/// What a generated manifest says it comes from: the folders of product and version.
fn specs_of(manifest: &Path) -> Option<String> {
    let mut line = String::new();
    BufReader::new(fs::File::open(manifest).ok()?.take(4096)).read_line(&mut line).ok()?;
    let source = line.trim_end().strip_prefix("# ")?.strip_prefix(HEADER)?.strip_prefix(" from ")?;
    let source = source.strip_suffix(". Do not edit.")?;
    let (rest, version) = source.rsplit_once('/')?;
    let product = rest.rsplit('/').next()?;
    Some(format!("{product}/{version}"))
}
