//! pages: a list that an operation gives out page by page, as the request asks for it. Total and token agree with it.

use acs_codegen::model::Operation;
use acs_rules::{OperationSpec, Paging, Role, Value as Request};
use serde_json::{Map, Value};

use crate::answer::Body;
use crate::codes;
use crate::refusal::Refusal;
use crate::service::given;

/// The items of a page where the request does not say how many, and the documentation names no default.
const SIZE: usize = 10;

/// The tokens of pages are the number of items before them, after this.
const TOKEN: &str = "after-";

/// The answer with the page that is asked for of `items`, or else of its own, which are all that there are. Without items it
/// is left as it is.
pub(crate) fn with_page(
    body: Body,
    items: Option<&[Value]>,
    op: &Operation,
    spec: &OperationSpec<'_>,
    request: &Request<'_>,
) -> Result<Body, Refusal> {
    let (Some(paging), Ok(mut answer)) = (spec.paging, serde_json::from_slice(&body.bytes)) else {
        return Ok(body);
    };
    let Some(own) = items.map(<[Value]>::to_vec).or_else(|| items_of(&answer, paging.items)) else {
        return Ok(body);
    };
    let size = size(op, spec, request);
    let start = match start(size, spec, request) {
        // A documented token is none that was given here.
        Err(_) if items.is_none() => 0,
        start => start?,
    };
    let rest = own.get(start..).unwrap_or_default();
    let page = &rest[..size.min(rest.len())];
    put(&mut answer, paging.items, page.to_vec().into());
    put_token(&mut answer, &paging, (rest.len() > size).then_some(start + size));
    if !paging.total.is_empty() {
        put(&mut answer, paging.total, own.len().into());
    }
    Ok(Body::json(answer.to_string()))
}

fn size(op: &Operation, spec: &OperationSpec<'_>, request: &Request<'_>) -> usize {
    let roles = [Role::MaxResults, Role::PageSize];
    let asked = roles.iter().find_map(|role| given(spec, request, *role)).map(|(_, text)| text);
    let default = || {
        let mut sizes =
            op.parameters.iter().filter(|param| param.role.is_some_and(|role| roles.contains(&role)));
        sizes.find_map(|param| param.default.clone())
    };
    asked.or_else(default).and_then(|text| text.parse().ok()).filter(|size| *size > 0).unwrap_or(SIZE)
}

/// How many items are before the page.
fn start(size: usize, spec: &OperationSpec<'_>, request: &Request<'_>) -> Result<usize, Refusal> {
    let refuse = |name: &str| Refusal::new(codes::INVALID_PARAMETER, format!("`{name}` names no page"));
    if let Some((name, token)) = given(spec, request, Role::PageToken) {
        return token.strip_prefix(TOKEN).and_then(|start| start.parse().ok()).ok_or_else(|| refuse(name));
    }
    match given(spec, request, Role::PageNumber) {
        Some((name, number)) => {
            let number = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            number.map(|before| before.saturating_mul(size)).ok_or_else(|| refuse(name))
        }
        None => Ok(0),
    }
}

fn put_token(answer: &mut Value, paging: &Paging<'_>, next: Option<usize>) {
    if !paging.token.is_empty() {
        put(answer, paging.token, next.map_or_else(String::new, |next| format!("{TOKEN}{next}")).into());
    }
}

/// The items at a place such as `Data.Items`, where there is a list.
fn items_of(answer: &Value, place: &str) -> Option<Vec<Value>> {
    let mut names = place.split('.').filter(|name| !name.is_empty());
    names.try_fold(answer, |at, name| at.get(name))?.as_array().cloned()
}

/// Puts a value at a place such as `Data.Items`; the place itself where it has no name.
fn put(answer: &mut Value, place: &str, value: Value) {
    let mut at = answer;
    for name in place.split('.').filter(|name| !name.is_empty()) {
        if !at.is_object() {
            *at = Map::new().into();
        }
        at = &mut at[name];
    }
    *at = value;
}
