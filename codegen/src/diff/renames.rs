//! Renames: of what is gone and what is new, the pairs that are likely the same thing by another name.

use super::fields::type_words;
use crate::model::{Field, Operation};

/// Less alike than this is not the same.
const ALIKE: f64 = 0.75;

/// The pairs of positions that are most alike, each position once; `alike` is 0 for what cannot be the same.
pub(crate) fn pair<T, U>(gone: &[T], new: &[U], alike: impl Fn(&T, &U) -> f64) -> Vec<(usize, usize)> {
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    for (at, one) in gone.iter().enumerate() {
        let scores = new.iter().enumerate().map(|(to, other)| (alike(one, other), at, to));
        scored.extend(scores.filter(|(score, ..)| *score >= ALIKE));
    }
    scored
        .sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)).then(one.2.cmp(&other.2)));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, at, to) in scored {
        if !pairs.iter().any(|(known, taken)| *known == at || *taken == to) {
            pairs.push((at, to));
        }
    }
    pairs
}

/// How alike two operations are: by name, and by the parameters that they have in common.
pub(crate) fn operations(was: &Operation, is: &Operation) -> f64 {
    let has = |op: &Operation, name: &str| op.parameters.iter().any(|param| param.name == name);
    let common = was.parameters.iter().filter(|param| has(is, &param.name)).count();
    let all = was.parameters.len() + is.parameters.len() - common;
    if all == 0 || was.access != is.access {
        return 0.0;
    }
    (alike(&was.name, &is.name) + common as f64 / all as f64) / 2.0
}

/// How alike two parameters or fields are: by name, where type and place are the same.
pub(crate) fn fields(was: &Field, is: &Field) -> f64 {
    let is_same = type_words(&was.ty) == type_words(&is.ty) && was.place == is.place;
    if is_same { alike(&was.name, &is.name) } else { 0.0 }
}

/// How alike two error codes are: by name, where all statuses are the same.
pub(crate) fn codes<S: PartialEq>((was, before): (&str, &S), (is, after): (&str, &S)) -> f64 {
    if before == after { alike(was, is) } else { 0.0 }
}

/// How alike two names are, from 0 to 1; how they are separated and whether letters are large does not count.
fn alike(one: &str, other: &str) -> f64 {
    let letters =
        |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    strsim::normalized_levenshtein(&letters(one), &letters(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_pairs_are_taken_and_each_name_once() {
        let gone = ["InstanceId", "VpcName"];
        let new = ["InstanceIds", "Instance.Id", "Zone"];
        assert_eq!(pair(&gone, &new, |one, other| alike(one, other)), [(0, 1)]);
    }
}
