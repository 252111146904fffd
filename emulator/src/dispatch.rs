//! dispatch: which operation a request is for.
//!
//! RPC by the headers `x-acs-action` and `x-acs-version`; ROA by method and path, and by the headers where they are
//! there.

use acs_codegen::model::{Api, Operation};
use acs_rules::Style;
use percent_encoding::percent_decode_str;

use crate::codes;
use crate::received::Received;
use crate::refusal::Refusal;

/// The operation that was found.
#[derive(Debug)]
pub(crate) struct Target<'m> {
    pub(crate) api: &'m Api,
    pub(crate) op: &'m Operation,
    /// The parameters in the path, decoded.
    pub(crate) path: Vec<(&'m str, String)>,
}

/// Finds the operation that a request is for.
pub(crate) fn dispatch<'m>(apis: &'m [Api], received: &Received) -> Result<Target<'m>, Refusal> {
    let target = match received.header("x-acs-action") {
        Some(action) => find_action(apis, action, received)?,
        None => find_path(apis, received)?,
    };
    check_method(target.op, received)?;
    Ok(target)
}

fn find_action<'m>(apis: &'m [Api], action: &str, received: &Received) -> Result<Target<'m>, Refusal> {
    let version = received.header("x-acs-version").unwrap_or_default();
    let apis: Vec<_> = apis.iter().filter(|api| api.version == version).collect();
    if apis.is_empty() {
        let message = format!("`x-acs-version` is `{version}`, which is a version of no product here");
        return Err(Refusal::new(codes::INVALID_VERSION, message));
    }
    let found: Vec<_> = apis.iter().filter_map(|api| Some((*api, api.operation(action)?))).collect();
    let (api, op) = match found.as_slice() {
        [] => {
            return Err(not_found(format!("no product of version `{version}` has an operation `{action}`")));
        }
        [found] => *found,
        several => choose(several, received)?,
    };
    match match_path(&op.path, &received.path) {
        Some(path) => Ok(Target { api, op, path }),
        None => Err(not_found(format!("`{action}` is called at `{}`, not at `{}`", op.path, received.path))),
    }
}

/// Of products that have the same version and an operation of the same name, the one that the host name belongs to.
fn choose<'m>(
    found: &[(&'m Api, &'m Operation)],
    received: &Received,
) -> Result<(&'m Api, &'m Operation), Refusal> {
    let host = received.header("host").unwrap_or_default().to_ascii_lowercase();
    let is_host_of = |(api, _): &&(&Api, &Operation)| {
        let label = host.split(['.', '-']).next().unwrap_or_default();
        api.product.eq_ignore_ascii_case(label) || api.endpoints.iter().any(|it| it.host == host)
    };
    found.iter().find(is_host_of).copied().ok_or_else(|| {
        let products: Vec<_> = found.iter().map(|(api, _)| format!("`{}`", api.product)).collect();
        let message = format!(
            "{} have this operation in this version, send the host name of one of them as `host`",
            products.join(" and ")
        );
        Refusal::new(codes::INVALID_PARAMETER, message)
    })
}

fn find_path<'m>(apis: &'m [Api], received: &Received) -> Result<Target<'m>, Refusal> {
    let version = received.header("x-acs-version");
    let roa = apis.iter().filter(|api| api.style == Style::Roa && version.is_none_or(|it| it == api.version));
    let found = roa.flat_map(|api| api.operations.iter().map(move |op| (api, op))).filter_map(|(api, op)| {
        let path = match_path(&op.path, &received.path)?;
        op.methods.contains(&received.method.as_str()).then_some(Target { api, op, path })
    });
    // `/clusters/all` before `/clusters/{Id}`.
    let found = found.min_by_key(|target| target.path.len());
    found.ok_or_else(|| {
        if received.query.iter().any(|(name, _)| name == "Action") {
            let message = "the operation is named in the query, as with signature V1, which the emulator does \
                not know; name it as `x-acs-action`";
            return Refusal::new(codes::MISSING_PARAMETER, message);
        }
        Refusal::new(codes::MISSING_PARAMETER, "the header `x-acs-action` is missing, which names the operation")
    })
}

fn check_method(op: &Operation, received: &Received) -> Result<(), Refusal> {
    let method = received.method.as_str();
    // Where the documentation names none, the one that we send.
    if op.methods.contains(&method) || op.methods.is_empty() && op.method == method {
        return Ok(());
    }
    let message = format!("`{}` is called with {}, not with {method}", op.name, op.methods.join(" or "));
    Err(Refusal::new(codes::METHOD_UNSUPPORTED, message))
}

/// The parameters of a path that is made as the template says; each is at least one character.
fn match_path<'m>(template: &'m str, path: &str) -> Option<Vec<(&'m str, String)>> {
    let (templates, segments) = (template.split('/'), path.split('/'));
    if templates.clone().count() != segments.clone().count() {
        return None;
    }
    let mut parameters = Vec::new();
    for (template, segment) in templates.zip(segments) {
        match_segment(template, segment, &mut parameters)?;
    }
    Some(parameters)
}

fn match_segment<'m>(template: &'m str, segment: &str, found: &mut Vec<(&'m str, String)>) -> Option<()> {
    let Some((before, rest)) = template.split_once('{') else { return (template == segment).then_some(()) };
    let (name, after) = rest.split_once('}')?;
    let value = segment.strip_prefix(before)?.strip_suffix(after)?;
    let value = percent_decode_str(value).decode_utf8().ok().filter(|value| !value.is_empty())?;
    found.push((name, value.into_owned()));
    Some(())
}

fn not_found(message: String) -> Refusal {
    Refusal::new(codes::ACTION_NOT_FOUND, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(template: &str, path: &str, expected: Option<&[(&str, &str)]>) {
        let found = match_path(template, path);
        let expected =
            expected.map(|list| list.iter().map(|(name, value)| (*name, (*value).to_owned())).collect());
        assert_eq!(found, expected);
    }

    #[test]
    fn paths_are_matched_segment_by_segment() {
        check("/", "/", Some(&[]));
        check("/", "/a", None);
        check("/a/{B}", "/a/c", Some(&[("B", "c")]));
        check("/a/{B}", "/a/c%2Fd%20%E4%B8%AD", Some(&[("B", "c/d 中")]));
        check("/a/{B}", "/a/", None);
        check("/a/{B}", "/a/%FF", None);
        check("/a/{B}", "/a/b/c", None);
        check("/a/v{B}.json/{C}", "/a/v1.json/d", Some(&[("B", "1"), ("C", "d")]));
    }
}
