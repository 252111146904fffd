//! The path of an operation, which for RPC is always `/`, and the parameters that stand in it.
//!
//! After this, every name in the template is a required parameter, and every parameter of the place `path` has its name
//! in the template. Where the documentation says it otherwise, these rules decide, in this order:
//!
//! 1. A name in the template is the parameter of that name, wherever else it stands: it then goes to both places.
//! 2. Failing that, it is the parameter in the path whose name differs only in case, or the only one that is left over
//!    on either side.
//! 3. Failing that, it is any parameter whose name differs only in case.
//! 4. Failing that, it is a text parameter that the documentation forgot.
//! 5. A parameter in the path that the template does not have is sent in the query.

use acs_rules::Place;
use acs_rules::template::parameters;

use super::Resolver;
use crate::diagnostic::Diagnostic;
use crate::model::{Field, Operation, Required};
use crate::raw;
use crate::span::Spanned;

impl Resolver<'_> {
    pub(super) fn resolve_path(&mut self, op: &mut Operation) {
        if self.product.style.value == raw::Style::Rpc {
            // Some pages name one, which the services do not know.
            op.path = "/".to_owned();
        }
        for name in unmatched_names(op) {
            let only = unmatched_names(op).len() == 1;
            match find_similar(op, &name, only) {
                Some(index) => self.rename_in_path(op, &name, index),
                None => self.add_path_parameter(op, &name),
            }
        }
        self.move_to_query(op);
        self.require_path_parameters(op);
    }

    fn rename_in_path(&mut self, op: &mut Operation, name: &str, index: usize) {
        let param = &op.parameters[index];
        let message =
            format!("the path has `{{{name}}}`, which is taken to be the parameter `{}`", param.name);
        self.diagnostics.push(Diagnostic::warning("path-parameter", message).at(param.origin));
        op.path = op.path.replace(&format!("{{{name}}}"), &format!("{{{}}}", param.name));
    }

    fn add_path_parameter(&mut self, op: &mut Operation, name: &str) {
        let message = format!("the path has `{{{name}}}`, which is not a parameter");
        let help = "it becomes a parameter, a required text";
        self.diagnostics.push(Diagnostic::warning("path-parameter", message).at(op.origin).help(help));
        let raw = raw::Parameter {
            kind: Some(Spanned { value: raw::FieldKind::String, origin: op.origin }),
            place: Some(Spanned { value: raw::Place::Path, origin: op.origin }),
            required: Some(Spanned { value: raw::Required::Always(true), origin: op.origin }),
            ..raw::Parameter::default()
        };
        op.parameters.push(self.resolve_field(name, &raw, &format!("{}.{name}", op.name), op.origin));
    }

    fn move_to_query(&mut self, op: &mut Operation) {
        let path = op.path.clone();
        let is_missing = |param: &&mut Field| {
            param.place == Place::Path && !parameters(&path).any(|name| name == param.name)
        };
        for param in op.parameters.iter_mut().filter(is_missing) {
            let message = format!(
                "`{}` is a parameter in the path, and the path `{path}` does not have it",
                param.name
            );
            let help = "it is sent in the query; say in the overlay where it belongs, with `place`";
            self.diagnostics.push(Diagnostic::warning("path-parameter", message).at(param.origin).help(help));
            param.place = Place::Query;
        }
    }

    fn require_path_parameters(&mut self, op: &mut Operation) {
        let path = &op.path;
        let in_path = |param: &&mut Field| parameters(path).any(|name| name == param.name);
        for param in op.parameters.iter_mut().filter(in_path) {
            if param.required == Required::No {
                let message = format!("`{}` is part of the path and not required", param.name);
                let help = "it is taken to be required, for there is no path without it";
                let diagnostic = Diagnostic::warning("optional-path", message).at(param.origin).help(help);
                self.diagnostics.push(diagnostic);
                param.required = Required::Compile;
            }
        }
    }
}

/// The names in the template that are no parameter's, each once.
fn unmatched_names(op: &Operation) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in parameters(&op.path) {
        if !op.parameters.iter().any(|param| param.name == name) && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The position of the parameter that is most likely meant by a name in the template.
fn find_similar(op: &Operation, name: &str, is_only_name: bool) -> Option<usize> {
    let is_free = |param: &Field| !parameters(&op.path).any(|taken| taken == param.name);
    let is_same = |param: &Field| is_free(param) && param.name.eq_ignore_ascii_case(name);
    let in_path = |param: &Field| is_free(param) && param.place == Place::Path;
    let position = |is: &dyn Fn(&Field) -> bool| op.parameters.iter().position(is);
    let is_only_one = is_only_name && op.parameters.iter().filter(|param| in_path(param)).count() == 1;
    position(&|param| in_path(param) && is_same(param))
        .or_else(|| is_only_one.then(|| position(&in_path)).flatten())
        .or_else(|| position(&is_same))
}
