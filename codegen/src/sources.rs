//! The files that a run reads, by number, so that every fact can name its place.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::{fs, io};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::span::{FileId, Origin, Span};
use crate::write::check_finished;

/// Largest file that is read, in bytes; the largest real one has less than a tenth of it.
const MAX_BYTES: u64 = 64 << 20;
/// The words in the first line of imported files.
pub(crate) const IMPORTED: &str = "Imported by acsgen";
/// Deepest folder below the one that was named.
pub(crate) const MAX_DEPTH: usize = 8;

/// Spec files in memory. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
    /// The operations that these are an excerpt for; none where everything was read.
    chosen: Vec<String>,
}

/// A file in memory.
#[derive(Debug)]
pub struct SourceFile {
    /// The path as people should see it, with forward slashes.
    pub path: String,
    /// The content.
    pub text: String,
    /// Where each line starts, once somebody has asked for a place.
    lines: OnceLock<Box<[usize]>>,
}

impl SourceFile {
    /// The path without the folder.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The number of the line around a byte, counted from one, and where that line starts.
    pub(crate) fn line(&self, at: usize) -> (usize, usize) {
        let lines = self.lines.get_or_init(|| {
            let next = self.text.match_indices('\n').map(|(newline, _)| newline + 1);
            std::iter::once(0).chain(next).collect()
        });
        let number = lines.partition_point(|start| *start <= at);
        (number, lines[number - 1])
    }
}

impl Sources {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the YAML files of a folder and of all folders below it, in the order of their paths.
    ///
    /// # Errors
    ///
    /// A folder without a spec, one that an interrupted run has left half written, a spec that is called `.yml`, links and
    /// whatever else is not followed, and files that cannot be read, are too large or are no UTF-8; each is named.
    pub fn load(root: &Path) -> Result<Self, Diagnostics> {
        check_finished(root)?;
        let mut diagnostics = Diagnostics::default();
        let mut sources = Self::new();
        let found = sources.add_tree(root, &["yaml", "yml"], &mut diagnostics);
        for path in found.iter().flat_map(|found| &found.others) {
            let (what, help) = what(path, root);
            let message = format!("`{}` would be passed over, for it is {what}", path.display());
            diagnostics.push(Diagnostic::error("no-file", message).help(help));
        }
        for file in sources.files.iter().filter(|file| file.path.ends_with(".yml")) {
            let message = format!("`{}` would be passed over, for specs end in `.yaml`", file.path);
            diagnostics.push(Diagnostic::error("file-name", message).help("rename it"));
        }
        if found.is_some_and(|found| found.files.is_empty() && found.others.is_empty()) {
            let message = format!("there is no spec in `{}`", root.display());
            diagnostics.push(Diagnostic::error("no-specs", message).help(instead_of_specs(root)));
        }
        diagnostics.propagate()?;
        Ok(sources)
    }

    /// Adds a file, or the files of these extensions in a folder and in all folders below it, in the order of their
    /// paths. Gives what there is, unless the folder cannot be read.
    pub(crate) fn add_tree(
        &mut self,
        root: &Path,
        extensions: &[&str],
        diagnostics: &mut Diagnostics,
    ) -> Option<Found> {
        let mut found = Found::default();
        if let Err(error) = collect(root, extensions, 0, &mut found) {
            diagnostics.push(unreadable(root, &error));
            return None;
        }
        found.files.sort();
        found.others.sort();
        found.others.dedup();
        found.files.iter().for_each(|path| self.add_file(path, diagnostics));
        Some(found)
    }

    fn add_file(&mut self, path: &Path, diagnostics: &mut Diagnostics) {
        match read(path) {
            Ok(text) => {
                self.add(display(path), text);
            }
            Err(error) => diagnostics.push(unreadable(path, &error)),
        }
    }

    /// Reads these files, which are what some operations need.
    pub(crate) fn load_excerpt(paths: &[PathBuf], chosen: Vec<String>) -> Result<Self, Diagnostics> {
        let (mut sources, mut diagnostics) = (Self { chosen, ..Self::new() }, Diagnostics::default());
        paths.iter().for_each(|path| sources.add_file(path, &mut diagnostics));
        diagnostics.propagate().map(|()| sources)
    }

    /// The operations that these are an excerpt for; none where everything was read.
    pub(crate) fn chosen(&self) -> &[String] {
        &self.chosen
    }

