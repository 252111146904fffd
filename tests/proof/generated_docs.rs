//! Docs of generated code are whole sentences, whatever they were wrapped or shortened to.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::TestResult;
use crate::skipped::root;

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            rust_files(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

/// The paragraphs of the docs in a file, each in one line, without code.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut is_code = false;
    for line in text.lines().map(str::trim) {
        let doc = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")).map(str::trim);
        let is_fence = doc.is_some_and(|doc| doc.starts_with("```"));
        is_code ^= is_fence;
        match doc.filter(|doc| !is_code && !is_fence && !doc.is_empty() && !doc.starts_with('#')) {
            Some(doc) => lines.push(doc),
            None if lines.is_empty() => {}
            None => paragraphs.push(std::mem::take(&mut lines).join(" ")),
        }
    }
    paragraphs
}

#[test]
fn every_paragraph_ends_as_a_sentence() -> TestResult {
    let mut files = Vec::new();
    for package in fs::read_dir(root().join("generated"))? {
        let sources = package?.path().join("src");
        if sources.is_dir() {
            rust_files(&sources, &mut files)?;
        }
    }
    assert!(files.len() > 20, "the generated crates are here");
    for file in files {
        for paragraph in paragraphs(&fs::read_to_string(&file)?) {
            assert!(paragraph.ends_with('.'), "{}: {paragraph}", file.display());
        }
    }
    Ok(())
}
