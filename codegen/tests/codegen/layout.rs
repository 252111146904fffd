//! What is printed is laid out as prettyplease would do it, with our blank lines, for all specs that there are.

use std::path::Path;

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
fn check(specs: &Path) {
    let sources = Sources::load(specs).expect("the specs load");
    for package in generate(&sources, &Options::default()).expect("generates").packages {
        for file in package.files().iter().filter(|file| file.path.ends_with(".rs")) {
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
    check(&root().join("specs"));
}

#[test]
fn odd_specs_are_printed_as_prettyplease_would() {
    check(&root().join("tests/fixtures/specs"));
}

#[test]
fn blank_lines_stand_between_items_only() {
    let sources = Sources::load(&root().join("tests/fixtures/specs")).expect("the specs load");
    for package in generate(&sources, &Options::default()).expect("generates").packages {
        for file in package.files() {
            assert!(!file.text.contains("\n\n\n"), "{}", file.path);
            assert!(!file.text.contains("{\n\n") && !file.text.contains("\n\n}"), "{}", file.path);
            assert!(file.text.ends_with('\n') && !file.text.ends_with("\n\n"), "{}", file.path);
        }
    }
}
