//! Lints of a whole operation.

use std::collections::{BTreeMap, HashMap};

use acs_rules::Role;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Api, Field, Operation, Type};
use crate::name::spec_files;
use crate::span::Origin;

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

/// `file-name`: a file that is not named after its operation, or after one that another file of the folder describes. Import
/// tells names apart that some disks take for one; people need not.
pub(super) fn check_file_names(api: &Api, diagnostics: &mut Diagnostics) {
    let written = || api.operations.iter().filter(|op| op.gone.is_none());
    let names: BTreeMap<&str, Origin> = written().rev().map(|op| (&*op.name, op.origin)).collect();
    let files = spec_files(&names.keys().copied().collect::<Vec<_>>());
    let files: HashMap<&str, String> = names.keys().copied().zip(files).collect();
    for op in written() {
        let file = &files[op.name.as_str()];
        let stem = op.file.rsplit('/').next().and_then(|name| name.strip_suffix(".yaml"));
        if !stem.is_some_and(|stem| stem == op.name || stem == file) {
            let message = format!("the file of the operation `{}` is not `{file}.yaml`", op.name);
            diagnostics.push(Diagnostic::error("file-name", message).at(op.origin));
        } else if names[op.name.as_str()] != op.origin {
            let message = format!("the operation `{}` has two files", op.name);
            let diagnostic = Diagnostic::error("file-name", message).at(op.origin);
            diagnostics.push(diagnostic.label(names[op.name.as_str()], "the first one"));
        }
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
