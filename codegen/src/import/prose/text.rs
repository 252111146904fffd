//! Documentation text as lines and sentences, with one kind of mark for literals.
//!
//! Bold text and code both become `` `text` ``; links become their text; list marks and note marks are taken off and
//! remembered.

use std::sync::LazyLock;

use regex_lite::Regex;

/// Longest description that is read, in bytes; the longest real one has a sixth of it.
pub(super) const MAX_BYTES: usize = 64 << 10;

/// A description.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Prose {
    /// The lines that are not empty.
    pub(super) lines: Vec<Line>,
}

/// A line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// How far it is indented.
    pub(super) indent: usize,
    /// Whether it is an item of a list.
    pub(super) bullet: bool,
    /// Whether it is a remark.
    pub(super) note: bool,
    /// The text without marks.
    pub(super) text: String,
}

impl Prose {
    /// Reads a description; nothing of one that is too long.
    pub(super) fn read(doc: &str) -> Self {
        if doc.len() > MAX_BYTES {
            return Self::default();
        }
        let lines = doc.lines().map(read_line).filter(|line| !line.text.is_empty());
        Self { lines: lines.collect() }
    }

    /// The sentences with the lines they stand on, without full stops.
    pub(super) fn sentences(&self) -> impl Iterator<Item = (&Line, &str)> {
        self.lines.iter().flat_map(|line| sentences(&line.text).map(move |sentence| (line, sentence)))
    }

    /// Whether the text takes several values in one, so that what is said of a value does not hold for the text.
    pub(super) fn takes_several(&self) -> bool {
        static JOINED: LazyLock<Regex> = LazyLock::new(|| {
            let mark = r"(?:comma|semicolon|space|vertical bar|line break|pipe)";
            regex(&format!(r"(?i)\b(?:separated?|delimited|delimit)\b.*\b{mark}s?\b|\b{mark}-separated\b"))
        });
        self.sentences().any(|(_, sentence)| JOINED.is_match(sentence))
    }

    /// Whether the text has these words, in any case. Most have not, and this costs less than a pattern that needs them.
    pub(super) fn mentions(&self, words: &str) -> bool {
        let has = |text: &str| {
            text.as_bytes().windows(words.len()).any(|at| at.eq_ignore_ascii_case(words.as_bytes()))
        };
        self.lines.iter().any(|line| has(&line.text))
    }

    /// What happens when the parameter is left out, in the documentation's words.
    pub(super) fn server_default(&self) -> Option<String> {
        let starts = ["if you do not specify this parameter", "if this parameter is not specified"];
        let says =
            |sentence: &str| starts.iter().any(|start| sentence.to_ascii_lowercase().starts_with(start));
        let sentence = self.sentences().map(|(_, sentence)| sentence).find(|sentence| says(sentence))?;
        Some(format!("{}.", sentence.replace('`', "")))
    }
}

fn read_line(line: &str) -> Line {
    let line: String = line.replace('\t', "    ").chars().map(half_width).collect();
    let mut text = line.trim();
    let indent = line.len() - line.trim_start().len();
    let note = text.starts_with('>') || ["**Note", "Note:"].iter().any(|mark| text.starts_with(mark));
    text = text.trim_start_matches(['>', ' ']);
    let rest = ["* ", "- ", "+ ", "• ", "•"].iter().find_map(|mark| text.strip_prefix(mark));
    Line { indent, bullet: rest.is_some(), note, text: unmark(rest.unwrap_or(text).trim()) }
}

/// Chinese punctuation, which English texts have here and there, as the English one.
fn half_width(c: char) -> char {
    match c {
        '：' => ':',
        '，' | '、' => ',',
        '（' => '(',
        '）' => ')',
        '；' => ';',
        '\u{a0}' => ' ',
        c => c,
    }
}

/// Replaces bold by code, and takes off links and escapes outside of code.
fn unmark(text: &str) -> String {
    // Stands for a mark of bold text while escapes are taken off, which may leave two asterisks.
    const BOLD: &str = "\u{1}";
    let text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">");
    let bold = if text.matches("**").count().is_multiple_of(2) { "`" } else { "" };
    let text = text.replace("**", BOLD);
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(index, part)| if index % 2 == 0 { unescape(part) } else { part.to_owned() });
    let text = parts.collect::<Vec<_>>().join("`").replace(BOLD, bold).replace("``", "`");
    text.trim().trim_end_matches('\\').trim_end().to_owned()
}

fn unescape(text: &str) -> String {
    if !text.contains(['[', '\\']) {
        return text.to_owned();
    }
    static LINK: LazyLock<Regex> = LazyLock::new(|| regex(r"\[([^\]\[]*)\]\([^)]*\)"));
    static ESCAPE: LazyLock<Regex> = LazyLock::new(|| regex(r"\\([!-/:-@\[-`{-~])"));
    ESCAPE.replace_all(&LINK.replace_all(text, "$1"), "$1").into_owned()
}

/// Splits at full stops that end a sentence: outside of code, and before a space or the end.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut ends = Vec::new();
    let mut code = false;
    let bytes = text.as_bytes();
    for (index, byte) in bytes.iter().enumerate() {
        match byte {
            b'`' => code = !code,
            b'.' if !code && bytes.get(index + 1).is_none_or(|next| next.is_ascii_whitespace()) => {
                ends.push(index)
            }
            _ => {}
        }
    }
    ends.push(text.len());
    let mut start = 0;
    ends.into_iter().filter_map(move |end| {
        let sentence = text[start..end].trim();
        start = (end + 1).min(text.len());
        (!sentence.is_empty()).then_some(sentence)
    })
}

impl Line {
    /// Whether the line is about one of several cases or parts: `If A is set to x, …`, `key: …` in a list.
    pub(super) fn is_about_part(&self) -> bool {
        let case = ["If ", "When ", "For "].iter().any(|start| self.text.starts_with(start));
        self.is_labelled() || self.bullet && case
    }

    /// Whether the line is an item about what it begins with: `key: …`.
    pub(super) fn is_labelled(&self) -> bool {
        static LABEL: LazyLock<Regex> = LazyLock::new(|| regex(r"^`?[A-Za-z][A-Za-z0-9_.-]*`?\s*:"));
        self.bullet && LABEL.is_match(&self.text)
    }
}

/// A pattern of this stage.
pub(super) fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns of this stage are valid")
}

/// Whether a text holds under a condition only, or is about one of several parts.
pub(super) fn is_conditional(text: &str) -> bool {
    let text = format!(" {} ", text.to_lowercase());
    [" if ", " when ", " unless ", " each ", " every ", " per "].iter().any(|word| text.contains(word))
        || [" for ", " in "].iter().any(|word| text.starts_with(word))
}

/// A number that may have separators of thousands, as it is printed.
pub(super) fn number(text: &str) -> Option<String> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| regex(r"^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$"));
    let plain = text.replace(',', "");
    let good = NUMBER.is_match(text) && plain.len() < 16;
    let whole = plain.parse::<i64>().map(|number| number.to_string());
    let number = || plain.parse::<f64>().map(|number| number.to_string());
    good.then(|| whole.or_else(|_| number()).ok()).flatten()
}
