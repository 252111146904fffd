//! An operation that both states have.

use super::change::{Kind, Notes, Places, both};
use super::fields::{Scope, compare_fields, type_words};
use super::{codes, rules};
use crate::model::{Completion, Operation, Paging, Response};

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
}

fn compare_facts(old: &Operation, new: &Operation, places: Places, notes: &mut Notes<'_>) {
    let path = new.name.as_str();
    let route = |op: &Operation| format!("{} {}", op.method, op.path);
    notes.note(Kind::RouteChanged, path, places, (&route(old), &route(new)), || {
        format!("`{}` became `{}`", route(old), route(new))
    });
    if old.deprecated != new.deprecated {
        let instead = match new.replaced_by.as_slice() {
            [] => String::new(),
            names => format!("; {} is to be called instead", quoted(names)),
        };
        let (kind, message) = match new.deprecated {
            true => (Kind::Deprecated, format!("the documentation advises against it{instead}")),
            false => (Kind::Undeprecated, "the documentation does not advise against it any more".to_owned()),
        };
        notes.push(kind, path, places, message);
    }
    let permission = |op: &Operation| {
        (op.action.clone(), op.resources.clone(), op.condition_keys.clone(), op.dependent_actions.clone())
    };
    notes.note(Kind::PermissionChanged, path, places, (&permission(old), &permission(new)), || {
        if old.action == new.action {
            return "the RAM action has other resources, condition keys or further actions".to_owned();
        }
        let action = |op: &Operation| op.action.clone().unwrap_or_else(|| "none".to_owned());
        format!("the RAM action `{}` became `{}`", action(old), action(new))
    });
}

/// What retries and guards go by.
fn compare_guards(old: &Operation, new: &Operation, places: Places, notes: &mut Notes<'_>) {
    let path = new.name.as_str();
    let access = |op: &Operation| (op.access, op.auth);
    notes.note(Kind::AccessChanged, path, places, (&access(old), &access(new)), || {
        let said = |op: &Operation| format!("{:?}, {:?}", op.access, op.auth).to_lowercase();
        format!("the access level `{}` became `{}`", said(old), said(new))
    });
    let risk = |op: &Operation| (op.risk, op.charge);
    notes.note(Kind::RiskChanged, path, places, (&risk(old), &risk(new)), || {
        let said = |op: &Operation| format!("risk {:?}, charge {:?}", op.risk, op.charge).to_lowercase();
        format!("{} became {}", said(old), said(new))
    });
    notes.note(Kind::ThrottleChanged, path, places, (&old.throttle, &new.throttle), || {
        let calls = |op: &Operation| op.throttle.iter().map(|limit| limit.calls).min();
        match (calls(old), calls(new)) {
            (Some(was), Some(is)) => format!("the limit of calls became {is}, it was {was}"),
            (None, Some(is)) => format!("calls are limited to {is}"),
            (_, None) => "no limit of calls is documented any more".to_owned(),
        }
    });
}

fn compare_response(old: &Operation, new: &Operation, places: Places, notes: &mut Notes<'_>) {
    let path = format!("{}.response", new.name);
    match (&old.response, &new.response) {
        (Response::Fields(was), Response::Fields(is)) => {
            compare_fields(&path, (was, is), Scope::Response, notes);
        }
        (Response::Value(was), Response::Value(is)) if type_words(&was.ty) == type_words(&is.ty) => {
            compare_fields(&path, (was.children(), is.children()), Scope::Response, notes);
        }
        (Response::Unknown, Response::Unknown) => {}
        (was, is) => {
            let message = format!("{} became {}", said(was), said(is));
            notes.push(Kind::ResponseChanged, &path, places, message);
        }
    }
    notes.note(Kind::ResponseChanged, &path, places, (&old.statuses, &new.statuses), || {
        format!("the statuses of success became {:?}, they were {:?}", new.statuses, old.statuses)
    });
    compare_fields(
        &format!("{}.headers", new.name),
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
    notes.note(Kind::CompletionChanged, &path, places, (&completion(old), &completion(new)), || {
        match (&old.completion, &new.completion) {
            (None, Some(is)) => format!("it is said how to wait: by `{}`", is.poll),
            (Some(_), None) => "it is not said any more how to wait".to_owned(),
            _ => "it is waited for in another way".to_owned(),
        }
    });
    let paging =
        |op: &Operation| op.paging.clone().map(|it| Paging { origin: crate::span::Origin::default(), ..it });
    let path = format!("{}.paging", new.name);
    notes.note(Kind::PagingChanged, &path, places, (&paging(old), &paging(new)), || {
        match (&old.paging, &new.paging) {
            (None, Some(is)) => format!("it has pages, of `{}`", is.items),
            (Some(_), None) => "it has no pages any more".to_owned(),
            _ => "its pages follow each other in another way".to_owned(),
        }
    });
}

/// Names in backticks, with commas between them.
pub(super) fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
