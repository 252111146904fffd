//! Error codes: each code once, with its statuses.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Kind, Notes, Places, came};
use super::renames;
use crate::markdown;
use crate::model::Code;
use crate::path::join;

type Codes<'c> = BTreeMap<&'c str, (BTreeSet<u16>, &'c Code)>;

pub(super) fn compare(
    path: &str,
    (old, now): (&[Code], &[Code]),
    (old_place, new_place): Places,
    notes: &mut Notes<'_>,
) {
    let (before, after) = (by_code(old), by_code(now));
    let gone: Vec<_> = before.iter().filter(|(code, _)| !after.contains_key(*code)).collect();
    let added = after.iter().filter(|(code, _)| !before.contains_key(*code));
    // What the crate still has is no other thing by another name.
    let (back, added): (Vec<_>, Vec<_>) =
        added.partition(|(code, _)| old.iter().any(|was| was.code == **code));
    let pairs = renames::pair(&gone, &added, |(was, (before, _)), (is, (after, _))| {
        renames::codes((was, before), (is, after))
    });
    for (at, (code, (_, was))) in gone.iter().enumerate() {
        match pairs.iter().find(|(known, _)| *known == at).map(|(_, to)| added[*to]) {
            Some((now, (_, is))) => {
                let message =
                    format!("the error code is gone; {} is new, and much like it", markdown::code(now));
                let places = (Some(was.origin), Some(is.origin));
                let change = notes.push(Kind::CodeRenamed, &join(path, code), places, message);
                change.guess(now, join(path, now));
            }
            None => {
                let message = "the error code is gone".to_owned();
                notes.push(Kind::CodeRemoved, &join(path, code), (Some(was.origin), new_place), message);
            }
        }
    }
    let added = added.iter().enumerate().filter(|(to, _)| !pairs.iter().any(|(_, taken)| taken == to));
    let new = added.map(|(_, it)| (it, false)).chain(back.iter().map(|it| (it, true)));
    for ((code, (_, is)), is_back) in new {
        let message = format!("the error code with status {} {}", is.status, came(is_back));
        notes.push(Kind::CodeAdded, &format!("{path}.{code}"), (old_place, Some(is.origin)), message);
    }
    compare_same(path, (&before, &after), notes);
    for was in old.iter().filter(|code| code.gone.is_some() && !now.iter().any(|is| is.code == code.code)) {
        let message = "the error code went with an earlier release, and is not kept any longer".to_owned();
        let path = format!("{path}.{}", was.code);
        notes.push(Kind::TombstoneDropped, &path, (Some(was.origin), new_place), message);
    }
}

fn compare_same(path: &str, (before, after): (&Codes<'_>, &Codes<'_>), notes: &mut Notes<'_>) {
    for (code, (statuses, was)) in before {
        let Some((now, is)) = after.get(code) else { continue };
        let places = (Some(was.origin), Some(is.origin));
        notes.note(Kind::CodeStatusChanged, &format!("{path}.{code}"), places, (statuses, now), || {
            let list = |it: &BTreeSet<u16>| it.iter().map(u16::to_string).collect::<Vec<_>>().join(" and ");
            format!("the error code comes with status {}, it was {}", list(now), list(statuses))
        });
        notes.text(&was.text, &is.text);
    }
}

fn by_code(codes: &[Code]) -> Codes<'_> {
    let mut map = Codes::new();
    for code in codes.iter().filter(|code| code.gone.is_none()) {
        map.entry(&code.code).or_insert_with(|| (BTreeSet::new(), code)).0.insert(code.status);
    }
    map
}
