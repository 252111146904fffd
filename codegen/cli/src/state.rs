//! A state of the specs by what a person calls it: a folder, an OpenMeta file, or either in a revision of git.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{fs, io, thread};

use acs_codegen::diff::{State, used_operations};
use acs_codegen::import::{self, Docs, Options};
use acs_codegen::{Diagnostics, Jobs, Model, Sources, model_with};

use crate::args::ChosenArgs;
use crate::code::names_in;
use crate::report::{Failure, Report, count, first_ones};

/// Specs, read and checked, with their files.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) model: Model,
    /// What is to be said about the documentation, where that was imported for it.
    pub(crate) warnings: Diagnostics,
    sources: Sources,
}

impl Loaded {
    /// Loads a state.
    pub(crate) fn load(name: &str, jobs: &Jobs) -> Result<Self, Failure> {
        let path = Path::new(name);
        let unsaid = |sources| (sources, Diagnostics::default());
        let (sources, warnings) = match name.split_once(':') {
            _ if path.exists() && is_documentation(path) => {
                imported(&import::load(&[path.to_owned()])?, jobs)?
            }
            _ if path.exists() => unsaid(Sources::load(path)?),
            Some((revision, path)) if !revision.is_empty() => in_git(name, path, jobs)?,
            _ if is_revision(name) => {
                let message =
                    format!("`{name}` is a whole revision; name a part of it, such as `{name}:specs`");
                return Err(Failure::Message(message));
            }
            _ => {
                let message = format!("`{name}` is no file, no folder, and no `REV:PATH` of git");
                return Err(Failure::Message(message));
            }
        };
        Ok(Self { model: model_with(&sources, jobs)?, warnings, sources })
    }

    /// Loads `REV:PATH`, with all paths from the top of the repository.
    pub(crate) fn of_git(name: &str, path: &str, jobs: &Jobs) -> Result<Self, Failure> {
        let (sources, warnings) = in_git(name, path, jobs)?;
        Ok(Self { model: model_with(&sources, jobs)?, warnings, sources })
    }

    /// Loads an old and a new state at once; one bar is enough for both.
    pub(crate) fn load_both((old, new): (&str, &str), jobs: &Jobs) -> Result<(Self, Self), Failure> {
        let unwatched = jobs.unwatched();
        let (old, new) = jobs.both(|| Self::load(old, jobs), || Self::load(new, &unwatched));
        Ok((old?, new?))
    }

    pub(crate) fn state(&self) -> State<'_> {
        State { model: &self.model, sources: &self.sources }
    }
}

/// The operations that were asked for, if not all of them. Which ones code names is said: too few are no reason to be calm.
pub(crate) fn chosen(
    args: &ChosenArgs,
    models: &[&Model],
    report: &Report,
) -> Result<Option<Vec<String>>, Failure> {
    let Some(folder) = &args.used_by else { return Ok(args.operations.clone()) };
    let names = names_in(folder)?;
    let used: BTreeSet<String> = models.iter().flat_map(|model| used_operations(model, &names)).collect();
    if used.is_empty() {
        let message = format!("the code in `{}` names no operation of these specs", folder.display());
        return Err(Failure::Message(message));
    }
    let used: Vec<String> = used.into_iter().collect();
    let names = first_ones(&used);
    report.note(&format!(
        "the code in `{}` names {}: {names}",
        folder.display(),
        count(used.len(), "operation")
    ));
    Ok(Some(used))
}

/// Whether a path is documentation to be imported: a JSON file, or a folder with such files and without specs.
fn is_documentation(path: &Path) -> bool {
    if path.is_file() {
        return path.extension().is_some_and(|extension| extension == "json");
    }
    has(path, "json", 4) && !has(path, "yaml", 4)
}

fn has(folder: &Path, extension: &str, depth: usize) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).any(|path| {
        let is_one = path.is_file() && path.extension().is_some_and(|found| found == extension);
        is_one || (depth > 0 && path.is_dir() && has(&path, extension, depth - 1))
    })
}

/// The specs that documentation becomes, with its texts, so that edits of them are counted; and what is to be said about it.
fn imported(documentation: &Sources, jobs: &Jobs) -> Result<(Sources, Diagnostics), Failure> {
    let options = Options { docs: Docs::Keep, ..Options::default() };
    let imported = import::import_with(documentation, &options, jobs)?;
    let mut sources = Sources::new();
    for (path, text) in imported.files {
        sources.add(path, text);
    }
    Ok((sources, imported.warnings))
}

