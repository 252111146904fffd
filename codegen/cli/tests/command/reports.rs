//! Reports about changes that happened: nine states of a product version, and two states of eight others. Each snapshot
//! was read beside the differences of the JSON files.

use std::path::Path;

use serde_json::Value;

use super::Folder;
use super::history::states;

/// The report in Markdown, after making sure that its JSON says the same.
fn report(old: &Path, new: &Path) -> String {
    let folder = Folder::empty();
    let states = [old, new].map(|path| path.to_str().expect("a path in UTF-8"));
    let markdown = folder.prints(&["diff", states[0], states[1], "--format", "markdown"]);
    let json = folder.prints(&["diff", states[0], states[1], "--format", "json"]);
    let json: Value = serde_json::from_str(&json).expect("it is JSON");
    let changes = json["changes"].as_array().expect("a list of changes");
    let mut expected: Vec<String> = changes.iter().map(line).collect();
    let mut said = lines(&markdown);
    expected.sort();
    said.sort();
    assert_eq!(said, expected, "{markdown}");
    let texts =
        if json["texts"] == 1 { "1 text differs" } else { &format!("{} texts differ", json["texts"]) };
    assert!(markdown.ends_with(&format!("; {texts}.\n")), "{markdown}");
    markdown
}

/// A change in JSON as Markdown says it, with the titles that it stands under.
fn line(change: &Value) -> String {
    let text = |key: &str| change[key].as_str().unwrap_or_default();
    let title = match text("level") {
        "major" => "### Breaking",
        "minor" => "### Added and deprecated",
        _ => "### Changed",
    };
    let operation = change["operation"].as_str().unwrap_or("in common");
    let (path, message) = (text("path"), text("message"));
    let sentence = match path.strip_prefix(text("operation")) {
        Some("") => message.to_owned(),
        Some(rest) => format!("`{}`: {message}", rest.strip_prefix('.').unwrap_or(path)),
        None => format!("`{path}`: {message}"),
    };
    let guess = if change["guess"] == true { " (A guess.)" } else { "" };
    let calls = if change["breaks_calls"] == true { " **May break calls.**" } else { "" };
    let owner = format!("- {} {} {operation}", text("product"), text("version"));
    format!("{title}{owner}  - {sentence}.{guess}{calls}")
}

/// The changes that Markdown lists, each with the titles that it stands under.
fn lines(markdown: &str) -> Vec<String> {
    let (mut title, mut owner, mut lines) = ("", "", Vec::new());
    for line in markdown.lines() {
        match line {
            _ if line.starts_with("### ") => title = line,
            _ if line.starts_with("- ") => owner = line,
            _ if line.starts_with("  - ") => lines.push(format!("{title}{owner}{line}")),
            _ => {}
        }
    }
    lines
}

fn date(state: &Path) -> String {
    state.file_stem().expect("a file has a name").to_string_lossy().into_owned()
}

#[test]
fn nine_states_of_anycast_eip() {
    let Some(states) = states("eipanycast-2020-03-09") else { return };
    let reports = states.windows(2).map(|pair| {
        let [old, new] = pair else { unreachable!("a window of two") };
        format!("## {} to {}\n\n{}", date(old), date(new), report(old, new))
    });
    insta::assert_snapshot!("eipanycast", reports.collect::<Vec<_>>().join("\n"));
}

#[test]
fn two_states_of_eight_products() {
    let Some(products) = states("pairs") else { return };
    for product in products {
        let name = product.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        let states = states(&format!("pairs/{name}")).expect("the corpus is there");
        let [old, new] = states.as_slice() else { panic!("`{name}` has two states") };
        insta::assert_snapshot!(name.as_str(), report(old, new));
    }
}
