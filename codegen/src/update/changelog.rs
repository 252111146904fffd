//! The changelog of a generated crate: sections of ours, newest first, among the text of people.

use crate::version::Version;

/// What a changelog begins with.
const TITLE: &str = "# Changelog\n";

/// The changelog with a section more, before the first one that has a heading of its own; all else stays as it is.
pub fn insert(changelog: Option<&str>, section: &str) -> String {
    let text = changelog.unwrap_or(TITLE);
    let at = text.find("\n## ").map(|at| at + 1).or_else(|| text.starts_with("## ").then_some(0));
    let (before, after) = text.split_at(at.unwrap_or(text.len()));
    let gap = if before.is_empty() || before.ends_with("\n\n") {
        ""
    } else if before.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    let end = if after.is_empty() { "" } else { "\n" };
    format!("{before}{gap}{}\n{end}{after}", section.trim_end())
}

/// The newest version that a changelog has a section of, in whatever way people write its heading: `## [1.2.0] - 2024-01-01`.
pub fn newest(changelog: &str) -> Option<Version> {
    let headings = changelog.lines().filter_map(|line| line.strip_prefix("## "));
    let version = |heading: &str| {
        let word = heading.split_whitespace().next()?;
        word.trim_start_matches(['[', 'v']).split([']', ':', '(']).next()?.parse().ok()
    };
    headings.filter_map(version).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_found_however_it_is_written() {
        let newest = |text: &str| newest(text).map(|version| version.to_string());
        assert_eq!(newest("# Changelog\n\n## Unreleased\n\n### 9.0.0\n"), None);
        assert_eq!(newest("## 0.1.9\n\n## 0.1.10\n"), Some("0.1.10".to_owned()));
        for heading in ["1.2.0", "[1.2.0] - 2024-01-01", "v1.2.0: more", "[1.2.0](https://example.com)"] {
            assert_eq!(newest(&format!("## {heading}\n")), Some("1.2.0".to_owned()), "{heading}");
        }
    }

    #[test]
    fn the_newest_section_comes_first() {
        let first = insert(None, "## 0.1.1\n\n- One.\n");
        assert_eq!(first, "# Changelog\n\n## 0.1.1\n\n- One.\n");
        assert_eq!(insert(Some(&first), "## 0.1.2\n"), "# Changelog\n\n## 0.1.2\n\n## 0.1.1\n\n- One.\n");
    }

    #[test]
    fn the_text_of_people_stays() {
        let text = "# News\n\nWords.\n\n## 0.1.0\n\nMine.";
        assert_eq!(insert(Some(text), "## 0.1.1\n"), "# News\n\nWords.\n\n## 0.1.1\n\n## 0.1.0\n\nMine.");
        assert_eq!(insert(Some("Words."), "## 0.1.1\n"), "Words.\n\n## 0.1.1\n");
        assert_eq!(insert(Some("## 0.1.0\n"), "## 0.1.1\n"), "## 0.1.1\n\n## 0.1.0\n");
    }
}
