//! excerpt: what some operations need of the specs in folders, so that nobody need read the hundreds beside them.
//!
//! Input: folders of specs, and the names of operations. Output: sources of which the same is made as of the whole folders,
//! but for what is wrong with other operations.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::name;
use crate::options::Options;
use crate::path::{first, is_within, steps};
use crate::raw;
use crate::read::{RawApi, parse};
use crate::select::check_operations;
use crate::sources::{Found, Sources, collect, display, is_operation};
use crate::write::check_finished;

impl Sources {
    /// Reads what the chosen operations need of these folders and of all below them: the file of each, and those beside it that
    /// are about the product. Reads everything where all operations are to be generated, or where one has no file that is called like it.
    ///
    /// What overlays and tombstones say of other operations is passed over.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load), and options that name no operation, or one twice.
    pub fn load_for<P: AsRef<Path>>(folders: &[P], options: &Options) -> Result<Self, Diagnostics> {
        check_operations(options)?;
        for folder in folders {
            check_finished(folder.as_ref())?;
        }
        if let Some((files, chosen)) = find(folders, options) {
            return Self::load_excerpt(&files, chosen);
        }
        let mut sources = Self::new();
        for folder in folders {
            sources.append(Self::load(folder.as_ref())?);
        }
        Ok(sources)
    }
}

impl Options {
    /// Of the operations that have files, those that are to be generated, and those that a selector is about. None where that
    /// is all of them, or where one has no file.
    fn named_operations(&self, known: &HashSet<&str>) -> Option<Vec<String>> {
        let mut named = self.operations.clone()?;
        let selectors = [&self.type_attributes, &self.field_attributes, &self.types, &self.renames];
        for (selector, _) in selectors.into_iter().flatten() {
            let is_of_all = steps(selector).next().is_some_and(|name| name.contains('*'));
            if !is_of_all && !is_within(selector, "types") {
                named.push(first(known, selector, |name| name)?.0.to_string());
            }
        }
        named.iter().all(|name| known.contains(name.as_str())).then_some(named)
    }
}

/// The files that the chosen operations need, and these. None where one of them has no file of its own, or where there is what
/// may not be: then all has to be read for what is to be said.
fn find<P: AsRef<Path>>(folders: &[P], options: &Options) -> Option<(Vec<PathBuf>, Vec<String>)> {
    options.operations.as_ref()?;
    let mut found = Found::default();
    for folder in folders {
        collect(folder.as_ref(), &["yaml", "yml"], 0, &mut found).ok()?;
    }
    let Found { mut files, others } = found;
    if !others.is_empty() || files.iter().any(|path| path.extension() == Some("yml".as_ref())) {
        return None;
    }
    let stems: HashSet<&str> = files.iter().filter_map(|path| stem(path)).collect();
    let operations = options.named_operations(&stems)?;
    let is_own = |path: &&PathBuf| stem(path).is_some_and(|stem| operations.iter().any(|it| it == stem));
    let products: HashSet<PathBuf> =
        files.iter().filter(is_own).filter_map(|path| path.parent().map(Path::to_owned)).collect();
    let named = named(&products, options);
    files.retain(|path| {
        let is_beside = path.parent().is_some_and(|folder| products.contains(folder));
        is_beside && (!is_operation(&display(path)) || may_share_a_name(path, &operations, &named))
    });
    files.sort();
    Some((files, operations))
}

/// Whether a spec is of one of the operations, or of one that has the name of its module or the beginning of its paths unless
/// both are known.
fn may_share_a_name(path: &Path, operations: &[String], named: &[(String, String)]) -> bool {
    let Some(stem) = stem(path) else { return false };
    let share = |of: &String| {
        let mut of_both = names(stem, named).flat_map(|it| names(of, named).map(move |of| (it, of)));
        is_within(stem, of) || of_both.any(|(it, of)| name::may_share_module(it, of))
    };
    operations.iter().any(share)
}

/// The name of an operation, and those that people have given it.
fn names<'n>(operation: &'n str, named: &'n [(String, String)]) -> impl Iterator<Item = &'n str> {
    let chosen = named.iter().filter(move |(of, _)| of == operation).map(|(_, name)| name.as_str());
    std::iter::once(operation).chain(chosen)
}

