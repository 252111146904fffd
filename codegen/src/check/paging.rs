//! Lints of `paging`: whether the answer has what is said to lead from page to page.

use acs_rules::Role;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Api, Operation, Response, Type};

/// `paging`: a place that the answer does not have, or pages that no parameter asks for.
pub(super) fn check_paging(api: &Api, op: &Operation, diagnostics: &mut Diagnostics) {
    let Some(paging) = &op.paging else { return };
    if !takes_pages(op) {
        let message = format!("`{}` has `paging`, and no parameter that asks for a page", op.name);
        let help = "give one the role `page-token` or `page-number`";
        diagnostics.push(Diagnostic::error("paging", message).at(paging.origin).help(help));
    }
    let is_list = |ty: &Type| matches!(ty, Type::List(_));
    let is_scalar = |ty: &Type| matches!(ty, Type::Text | Type::Int32 | Type::Int64 | Type::Any);
    let mut check = |path: &str, fits: fn(&Type) -> bool, wanted: &str| {
        let found = match (&op.response, path) {
            (Response::Value(value), "") => Some(&**value),
            (response, path) => api.find(response.fields(), path),
        };
        if !found.is_some_and(|field| fits(&field.ty)) {
            let message = format!("`{path}` is no {wanted} in the answer of `{}`", op.name);
            let help = "write the names that lead to it, joined by dots, such as `Data.Items`";
            diagnostics.push(Diagnostic::error("paging", message).at(paging.origin).help(help));
        }
    };
    check(&paging.items, is_list, "list");
    paging.token.iter().for_each(|path| check(path, is_scalar, "text"));
    paging.total.iter().for_each(|path| check(path, is_scalar, "number"));
}

/// `unpaged`: an operation that takes pages and whose answer does not tell its items, or the next page.
pub(super) fn check_unpaged(op: &Operation, diagnostics: &mut Diagnostics) {
    if op.paging.is_some() || !takes_pages(op) {
        return;
    }
    let message =
        format!("`{}` takes pages, and its answer does not tell how they follow each other", op.name);
    let help = format!("correct `{}.paging` in the overlay, with `items` and `token`", op.name);
    diagnostics.push(Diagnostic::warning("unpaged", message).at(op.origin).help(help));
}

fn takes_pages(op: &Operation) -> bool {
    op.parameters.iter().any(|param| matches!(param.role, Some(Role::PageToken | Role::PageNumber)))
}
