//! Suffixes: what tells two wire names apart whose identifiers are the same. Each depends on its own wire name only.
//!
//! Their forms are reserved: a name that ends like that of itself gets an underscore, so that it meets none of them.

use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase};

use super::spell::Case;

/// A way to write words, and its name as a suffix.
type Spelling = (fn(&str) -> String, &'static str, &'static str);

const SPELLINGS: &[Spelling] = &[
    (one_word, "_lower_case", "LowerCase"),
    (|stem| stem.to_shouty_snake_case(), "_upper_case", "UpperCase"),
    (|stem| stem.to_lower_camel_case(), "_camel_case", "CamelCase"),
    (|stem| stem.to_snake_case(), "_snake_case", "SnakeCase"),
    (|stem| stem.to_kebab_case(), "_kebab_case", "KebabCase"),
];

/// A word in lower case; several words in lower case have other names.
fn one_word(stem: &str) -> String {
    let word = stem.to_snake_case();
    if word.contains('_') { String::new() } else { word }
}

/// The name of a wire name beside another one of the same identifier: how it is spelled, where a word says that, or
/// digits. `turn` counts the names that were taken already.
pub(super) fn suffixed(name: &str, wire: &str, case: Case, turn: usize) -> String {
    let stem = name.trim_end_matches('_');
    let spelled = SPELLINGS.iter().find(|(spell, ..)| spell(stem) == wire && !wire.is_empty());
    let turn = match (turn, spelled) {
        (0, Some((_, snake, _))) if case == Case::Snake => return format!("{stem}{snake}"),
        (0, Some((_, _, camel))) => return format!("{stem}{camel}"),
        (0, None) => String::new(),
        (turn, _) => format!("n{turn}"),
    };
    let hash = hash(wire);
    match case {
        Case::Snake => format!("{stem}_x{hash}{turn}"),
        Case::Camel => format!("{stem}X{hash}{turn}"),
    }
}

/// Whether a name ends as only names do that are cut or that tell others apart.
pub(super) fn is_suffixed(name: &str, case: Case) -> bool {
    let words = SPELLINGS.iter().map(|(_, snake, camel)| if case == Case::Snake { snake } else { camel });
    let is_word = words.into_iter().any(|word| name.len() > word.len() && name.ends_with(word));
    is_word || [name, without_turn(name)].into_iter().any(|name| is_digits(name, case))
}

fn without_turn(name: &str) -> &str {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    stem.strip_suffix('n').unwrap_or(name)
}

fn is_digits(name: &str, case: Case) -> bool {
    let Some((stem, digits)) = name.split_at_checked(name.len().saturating_sub(DIGITS)) else { return false };
    let marks = if case == Case::Snake { ["_x", "_cut"] } else { ["X", "Cut"] };
    let is_digit = |digit: u8| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
    digits.bytes().all(is_digit)
        && marks.iter().any(|mark| stem.strip_suffix(mark).is_some_and(|stem| !stem.is_empty()))
}

/// How many digits a wire name has.
const DIGITS: usize = 6;

/// Hexadecimal digits that depend on a wire name (FNV-1a, folded).
pub(super) fn hash(wire: &str) -> String {
    let hash = wire.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{:0DIGITS$x}", (hash ^ (hash >> 40)) & 0xff_ffff)
}
