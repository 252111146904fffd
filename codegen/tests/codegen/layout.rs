//! What is printed is laid out as prettyplease would do it, with our blank lines, for all specs that there are.

use std::io::{self, Write as _};
use std::path::Path;

use acs_codegen::import::{self, import, load};
use acs_codegen::{Options, Sources, generate};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is in the workspace")
}

/// Without the comments that the printer does not keep, and without blank lines.
fn code(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with("// ")).collect()
}

/// The first line on which two texts differ.
fn difference<'t>(ours: &[&'t str], theirs: &[&'t str]) -> Option<(&'t str, &'t str)> {
    let at = ours.iter().zip(theirs).position(|(ours, theirs)| ours != theirs);
    let at = at.or_else(|| (ours.len() != theirs.len()).then(|| ours.len().min(theirs.len())))?;
    Some((ours.get(at).unwrap_or(&""), theirs.get(at).unwrap_or(&"")))
}

#[track_caller]
fn check(sources: &Sources) {
    for package in generate(sources, &Options::default()).expect("generates").packages {
        for file in
            package.files().expect("everybody may use it").iter().filter(|file| file.path.ends_with(".rs"))
        {
            let parsed = syn::parse_file(&file.text).expect("what is printed parses");
            let theirs = prettyplease::unparse(&parsed);
            if let Some((ours, theirs)) = difference(&code(&file.text), &code(&theirs)) {
                panic!("{}:\nours:   {ours}\ntheirs: {theirs}", file.path);
            }
        }
    }
}

#[test]
fn committed_specs_are_printed_as_prettyplease_would() {
    check(&Sources::load(&root().join("specs")).expect("the specs load"));
}

#[test]
fn odd_specs_are_printed_as_prettyplease_would() {
    check(&Sources::load(&root().join("tests/fixtures/specs")).expect("the specs load"));
}

#[test]
fn products_of_both_styles_are_printed_as_prettyplease_would() {
    for product in ["eci", "fc", "tingwu"] {
        let path = root().join("../shared/corpus/openmeta").join(product);
        if !path.exists() {
            // Nobody may be listening, which is no reason to fail.
            let _ = writeln!(io::stdout(), "skipped: ../shared is not here");
            return;
        }
        let documents = load(&[path]).expect("the documents load");
        let imported = import(&documents, &import::Options::default()).expect("the documents are read");
        let mut sources = Sources::new();
        for (path, text) in imported.files {
            sources.add(path, text);
        }
        check(&sources);
    }
}

#[test]
fn blank_lines_stand_between_items_only() {
    let sources = Sources::load(&root().join("tests/fixtures/specs")).expect("the specs load");
    for package in generate(&sources, &Options::default()).expect("generates").packages {
        for file in package.files().expect("everybody may use it") {
            assert!(!file.text.contains("\n\n\n"), "{}", file.path);
            assert!(!file.text.contains("{\n\n") && !file.text.contains("\n\n}"), "{}", file.path);
            assert!(file.text.ends_with('\n') && !file.text.ends_with("\n\n"), "{}", file.path);
        }
    }
}
