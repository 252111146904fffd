//! Lints of `completion`: what is polled, with what, and where the state stands.

use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::{Api, Completion, Field, Operation, Type};
use crate::path::steps;

/// `unknown-poll`: an operation to poll that the product does not have.
pub(super) fn check_poll(api: &Api, op: &Operation, diagnostics: &mut Diagnostics) {
    let Some(completion) = &op.completion else { return };
    if api.operation(&completion.poll).is_none() {
        let message =
            format!("`{}` is to be polled, and is not an operation of the product", completion.poll);
        let help = did_you_mean(&completion.poll, api.operations.iter().map(|op| op.name.as_str()));
        diagnostics.push(Diagnostic::warning("unknown-poll", message).at(completion.origin).maybe_help(help));
    }
}

/// Stands before a field of the answer, among what a poll is given.
const ANSWER: &str = "response.";

/// `poll-parameter`: a parameter of the poll, or of the call, or a field of the call's answer, that does not exist.
pub(super) fn check_poll_parameters(api: &Api, op: &Operation, diagnostics: &mut Diagnostics) {
    let Some((completion, poll)) = polled(api, op) else { return };
    let mut check = |name: &str, owner: &Operation| {
        let names = || owner.parameters.iter().map(|param| param.name.as_str());
        if !names().any(|known| known == name) {
            let message = format!("`{name}` is not a parameter of `{}`", owner.name);
            let diagnostic = Diagnostic::error("poll-parameter", message).at(completion.origin);
            diagnostics.push(diagnostic.maybe_help(did_you_mean(name, names())));
        }
    };
    for (to, from) in &completion.with {
        check(to, poll);
        if !from.starts_with(ANSWER) {
            check(from, op);
        }
    }
    for field in completion.with.iter().filter_map(|(_, from)| from.strip_prefix(ANSWER)) {
        if api.find(op.response.fields(), field).is_none() {
            let message = format!("`{field}` is not in the response of `{}`", op.name);
            diagnostics.push(Diagnostic::error("poll-parameter", message).at(completion.origin));
        }
    }
}

/// `poll-state`: a path to the state that the poll's response does not have, or states that it never has.
pub(super) fn check_state(api: &Api, op: &Operation, diagnostics: &mut Diagnostics) {
    let Some((completion, poll)) = polled(api, op) else { return };
    let Some(state) = &completion.state else { return };
    let Some(field) = find(api, poll.response.fields(), state) else {
        let message = format!("`{state}` is not in the response of `{}`", poll.name);
        diagnostics.push(Diagnostic::error("poll-state", message).at(completion.origin));
        return;
    };
    let Some(values) = field.values() else { return };
    for named in completion.success.iter().chain(&completion.transient).chain(&completion.failure) {
        if !values.contains(named) {
            let message = format!("`{}` of `{}` never is `{named}`", state, poll.name);
            let help = did_you_mean(named, values.iter().map(String::as_str));
            diagnostics.push(Diagnostic::error("poll-state", message).at(completion.origin).maybe_help(help));
        }
    }
}

fn polled<'a>(api: &'a Api, op: &'a Operation) -> Option<(&'a Completion, &'a Operation)> {
    let completion = op.completion.as_ref()?;
    Some((completion, api.operation(&completion.poll)?))
}

/// The field at the end of a way such as `AnycastList[].Status`.
fn find<'a>(api: &'a Api, mut fields: &'a [Field], way: &str) -> Option<&'a Field> {
    let mut steps = steps(way).peekable();
    loop {
        let step = steps.next()?;
        let field = fields.iter().find(|field| field.name == step.trim_end_matches("[]"))?;
        if steps.peek().is_none() {
            return Some(field);
        }
        fields = match (&field.ty, step.ends_with("[]")) {
            (Type::List(item), true) => api.fields_of(&item.ty)?,
            (ty, false) => api.fields_of(ty)?,
            (_, true) => return None,
        };
    }
}