/// The names that people have given to operations: by options, and in the overlays of these products.
fn named(products: &HashSet<PathBuf>, options: &Options) -> Vec<(String, String)> {
    // What is wrong with an overlay is told when all is read.
    let overlays = products.iter().filter_map(|folder| fs::read_to_string(folder.join("overlay.yaml")).ok());
    let overlays = overlays.filter_map(|text| parse::<raw::Overlay>(&text).ok()?.names);
    let in_overlays = overlays.flat_map(|names| names.0).map(|(path, name)| (path.value, name.value));
    options.renames.iter().cloned().chain(in_overlays).collect()
}

fn stem(path: &Path) -> Option<&str> {
    path.file_stem().and_then(|stem| stem.to_str())
}

/// Keeps of what overlays and tombstones say that which is about the product, about an operation that was read, or about
/// one that was chosen, which may be gone; and operations that are gone whose modules may have the name of one of these.
pub(crate) fn retain_read(api: &mut RawApi, chosen: &[String]) {
    let read = api.operations.iter().map(|(_, op)| op.operation.value.as_str());
    let names = ["product", "types"].into_iter().chain(chosen.iter().map(String::as_str));
    let names: Vec<&str> = names.chain(read).collect();
    let is_kept = |path: &str| names.iter().any(|name| is_within(path, name));
    if let Some(overlay) = &mut api.overlay {
        let maps = [&mut overlay.texts, &mut overlay.names];
        maps.into_iter().flatten().for_each(|map| map.0.retain(|(path, _)| is_kept(&path.value)));
        overlay.confirm.iter_mut().for_each(|list| list.retain(|path| is_kept(&path.value)));
        overlay.fixes.iter_mut().for_each(|list| list.retain(|fix| is_kept(&fix.at.value)));
    }
    if let Some((_, tombstones)) = &mut api.tombstones {
        let has_name = |gone: &str| chosen.iter().any(|operation| name::may_share_module(gone, operation));
        tombstones
            .gone
            .retain(|gone| is_kept(&gone.at.value) || gone.operation.is_some() && has_name(&gone.at.value));
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::generate::{Model, model};

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

    fn of(operations: &[&str]) -> Options {
        let operations = operations.iter().map(|&name| name.to_owned()).collect();
        Options { operations: Some(operations), ..Options::default() }
    }

    /// The names of the files that were read, but for those that are about the product.
    fn read(folder: &Path, options: &Options) -> Vec<String> {
        let sources = Sources::load_for(&[folder], options).expect("files can be read");
        let names = sources.iter().filter_map(|(_, file)| file.path.rsplit('/').next());
        names.filter(|name| is_operation(name)).map(str::to_owned).collect()
    }

    #[test]
    fn operations_are_read_alone_with_what_is_said_of_them() {
        let folder = folder();
        let sources = Sources::load_for(&[folder.path()], &of(&["GetThing"])).expect("it can be read");
        let files: Vec<_> = sources.iter().filter_map(|(_, file)| file.path.rsplit('/').next()).collect();
        assert_eq!(
            files,
            ["GetThing.yaml", "overlay.yaml", "product.yaml", "release.yaml", "tombstones.yaml"]
        );
        let Model { apis, .. } = model(&sources).expect("it is sound");
        let op = apis[0].operation("GetThing").expect("it is there");
        let params: Vec<_> = op.parameters.iter().map(|it| (it.name.as_str(), it.text.as_deref())).collect();
        assert_eq!(params, [("Id", Some("Which one.")), ("Name", None)]);
        assert_eq!(
            read(folder.path(), &of(&["GetThingTags", "GetThing"])),
            ["GetThing.yaml", "GetThingTags.yaml"]
        );
    }

    #[test]
    fn an_operation_without_a_file_is_looked_for_in_all() {
        let folder = folder();
        assert_eq!(read(folder.path(), &of(&["GetThing", "PutThin"])).len(), 3);
        assert_eq!(read(folder.path(), &Options::default()).len(), 3);
    }

    #[test]
    fn an_operation_that_an_option_is_about_is_read_too() {
        let renames = ["types.Near", "*", "GetThingTags.Id"].map(|it| (it.to_owned(), "Other".to_owned()));
        let options = Options { renames: renames.into(), ..of(&["GetThing"]) };
        assert_eq!(read(folder().path(), &options), ["GetThing.yaml", "GetThingTags.yaml"]);
    }

    #[test]
    fn names_are_those_that_they_have_among_all() {
        let folder = folder();
        for (file, name) in [("getThing_x000000.yaml", "getThing"), ("Get-Thing.yaml", "Get-Thing")] {
            fs::write(folder.path().join(file), format!("operation: {name}\n"))
                .expect("a file can be written");
        }
        let all = read(folder.path(), &of(&["GetThing"]));
        assert_eq!(all, ["Get-Thing.yaml", "GetThing.yaml", "getThing_x000000.yaml"]);
    }

    #[test]
    fn operations_that_people_have_named_have_the_names_that_they_have_among_all() {
        let folder = folder();
        let renames = vec![("GetThingTags".to_owned(), "GetThing".to_owned())];
        let renamed = Options { renames, ..of(&["GetThingTags"]) };
        assert_eq!(read(folder.path(), &renamed), ["GetThing.yaml", "GetThingTags.yaml"]);
        assert_eq!(read(folder.path(), &of(&["GetThingTags"])), ["GetThingTags.yaml"]);
        fs::write(folder.path().join("overlay.yaml"), "names: {GetThing: GetThingTags}\n").expect("written");
        for chosen in ["GetThing", "GetThingTags"] {
            assert_eq!(
                read(folder.path(), &of(&[chosen])),
                ["GetThing.yaml", "GetThingTags.yaml"],
                "{chosen}"
            );
        }
    }

    #[test]
    fn what_is_said_of_an_operation_is_not_taken_for_what_is_said_of_one_with_a_shorter_name() {
        let folder = folder();
        let text = "operation: GetThing.Id\nparameters: {Of: {type: string}}\n";
        fs::write(folder.path().join("GetThing.Id.yaml"), text).expect("a file can be written");
        let overlay = "texts: {GetThing.Id.Of: Whose it is.}\n";
        fs::write(folder.path().join("overlay.yaml"), overlay).expect("a file can be written");
        let sources = Sources::load_for(&[folder.path()], &of(&["GetThing"])).expect("it can be read");
        model(&sources).expect("the entry is about something that was read");
        let renames = vec![("GetThing.Id.Of".to_owned(), "other".to_owned())];
        let options = Options { renames, ..of(&["GetThingTags"]) };
        assert_eq!(read(folder.path(), &options), ["GetThing.Id.yaml", "GetThingTags.yaml"]);
    }

    #[test]
    fn names_do_not_depend_on_what_is_read() {
        let folder = folder();
        let write = |name: &str, text: &str| {
            fs::write(folder.path().join(name), text).expect("a file can be written");
        };
        let types = "types:\n  Disk: {fields: {Status: {type: string, values: [Free], inferred: [values]}}}\n  \
            disk_status: {fields: {Id: {type: string}}}\n";
        write("product.yaml", &format!("{}{types}", FILES[0].1));
        write("overlay.yaml", "{}\n");
        write("PutThing.yaml", "operation: PutThing\nparameters: {Disk: {ref: Disk}}\n");
        write(
            "getThing_x000000.yaml",
            "operation: getThing\nresponse: {Disk: {ref: Disk}, Status: {ref: disk_status}}\n",
        );
        fs::remove_file(folder.path().join("GetThing.yaml")).expect("it is there");
        fs::rename(folder.path().join("getThing_x000000.yaml"), folder.path().join("getThing.yaml"))
            .expect("it is there");
        let gone =
            "gone:\n  - {at: GetThing, since: 0.2.0, until: 0.3.0, operation: {operation: GetThing}}\n";
        write("tombstones.yaml", gone);
        let names = |options: &Options| {
            let sources = Sources::load_for(&[folder.path()], options).expect("they can be read");
            let Model { apis, .. } = model(&sources).unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
            let op = apis[0].operation("getThing").expect("it is there");
            let types = apis[0].types.iter().map(|shared| shared.rust_name.clone());
            (op.module.clone(), types.collect::<Vec<_>>())
        };
        assert_eq!(names(&of(&["getThing"])), names(&Options::default()));
    }

    #[test]
    fn an_operation_that_is_polled_and_was_not_asked_for_is_not_missed() {
        let folder = folder();
        let text = "operation: EndThing\nmethods: [POST]\naccess: delete\ncompletion: {poll: GetThing}\n";
        fs::write(folder.path().join("EndThing.yaml"), text).expect("a file can be written");
        let sources = Sources::load_for(&[folder.path()], &of(&["EndThing"])).expect("it can be read");
        let Model { warnings, .. } = model(&sources).expect("it is sound");
        assert!(!warnings.to_string().contains("is to be polled"), "{warnings}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let error = Sources::load_for(&["no/folder"], &of(&["GetThing"])).expect_err("there is none");
        assert!(error.to_string().contains("no/folder"), "{error}");
    }
}
