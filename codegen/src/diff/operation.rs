//! An operation that both states have.

use std::collections::BTreeSet;

use acs_rules::{Charge, OperationSpec, Risk};

use super::change::{Kind, Notes, Places, both};
use super::fields::{Scope, compare_fields, compare_type, type_words};
use super::{codes, rules};
use crate::markdown::code;
use crate::model::{Completion, Operation, Paging, Resource, Response};

pub(super) fn compare(old: &Operation, new: &Operation, notes: &mut Notes<'_>) {
    let places = both(old.origin, new.origin);
    compare_facts(old, new, places, notes);
    compare_guards(old, new, places, notes);
    compare_fields(&new.name, (&old.parameters, &new.parameters), Scope::Request, notes);
    rules::compare_cross(&new.name, (&old.rules, &new.rules), places, notes);
    compare_response(old, new, places, notes);
    codes::compare(&format!("{}.errors", new.name), (&old.codes, &new.codes), places, notes);
    compare_flow(old, new, places, notes);
    notes.text(&old.text, &new.text);
    notes.text(&old.example, &new.example);
    notes.text(&old.updated, &new.updated);
    notes.text(&old.group, &new.group);
}

fn compare_facts(old: &Operation, new: &Operation, places: Places, notes: &mut Notes<'_>) {
    let path = new.name.as_str();
    let route = |op: &Operation| format!("{} {}", op.method, op.path);
    notes.note(Kind::RouteChanged, path, places, (&route(old), &route(new)), || {
        format!("{} became {}", code(&route(old)), code(&route(new)))
    });
    compare_media(old, new, places, notes);
    compare_deprecation(old, new, places, notes);
    compare_permission(old, new, places, notes);
}

/// Requests are written as before, whatever media types are documented: a call goes on to be right where what it sent and
/// understood is among them.
fn compare_media(old: &Operation, new: &Operation, places: Places, notes: &mut Notes<'_>) {
    let bodies = [
        ("takes", "took", &old.consumes, &new.consumes),
        ("answers", "answered", &old.produces, &new.produces),
    ];
    for (does, did, was, is) in bodies {
        let (was, is) = (media(was), media(is));
        if was != is {
            let message = format!("it {does} {}, it {did} {}", quoted(&is), quoted(&was));
            let change = notes.push(Kind::MediaChanged, &new.name, places, message);
            change.breaks_calls = !was.iter().all(|it| is.contains(it));
        }
    }
}

/// Media types in their order; where none is documented, it is JSON.
fn media(documented: &[String]) -> Vec<String> {
    let mut types = match documented {
        [] => vec!["application/json".to_owned()],
        types => types.to_vec(),
    };
    types.sort();
    types
}

fn compare_permission(old: &Operation, new: &Operation, places: Places, notes: &mut Notes<'_>) {
    let path = new.name.as_str();
    notes.note(Kind::PermissionChanged, path, places, (&old.action, &new.action), || {
        let action = |op: &Operation| op.action.clone().unwrap_or_else(|| "none".to_owned());
        format!("the RAM action {} became {}", code(&action(old)), code(&action(new)))
    });
    let resources = |op: &Operation| -> Vec<String> {
        let said = |it: &Resource| {
            let required = if it.required { ", required" } else { "" };
            format!("{} {}{required}", it.kind, it.arn)
        };
        op.resources.iter().map(said).collect()
    };
    for (what, was, is) in [
        ("resources", resources(old), resources(new)),
        ("condition keys", old.condition_keys.clone(), new.condition_keys.clone()),
        ("further actions", old.dependent_actions.clone(), new.dependent_actions.clone()),
    ] {
        notes.note(Kind::PermissionChanged, path, places, (&was, &is), || {
            let list = |names: &[String]| if names.is_empty() { "none".to_owned() } else { quoted(names) };
            format!("the {what} of the RAM action became {}, they were {}", list(&is), list(&was))
        });
    }
}

fn compare_deprecation(old: &Operation, new: &Operation, places: Places, notes: &mut Notes<'_>) {
    let path = new.name.as_str();
    let instead = match new.replaced_by.as_slice() {
        [] => "no operation is named to be called instead".to_owned(),
        names => format!("{} is to be called instead", quoted(names)),
    };
    match (old.deprecated, new.deprecated) {
        (false, true) => {
            let message = format!("the documentation advises against it; {instead}");
            notes.push(Kind::Deprecated, path, places, message);
        }
        (true, false) => {
            let message = "the documentation does not advise against it any more".to_owned();
            notes.push(Kind::Undeprecated, path, places, message);
        }
        (true, true) => {
            let replaced = (&old.replaced_by, &new.replaced_by);
            notes.note(Kind::Deprecated, path, places, replaced, || instead);
        }
        (false, false) => {}
    }
}