    /// Adds a file and gives its number.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let file = SourceFile { path: path.into(), text: text.into(), lines: OnceLock::new() };
        self.files.push(Arc::new(file));
        FileId(self.files.len() - 1)
    }

    /// Adds the files of another set.
    pub(crate) fn append(&mut self, other: Self) {
        self.files.extend(other.files);
    }

    /// All files with their numbers, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (FileId(index), &**file))
    }

    /// The file of this number.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0).map(|file| &**file)
    }

    /// Line and column of a place, both counted from one; columns count characters.
    pub fn position(&self, origin: Origin) -> Option<(usize, usize)> {
        let file = self.file(origin.file)?;
        let (line, start) = file.line(origin.span.start);
        let before = file.text.get(start..origin.span.start)?;
        Some((line, before.chars().count() + 1))
    }

    /// File, line and column of a place, as in `Op.yaml:3:7`.
    pub fn describe(&self, origin: Origin) -> Option<String> {
        let (line, column) = self.position(origin)?;
        Some(format!("{}:{line}:{column}", self.file(origin.file)?.path))
    }

    /// The beginning of a file, for things that are missing in it.
    pub fn start(id: FileId) -> Origin {
        Origin { file: id, span: Span::default() }
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error("unreadable", format!("cannot read `{}`: {error}", path.display()))
}

/// What a folder holds.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The files of the extensions that are looked for.
    pub(crate) files: Vec<PathBuf>,
    /// What is called as they are and is no file, links to folders, and folders that are too deep and have such files; hidden
    /// things aside, which editors make.
    pub(crate) others: Vec<PathBuf>,
}

/// Finds the files of these extensions in a folder and in all folders below it.
pub(crate) fn collect(path: &Path, extensions: &[&str], depth: usize, into: &mut Found) -> io::Result<()> {
    if fs::metadata(path)?.is_file() {
        into.files.push(path.to_owned());
        return Ok(());
    }
    let folder = path;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let kind = fs::symlink_metadata(&path)?.file_type();
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let is_called_so = extensions.contains(&extension);
        if kind.is_dir() {
            collect(&path, extensions, depth + 1, into)?;
        }
        if kind.is_file() && is_called_so && depth > MAX_DEPTH {
            into.others.push(folder.to_owned());
        } else if kind.is_file() && is_called_so {
            into.files.push(path);
        } else if (is_called_so || (kind.is_symlink() && path.is_dir()))
            && !entry.file_name().to_string_lossy().starts_with('.')
        {
            into.others.push(path);
        }
    }
    Ok(())
}

/// What to do about a folder without specs.
fn instead_of_specs(root: &Path) -> String {
    let mut found = Found::default();
    // What cannot be read has been told.
    let _ = collect(root, &["json"], 0, &mut found);
    match found.files.iter().min() {
        Some(file) => format!(
            "if `{}` is an OpenMeta file, a build script takes it where it is named itself, and `acsgen import` makes specs of it",
            file.display()
        ),
        None => {
            "a product version is a folder with `product.yaml` and one YAML file per operation".to_owned()
        }
    }
}

/// What a path below `root` is that is no file, and what to do about it.
fn what(path: &Path, root: &Path) -> (String, &'static str) {
    let help = "specs are plain files in plain folders; put it there in place of the link";
    let depth = path.strip_prefix(root).map_or(0, |below| below.components().count());
    match fs::symlink_metadata(path).map(|it| it.file_type()) {
        Ok(kind) if kind.is_symlink() => ("a link, and links are not followed".to_owned(), help),
        Ok(kind) if kind.is_dir() && depth > MAX_DEPTH => {
            let what = format!("{depth} folders below `{}`, and {MAX_DEPTH} is the most", root.display());
            (what, "move it up, or name a folder that is nearer to it")
        }
        Ok(kind) if kind.is_dir() => {
            ("a folder that is called like a file".to_owned(), "rename the folder, or move it away")
        }
        _ => ("no plain file".to_owned(), "move it away"),
    }
}

fn read(path: &Path) -> io::Result<String> {
    let length = fs::metadata(path)?.len();
    if length > MAX_BYTES {
        return Err(io::Error::other(format!("it has {length} bytes, and {MAX_BYTES} is the most")));
    }
    String::from_utf8(fs::read(path)?).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let (before, line) =
            (good.iter().filter(|byte| **byte == b'\n').count(), good.rsplit(|byte| *byte == b'\n').next());
        let column = String::from_utf8_lossy(line.unwrap_or_default()).chars().count();
        io::Error::other(format!("line {}, column {} is no UTF-8", before + 1, column + 1))
    })
}

/// Whether a file describes an operation; the others are about the whole product version.
pub(crate) fn is_operation(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    !matches!(name, "product.yaml" | "overlay.yaml" | "tombstones.yaml" | "release.yaml")
}

/// Whether a file says what the documentation does, and was written by an import.
pub(crate) fn is_imported(text: &str) -> bool {
    text.lines().next().is_some_and(|line| line.contains(IMPORTED))
}

