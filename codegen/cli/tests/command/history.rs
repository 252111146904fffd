//! Updates over the years: one after the other they lead where the last one alone does.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::Folder;

/// The states of a product version that were kept, the oldest first; none after a line that says that the test is skipped.
pub(super) fn states(folder: &str) -> Option<Vec<PathBuf>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/history").join(folder);
    let Ok(entries) = fs::read_dir(corpus) else {
        // Nobody may be listening, which is no reason to fail.
        let _ = writeln!(io::stdout(), "skipped: ../shared is not here");
        return None;
    };
    let mut states: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    states.sort();
    Some(states)
}

/// The imported files of a folder of specs, by their paths.
fn imported(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("a readable folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "yaml") {
                let text = fs::read_to_string(&path).expect("text");
                if text.contains("Imported by acsgen") {
                    files.push((path.strip_prefix(folder).expect("below").to_owned(), text));
                }
            }
        }
    }
    files.sort();
    files
}

/// Updates to one state after the other, and compares with an import of the last one.
fn check(states: &[PathBuf]) -> Folder {
    let folder = Folder::empty();
    for state in states {
        let state = state.to_str().expect("a path in UTF-8");
        folder.succeeds(&["update", state, "--yes", "--begin"]);
    }
    let last = states.last().expect("a state").to_str().expect("a path in UTF-8");
    assert!(folder.prints(&["update", last]).ends_with("everything is up to date\n"));
    folder.succeeds(&["import", last, "--out", "fresh"]);
    let root = folder.0.path();
    assert_eq!(imported(&root.join("specs")), imported(&root.join("fresh")), "{last}");
    folder
}

#[test]
fn nine_states_of_anycast_eip_lead_to_the_last_one() {
    let Some(states) = states("eipanycast-2020-03-09") else { return };
    assert_eq!(states.len(), 9);
    let folder = check(&states);
    let changelog = folder.read("generated/acs-eipanycast-20200309/CHANGELOG.md");
    let sections: Vec<&str> = changelog.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(sections.len(), 8, "{changelog}");
    insta::assert_snapshot!("eipanycast", changelog);
}

#[test]
fn both_states_of_a_pair_lead_to_the_second_one() {
    let Some(products) = states("pairs") else { return };
    assert_eq!(products.len(), 8);
    for product in products {
        let name = product.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        check(&states(&format!("pairs/{name}")).expect("the corpus is there"));
    }
}
