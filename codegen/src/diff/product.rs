//! A product version as a whole, and which of its operations and shared types are compared with which.

use std::collections::BTreeMap;

use acs_rules::Signing;

use super::change::{Kind, Level, Notes, Report, both, came};
use super::fields::{Scope, compare_fields};
use super::{codes, operation, renames};
use crate::markdown::code;
use crate::model::{Api, Endpoint, Operation, TypeDefinition};

pub(super) fn removed(api: &Api, mut notes: Notes<'_>) -> Report {
    let message = format!("the product version {} {} is gone", api.product, api.version);
    notes.push(Kind::ProductRemoved, &api.product, (Some(api.origin), None), message);
    notes.into_report()
}

pub(super) fn added(api: &Api, mut notes: Notes<'_>) -> Report {
    let count = api.operations.len();
    let plural = if count == 1 { "" } else { "s" };
    let message = format!("{} {} is new, with {count} operation{plural}", api.product, api.version);
    notes.push(Kind::ProductAdded, &api.product, (None, Some(api.origin)), message);
    notes.into_report()
}

pub(super) fn compare(old: &Api, new: &Api, notes: &mut Notes<'_>) {
    let places = both(old.origin, new.origin);
    let protocol = |api: &Api| (api.style, api.signing);
    if protocol(old) != protocol(new) {
        let said = |api: &Api| format!("{:?} with signature {:?}", api.style, api.signing);
        let message = format!("{} became {}", said(old), said(new));
        let change = notes.push(Kind::ProtocolChanged, &new.product, places, message);
        // Unless it is asked for, there is no crate of what nothing here can sign.
        if new.signing == Signing::Own && old.signing != Signing::Own {
            change.level = Level::Major;
        }
    }
    notes.note(Kind::ThrottleChanged, &new.product, places, (&old.throttle, &new.throttle), || {
        "the limit of all calls together is another one".to_owned()
    });
    compare_endpoints(old, new, notes);
    codes::compare("product.errors", (&old.codes, &new.codes), places, notes);
    compare_types(old, new, notes);
    compare_operations(old, new, notes);
}

fn compare_endpoints(old: &Api, new: &Api, notes: &mut Notes<'_>) {
    let hosts = |api: &Api| -> BTreeMap<(String, String), String> {
        let entry = |it: &Endpoint| ((it.region.clone(), it.network.clone()), it.host.clone());
        api.endpoints.iter().map(entry).collect()
    };
    let (before, after) = (hosts(old), hosts(new));
    let places = both(old.origin, new.origin);
    let path = |(region, network): &(String, String)| {
        if network.is_empty() {
            format!("endpoints.{region}")
        } else {
            format!("endpoints.{region}.{network}")
        }
    };
    for (key, host) in &before {
        match after.get(key) {
            None => {
                let message = format!("the host {} is gone", code(host));
                notes.push(Kind::EndpointRemoved, &path(key), places, message);
            }
            Some(now) => notes.note(Kind::EndpointChanged, &path(key), places, (host, now), || {
                format!("the host {} became {}", code(host), code(now))
            }),
        }
    }
    for (key, host) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
        notes.push(Kind::EndpointAdded, &path(key), places, format!("the host {} is new", code(host)));
    }
    let rules = (&old.endpoint_rule, &new.endpoint_rule);
    notes.note(Kind::EndpointChanged, "endpoints", places, rules, || {
        let rule = |api: &Api| code(&format!("{:?}", api.endpoint_rule));
        format!("hosts that are not listed follow the rule {}, not {}", rule(new), rule(old))
    });
}

/// The shared types that both have. What reaches one that is new or gone has another type, which is said there.
fn compare_types(old: &Api, new: &Api, notes: &mut Notes<'_>) {
    let answered = (old.answered(), new.answered());
    let both_have = |shared: &TypeDefinition| new.shared(&shared.name).is_some();
    for was in old.types.iter().filter(|shared| both_have(shared)) {
        let Some(is) = new.shared(&was.name) else { continue };
        let name = was.name.as_str();
        let is_answer = answered.0.contains(name) && answered.1.contains(name);
        let scope = if is_answer { Scope::Response } else { Scope::Request };
        notes.text(&was.text, &is.text);
        compare_fields(&was.path(), (&was.fields, &is.fields), scope, notes);
    }
}

fn compare_operations(old: &Api, new: &Api, notes: &mut Notes<'_>) {
    let is_there = |api: &Api, op: &Operation| api.operation(&op.name).is_some_and(|op| op.gone.is_none());
    let gone: Vec<&Operation> =
        old.operations.iter().filter(|op| op.gone.is_none() && !is_there(new, op)).collect();
    let added = new.operations.iter().filter(|op| op.gone.is_none() && !is_there(old, op));
    // What the crate still has is no other thing by another name.
    let (back, added): (Vec<&Operation>, Vec<&Operation>) =
        added.partition(|op| old.operation(&op.name).is_some());
    let pairs = renames::pair(&gone, &added, |was, is| renames::operations(was, is));
    for (at, was) in gone.iter().enumerate() {
        match pairs.iter().find(|(known, _)| *known == at) {
            Some((_, to)) => rename(was, added[*to], notes),
            None => remove(was, notes),
        }
    }
    let added = added.iter().enumerate().filter(|(to, _)| !pairs.iter().any(|(_, taken)| taken == to));
    for (is, is_back) in added.map(|(_, is)| (is, false)).chain(back.iter().map(|is| (is, true))) {
        notes.operation = Some(is.name.clone());
        let message = format!("it {}", came(is_back));
        notes.push(Kind::OperationAdded, &is.name, (None, Some(is.origin)), message);
    }
    for was in &old.operations {
        notes.operation = Some(was.name.clone());
        match new.operation(&was.name) {
            Some(is) if was.gone.is_none() && is.gone.is_none() => operation::compare(was, is, notes),
            None if was.gone.is_some() => drop_tombstone(was, notes),
            _ => {}
        }
    }
    notes.operation = None;
}

fn rename(was: &Operation, is: &Operation, notes: &mut Notes<'_>) {
    notes.operation = Some(was.name.clone());
    let message = format!("it is gone; {} is new, and much like it", code(&is.name));
    let change = notes.push(Kind::OperationRenamed, &was.name, both(was.origin, is.origin), message);
    change.guess(&is.name, is.name.clone());
    notes.operation = Some(is.name.clone());
    operation::compare(was, is, notes);
}

fn remove(was: &Operation, notes: &mut Notes<'_>) {
    notes.operation = Some(was.name.clone());
    notes.push(Kind::OperationRemoved, &was.name, (Some(was.origin), None), "it is gone".to_owned());
}

fn drop_tombstone(was: &Operation, notes: &mut Notes<'_>) {
    let message = "it went with an earlier release, and is not kept any longer".to_owned();
    notes.push(Kind::TombstoneDropped, &was.name, (Some(was.origin), None), message);
}