/// A path as people should see it.
pub(crate) fn display(path: &Path) -> String {
    path.components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
        .replace("//", "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said about a folder of specs with this in it.
    fn said(prepare: impl FnOnce(&Path)) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let specs = folder.path().join("specs");
        fs::create_dir_all(specs.join("p/1")).expect("a folder");
        fs::write(specs.join("p/1/product.yaml"), "product: P\n").expect("a file");
        prepare(&specs);
        match Sources::load(&specs) {
            Ok(sources) => format!("{} files", sources.iter().count()),
            Err(diagnostics) => diagnostics.to_string(),
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_spec_that_is_no_plain_file_is_named_and_not_passed_over() {
        let link = |from: PathBuf, to: PathBuf| std::os::unix::fs::symlink(from, to).expect("a link");
        let linked = said(|specs| link(specs.join("p/1/product.yaml"), specs.join("p/1/Op.yaml")));
        assert!(
            linked.contains("p/1/Op.yaml` would be passed over, for it is a link, and links"),
            "{linked}"
        );
        let dangling = said(|specs| link("nowhere".into(), specs.join("p/1/Op.yaml")));
        assert!(dangling.contains("error[no-file]") && dangling.contains("it is a link"), "{dangling}");
        let version = said(|specs| link(specs.join("p/1"), specs.join("p/2")));
        assert!(version.contains("p/2` would be passed over, for it is a link"), "{version}");
        let folder = said(|specs| fs::create_dir(specs.join("p/1/Op.yaml")).expect("a folder"));
        assert!(
            folder
                .contains("p/1/Op.yaml` would be passed over, for it is a folder that is called like a file"),
            "{folder}"
        );
        assert!(folder.contains("rename the folder") && !folder.contains("link"), "{folder}");
        // What an editor leaves beside a file that is open.
        assert_eq!(said(|specs| link("me@here.1".into(), specs.join("p/1/.#Op.yaml"))), "1 files");
    }

    #[test]
    fn a_folder_with_specs_that_is_too_deep_is_named_and_not_passed_over() {
        let within = |specs: &Path, depth: usize, file: &str| {
            let folder = (0..depth).fold(specs.to_owned(), |path, _| path.join("d"));
            fs::create_dir_all(&folder).expect("a folder");
            fs::write(folder.join(file), "operation: Op\n").expect("a file");
        };
        assert_eq!(said(|specs| within(specs, MAX_DEPTH, "Op.yaml")), "2 files");
        assert_eq!(said(|specs| within(specs, MAX_DEPTH + 2, "page.txt")), "1 files");
        let deep = said(|specs| within(specs, MAX_DEPTH + 1, "Op.yaml"));
        assert!(
            deep.contains("/d/d/d/d/d/d/d/d/d` would be passed over, for it is 9 folders below `")
                && deep.contains("specs`, and 8 is the most"),
            "{deep}"
        );
    }

    #[test]
    fn documentation_in_place_of_specs_is_told_apart() {
        let documentation = tempfile::tempdir().expect("a folder");
        fs::write(documentation.path().join("api-docs.json"), "{}").expect("a file");
        let said = Sources::load(documentation.path()).expect_err("no specs are there").to_string();
        assert!(
            said.contains("there is no spec in") && said.contains("api-docs.json` is an OpenMeta"),
            "{said}"
        );
    }

    #[test]
    fn specs_that_an_interrupted_run_has_left_are_not_read() {
        for of in [".", "p/1"] {
            let folder = tempfile::tempdir().expect("a folder");
            let specs = folder.path().join("specs");
            fs::create_dir_all(specs.join("p/1")).expect("a folder");
            fs::write(specs.join("p/1/product.yaml"), "product: P\n").expect("a file");
            Sources::load(&specs.join(of)).expect("they are whole");
            // A module that is written to the folder around them says nothing about them.
            for (at, step) in [(folder.path(), "write 0 1 thing.rs"), (&*specs, "also - - ../generated")] {
                fs::create_dir(at.join(".acsgen-journal")).expect("a folder");
                fs::write(at.join(".acsgen-journal/steps"), step).expect("a file");
            }
            Sources::load(&specs.join(of)).expect("they are whole");
            fs::write(specs.join(".acsgen-journal/steps"), "write 0 1 p/1/Op.yaml\n").expect("a file");
            let said = Sources::load(&specs.join(of)).expect_err("they are not").to_string();
            assert!(said.contains("error[interrupted]") && said.contains("`acsgen update`"), "{said}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_shown_by_line_and_column() {
        let text = said(|specs| {
            fs::write(specs.join("p/1/Op.yaml"), b"a: 1\nb: \xe4\xb8\xad\xff\n").expect("a file")
        });
        assert!(text.contains("p/1/Op.yaml`: line 2, column 5 is no UTF-8"), "{text}");
    }
}
