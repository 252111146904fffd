//! Clashes: several wire names of one scope with the same identifier.
//!
//! A name that a person chose stays. Of the others, the one that is spelled most like a type keeps the identifier:
//! `VpcId` before `vpcId` before `VPC-ID`. Each other one gets a suffix that depends on its own wire name only. So the
//! order of a scope does not matter, and a new name changes at most one other: it takes the identifier from the one that
//! had it, where it is spelled nearer to it. (Of two suffixes of digits that are the same, which is one case in sixteen
//! million, the farther one is changed.)

use std::collections::HashSet;

use heck::ToUpperCamelCase;

use super::spell::Case;
use super::suffix::suffixed;

/// A name of a scope.
pub(super) struct Named<'n> {
    pub(super) wire: &'n str,
    /// What it is called where nothing else is called so.
    pub(super) name: String,
    /// Whether that is not to be changed.
    pub(super) chosen: bool,
}

/// The names of a scope, in their order, distinct.
pub(super) fn settle(scope: Vec<Named<'_>>, case: Case) -> Vec<String> {
    let mut taken = HashSet::with_capacity(scope.len());
    if scope.iter().all(|named| taken.insert(named.name.as_str())) {
        return scope.into_iter().map(|named| named.name).collect();
    }
    let mut order: Vec<usize> = (0..scope.len()).collect();
    order.sort_by_cached_key(|&at| {
        let Named { wire, chosen, .. } = scope[at];
        (!chosen, distance(wire), wire)
    });
    let mut taken = HashSet::with_capacity(scope.len());
    let mut settled = vec![String::new(); scope.len()];
    for at in order {
        settled[at] = claim(&mut taken, &scope[at], case);
    }
    settled
}

fn claim(taken: &mut HashSet<String>, named: &Named<'_>, case: Case) -> String {
    let suffixed = (0..).map(|turn| suffixed(&named.name, named.wire, case, turn));
    let names = std::iter::once(named.name.clone()).chain(suffixed);
    let free = names.into_iter().find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(free.clone());
    free
}

/// How far a wire name is from a type's: its symbols, and its letters that would be of the other case. A name without
/// letters is farthest.
fn distance(wire: &str) -> usize {
    let wire = wire.replace("%s", "Any");
    let letters = || wire.chars().filter(|c| c.is_alphanumeric());
    if letters().next().is_none() {
        return usize::MAX;
    }
    let symbols = wire.chars().filter(|c| !c.is_alphanumeric()).count();
    let camel = wire.to_upper_camel_case();
    symbols + letters().zip(camel.chars()).filter(|(is, would_be)| is != would_be).count()
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn a_name_is_nearest_when_it_is_spelled_like_a_type() {
        let ordered = ["VpcId", "Vpc.%s", "vpc.Id", "VPCId", "vpc_id", "VPC-ID", "--"];
        let distances = ordered.map(distance);
        assert!(distances.is_sorted(), "{distances:?}");
        assert_eq!(distances[0], 0);
    }
}
