//! The changelog of a generated crate: sections of ours, newest first, among the text of people.

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

#[cfg(test)]
mod tests {
    use super::*;

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
