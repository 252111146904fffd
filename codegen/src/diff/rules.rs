//! Rules: limits that became narrower or wider, and all others that are new, gone or changed.

use std::collections::BTreeSet;

use super::change::{Kind, Notes, Places, both};
use super::fields::Scope;
use super::operation::quoted;
use crate::markdown::code;
use crate::model::{CrossRule, Field, Rule, RuleKind};

pub(super) fn compare(path: &str, (old, new): (&Field, &Field), scope: Scope, notes: &mut Notes<'_>) {
    // What the service answers with is not checked.
    if scope == Scope::Response {
        return;
    }
    let places = both(old.origin, new.origin);
    for was in rules(old) {
        match rules(new).find(|is| is_same_kind(&was.kind, &is.kind)) {
            None => {
                let kind = if limit(&was.kind).is_some() { Kind::LimitLoosened } else { Kind::RuleRemoved };
                let message = format!("{} is not asked for any more", said(&was.kind));
                notes.push(kind, path, (Some(was.origin), places.1), message);
            }
            Some(is) if was.kind != is.kind => {
                let message = format!("{} is asked for, it was {}", said(&is.kind), said(&was.kind));
                let places = both(was.origin, is.origin);
                notes.push(changed(&was.kind, &is.kind), path, places, message + read(is));
            }
            Some(is) => {
                let (places, weights) = (both(was.origin, is.origin), (was.inferred, is.inferred));
                compare_weight(path, &said(&is.kind), weights, places, notes);
            }
        }
    }
    for is in rules(new).filter(|is| !rules(old).any(|was| is_same_kind(&was.kind, &is.kind))) {
        let kind = if limit(&is.kind).is_some() { Kind::LimitTightened } else { Kind::RuleAdded };
        let message = format!("{} is asked for{}", said(&is.kind), read(is));
        notes.push(kind, path, (places.0, Some(is.origin)), message);
    }
}

/// A rule that says the same, and stops a call where it warned before, or the other way round.
fn compare_weight(
    path: &str,
    rule: &str,
    (was_inferred, is_inferred): (bool, bool),
    places: Places,
    notes: &mut Notes<'_>,
) {
    match (was_inferred, is_inferred) {
        (true, false) => {
            let message = format!("{rule} is declared now, it was read from the text");
            notes.push(Kind::RuleChanged, path, places, message);
        }
        (false, true) => {
            let message = format!("{rule} is not declared any more, but read from the text");
            notes.push(Kind::RuleChanged, path, places, message).breaks_calls = false;
        }
        (false, false) | (true, true) => {}
    }
}

/// Rules over several parameters, which have no order.
pub(super) fn compare_cross(
    path: &str,
    (old, new): (&[CrossRule], &[CrossRule]),
    places: Places,
    notes: &mut Notes<'_>,
) {
    let names = |rule: &CrossRule| rule.names.iter().cloned().collect::<BTreeSet<_>>();
    let same = |one: &CrossRule, other: &CrossRule| one.kind == other.kind && names(one) == names(other);
    for was in old {
        let rule = format!("{:?} of {}", was.kind, quoted(&was.names));
        match new.iter().find(|is| same(was, is)) {
            Some(is) => {
                let (places, weights) = (both(was.origin, is.origin), (was.inferred, is.inferred));
                compare_weight(path, &rule, weights, places, notes);
            }
            None => {
                let message = format!("{rule} is not asked for any more");
                notes.push(Kind::RuleRemoved, path, (Some(was.origin), places.1), message);
            }
        }
    }
    for is in new.iter().filter(|is| !old.iter().any(|was| same(was, is))) {
        let message = format!("{:?} of {} is asked for", is.kind, quoted(&is.names));
        notes.push(Kind::RuleAdded, path, (places.0, Some(is.origin)), message);
    }
}

/// All rules but lists of values, which are compared value by value.
fn rules(field: &Field) -> impl Iterator<Item = &Rule> {
    field.rules.iter().filter(|rule| !matches!(rule.kind, RuleKind::Values(_)))
}

