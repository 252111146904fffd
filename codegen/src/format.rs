//! Formatting: tokens as text, as prettyplease prints them with blank lines between items.

use proc_macro2::TokenStream;

/// Formats the items of a file.
///
/// Tokens that are no items are printed as they are; `emit` makes none, and the compiler would say so.
pub(crate) fn format(tokens: TokenStream) -> String {
    match syn::parse2(tokens.clone()) {
        Ok(file) => separate(&prettyplease::unparse(&file)),
        Err(_) => tokens.to_string(),
    }
}

/// Puts a blank line before each item, at the top and in the body of an `impl`, but the first.
///
/// An item ends where a line of its indentation ends in `}`, `};` or `;`. Fields, variants and arms end in a comma and
/// stay together, statements stand deeper, and `use` items and `mod` items without documentation form one block.
fn separate(text: &str) -> String {
    let mut separated = String::with_capacity(text.len() + text.len() / 16);
    let mut previous = "";
    for line in text.lines() {
        if needs_blank(previous, line) {
            separated.push('\n');
        }
        separated.push_str(line);
        separated.push('\n');
        previous = line;
    }
    separated
}

fn needs_blank(previous: &str, line: &str) -> bool {
    let indent = indent(line);
    if indent > 4 || indent != self::indent(previous) || line.trim().is_empty() {
        return false;
    }
    let (ended, started) = (previous.trim(), line.trim());
    let ends = !ended.starts_with("//") && (ended.ends_with('}') || ended.ends_with(';'));
    let goes_on = started.starts_with(['}', ')', ']', '.']) || started.starts_with("where");
    let one_block = is_use(ended) && is_use(started);
    ends && !goes_on && !one_block
}

/// Whether a line is the end or the beginning of an import; an import over several lines ends in `};`.
fn is_use(line: &str) -> bool {
    line.starts_with("use ") || line == "};"
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
