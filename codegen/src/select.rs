//! select: the chosen operations of a model, and what is said about them.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics, near_ones};
use crate::model::{Api, Operation};
use crate::options::Options;
use crate::sources::{Sources, is_operation};

/// Refuses to choose no operation, or one twice.
pub(crate) fn check_operations(options: &Options) -> Result<(), Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let names = options.operations.as_deref();
    if names.is_some_and(<[String]>::is_empty) {
        let help = "without `operations` there are all of them";
        diagnostics.push(Diagnostic::error("no-operation", "no operation is named").help(help));
    }
    let mut seen = HashSet::new();
    for name in names.unwrap_or_default() {
        if !seen.insert(name) {
            let message = format!("the operation `{}` is named twice", name.escape_debug());
            diagnostics.push(Diagnostic::error("options", message).help("name it once"));
        }
    }
    diagnostics.propagate()
}

/// Keeps the chosen operations, and of the shared types those that they reach.
pub(crate) fn select(
    apis: Vec<Api>,
    chosen: Option<&[String]>,
    sources: &Sources,
) -> Result<Vec<Api>, Diagnostics> {
    let Some(chosen) = chosen else { return Ok(apis) };
    let mut diagnostics = Diagnostics::new(sources);
    for name in chosen {
        if !apis.iter().any(|api| api.operation(name).is_some()) {
            let known = apis.iter().flat_map(|api| &api.operations).map(|op| op.name.as_str());
            let help = near_ones(name, known);
            let message = format!("there is no operation `{name}` in the specs");
            diagnostics.push(Diagnostic::error("no-operation", message).maybe_help(help));
        }
    }
    diagnostics.propagate()?;
    Ok(apis.into_iter().filter_map(|api| select_api(api, chosen)).collect())
}

fn select_api(mut api: Api, chosen: &[String]) -> Option<Api> {
    api.operations.retain(|op| chosen.contains(&op.name));
    (!api.operations.is_empty()).then(|| api.retain_reachable())
}

/// Forgets warnings about operations that are not chosen, and about shared types that no chosen one reaches.
pub(crate) fn retain_chosen(warnings: &mut Diagnostics, apis: &[Api], chosen: &[String]) {
    let is_chosen = |op: &&Operation| chosen.contains(&op.name);
    let operations = || apis.iter().flat_map(|api| &api.operations).filter(is_chosen);
    let files: HashSet<&str> = operations().map(|op| op.file.as_str()).collect();
    warnings.retain_files(|path| files.contains(path) || !is_operation(path));
    for api in apis {
        let operations = api.operations.iter().filter(is_chosen);
        let reached =
            api.reachable(operations.flat_map(|op| op.parameters.iter().chain(op.response.fields())));
        // A type goes on to the next one.
        let mut types: Vec<_> =
            api.types.iter().map(|it| (it.origin, reached.contains(it.name.as_str()))).collect();
        types.sort();
        warnings.retain(|warning| {
            let Some(at) = warning.labels.first().map(|label| label.origin) else { return true };
            let around = types[..types.partition_point(|(from, _)| *from <= at)].last();
            around.is_none_or(|(from, is_reached)| *is_reached || from.file != at.file)
        });
    }
}
