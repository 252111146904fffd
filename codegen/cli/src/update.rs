//! `acsgen update`.

mod ask;
mod changelogs;
mod looks;
mod report;
mod say;

use std::fs;
use std::path::{self, Component, Path, PathBuf};

use acs_codegen::import::{Imported, import_with};
use acs_codegen::update::{IMPORTED, Update, emptied, known, products, update};
use acs_codegen::{
    Changes, Diagnostics, Edit, File, Generated, HEADER, Jobs, Options, Part, Sources, Target,
    compare_together, generate, is_interrupted, recover, write_together,
};

use crate::args::{Module, UpdateArgs};
use crate::import::{options, read};
use crate::module;
use crate::report::{Failure, Report};

pub(crate) fn run(args: &UpdateArgs, report: &mut Report) -> Result<(), Failure> {
    check_modules(args)?;
    check_report(args)?;
    finish_interrupted(args, report)?;
    let jobs = report.start("importing");
    let specs = read_specs(args, report)?;
    let imported = import_again(args, &specs, &jobs, report)?;
    report.warnings(&imported.warnings);
    let options = args.print.options(jobs);
    let update = update(&specs, &args.specs, imported, args.breaking, &options)?;
    report.clear();
    report::show(&update, report);
    write_report(args, &update)?;
    report::check_overlay(&update)?;
    let rendered = Rendered::new(args, &update, &options)?;
    let changes = rendered.within(args, &update, |parts| Ok(compare_together(parts)?))?;
    if changes.iter().all(Changes::is_empty) {
        report.result("everything is up to date");
        return Ok(());
    }
    report::show_files(args, &changes, report);
    if args.dry_run {
        return Ok(());
    }
    if !args.yes {
        ask::confirm(&question(args, &specs))?;
    }
    report.write(changes.iter().map(|changes| changes.written.len()).sum());
    rendered.within(args, &update, |parts| Ok(write_together(parts)?))?;
    report.clear();
    report.note("written");
    // The next run has nothing to tell any more.
    report.finish().map_err(|failure| match failure {
        Failure::Message(message) => Failure::Message(format!(
            "{message}; all is written, and what has changed stands in the `CHANGELOG.md` of each crate in `{}`",
            args.out.display()
        )),
        other => other,
    })
}

/// Specs are kept for what was imported: what is generated has no place among them.
fn check_modules(args: &UpdateArgs) -> Result<(), Failure> {
    let is_in_specs = |module: &&Module| module::is_same(module::folder(module), &args.specs);
    let Some(module) = args.print.modules.iter().find(is_in_specs) else { return Ok(()) };
    let message = format!("the module `{}` cannot be in the folder of specs", module.file.display());
    Err(Failure::Message(message))
}

/// A report is for people, and not one of the files that are generated.
fn check_report(args: &UpdateArgs) -> Result<(), Failure> {
    let Some(report) = &args.report else { return Ok(()) };
    let real = |path: &Path| path.canonicalize().or_else(|_| path::absolute(path)).unwrap_or_default();
    let folder = real(report.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new(".")));
    match [&args.specs, &args.out].into_iter().find(|kept| folder.starts_with(real(kept))) {
        None => Ok(()),
        Some(kept) => Err(Failure::Message(format!(
            "the report `{}` cannot be in `{}`, in which files are replaced",
            report.display(),
            kept.display()
        ))),
    }
}

/// What an earlier run was about to write when it was interrupted is written first.
fn finish_interrupted(args: &UpdateArgs, report: &Report) -> Result<(), Failure> {
    let targets = targets(args);
    if !is_interrupted(&targets) {
        return if args.dry_run { Ok(()) } else { Ok(recover(&targets)?) };
    }
    if args.dry_run {
        let message =
            "a run was interrupted; what follows is wrong until a run without `--dry-run` has finished it";
        return Err(Failure::Message(message.to_owned()));
    }
    recover(&targets)?;
    report.note("an interrupted run was finished");
    Ok(())
}

fn targets(args: &UpdateArgs) -> Vec<Target<'_>> {
    let mut targets = vec![
        Target { folder: &args.specs, header: IMPORTED, owned: &[] },
        Target { folder: &args.out, header: HEADER, owned: &[] },
    ];
    for module in &args.print.modules {
        let folder = module::folder(module);
        if !targets.iter().any(|target| module::is_same(target.folder, folder)) {
            targets.push(Target { folder, header: HEADER, owned: &[] });
        }
    }
    targets
}

/// The specs that are there. Where there are none, another folder may be meant: they are begun if that is asked for, or if
/// somebody says so on the terminal.
fn read_specs(args: &UpdateArgs, report: &Report) -> Result<Sources, Failure> {
    let folder = &args.specs;
    if folder.join("product.yaml").exists() {
        let message = format!(
            "`{}` is the folder of one product version; `--specs {}` names the one around it",
            folder.display(),
            around_of(folder).display()
        );
        return Err(Failure::Message(message));
    }
    let is_empty = |said: &Diagnostics| said.iter().all(|diagnostic| diagnostic.code == "no-specs");
    match Sources::load(folder) {
        Ok(specs) => return Ok(specs),
        Err(said) if folder.exists() && !is_empty(&said) => return Err(said.into()),
        Err(_) => {}
    }
    let message = format!(
        "there are no specs in `{}`; `--begin` begins them there, `--specs` names another folder",
        folder.display()
    );
    match args.begin {
        false if args.dry_run => report.note(&message),
        false if args.yes || !ask::is_possible() => return Err(Failure::Message(message)),
        _ => {}
    }
    Ok(Sources::new())
}

