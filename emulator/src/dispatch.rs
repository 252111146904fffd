//! dispatch: which operation a request is for.
//!
//! By the name and the version that the request gives, which are headers or, with signature V1 for RPC, parameters; else
//! by method and path.

use acs_codegen::model::{Api, Operation};
use acs_rules::Style;

use crate::codes;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::route::Route;

/// The operation that was found.
#[derive(Debug)]
pub(crate) struct Target<'m> {
    pub(crate) api: &'m Api,
    pub(crate) op: &'m Operation,
    pub(crate) route: Route<'m>,
}

/// Finds the operation that a request is for.
pub(crate) fn dispatch<'m>(apis: &'m [Api], received: &Received) -> Result<Target<'m>, Refusal> {
    let target = match Name::of(received) {
        Some(name) => find_action(apis, &name, received)?,
        None => find_path(apis, received)?,
    };
    check_method(target.op, received)?;
    Ok(target)
}

/// An operation as a request names it.
struct Name<'r> {
    action: &'r str,
    version: &'r str,
}

impl<'r> Name<'r> {
    /// Where the signature covers the parameters only, their word counts, and else that of the headers.
    fn of(received: &'r Received) -> Option<Self> {
        let header = |name| received.header(name);
        let (action, version) = match (received.is_signed_in_parameters(), header("x-acs-action")) {
            (false, Some(action)) => (action, header("x-acs-version")),
            (true, _) => (received.pair("Action")?, received.pair("Version")),
            (false, None) if header("authorization").is_some() => return None,
            // What is not signed may still be named as signature V1 does.
            (false, None) => (received.pair("Action")?, received.pair("Version").or(header("x-acs-version"))),
        };
        Some(Self { action, version: version.unwrap_or_default() })
    }
}

fn find_action<'m>(
    apis: &'m [Api],
    Name { action, version }: &Name<'_>,
    received: &Received,
) -> Result<Target<'m>, Refusal> {
    let apis: Vec<_> = apis.iter().filter(|api| api.version == *version).collect();
    if apis.is_empty() {
        let message = format!("the version is `{version}`, which no product here has");
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
    match Route::find(&op.path, received) {
        Some(route) => Ok(Target { api, op, route }),
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

/// The operation whose path says most about this one, the first of several that say as much.
fn find_path<'m>(apis: &'m [Api], received: &Received) -> Result<Target<'m>, Refusal> {
    let version = received.header("x-acs-version");
    let roa = apis.iter().filter(|api| api.style == Style::Roa && version.is_none_or(|it| it == api.version));
    let operations = roa.flat_map(|api| api.operations.iter().map(move |op| (api, op)));
    let called_so = operations.filter(|(_, op)| takes_method(op, &received.method));
    let found =
        called_so.filter_map(|(api, op)| Some(Target { api, op, route: Route::find(&op.path, received)? }));
    let found = found.filter(|target| target.route.has_fixed());
    let closest = found.reduce(|best, next| if next.route.is_closer(&best.route) { next } else { best });
    closest.ok_or_else(|| match received.path.as_str() {
        "/" => {
            let message = "the header `x-acs-action` is missing, which names the operation";
            Refusal::new(codes::MISSING_PARAMETER, message)
        }
        path => not_found(format!(
            "no operation is called with {} at `{path}`, and the header `x-acs-action` names none",
            received.method
        )),
    })
}

fn check_method(op: &Operation, received: &Received) -> Result<(), Refusal> {
    let method = received.method.as_str();
    if takes_method(op, method) {
        return Ok(());
    }
    let message = format!("`{}` is called with {}, not with {method}", op.name, op.methods.join(" or "));
    Err(Refusal::new(codes::METHOD_UNSUPPORTED, message))
}

/// Where the documentation names no method, it is the one that we send.
fn takes_method(op: &Operation, method: &str) -> bool {
    op.methods.contains(&method) || op.methods.is_empty() && op.method == method
}

fn not_found(message: String) -> Refusal {
    Refusal::new(codes::ACTION_NOT_FOUND, message)
}
