//! The one way for text to become a doc comment, or part of a report.
//!
//! Any text gives Markdown without HTML, without links and without code blocks: nothing that rustdoc would warn about,
//! run as a test, or show as anything but the text. Spans in backticks stay code.

/// Longest line of a doc comment, in characters; a longer word stands alone.
const WIDTH: usize = 96;

/// Prose as Markdown, one line.
pub(crate) fn prose(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace(is_unfit, "");
    let parts: Vec<&str> = text.split('`').collect();
    // Runs of backticks could open a block; single ones in pairs are code.
    let balanced = parts.len() % 2 == 1 && !text.contains("``");
    let mut markdown = String::with_capacity(text.len() + 8);
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            markdown.push_str(if balanced { "`" } else { "\\`" });
        }
        if balanced && index % 2 == 1 {
            markdown.push_str(part);
        } else {
            escape(part, &mut markdown);
        }
    }
    match markdown.chars().next() {
        Some('#' | '+' | '-' | '=' | '|' | '~' | '>') => format!("\\{markdown}"),
        Some(first) if first.is_ascii_digit() => guard_number(&markdown),
        _ => markdown,
    }
}

/// A sentence: prose that ends in a full stop.
pub(crate) fn sentence(text: &str) -> String {
    let prose = prose(text);
    let ends = prose.ends_with(['.', '!', '?', ':', '。']);
    if ends || prose.is_empty() { prose } else { prose + "." }
}

/// Code as Markdown, whatever it contains.
pub fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if is_unfit(c) { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let padded = text.starts_with('`') || text.ends_with('`') || text.starts_with(' ') && text.ends_with(' ');
    if text.trim().is_empty() {
        return "an empty text".to_owned();
    }
    if padded { format!("{fence} {text} {fence}") } else { format!("{fence}{text}{fence}") }
}

/// A block of another language, whatever it contains; rustdoc shows it and runs nothing.
pub fn fenced(language: &str, text: &str) -> Vec<String> {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat((longest + 1).max(3));
    let lines = text.lines().map(|line| line.replace(is_unfit, " "));
    std::iter::once(format!("{fence}{language}")).chain(lines).chain([fence.clone()]).collect()
}

/// Paragraphs as the lines of a doc comment.
pub(crate) fn paragraphs(paragraphs: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in paragraphs.into_iter().filter(|paragraph| !paragraph.is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        wrap(&paragraph, &mut lines);
    }
    lines
}

/// Breaks at spaces outside code, where a line break changes nothing.
fn wrap(paragraph: &str, lines: &mut Vec<String>) {
    let mut line = String::new();
    for word in words(paragraph) {
        // A word that would start a list or a heading must not come first.
        let plain = !word.starts_with(['#', '+', '-', '=', '|', '~', '>'])
            && !word.starts_with(|c: char| c.is_ascii_digit());
        if !line.is_empty() && plain && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
}

/// Splits at spaces, but not within backticks.
fn words(paragraph: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut in_code) = (0, false);
    for (at, c) in paragraph.char_indices() {
        match c {
            '`' => in_code = !in_code,
            ' ' if !in_code => {
                words.push(&paragraph[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    words.push(&paragraph[start..]);
    words
}

fn escape(text: &str, into: &mut String) {
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|') {
            into.push('\\');
        }
        // A bare address would be a link; the colon is what makes it one.
        if c == ':' && (into.ends_with("http") || into.ends_with("https") || into.ends_with("ftp")) {
            into.push('\\');
        }
        into.push(c);
    }
}

/// Control characters, and those that change the direction of the text around them, which rustc refuses.
fn is_unfit(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `1. text` and `1) text` would start a list.
fn guard_number(markdown: &str) -> String {
    let digits = markdown.chars().take_while(char::is_ascii_digit).count();
    match markdown[digits..].chars().next() {
        Some('.' | ')') => format!("{}\\{}", &markdown[..digits], &markdown[digits..]),
        _ => markdown.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(function: fn(&str) -> String, cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(function(text), *expected);
        }
    }

    #[test]
    fn prose_has_no_markup_of_its_own() {
        check(
            prose,
            &[
                ("plain text", "plain text"),
                ("a\n  b\t c", "a b c"),
                ("<script>x</script>", "\\<script\\>x\\</script\\>"),
                ("see [this](~~1~~)", "see \\[this\\](\\~\\~1\\~\\~)"),
                ("use `Tag.N` or *", "use `Tag.N` or \\*"),
                ("one ` tick", "one \\` tick"),
                ("a \u{202e}b `c\u{202e}`", "a b `c`"),
                ("````rust x````", "\\`\\`\\`\\`rust x\\`\\`\\`\\`"),
                ("# title", "\\# title"),
                ("- item", "\\- item"),
                ("1. item", "1\\. item"),
                ("2.5 GiB", "2\\.5 GiB"),
                ("http://x", "http\\://x"),
                ("", ""),
            ],
        );
    }

    #[test]
    fn code_holds_backticks() {
        check(
            code,
            &[("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("", "an empty text"), ("a\nb", "`a b`")],
        );
    }

    #[test]
    fn sentences_end() {
        check(sentence, &[("a", "a."), ("a.", "a."), ("", "")]);
    }

    #[test]
    fn lines_break_outside_code() {
        let text = format!("{} `{}`", "word ".repeat(18).trim(), "a b ".repeat(10).trim());
        let lines = paragraphs([text.clone()]);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines.join(" "), text);
    }
}
