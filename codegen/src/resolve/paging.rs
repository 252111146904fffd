//! Paging: where an answer with pages has its items, the token of the next page and the total.
//!
//! Documentation says it in no form of its own, but the answers look alike, so it is found by rule; `paging` in a spec
//! or an overlay says otherwise.

use acs_rules::Role;

use super::Resolver;
use crate::model::{Field, Operation, Paging, Response, Type, TypeDefinition};
use crate::path::{is_step, join};
use crate::raw::{self, Set};
use crate::span::Spanned;

#[cfg(test)]
mod tests;

/// What the number of items of all pages is called, without case and separators.
const TOTALS: [&str; 9] = [
    "total",
    "totalcount",
    "totalitemcount",
    "totalitems",
    "totalnum",
    "totalnumber",
    "totalrecordcount",
    "totalrecords",
    "xtotalcount",
];

/// How many objects may stand around something that is looked for.
const DEPTH: usize = 4;

impl Resolver<'_> {
    /// What is said about the pages of an operation, and what is found where nothing is said.
    pub(super) fn resolve_paging(
        &mut self,
        raw: &raw::Operation,
        op: &Operation,
        types: &[TypeDefinition],
    ) -> Option<Paging> {
        let path = format!("{}.paging", op.name);
        let mut said = raw.paging.clone().unwrap_or_default();
        for set in self.overlay.fixes(&path) {
            if let Set::Paging(set) = set {
                said.set(set);
            }
        }
        let said = [said.items, said.token, said.total];
        let found = find_paging(op, types, &said);
        let same = |a: &Paging, b: &Paging| (&a.items, &a.token, &a.total) == (&b.items, &b.token, &b.total);
        if let (Some(found), Some(by_rule)) = (&found, find_paging(op, types, &[None, None, None]))
            && same(found, &by_rule)
        {
            self.overlay.report_idle_fix(&path, self.diagnostics);
        }
        found
    }
}

fn find_paging(
    op: &Operation,
    types: &[TypeDefinition],
    said: &[Option<Spanned<String>>; 3],
) -> Option<Paging> {
    let role = |role| op.parameters.iter().find(|param| param.role == Some(role));
    let (by_token, by_number) = (role(Role::PageToken), role(Role::PageNumber));
    let first_said = said.iter().flatten().next();
    if by_token.is_none() && by_number.is_none() && first_said.is_none() {
        return None;
    }
    let [items, token, total] = said.each_ref().map(|said| said.as_ref().map(|said| said.value.clone()));
    let mut places = Vec::new();
    if let Response::Fields(fields) = &op.response {
        list_places(fields, types, "", 0, &mut places);
    }
    let find_token = || by_token.and_then(|param| find_scalar(&places, |name| continues(name, &param.name)));
    let token = token.or_else(find_token);
    if token.is_none() && by_number.is_none() && first_said.is_none() {
        return None;
    }
    Some(Paging {
        items: items.or_else(|| find_items(op, &places))?,
        token,
        total: total.or_else(|| find_scalar(&places, |name| TOTALS.contains(&name))),
        origin: first_said.map_or(op.origin, |said| said.origin),
    })
}

/// A field of an answer that stands in no list, and that a path can name.
struct Place<'f> {
    path: String,
    depth: usize,
    field: &'f Field,
}

fn list_places<'f>(
    fields: &'f [Field],
    types: &'f [TypeDefinition],
    above: &str,
    depth: usize,
    places: &mut Vec<Place<'f>>,
) {
    if depth > DEPTH {
        return;
    }
    for field in fields.iter().filter(|field| is_step(&field.name)) {
        let path = if above.is_empty() { field.name.clone() } else { join(above, &field.name) };
        let inner = match &field.ty {
            Type::Object(fields) => fields.as_slice(),
            Type::Shared(name) => {
                types.iter().find(|shared| shared.name == *name).map_or(&[][..], |shared| &shared.fields)
            }
            _ => &[],
        };
        list_places(inner, types, &path, depth + 1, places);
        places.push(Place { path, depth, field });
    }
}

/// The only list of the answer; of several, the only one that stands at the top.
fn find_items(op: &Operation, places: &[Place<'_>]) -> Option<String> {
    if matches!(&op.response, Response::Value(value) if matches!(value.ty, Type::List(_))) {
        return Some(String::new());
    }
    let lists = || places.iter().filter(|place| matches!(place.field.ty, Type::List(_)));
    let found = only(lists()).or_else(|| only(lists().filter(|place| place.depth == 0)));
    found.map(|place| place.path.clone())
}

fn only<T>(mut things: impl Iterator<Item = T>) -> Option<T> {
    let first = things.next();
    things.next().map_or(first, |_| None)
}

/// The scalar of such a name, without case and separators, that stands in the fewest objects. Of several, one that begins
/// with `next`, for `Marker` beside `NextMarker` repeats what was asked; else the first.
fn find_scalar(places: &[Place<'_>], is_named: impl Fn(&str) -> bool) -> Option<String> {
    let is_scalar = |ty: &Type| matches!(ty, Type::Text | Type::Int32 | Type::Int64 | Type::Any);
    let found =
        places.iter().filter(|place| is_scalar(&place.field.ty) && is_named(&plain(&place.field.name)));
    let is_next = |place: &Place<'_>| plain(&place.field.name).starts_with("next");
    found.min_by_key(|place| (place.depth, !is_next(place))).map(|place| place.path.clone())
}

/// Whether a field of an answer, such as `NextMarker`, has what the parameter, such as `Marker`, asks for.
fn continues(field: &str, parameter: &str) -> bool {
    let parameter = plain(parameter);
    field == parameter || field.strip_prefix("next").is_some_and(|rest| rest == parameter)
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
