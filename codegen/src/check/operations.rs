//! Lints of a whole operation.

use acs_rules::{Place, Role};

use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::{Api, Field, Operation, Required, Type};

/// `duplicate-product`: two folders with the same product version.
pub(super) fn check_duplicate_product(apis: &[Api], diagnostics: &mut Diagnostics) {
    for (index, api) in apis.iter().enumerate() {
        let is_same = |first: &&Api| (&first.product, &first.version) == (&api.product, &api.version);
        if let Some(first) = apis[..index].iter().find(is_same) {
            let message = format!("`{}` {} is described twice", api.product, api.version);
            let diagnostic = Diagnostic::error("duplicate-product", message).at(api.origin);
            diagnostics.push(diagnostic.label(first.origin, "it stands here, too"));
        }
    }
}

/// `bad-name`: a product, a version or an operation that cannot name a package, a module or a file.
pub(super) fn check_product_name(api: &Api, diagnostics: &mut Diagnostics) {
    let operations = api.operations.iter().map(|op| (&op.name, op.origin));
    for (name, origin) in
        [(&api.product, api.origin), (&api.version, api.origin)].into_iter().chain(operations)
    {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if name.is_empty() || !name.chars().all(allowed) {
            let message =
                format!("`{}` is no name of a product, a version or an operation", name.escape_debug());
            let help = "letters and digits of ASCII, `.`, `_` and `-` are allowed";
            diagnostics.push(Diagnostic::error("bad-name", message).at(origin).help(help));
        }
    }
}

/// `file-name`: a file that is not named after its operation. So no two files of a folder describe the same one.
pub(super) fn check_file_name(op: &Operation, diagnostics: &mut Diagnostics) {
    let stem = op.file.rsplit('/').next().and_then(|name| name.strip_suffix(".yaml"));
    if stem != Some(op.name.as_str()) {
        let message = format!("the file of the operation `{}` is not `{}.yaml`", op.name, op.name);
        diagnostics.push(Diagnostic::error("file-name", message).at(op.origin));
    }
}

/// `path-parameter`: a placeholder in the path without a parameter, or the reverse.
pub(super) fn check_path_parameters(op: &Operation, diagnostics: &mut Diagnostics) {
    let placeholders: Vec<&str> =
        op.path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
    let in_path = || op.parameters.iter().filter(|param| param.place == Place::Path);
    for name in &placeholders {
        if !in_path().any(|param| param.name == *name) {
            let message = format!("the path has `{{{name}}}`, which is not a parameter in the path");
            let help = did_you_mean(name, in_path().map(|param| param.name.as_str()));
            diagnostics.push(Diagnostic::error("path-parameter", message).at(op.origin).maybe_help(help));
        }
    }
    for param in in_path().filter(|param| !placeholders.contains(&param.name.as_str())) {
        let message = format!(
            "`{}` is a parameter in the path, and the path `{}` does not have it",
            param.name, op.path
        );
        diagnostics.push(Diagnostic::error("path-parameter", message).at(param.origin));
    }
    for param in in_path().filter(|param| param.required == Required::No) {
        let message = format!("`{}` is part of the path and not required", param.name);
        diagnostics.push(Diagnostic::warning("optional-path", message).at(param.origin));
    }
}

/// `role-type`, `role-twice`: a role that its parameter cannot play.
pub(super) fn check_roles(op: &Operation, diagnostics: &mut Diagnostics) {
    for (index, param) in op.parameters.iter().enumerate() {
        let Some(role) = param.role else { continue };
        if !fits(role, param) {
            let message = format!("`{}` has a role that does not go with its type", param.name);
            let diagnostic = Diagnostic::error("role-type", message).at(param.origin);
            diagnostics.push(diagnostic.help(format!("the role wants {}", wanted(role))));
        }
        if let Some(first) = op.parameters[..index].iter().find(|earlier| earlier.role == Some(role)) {
            let message = format!("`{}` and `{}` have the same role", first.name, param.name);
            let diagnostic = Diagnostic::error("role-twice", message).at(param.origin);
            diagnostics.push(diagnostic.label(first.origin, "the first one"));
        }
    }
}

fn fits(role: Role, param: &Field) -> bool {
    let is_number = matches!(param.ty, Type::Int32 | Type::Int64);
    match role {
        Role::IdempotencyToken | Role::Region | Role::PageToken => param.ty == Type::Text,
        Role::DryRun => matches!(param.ty, Type::Boolean | Type::Text),
        Role::PageNumber | Role::PageSize | Role::MaxResults => is_number || param.ty == Type::Text,
    }
}

fn wanted(role: Role) -> &'static str {
    match role {
        Role::IdempotencyToken | Role::Region | Role::PageToken => "a string",
        Role::DryRun => "a boolean",
        Role::PageNumber | Role::PageSize | Role::MaxResults => "an integer",
    }
}

/// `success-code`, `duplicate-code`: error codes under a status that is no error, or listed twice.
pub(super) fn check_codes(op: &Operation, diagnostics: &mut Diagnostics) {
    for (index, code) in op.codes.iter().enumerate() {
        if code.status < 400 {
            let message = format!("the error `{}` is documented with the status {}", code.code, code.status);
            let help = "it is matched whatever the status; the answer may have to be read for it";
            diagnostics.push(Diagnostic::warning("success-code", message).at(code.origin).help(help));
        }
        if op.codes[..index].iter().any(|other| other.code == code.code && other.status == code.status) {
            let message =
                format!("the error `{}` with the status {} is listed twice", code.code, code.status);
            diagnostics.push(Diagnostic::warning("duplicate-code", message).at(code.origin));
        }
    }
}

/// `bad-example`: a documented response that is not JSON.
pub(super) fn check_example(op: &Operation, diagnostics: &mut Diagnostics) {
    let Some(example) = &op.example else { return };
    if let Err(error) = serde_json::from_str::<serde_json::Value>(example) {
        let message = format!("the documented response of `{}` is not JSON: {error}", op.name);
        let help = "the emulator answers from the fields of the response instead";
        diagnostics.push(Diagnostic::warning("bad-example", message).at(op.origin).help(help));
    }
}
