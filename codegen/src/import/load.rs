//! The files to import, from disk: OpenMeta as JSON, pages as text.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::sources::Sources;

/// Largest file that is read, in bytes; the largest real one has a tenth of it.
const MAX_BYTES: u64 = 32 << 20;
/// Deepest folder below the one that was named.
const MAX_DEPTH: usize = 8;

/// Reads files as they are named, and the `.json` and `.txt` files of folders and of all folders below them, in the
/// order of their paths.
///
/// # Errors
///
/// A folder without such a file, and files that cannot be read, are too large or are no UTF-8; each is named.
pub fn load(paths: &[PathBuf]) -> Result<Sources, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let mut sources = Sources::new();
    for root in paths {
        let mut found = Vec::new();
        if let Err(error) = collect(root, 0, &mut found) {
            diagnostics.push(unreadable(root, &error));
            continue;
        }
        if found.is_empty() {
            let message = format!("there is no `.json` or `.txt` file in `{}`", root.display());
            diagnostics.push(Diagnostic::error("nothing-to-import", message));
        }
        found.sort();
        for path in &found {
            match read(path) {
                Ok(text) => {
                    sources.add(path.to_string_lossy().replace('\\', "/"), text);
                }
                Err(error) => diagnostics.push(unreadable(path, &error)),
            }
        }
    }
    diagnostics.propagate()?;
    Ok(sources)
}

fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error("unreadable", format!("cannot read `{}`: {error}", path.display()))
}

fn collect(path: &Path, depth: usize, into: &mut Vec<PathBuf>) -> io::Result<()> {
    if fs::metadata(path)?.is_file() {
        into.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        let kind = fs::symlink_metadata(&path)?.file_type();
        let wanted = path.extension().is_some_and(|extension| extension == "json" || extension == "txt");
        if kind.is_dir() && depth < MAX_DEPTH {
            collect(&path, depth + 1, into)?;
        } else if kind.is_file() && wanted {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_json_and_text_files_in_order() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("b"))?;
        for path in ["c.txt", "a.json", "b/api-docs.json", "notes.md", ".gitignore"] {
            fs::write(folder.path().join(path), path)?;
        }
        let sources =
            load(&[folder.path().to_owned(), folder.path().join("notes.md")]).expect("all can be read");
        let texts: Vec<&str> = sources.iter().map(|(_, source)| source.text.as_str()).collect();
        assert_eq!(texts, ["a.json", "b/api-docs.json", "c.txt", "notes.md"]);
        Ok(())
    }

    #[test]
    fn what_cannot_be_read_is_named() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let empty = folder.path().join("empty");
        fs::create_dir(&empty)?;
        fs::write(folder.path().join("bytes.json"), [0xff, 0xfe])?;
        let paths = [empty, folder.path().join("missing.json"), folder.path().join("bytes.json")];
        let diagnostics = load(&paths).expect_err("none can be read");
        let messages: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
        assert_eq!(messages.len(), 3);
        for (message, name) in messages.iter().zip(["empty", "missing.json", "bytes.json"]) {
            assert!(message.contains(name), "{message}");
        }
        Ok(())
    }
}
