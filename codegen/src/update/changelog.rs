//! The changelog of a generated crate: sections of ours, newest first, among the text of people.

use crate::version::Version;

/// What a changelog begins with.
const TITLE: &str = "# Changelog\n";

/// The changelog with a section more, before the first one that has a heading of its own; all else stays as it is.
pub fn insert(changelog: Option<&str>, section: &str) -> String {
    let text = changelog.unwrap_or(TITLE);
    let (before, after) = text.split_at(headings(text).next().map_or(text.len(), |(at, _)| at));
    join(before, section, after)
}

/// A text between two others, with an empty line around it and the ends of lines that these have.
fn join(before: &str, text: &str, after: &str) -> String {
    let ends = if before.contains("\r\n") || after.contains("\r\n") { "\r\n" } else { "\n" };
    let kept = before.trim_end_matches(['\r', '\n']);
    let gap = if kept.is_empty() { String::new() } else { ends.repeat(2) };
    let end = if after.is_empty() { "" } else { ends };
    format!("{kept}{gap}{}{ends}{end}{after}", text.trim_end().replace('\n', ends))
}

/// The headings of sections, each with the place where it begins. What is quoted has none.
fn headings(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let (mut at, mut is_quoted) = (0, false);
    let lines = text.split_inclusive('\n').map(move |line| {
        let begins = at;
        at += line.len();
        let is_fence = ["```", "~~~"].iter().any(|fence| line.trim_start().starts_with(fence));
        is_quoted ^= is_fence;
        (begins, line, is_quoted)
    });
    lines.filter(|(_, line, is_quoted)| !is_quoted && line.starts_with("## ")).map(|(at, line, _)| (at, line))
}

/// The changelog with a text at the beginning of the section of a version; without such a section, with one of its own.
pub fn insert_under(changelog: Option<&str>, version: Version, text: &str) -> String {
    let known = changelog.unwrap_or_default();
    match headings(known).find(|(_, line)| version_of(line) == Some(version)) {
        None => insert(changelog, &format!("## {version}\n\n{text}")),
        Some((at, line)) => {
            let (before, after) = known.split_at(at + line.len());
            join(before, text, after.trim_start_matches(['\r', '\n']))
        }
    }
}

/// The newest version that a changelog has a section of, in whatever way people write its heading: `## [1.2.0] - 2024-01-01`.
pub fn newest(changelog: &str) -> Option<Version> {
    headings(changelog).filter_map(|(_, line)| version_of(line)).max()
}

/// The version that a line is the heading of.
fn version_of(line: &str) -> Option<Version> {
    let word = line.strip_prefix("## ")?.split_whitespace().next()?;
    word.trim_start_matches(['[', 'v']).split([']', ':', '(']).next()?.parse().ok()
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
    fn what_is_quoted_is_no_heading_and_lines_end_as_they_did() {
        let text = "# News\r\n\r\n```\r\n## 9.0.0\r\n```\r\n\r\n## 0.1.0\r\n";
        assert_eq!(newest(text).map(|version| version.to_string()), Some("0.1.0".to_owned()));
        assert_eq!(
            insert(Some(text), "## 0.1.1\n\n- One.\n"),
            text.replace("## 0.1.0", "## 0.1.1\r\n\r\n- One.\r\n\r\n## 0.1.0")
        );
    }

    #[test]
    fn a_section_that_is_there_may_say_more() {
        let version = "0.2.0".parse().expect("a version");
        let known = "# News\n\n## [0.2.0]\n\nMine.\n\n## 0.1.0\n";
        let more = insert_under(Some(known), version, "- One.\n");
        assert_eq!(more, "# News\n\n## [0.2.0]\n\n- One.\n\nMine.\n\n## 0.1.0\n");
        assert_eq!(insert_under(None, version, "- One.\n"), "# Changelog\n\n## 0.2.0\n\n- One.\n");
    }

    #[test]
    fn the_text_of_people_stays() {
        let text = "# News\n\nWords.\n\n## 0.1.0\n\nMine.";
        assert_eq!(insert(Some(text), "## 0.1.1\n"), "# News\n\nWords.\n\n## 0.1.1\n\n## 0.1.0\n\nMine.");
        assert_eq!(insert(Some("Words."), "## 0.1.1\n"), "Words.\n\n## 0.1.1\n");
        assert_eq!(insert(Some("## 0.1.0\n"), "## 0.1.1\n"), "## 0.1.1\n\n## 0.1.0\n");
    }
}
