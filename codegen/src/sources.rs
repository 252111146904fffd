//! The files that a run reads, by number, so that every fact can name its place.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::{fs, io};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::span::{FileId, Origin, Span};

/// Largest file that is read, in bytes; the largest real one has less than a tenth of it.
const MAX_BYTES: u64 = 64 << 20;
/// Deepest folder below the one that was named.
pub(crate) const MAX_DEPTH: usize = 8;

/// Spec files in memory. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
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
    /// A folder without a spec, a spec that is called `.yml`, and files that cannot be read, are too large or are no
    /// UTF-8; each is named.
    pub fn load(root: &Path) -> Result<Self, Diagnostics> {
        let mut diagnostics = Diagnostics::default();
        let mut sources = Self::new();
        let count = sources.add_tree(root, &["yaml", "yml"], &mut diagnostics);
        for file in sources.files.iter().filter(|file| file.path.ends_with(".yml")) {
            let message = format!("`{}` would be passed over, for specs end in `.yaml`", file.path);
            diagnostics.push(Diagnostic::error("file-name", message).help("rename it"));
        }
        if count == Some(0) {
            let message = format!("there is no spec in `{}`", root.display());
            diagnostics.push(
                Diagnostic::error("no-specs", message).help(
                    "a product version is a folder with `product.yaml` and one YAML file per operation",
                ),
            );
        }
        diagnostics.propagate()?;
        Ok(sources)
    }

    /// Adds a file, or the files of these extensions in a folder and in all folders below it, in the order of their
    /// paths. Gives the number of files that there are, unless the folder cannot be read.
    pub(crate) fn add_tree(
        &mut self,
        root: &Path,
        extensions: &[&str],
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        let mut paths = Vec::new();
        if let Err(error) = collect(root, extensions, 0, &mut paths) {
            diagnostics.push(unreadable(root, &error));
            return None;
        }
        paths.sort();
        paths.iter().for_each(|path| self.add_file(path, diagnostics));
        Some(paths.len())
    }

    fn add_file(&mut self, path: &Path, diagnostics: &mut Diagnostics) {
        match read(path) {
            Ok(text) => {
                self.add(display(path), text);
            }
            Err(error) => diagnostics.push(unreadable(path, &error)),
        }
    }

    /// Reads the files of a folder, and of all folders below it, that an operation needs: its own, and those beside it that are of
    /// the product. All files where none is called like the operation.
    pub(crate) fn load_for(root: &Path, operation: &str) -> Result<Self, Diagnostics> {
        let mut paths = Vec::new();
        // What cannot be read is said when all of it is read.
        let _ = collect(root, &["yaml"], 0, &mut paths);
        paths.sort();
        let own = format!("{operation}.yaml");
        let folders: Vec<_> =
            paths.iter().filter(|path| path.ends_with(&own)).map(|it| it.parent()).collect();
        let is_needed = |path: &&PathBuf| {
            path.ends_with(&own) || !is_operation(&display(path)) && folders.contains(&path.parent())
        };
        if folders.is_empty() {
            return Self::load(root);
        }
        let (mut sources, mut diagnostics) = (Self::new(), Diagnostics::default());
        paths.iter().filter(is_needed).for_each(|path| sources.add_file(path, &mut diagnostics));
        diagnostics.propagate().map(|()| sources)
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

fn collect(path: &Path, extensions: &[&str], depth: usize, into: &mut Vec<PathBuf>) -> io::Result<()> {
    if fs::metadata(path)?.is_file() {
        into.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        let kind = fs::symlink_metadata(&path)?.file_type();
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if kind.is_dir() && depth < MAX_DEPTH {
            collect(&path, extensions, depth + 1, into)?;
        } else if kind.is_file() && extensions.contains(&extension) {
            into.push(path);
        }
    }
    Ok(())
}

fn read(path: &Path) -> io::Result<String> {
    let length = fs::metadata(path)?.len();
    if length > MAX_BYTES {
        return Err(io::Error::other(format!("it has {length} bytes, and {MAX_BYTES} is the most")));
    }
    fs::read_to_string(path)
}

/// Whether a file describes an operation; the others are about the whole product version.
pub(crate) fn is_operation(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    !matches!(name, "product.yaml" | "overlay.yaml" | "tombstones.yaml" | "release.yaml")
}

/// A path as people should see it.
pub(crate) fn display(path: &Path) -> String {
    path.components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
        .replace("//", "/")
}
