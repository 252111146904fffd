//! Where facts come from: the paths of those that the page alone gave.
//!
//! Whatever is not listed is of the OpenMeta file. An operation that only has a page is listed as a whole.

use super::draft::{Fields, Operation, Parameter};

/// The path that stands for all facts of an operation.
pub(super) const WHOLE: &str = "operation";

/// The paths of an operation's facts that the page gave, in the order of the file.
pub(super) fn from_page(operation: &Operation, docs: bool) -> Vec<String> {
    let mut paths = operation.from_page.clone();
    if paths.iter().any(|path| path == WHOLE) {
        return paths;
    }
    collect(&operation.parameters, "parameters", docs, &mut paths);
    collect(&operation.response, "response", docs, &mut paths);
    paths
}

fn collect(fields: &Fields, parent: &str, docs: bool, paths: &mut Vec<String>) {
    for (name, field) in fields {
        let path = format!("{parent}.{name}");
        add(field, &path, docs, paths);
        collect(&field.fields, &path, docs, paths);
        let mut item = field;
        while let Some(of) = &item.of {
            item = of;
            collect(&item.fields, &path, docs, paths);
        }
    }
}

/// The facts of one parameter: what the page's sentence was read as, and what stands in a cell of its own.
fn add(field: &Parameter, path: &str, docs: bool, paths: &mut Vec<String>) {
    if field.from_page.contains(&"doc") {
        let inferred = field.inferred.iter().filter(|key| docs || **key != "server-default");
        paths.extend(inferred.map(|key| format!("{path}.{key}")));
    }
    let shown = field.from_page.iter().filter(|key| docs || **key != "doc");
    paths.extend(shown.map(|key| format!("{path}.{key}")));
}