/// The folder around another one.
fn around_of(folder: &Path) -> PathBuf {
    match folder.components().next_back() {
        Some(Component::Normal(_)) => match folder.parent() {
            Some(around) if !around.as_os_str().is_empty() => around.to_owned(),
            _ => PathBuf::from("."),
        },
        _ => folder.join(".."),
    }
}

/// What is asked before anything is written.
fn question(args: &UpdateArgs, specs: &Sources) -> String {
    match specs.iter().next() {
        None if !args.begin => {
            format!("there are no specs in `{}` yet; begin them there?", args.specs.display())
        }
        _ => "write this?".to_owned(),
    }
}

/// Imports what is named, or else every product version of the specs from its public address.
fn import_again(
    args: &UpdateArgs,
    specs: &Sources,
    jobs: &Jobs,
    report: &Report,
) -> Result<Imported, Failure> {
    let is_named = !args.from.sources.is_empty() || args.from.fetch.is_some();
    let products = if is_named { Vec::new() } else { products(specs) };
    let sources = read(&args.from, &products, report)?;
    let options = options(&args.from);
    let imported = import_with(&sources, &options, jobs)?;
    check_whole(args, &emptied(specs, &args.specs, &imported))?;
    if !args.known {
        return Ok(imported);
    }
    let chosen = known(specs, &args.specs, &imported, options);
    // What is not documented any more is gone, as it would be without the choice.
    Ok(Imported { whole: imported.whole, ..import_with(&sources, &chosen, jobs)? })
}

/// Documentation without a single operation is hardly what the service has become.
fn check_whole(args: &UpdateArgs, emptied: &[String]) -> Result<(), Failure> {
    match emptied.first().filter(|_| !args.all_gone) {
        None => Ok(()),
        Some(product) => Err(Failure::Message(format!(
            "the documentation of `{product}` has no operation any more, as if it had not come whole; `--all-gone` takes \
             it for what it says"
        ))),
    }
}

/// Everything that is generated, before anything is written.
struct Rendered {
    crates: Vec<File>,
    owned: Vec<String>,
    changelogs: Vec<Edit>,
    modules: Vec<File>,
}

impl Rendered {
    fn new(args: &UpdateArgs, update: &Update, options: &Options) -> Result<Self, Failure> {
        // What is wrong with the documentation is said by `acsgen generate`.
        let Generated { packages, .. } = generate(&update.sources, options)?;
        looks::check(&args.out, update, &packages)?;
        let modules = args.print.modules.iter();
        let modules = modules.map(|module| module::render(module, &args.print, &update.sources, options));
        Ok(Self {
            crates: module::files(&packages)?,
            owned: packages.iter().map(|package| format!("{}/src", package.name)).collect(),
            changelogs: changelogs::of(&args.out, update, &packages)?,
            modules: modules.collect::<Result<_, _>>()?,
        })
    }

    /// Does something with the parts of the step: the specs, the crates, the folders of modules.
    fn within(
        &self,
        args: &UpdateArgs,
        update: &Update,
        work: impl FnOnce(&[Part<'_>]) -> Result<Vec<Changes>, Failure>,
    ) -> Result<Vec<Changes>, Failure> {
        let targets = targets(args);
        let mut files: Vec<Vec<File>> =
            targets.iter().map(|target| self.modules_in(args, target.folder)).collect();
        if let [_, crates, ..] = files.as_mut_slice() {
            crates.extend_from_slice(&self.crates);
        }
        let mut parts: Vec<Part<'_>> = targets
            .iter()
            .zip(&files)
            .map(|(target, files)| Part { target: *target, files, edits: &[] })
            .collect();
        if let [specs, crates, ..] = parts.as_mut_slice() {
            *specs = Part {
                target: Target { owned: &update.whole, ..specs.target },
                files: &update.files,
                edits: &update.edits,
            };
            *crates = Part {
                target: Target { owned: &self.owned, ..crates.target },
                edits: &self.changelogs,
                ..*crates
            };
        }
        work(&parts)
    }

    fn modules_in(&self, args: &UpdateArgs, folder: &Path) -> Vec<File> {
        let modules = args.print.modules.iter().zip(&self.modules);
        let modules = modules.filter(|(module, _)| module::is_same(module::folder(module), folder));
        modules.map(|(_, file)| file.clone()).collect()
    }
}

/// Writes the report to the file that was asked for.
fn write_report(args: &UpdateArgs, update: &Update) -> Result<(), Failure> {
    let Some(path) = &args.report else { return Ok(()) };
    let failed = |error| Failure::Message(format!("cannot write `{}`: {error}", path.display()));
    fs::write(path, say::report(update)).map_err(failed)
}