/// What retries and guards go by. A guard that did not mind a call may refuse it now.
fn compare_guards(old: &Operation, new: &Operation, places: Places, notes: &mut Notes<'_>) {
    let path = new.name.as_str();
    if old.access != new.access {
        let message = format!("the access level `{:?}` became `{:?}`", old.access, new.access).to_lowercase();
        notes.push(Kind::AccessChanged, path, places, message).breaks_calls = is_read(old) && !is_read(new);
    }
    notes.note(Kind::AccessChanged, path, places, (&old.auth, &new.auth), || {
        format!("calls are `{:?}`, they were `{:?}`", new.auth, old.auth).to_lowercase()
    });
    if old.risk != new.risk {
        let message = format!("the risk `{:?}` became `{:?}`", old.risk, new.risk).to_lowercase();
        notes.push(Kind::RiskChanged, path, places, message).breaks_calls = new.risk == Risk::High;
    }
    if old.charge != new.charge {
        let message = format!("the charge `{:?}` became `{:?}`", old.charge, new.charge).to_lowercase();
        notes.push(Kind::RiskChanged, path, places, message).breaks_calls = new.charge == Charge::Paid;
    }
    notes.note(Kind::ThrottleChanged, path, places, (&old.throttle, &new.throttle), || {
        let calls = |op: &Operation| op.throttle.iter().map(|limit| limit.calls).min();
        match (calls(old), calls(new)) {
            (Some(was), Some(is)) => format!("the limit of calls became {is}, it was {was}"),
            (None, Some(is)) => format!("calls are limited to {is}"),
            (_, None) => "no limit of calls is documented any more".to_owned(),
        }
    });
}

/// Whether a client that only reads lets it pass.
fn is_read(op: &Operation) -> bool {
    OperationSpec { access: op.access, ..OperationSpec::rpc(&op.name) }.is_read()
}

fn compare_response(old: &Operation, new: &Operation, places: Places, notes: &mut Notes<'_>) {
    let path = format!("{}.response", new.name);
    match (&old.response, &new.response) {
        (Response::Fields(was), Response::Fields(is)) => {
            compare_fields(&path, (was, is), Scope::Response, notes);
        }
        (Response::Value(was), Response::Value(is)) if type_words(&was.ty) == type_words(&is.ty) => {
            compare_type(&path, (was, is), Scope::Response, notes);
        }
        (Response::Unknown, Response::Unknown) => {}
        (was, is) => {
            let message = format!("{} became {}", said(was), said(is));
            notes.push(Kind::ResponseChanged, &path, places, message);
        }
    }
    // Where none is documented, it is 200.
    let statuses = |op: &Operation| -> BTreeSet<u16> {
        if op.statuses.is_empty() { [200].into() } else { op.statuses.iter().copied().collect() }
    };
    let (was, is) = (statuses(old), statuses(new));
    notes.note(Kind::ResponseChanged, &path, places, (&was, &is), || {
        format!(
            "the statuses of success became {:?}, they were {:?}",
            Vec::from_iter(&is),
            Vec::from_iter(&was)
        )
    });
    compare_fields(
        &format!("{}.response-headers", new.name),
        (&old.response_headers, &new.response_headers),
        Scope::Response,
        notes,
    );
}

fn said(response: &Response) -> String {
    match response {
        Response::Fields(_) => "an object".to_owned(),
        Response::Value(value) => type_words(&value.ty),
        Response::Unknown => "an answer without a type".to_owned(),
    }
}

fn compare_flow(old: &Operation, new: &Operation, places: Places, notes: &mut Notes<'_>) {
    let completion = |op: &Operation| {
        op.completion.clone().map(|it| Completion { origin: crate::span::Origin::default(), ..it })
    };
    let path = format!("{}.completion", new.name);
    if completion(old) != completion(new) {
        let message = match (&old.completion, &new.completion) {
            (None, Some(is)) => format!("it is said how to wait: by {}", code(&is.poll)),
            (Some(_), None) => "it is not said any more how to wait".to_owned(),
            _ => "it is waited for in another way".to_owned(),
        };
        // Nobody could wait before it was said how.
        notes.push(Kind::CompletionChanged, &path, places, message).breaks_calls = old.completion.is_some();
    }
    let paging =
        |op: &Operation| op.paging.clone().map(|it| Paging { origin: crate::span::Origin::default(), ..it });
    let path = format!("{}.paging", new.name);
    if paging(old) != paging(new) {
        let message = match (&old.paging, &new.paging) {
            (None, Some(is)) => format!("it has pages, of {}", code(&is.items)),
            (Some(_), None) => "it has no pages any more".to_owned(),
            _ => "its pages follow each other in another way".to_owned(),
        };
        notes.push(Kind::PagingChanged, &path, places, message).breaks_calls = old.paging.is_some();
    }
}

/// Names in backticks, with commas between them.
pub(super) fn quoted(names: &[String]) -> String {
    names.iter().map(|name| code(name)).collect::<Vec<_>>().join(", ")
}
