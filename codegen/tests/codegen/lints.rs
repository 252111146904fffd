//! Every lint has a fixture in `tests/lints/`, named after its code, that must be caught by it, at its own stage.

use std::fs;
use std::path::Path;

use acs_codegen::{Diagnostics, Generated, Options, Sources, generate};

const PRODUCT: &str = "product: P\nversion: '1'\nstyle: rpc\n";

#[test]
fn every_fixture_is_caught_by_its_lint() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lints");
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .expect("the folder of fixtures is there")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    paths.sort();
    assert!(paths.len() > 30, "{} fixtures", paths.len());
    for path in paths {
        let code = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let said = diagnose(&fs::read_to_string(&path).expect("a readable fixture"));
        assert!(
            said.iter().any(|diagnostic| diagnostic.code == code),
            "{code} does not catch its fixture:\n{said}"
        );
        assert!(said.iter().all(|diagnostic| diagnostic.code == code), "{code} is not alone:\n{said}");
        insta::with_settings!({ snapshot_path => "../lints", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(code, said.to_string());
        });
    }
}

/// What is said about a fixture: `Op.yaml`, and further files after lines such as `# file: overlay.yaml`.
fn diagnose(fixture: &str) -> Diagnostics {
    let mut files: Vec<(&str, String)> = vec![("Op.yaml", String::new())];
    for line in fixture.lines() {
        match line.strip_prefix("# file: ") {
            Some(name) => files.push((name, String::new())),
            None => files.last_mut().expect("one file at least").1.push_str(&format!("{line}\n")),
        }
    }
    if !files.iter().any(|(name, _)| *name == "product.yaml") {
        files.push(("product.yaml", PRODUCT.to_owned()));
    }
    let mut sources = Sources::new();
    for (name, text) in files {
        let path = name.strip_prefix("../").map_or_else(|| format!("p/1/{name}"), |name| format!("p/{name}"));
        sources.add(path, text);
    }
    match generate(&sources, &Options::default()) {
        Ok(Generated { warnings, .. }) => warnings,
        Err(diagnostics) => diagnostics,
    }
}
