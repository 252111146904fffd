//! The changelog of a generated crate: sections of ours, newest first, among the text of people.

use crate::version::Version;

/// What a changelog begins with.
const TITLE: &str = "# Changelog\n";

/// The changelog with a section more, before the first one that has a heading of its own; all else stays as it is, but for empty
/// lines around it.
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
    let (mut at, mut open) = (0, None);
    let lines = text.split_inclusive('\n').map(move |line| {
        let begins = at;
        at += line.len();
        open = match (open, fence(line)) {
            (None, found) => found,
            // A fence is closed by one of its kind that is as long, at least, and has nothing beside it.
            (Some((kind, length)), Some((other, longer)))
                if kind == other && longer >= length && line.trim().len() == longer =>
            {
                None
            }
            (open, _) => open,
        };
        (begins, line, open.is_some())
    });
    lines.filter(|(_, line, is_quoted)| !is_quoted && line.starts_with("## ")).map(|(at, line, _)| (at, line))
}

/// The sign and the length of the fence that a line begins with.
fn fence(line: &str) -> Option<(char, usize)> {
    let line = line.trim_start();
    let kind = line.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = line.chars().take_while(|sign| *sign == kind).count();
    (length >= 3).then_some((kind, length))
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
        let quoted_twice = "````\n```\n## 9.0.0\n```` no end\n```\n## 8.0.0\n````\n## 0.1.0\n";
        assert_eq!(newest(quoted_twice).map(|version| version.to_string()), Some("0.1.0".to_owned()));
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
