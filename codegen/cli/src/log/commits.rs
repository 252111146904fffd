//! The commits that may have changed what a spec says, also under the names that it had before.

use std::collections::HashSet;
use std::path::Path;

use crate::report::Failure;
use crate::state::git;

/// What else of a product version has a say about an operation.
const IN_COMMON: [&str; 3] = ["product.yaml", "overlay.yaml", "tombstones.yaml"];

/// A commit, and what it may have changed.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) hash: String,
    pub(super) short: String,
    pub(super) date: String,
    pub(super) subject: String,
    /// The commits before it; more than one where it joins branches.
    pub(super) parents: Vec<String>,
    /// The spec in it, from the top of the repository.
    pub(super) spec: String,
    /// The spec before it.
    pub(super) was: String,
}

/// The paths of specs from the top of the repository: of one that git has or had, or of all operations that it has in a folder.
pub(super) fn tracked(spec: &Path) -> Result<Vec<String>, Failure> {
    let name = spec.display().to_string();
    let pathspec = format!(":(literal){name}");
    let (found, missing) = if spec.is_dir() {
        let listed = git(&["ls-files", "--full-name", "-z", "--", &pathspec])
            .map_err(|error| failed(&name, &error))?;
        (listed, format!("git has no spec of an operation in `{name}`"))
    } else if is_operation(&name) {
        let last = ["--no-merges", "-1", "--format=", "--name-only", "-z", "--", &pathspec];
        (log(&name, &last)?, format!("git knows no `{name}`"))
    } else {
        let message =
            format!("`{name}` is no spec of an operation, which is a file such as `TagResources.yaml`");
        return Err(Failure::Message(message));
    };
    let paths = found.split(['\0', '\n']).filter(|path| is_operation(path));
    let paths: Vec<String> = paths.map(str::to_owned).collect();
    if paths.is_empty() { Err(Failure::Message(missing)) } else { Ok(paths) }
}

fn is_operation(path: &str) -> bool {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.ends_with(".yaml") && !IN_COMMON.contains(&file) && file != "release.yaml"
}

/// The steps of a spec, the newest first.
pub(super) fn steps(spec: &str) -> Result<Vec<Step>, Failure> {
    let mut steps = Vec::new();
    let mut seen = HashSet::new();
    let mut open = vec![("HEAD".to_owned(), spec.to_owned())];
    while let Some((from, spec)) = open.pop() {
        for mut step in touching(&from, &spec)? {
            if !seen.insert((step.hash.clone(), spec.clone())) {
                continue;
            }
            if let Some((parent, was)) = renamed_from(&step)? {
                open.push((parent, was.clone()));
                step.was = was;
            }
            steps.push(step);
        }
    }
    Ok(steps)
}

/// The commits that touch a spec, or what it has in common with others.
fn touching(from: &str, spec: &str) -> Result<Vec<Step>, Failure> {
    let folder = spec.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside =
        IN_COMMON.map(|name| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") });
    let paths = beside.iter().map(String::as_str).chain([spec]);
    let mut arguments =
        vec!["--format=%H%x00%h%x00%cs%x00%P%x00%s".to_owned(), from.to_owned(), "--".to_owned()];
    arguments.extend(paths.map(|path| format!(":(top,literal){path}")));
    let text = log(spec, &arguments.iter().map(String::as_str).collect::<Vec<_>>())?;
    let step = |line: &str| {
        let [hash, short, date, parents, subject] = line.split('\0').collect::<Vec<_>>().try_into().ok()?;
        Some(Step {
            hash: hash.to_owned(),
            short: short.to_owned(),
            date: date.to_owned(),
            subject: subject.to_owned(),
            parents: parents.split_whitespace().map(str::to_owned).collect(),
            spec: spec.to_owned(),
            was: spec.to_owned(),
        })
    };
    Ok(text.lines().filter_map(step).collect())
}

/// The commit before, and the name of the spec in it, where git takes it for a file that was moved.
fn renamed_from(step: &Step) -> Result<Option<(String, String)>, Failure> {
    let [parent] = step.parents.as_slice() else { return Ok(None) };
    let had = format!("{parent}:{}", step.spec);
    if git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &had]).is_ok() {
        return Ok(None);
    }
    let arguments = ["diff-tree", "-r", "-M", "--diff-filter=R", "--name-status", "-z", parent, &step.hash];
    let text = git(&arguments).map_err(|error| failed(&step.spec, &error))?;
    // A status, the old path and the new one, over and over.
    let entries: Vec<&str> = text.split('\0').collect();
    let found = entries.chunks_exact(3).find(|entry| entry[2] == step.spec);
    Ok(found.map(|entry| (parent.clone(), entry[1].to_owned())))
}

/// Whether the clone has no more than the newest commits.
pub(super) fn is_shallow() -> Result<bool, Failure> {
    let said =
        git(&["rev-parse", "--is-shallow-repository"]).map_err(|error| failed("the repository", &error))?;
    Ok(said.trim() == "true")
}

fn log(spec: &str, arguments: &[&str]) -> Result<String, Failure> {
    git(&[&["-c", "log.showSignature=false", "log"], arguments].concat())
        .map_err(|error| failed(spec, &error))
}

fn failed(spec: &str, error: &str) -> Failure {
    // Git shows its own way of writing the path.
    let error = match error.contains("outside repository") {
        true => "it is outside the repository; run the command in the one that has it",
        false => error,
    };
    Failure::Message(format!("cannot read the history of `{spec}` from git: {error}"))
}