fn read(rule: &Rule) -> &'static str {
    if rule.inferred { ", as read from the text" } else { "" }
}

/// Whether two rules limit the same thing. An integer and a number are limits of the same kind.
fn is_same_kind(one: &RuleKind, other: &RuleKind) -> bool {
    match (limit(one), limit(other)) {
        (Some((name, ..)), Some((other, ..))) => name == other,
        (None, None) => match (one, other) {
            (RuleKind::OnlyWhen(one, _), RuleKind::OnlyWhen(other, _))
            | (RuleKind::RequiredWhen(one, _), RuleKind::RequiredWhen(other, _)) => one == other,
            _ => std::mem::discriminant(one) == std::mem::discriminant(other),
        },
        _ => false,
    }
}

fn changed(was: &RuleKind, is: &RuleKind) -> Kind {
    match (limit(was), limit(is)) {
        (Some((_, Bound::Most, was)), Some((_, _, is))) if is > was => Kind::LimitLoosened,
        (Some((_, Bound::Least, was)), Some((_, _, is))) if is < was => Kind::LimitLoosened,
        (Some(_), Some(_)) => Kind::LimitTightened,
        _ => Kind::RuleChanged,
    }
}

enum Bound {
    Least,
    Most,
}

/// A rule that is a bound: of what, on which side, and where.
fn limit(rule: &RuleKind) -> Option<(&'static str, Bound, f64)> {
    Some(match rule {
        RuleKind::MinLength(bound) => ("least length", Bound::Least, *bound as f64),
        RuleKind::MaxLength(bound) => ("most length", Bound::Most, *bound as f64),
        RuleKind::MinItems(bound) => ("least items", Bound::Least, *bound as f64),
        RuleKind::MaxItems(bound) => ("most items", Bound::Most, *bound as f64),
        RuleKind::Minimum(bound) => ("minimum", Bound::Least, *bound as f64),
        RuleKind::Maximum(bound) => ("maximum", Bound::Most, *bound as f64),
        RuleKind::MinimumNumber(bound) => ("minimum", Bound::Least, *bound),
        RuleKind::MaximumNumber(bound) => ("maximum", Bound::Most, *bound),
        RuleKind::Values(_)
        | RuleKind::Pattern(_)
        | RuleKind::Ascii
        | RuleKind::StartsWith(_)
        | RuleKind::NotStartsWith(_)
        | RuleKind::Format(_)
        | RuleKind::OnlyWhen(..)
        | RuleKind::RequiredWhen(..) => return None,
    })
}

fn said(rule: &RuleKind) -> String {
    match rule {
        RuleKind::Values(values) => format!("one of {}", quoted(values)),
        RuleKind::MinLength(bound) => format!("at least {bound} characters"),
        RuleKind::MaxLength(bound) => format!("at most {bound} characters"),
        RuleKind::MinItems(bound) => format!("at least {bound} items"),
        RuleKind::MaxItems(bound) => format!("at most {bound} items"),
        RuleKind::Minimum(bound) => format!("at least {bound}"),
        RuleKind::Maximum(bound) => format!("at most {bound}"),
        RuleKind::MinimumNumber(bound) => format!("at least {bound}"),
        RuleKind::MaximumNumber(bound) => format!("at most {bound}"),
        RuleKind::Pattern(pattern) => format!("the pattern {}", code(pattern)),
        RuleKind::Ascii => "ASCII".to_owned(),
        RuleKind::StartsWith(starts) => format!("a beginning of {}", quoted(starts)),
        RuleKind::NotStartsWith(starts) => format!("no beginning of {}", quoted(starts)),
        RuleKind::Format(format) => format!("the format {format:?}"),
        RuleKind::OnlyWhen(name, values) => format!("that {} is {}", code(name), quoted(values)),
        RuleKind::RequiredWhen(name, values) => format!("a value when {} is {}", code(name), quoted(values)),
    }
}