/// The files at `REV:PATH`.
fn in_git(name: &str, path: &str, jobs: &Jobs) -> Result<(Sources, Diagnostics), Failure> {
    let failed = |error: String| Failure::Message(format!("cannot read `{name}` from git: {error}"));
    let object = find(name).map_err(failed)?;
    let object = object.trim();
    let is_file = git(&["cat-file", "-t", object]).map_err(failed)?.trim() == "blob";
    let mut files = match is_file {
        true => vec![(PathBuf::from(path), object.to_owned())],
        false => list(object).map_err(failed)?,
    };
    let is = |file: &Path, kind: &str| file.extension().is_some_and(|extension| extension == kind);
    let has_specs = files.iter().any(|(file, _)| is(file, "yaml"));
    files.retain(|(file, _)| is(file, if has_specs { "yaml" } else { "json" }));
    if files.is_empty() {
        return Err(failed("there is no spec and no OpenMeta file".to_owned()));
    }
    let texts = contents(&files).map_err(|error| failed(error.to_string()))?;
    let mut sources = Sources::new();
    for ((file, _), text) in files.iter().zip(texts) {
        let place = if is_file { name.to_owned() } else { format!("{name}/{}", file.display()) };
        sources.add(place, text);
    }
    if has_specs { Ok((sources, Diagnostics::default())) } else { imported(&sources, jobs) }
}

/// The object of this name, `REV:PATH`.
fn find(name: &str) -> Result<String, String> {
    git(&["rev-parse", "--verify", "--quiet", "--end-of-options", name]).map_err(|error| {
        let (revision, path) = name.split_once(':').unwrap_or((name, ""));
        match error.as_str() {
            "" if is_revision(revision) => format!("`{path}` is not in `{revision}`"),
            "" => format!("there is no revision `{revision}`"),
            _ => error,
        }
    })
}

fn is_revision(name: &str) -> bool {
    let tree = format!("{name}^{{tree}}");
    git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &tree]).is_ok()
}

/// The files of a tree, with their objects.
fn list(tree: &str) -> Result<Vec<(PathBuf, String)>, String> {
    // Without the flag, git looks for the folder that the command is run in below that of the tree.
    let text = git(&["ls-tree", "--full-tree", "-r", "-z", tree])?;
    let entries = text.split('\0').filter_map(|entry| {
        let (facts, path) = entry.split_once('\t')?;
        Some((PathBuf::from(path), facts.rsplit(' ').next()?.to_owned()))
    });
    Ok(entries.collect())
}

/// What git says; an error is what it says about that.
pub(crate) fn git(arguments: &[&str]) -> Result<String, String> {
    // What it says is looked at.
    let output =
        Command::new("git").env("LC_ALL", "C").args(arguments).output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(said.trim().trim_start_matches("fatal: ").to_owned());
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// The contents of objects, by one run of git.
fn contents(files: &[(PathBuf, String)]) -> io::Result<Vec<String>> {
    let mut child = Command::new("git")
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let asked: String = files.iter().map(|(_, object)| format!("{object}\n")).collect();
    let stdin = child.stdin.take();
    let texts = thread::scope(|scope| {
        // Git answers while it is being asked, and both pipes have an end.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(asked.as_bytes())));
        answers(&mut child, files.len())
    });
    child.wait()?;
    texts
}

fn answers(child: &mut Child, count: usize) -> io::Result<Vec<String>> {
    let Some(stdout) = child.stdout.take() else { return Ok(Vec::new()) };
    let mut stdout = BufReader::new(stdout);
    let mut texts = Vec::with_capacity(count);
    for _ in 0..count {
        let mut header = String::new();
        stdout.read_line(&mut header)?;
        let length = header.trim_end().rsplit(' ').next().and_then(|length| length.parse().ok());
        let length: usize =
            length.ok_or_else(|| io::Error::other(format!("git said `{}`", header.trim_end())))?;
        let mut text = vec![0; length + 1];
        stdout.read_exact(&mut text)?;
        text.pop();
        texts.push(String::from_utf8(text).map_err(io::Error::other)?);
    }
    Ok(texts)
}
