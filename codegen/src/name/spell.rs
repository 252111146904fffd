//! Spelling: a wire name as words, and words as an identifier.
//!
//! Any text has at least one word, each of ASCII letters and digits in lower case, and any words are an identifier.

use heck::ToSnakeCase;

use super::suffix::{hash, is_suffixed};

/// The case of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// Modules, methods and fields.
    Snake,
    /// Types and variants.
    Camel,
}

/// How things of a kind are named.
pub(crate) struct Rule {
    pub(super) case: Case,
    /// Names that mean something else there.
    pub(super) reserved: &'static [&'static [&'static str]],
}

impl Rule {
    /// The identifier of a wire name.
    pub(crate) fn name(&self, wire: &str) -> String {
        spell(&[wire], self)
    }

    /// Whether a person may choose a name: one that needs no allowance of a compiler and meets none that is made with a
    /// suffix.
    pub(crate) fn allows(&self, name: &str) -> bool {
        let stem = name.strip_suffix('_').unwrap_or(name);
        let mut pairs = stem.bytes().zip(stem.bytes().skip(1));
        let is_in_case = match self.case {
            Case::Snake => {
                stem.starts_with(|c: char| c.is_ascii_lowercase())
                    && stem.bytes().all(|c| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'_'))
                    && !pairs.any(|pair| pair == (b'_', b'_'))
            }
            Case::Camel => {
                let is_odd = |c: u8| c == b'_' || c.is_ascii_digit();
                stem.starts_with(|c: char| c.is_ascii_uppercase())
                    && stem.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_')
                    && pairs.all(|(a, b)| (a != b'_' && b != b'_') || (a != b && is_odd(a) && is_odd(b)))
            }
        };
        is_in_case && !stem.ends_with('_') && stem.len() <= MAX && name.ends_with('_') == self.is_taken(stem)
    }

    fn is_taken(&self, name: &str) -> bool {
        is_suffixed(name, self.case) || self.reserved.iter().any(|names| names.contains(&name))
    }
}

/// Longest name that is kept whole. A longer one has no page in rustdoc, whose files are named after types.
const MAX: usize = 200;
/// How much of a longer one is kept of its beginning, and of its end.
const KEPT: (usize, usize) = (120, 60);

/// Symbols that are spelled, because they tell names apart. Any other one parts words.
const SYMBOLS: &[(char, &str)] = &[
    ('!', "not"),
    ('#', "hash"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "and"),
    ('*', "star"),
    ('+', "plus"),
    ('<', "less"),
    ('=', "equal"),
    ('>', "greater"),
    ('?', "question"),
    ('@', "at"),
    ('^', "caret"),
    ('|', "or"),
    ('~', "tilde"),
];

/// Symbols that part words, and are spelled only where there is nothing else.
const SEPARATORS: &[(char, &str)] = &[
    ('\t', "tab"),
    ('\n', "newline"),
    (' ', "space"),
    (',', "comma"),
    ('-', "dash"),
    ('.', "dot"),
    ('/', "slash"),
    (':', "colon"),
    (';', "semicolon"),
    ('\\', "backslash"),
    ('_', "underscore"),
];

/// An identifier from the wire names on the way to it; an underscore at its end keeps it apart from reserved names, and
/// from those that have a suffix.
pub(super) fn spell(path: &[&str], rule: &Rule) -> String {
    let parts: Vec<String> = path.iter().map(|wire| snake(wire)).collect();
    let words = || parts.iter().flat_map(|part| part.split('_'));
    let name = join(words(), rule.case);
    if name.len() > MAX {
        return cut(&words().collect::<Vec<_>>(), &super::wire(path), rule.case);
    }
    if rule.is_taken(&name) { name + "_" } else { name }
}

/// The words of a name, with underscores between them.
fn snake(wire: &str) -> String {
    let spelled = spaced(wire);
    let spelled = if spelled.trim().is_empty() { spaced_separators(wire) } else { spelled };
    spelled.to_snake_case()
}

/// ASCII letters and digits stay, other letters become their code point, symbols their name; anything else is a space.
fn spaced(wire: &str) -> String {
    let mut spaced = String::with_capacity(wire.len());
    let negative = wire.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    spaced.push_str(if negative { "minus " } else { "" });
    for (at, part) in wire.split("%s").enumerate() {
        spaced.push_str(if at > 0 { " any " } else { "" });
        for c in part.chars() {
            match c {
                c if c.is_ascii_alphanumeric() => spaced.push(c),
                c if c.is_alphanumeric() => push_code_point(&mut spaced, c),
                c => push_symbol(&mut spaced, SYMBOLS, c),
            }
        }
    }
    spaced
}

/// A name of separators only.
fn spaced_separators(wire: &str) -> String {
    let mut spaced = String::new();
    for c in wire.chars() {
        match SEPARATORS.iter().any(|(symbol, _)| *symbol == c) {
            true => push_symbol(&mut spaced, SEPARATORS, c),
            false => push_code_point(&mut spaced, c),
        }
    }
    if wire.is_empty() { "empty".to_owned() } else { spaced }
}

fn push_symbol(spaced: &mut String, names: &[(char, &str)], c: char) {
    let name = names.iter().find(|(symbol, _)| *symbol == c).map_or("", |(_, name)| name);
    spaced.push(' ');
    spaced.push_str(name);
    spaced.push(' ');
}

fn push_code_point(spaced: &mut String, c: char) {
    spaced.push_str(&format!(" u{:x} ", u32::from(c)));
}

/// Words in a case; what would begin with a digit gets an `n` before it.
fn join<'w>(words: impl Iterator<Item = &'w str>, case: Case) -> String {
    let mut name = String::new();
    for word in words {
        let is_digit = |c: char| c.is_ascii_digit();
        match case {
            Case::Snake if name.is_empty() && word.starts_with(is_digit) => name.push('n'),
            Case::Camel if name.is_empty() && word.starts_with(is_digit) => name.push('N'),
            Case::Snake if !name.is_empty() => name.push('_'),
            // `1.0` and `10` are two versions.
            Case::Camel if name.ends_with(is_digit) && word.starts_with(is_digit) => name.push('_'),
            Case::Snake | Case::Camel => {}
        }
        let (initial, rest) = word.split_at(word.len().min(1));
        match case {
            Case::Snake => name.push_str(initial),
            Case::Camel => name.push_str(&initial.to_ascii_uppercase()),
        }
        name.push_str(rest);
    }
    name
}

/// The beginning and the end of a name that is too long, and digits that depend on all of it.
fn cut(words: &[&str], wire: &str, case: Case) -> String {
    let mut kept = fitting(words.iter().copied(), KEPT.0);
    if kept.is_empty() {
        kept.extend(words.first().and_then(|word| word.get(..KEPT.0)));
    }
    let mut tail = fitting(words[kept.len()..].iter().rev().copied(), KEPT.1);
    tail.reverse();
    let digits = format!("cut{}", hash(wire));
    join(kept.into_iter().chain(tail).chain([digits.as_str()]), case)
}

/// The first words, as many as there is room for.
fn fitting<'w>(words: impl Iterator<Item = &'w str>, mut room: usize) -> Vec<&'w str> {
    let fits = |word: &'w str| {
        room = room.checked_sub(word.len() + 1)?;
        Some(word)
    };
    words.map_while(fits).collect()
}
