//! The YAML printer: block style, with what fits on a line in flow style, and quotes only where they are needed.
//!
//! Invariant: what is printed reads back equal. A text is quoted where YAML 1.1 or 1.2 would read something else.

use std::fmt::Write as _;
use std::sync::LazyLock;

use regex_lite::Regex;

/// Longest line in flow style, in characters; a single scalar may be longer.
const WIDTH: usize = 120;
/// What one level is indented by, in spaces.
const STEP: usize = 2;

/// A node of a YAML document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// A keyword or a number, printed as it stands.
    Word(String),
    /// A text, quoted where it must be.
    Text(String),
    /// A text of several lines, one below the other.
    Lines(String),
    /// A list; on one line if it fits and holds no mapping.
    List(Vec<Node>),
    /// A mapping; on one line if it fits.
    Map(Entries),
    /// A mapping with one line or more per entry.
    Section(Entries),
}

/// The entries of a mapping, in order.
pub(crate) type Entries = Vec<(String, Node)>;

/// Prints a document below a comment of one line.
pub(crate) fn print(comment: &str, document: &Entries) -> String {
    let mut out = format!("# {comment}\n");
    print_entries(&mut out, document, 0);
    out
}

fn print_entries(out: &mut String, entries: &Entries, indent: usize) {
    for (key, node) in entries {
        let key = scalar(key);
        let _ = write!(out, "{:indent$}{key}:", "");
        print_value(out, node, indent, indent + key.chars().count() + 2);
    }
}

/// Prints what follows `key:` or `-`, which ends at `column`.
fn print_value(out: &mut String, node: &Node, indent: usize, column: usize) {
    if let Some(text) = inline(node).filter(|_| is_scalar(node) || fits(node, column)) {
        let _ = writeln!(out, " {text}");
        return;
    }
    match node {
        Node::Word(_) | Node::Text(_) => {}
        Node::Lines(text) => print_lines(out, text, indent),
        Node::List(items) => {
            out.push('\n');
            print_items(out, items, indent + STEP);
        }
        Node::Map(entries) | Node::Section(entries) => {
            out.push('\n');
            print_entries(out, entries, indent + STEP);
        }
    }
}

fn print_items(out: &mut String, items: &[Node], indent: usize) {
    for item in items {
        let _ = write!(out, "{:indent$}-", "");
        match item {
            Node::Map(entries) if !fits(item, indent + 2) => {
                let mut block = String::new();
                print_entries(&mut block, entries, indent + STEP);
                let _ = write!(out, " {}", block.trim_start());
            }
            item => print_value(out, item, indent, indent + 2),
        }
    }
}

/// A literal block. The indentation is stated where the first line could hide it.
fn print_lines(out: &mut String, text: &str, indent: usize) {
    let stated = if text.starts_with([' ', '\n']) { STEP.to_string() } else { String::new() };
    let chomping = match text.trim_end_matches('\n').len() {
        body if body == text.len() => "-",
        body if body + 1 == text.len() => "",
        _ => "+",
    };
    let _ = writeln!(out, " |{stated}{chomping}");
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        let indent = if line.is_empty() { 0 } else { indent + STEP };
        let _ = writeln!(out, "{:indent$}{line}", "");
    }
}

/// Whether the node can stand on the line on which it begins at `column`.
fn fits(node: &Node, column: usize) -> bool {
    inline(node).is_some_and(|text| column + text.chars().count() <= WIDTH)
}

fn is_scalar(node: &Node) -> bool {
    matches!(node, Node::Word(_) | Node::Text(_) | Node::Lines(_))
}

/// The node on one line, or dots where it takes more.
#[cfg(feature = "update")]
pub(crate) fn flow(node: &Node) -> String {
    inline(node).unwrap_or_else(|| "...".to_owned())
}

/// The node on one line, if it may stand on one.
fn inline(node: &Node) -> Option<String> {
    match node {
        Node::Word(word) => Some(word.clone()),
        Node::Text(text) => Some(scalar(text)),
        Node::Lines(text) => (!is_block(text)).then(|| scalar(text)),
        Node::List(items) if items.iter().any(is_mapping) => None,
        Node::List(items) => {
            let items: Option<Vec<_>> = items.iter().map(inline).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        Node::Map(entries) => {
            let entry = |(key, node): &(String, Node)| Some(format!("{}: {}", scalar(key), inline(node)?));
            let entries: Option<Vec<_>> = entries.iter().map(entry).collect();
            Some(format!("{{{}}}", entries?.join(", ")))
        }
        Node::Section(entries) => entries.is_empty().then(|| "{}".to_owned()),
    }
}

fn is_mapping(node: &Node) -> bool {
    matches!(node, Node::Map(_) | Node::Section(_))
}

/// Whether a literal block can show the text.
fn is_block(text: &str) -> bool {
    text.contains('\n') && text.chars().all(|c| c == '\n' || !needs_escape(c)) && text.trim() != ""
}

/// A scalar that reads back as exactly this text, in block and in flow style.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quote(text) }
}

/// Whether a scalar without quotes reads back as this text, and not as a number, a boolean or structure.
fn is_plain(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphanumeric() || "_/.$(;^+".contains(first))
        && !text.contains(|c: char| c.is_ascii_control() || ",[]{}".contains(c))
        && text.trim() == text
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.starts_with("...")
        && !text.chars().any(needs_escape)
        && !is_other_scalar(text)
}

/// Whether YAML 1.1 or 1.2 reads a number, a boolean or nothing. A date stays a text.
fn is_other_scalar(text: &str) -> bool {
    const WORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        let whole = r"0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+";
        let number = r"[0-9][0-9_]*(:[0-5]?[0-9])*(\.[0-9_]*)?(e[-+]?[0-9]+)?";
        let fraction = r"\.[0-9][0-9_]*(e[-+]?[0-9]+)?|\.(inf|nan)";
        Regex::new(&format!("^[-+]?({whole}|{number}|{fraction})$")).expect("a valid pattern")
    });
    let lower = text.to_ascii_lowercase();
    if lower.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return WORDS.contains(&lower.as_str()) || text.parse::<f64>().is_ok();
    }
    NUMBER.is_match(&lower) || text.parse::<f64>().is_ok()
}

/// Single quotes where they save backslashes, and else double ones.
fn quote(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.chars().any(needs_escape) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if needs_escape(c) => {
                let _ = match u32::from(c) {
                    code @ 0..=0xffff => write!(out, "\\u{code:04X}"),
                    code => write!(out, "\\U{code:08X}"),
                };
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Control characters, other line ends, marks of byte order and direction, and what is no character.
fn needs_escape(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
}

#[cfg(test)]
mod tests;
