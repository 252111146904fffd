//! The files to import, from disk: OpenMeta as JSON, pages as text or Markdown.

use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::sources::{MAX_DEPTH, Sources};

/// The endings of files that are read from folders.
const EXTENSIONS: &[&str] = &["json", "md", "txt"];

/// Reads files as they are named, and the `.json`, `.md` and `.txt` files of folders and of all folders below them, in the
/// order of their paths.
///
/// # Errors
///
/// A folder without such a file, and files that cannot be read, are too large or are no UTF-8; each is named.
pub fn load(paths: &[PathBuf]) -> Result<Sources, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let mut sources = Sources::new();
    for root in paths {
        let found = sources.add_tree(root, EXTENSIONS, &mut diagnostics);
        if found.is_some_and(|found| found.files.is_empty()) {
            let message = format!("there is no `.json`, `.md` or `.txt` file in `{}`", root.display());
            let help = format!("links, and folders more than {MAX_DEPTH} below it, are not followed");
            diagnostics.push(Diagnostic::error("nothing-to-import", message).help(help));
        }
    }
    diagnostics.propagate()?;
    Ok(sources)
}

/// What [`load`] passes over in folders, in the order of the paths, hidden things aside: files by their names, links, and
/// folders that are too deep.
pub fn passed_over(paths: &[PathBuf]) -> Vec<String> {
    let mut found = Vec::new();
    for root in paths.iter().filter(|root| root.is_dir()) {
        collect(root, 0, &mut found);
    }
    found.sort();
    found
}

/// Folders that cannot be read are reported by [`load`].
fn collect(folder: &Path, depth: usize, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match entry.file_type() {
            _ if hidden => {}
            Ok(kind) if kind.is_dir() && depth < MAX_DEPTH => collect(&path, depth + 1, found),
            Ok(kind) if kind.is_file() && EXTENSIONS.contains(&extension) => {}
            Ok(_) => found.push(path.display().to_string()),
            Err(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn a_folder_gives_its_json_markdown_and_text_files_in_order() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("b"))?;
        for path in ["c.txt", "a.json", "b/page.md", "notes.rst", ".gitignore"] {
            fs::write(folder.path().join(path), path)?;
        }
        let sources =
            load(&[folder.path().to_owned(), folder.path().join("notes.rst")]).expect("all can be read");
        let texts: Vec<&str> = sources.iter().map(|(_, source)| source.text.as_str()).collect();
        assert_eq!(texts, ["a.json", "b/page.md", "c.txt", "notes.rst"]);
        let others = passed_over(&[folder.path().to_owned()]);
        assert_eq!(others, [folder.path().join("notes.rst").display().to_string()]);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn links_and_folders_that_are_too_deep_are_passed_over_and_named() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let deep = (0..MAX_DEPTH).fold(folder.path().join("d"), |path, _| path.join("d"));
        fs::create_dir_all(&deep)?;
        fs::write(deep.join("a.json"), "{}")?;
        fs::write(folder.path().join("b.json"), "{}")?;
        let link = folder.path().join("c.json");
        std::os::unix::fs::symlink(folder.path().join("b.json"), &link)?;
        let roots = [folder.path().to_owned()];
        assert_eq!(load(&roots).expect("one can be read").iter().count(), 1);
        assert_eq!(passed_over(&roots), [link.display().to_string(), deep.display().to_string()]);
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
