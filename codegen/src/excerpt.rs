//! excerpt: what one operation needs of a product version, so that a derive need not read the hundreds beside it.
//!
//! Input: a folder of specs, and the name of an operation. Output: the same model of it as of the whole folder, but for what is
//! said of other operations, and the files that were read.

use std::path::Path;

use crate::diagnostic::{Diagnostics, Level};
use crate::generate::{Model, model_of_raw};
use crate::model::Api;
use crate::options::Options;
use crate::parallel::Jobs;
use crate::read::{RawApi, read};
use crate::sources::Sources;

/// A part of the specs as a checked model.
#[derive(Clone, Debug)]
pub struct Excerpt {
    /// The product versions that have the operation; all of them, with all operations, where none has a file that is called
    /// like it.
    pub apis: Vec<Api>,
    /// What was read for it.
    pub sources: Sources,
}

/// Reads, resolves and checks what `operation` needs of the specs in a folder: its own file, and those of its product.
///
/// Entries of overlays and tombstones about other operations are passed over.
///
/// # Errors
///
/// Files that cannot be read, and the diagnostics of the first stage that found an error.
pub fn excerpt(folder: &Path, operation: &str) -> Result<Excerpt, Diagnostics> {
    let sources = Sources::load_for(folder, operation)?;
    let mut raw = read(&sources, &Jobs::default())?;
    raw.iter_mut().for_each(|api| retain_own(api, operation));
    let Model { apis, .. } = model_of_raw(raw, &sources, &Options::default(), Level::Error)?;
    Ok(Excerpt { apis, sources })
}

/// Keeps the entries that are about the product, about an operation that was read, or about this one, which may be gone.
fn retain_own(api: &mut RawApi, operation: &str) {
    let read = api.operations.iter().map(|(_, op)| op.operation.value.as_str());
    let names: Vec<&str> = ["product", "types", operation].into_iter().chain(read).collect();
    let is_own = |path: &str| {
        let begins =
            |name: &str| path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        names.iter().any(|name| begins(name))
    };
    if let Some(overlay) = &mut api.overlay {
        let maps = [&mut overlay.texts, &mut overlay.names];
        maps.into_iter().flatten().for_each(|map| map.0.retain(|(path, _)| is_own(&path.value)));
        overlay.confirm.iter_mut().for_each(|list| list.retain(|path| is_own(&path.value)));
        overlay.fixes.iter_mut().for_each(|list| list.retain(|fix| is_own(&fix.at.value)));
    }
    if let Some((_, tombstones)) = &mut api.tombstones {
        tombstones.gone.retain(|gone| is_own(&gone.at.value));
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const FILES: [(&str, &str); 6] = [
        ("product.yaml", "product: Thing\nversion: '1'\nstyle: rpc\n"),
        ("GetThing.yaml", "operation: GetThing\nparameters: {Id: {type: string}}\n"),
        ("PutThing.yaml", "operation: PutThing\nmetods: [POST]\n"),
        ("GetThingTags.yaml", "operation: GetThingTags\n"),
        ("overlay.yaml", "texts:\n  GetThing.Id: Which one.\n  PutThing.Id: No such thing.\n"),
        (
            "tombstones.yaml",
            "gone:\n  - {at: GetThing.Name, since: 0.2.0, until: 0.3.0, parameter: {type: string}}\n  \
             - {at: PutThing.Name, since: 0.2.0, until: 0.3.0, parameter: {type: string}}\n",
        ),
    ];

    /// A folder with the specs of a product of which one is broken.
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        for (name, text) in FILES {
            fs::write(folder.path().join(name), text).expect("a file can be written");
        }
        fs::write(folder.path().join("release.yaml"), "version: 0.2.3\n").expect("a file can be written");
        folder
    }

    #[test]
    fn one_operation_is_read_alone_with_what_is_said_of_it() {
        let folder = folder();
        let Excerpt { apis, sources } = excerpt(folder.path(), "GetThing").expect("it is sound");
        let read: Vec<_> = sources.iter().filter_map(|(_, file)| file.path.rsplit('/').next()).collect();
        assert_eq!(
            read,
            ["GetThing.yaml", "overlay.yaml", "product.yaml", "release.yaml", "tombstones.yaml"]
        );
        let op = apis[0].operation("GetThing").expect("it is there");
        let params: Vec<_> = op.parameters.iter().map(|it| (it.name.as_str(), it.text.as_deref())).collect();
        assert_eq!(params, [("Id", Some("Which one.")), ("Name", None)]);
    }

    #[test]
    fn an_operation_without_a_file_is_looked_for_in_all() {
        let folder = folder();
        let error = excerpt(folder.path(), "PutThin").expect_err("another operation is broken");
        assert!(error.to_string().contains("unknown key `metods`"), "{error}");
        fs::remove_file(folder.path().join("PutThing.yaml")).expect("it was there");
        let Excerpt { apis, .. } = excerpt(folder.path(), "PutThin").expect("all others are sound");
        assert_eq!(apis[0].operations.len(), 2);
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let error = excerpt(Path::new("no/folder"), "GetThing").expect_err("there is none");
        assert!(error.to_string().contains("no/folder"), "{error}");
    }
}
