//! `update`: a new import of documentation, as everything that it changes: specs, tombstones, the version of the crate.
//!
//! Input: the specs that are there, and what was imported. Output: the specs as they will be, in memory, with what is to be said
//! about it. What the documentation has dropped gets a tombstone, so that users go on to compile; tombstones that are due by
//! the next version go. Nothing is read from a disk and nothing written.

mod changelog;
mod document;
mod ground;
mod lost;
mod next;
mod tombstones;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::Path;

use crate::diagnostic::{self, Diagnostics};
use crate::diff::{Level, Report, State};
use crate::generate::{Model, model_where};
use crate::import::{self, Imported};
use crate::options::Options;
use crate::package::File;
use crate::parallel::{self, Jobs};
use crate::sources::{Sources, display, is_imported};
use crate::version::Version;
use crate::write::Edit;

pub use changelog::{
    insert as insert_into_changelog, insert_under as insert_under_version, newest as newest_in_changelog,
};

/// The words in the first line of imported files.
pub const IMPORTED: &str = crate::sources::IMPORTED;
/// What is gone, beside the imported files.
const TOMBSTONES: &str = "tombstones.yaml";
/// The version of the crate, beside the imported files.
const RELEASE: &str = "release.yaml";

/// What an update does.
#[derive(Clone, Debug)]
pub struct Update {
    /// The specs as they will be, of all product versions.
    pub sources: Sources,
    /// The product versions that were imported, in the order of their folders.
    pub products: Vec<ProductUpdate>,
    /// The imported files, by their paths in the folder of specs.
    pub files: Vec<File>,
    /// The folders in which other imported files are removed.
    pub whole: Vec<String>,
    /// The tombstones and versions, by their paths in the folder of specs.
    pub edits: Vec<Edit>,
}

/// What an update does to one product version.
#[derive(Clone, Debug)]
pub struct ProductUpdate {
    /// The package that is generated.
    pub package: String,
    /// The crate's version before; none where the product version is new.
    pub from: Option<Version>,
    /// The crate's version from now on.
    pub to: Version,
    /// How many operations the documentation has dropped now, and how many it had.
    pub dropped_operations: (usize, usize),
    /// What the update is to those who use the crate; none where no file changes.
    pub level: Option<Level>,
    /// What changes in the crate, with what is gone and stays for a while; nothing where the product version is new.
    pub changes: Report,
    /// The paths of what the documentation has dropped now.
    pub gone: Vec<String>,
    /// The paths of what was gone and is not in the crate any more.
    pub dropped: Vec<String>,
    /// Entries of the overlay that have become unnecessary, or are about facts that the documentation has changed (warnings), or
    /// name nothing any more (errors).
    pub overlay: Diagnostics,
}

/// Finds out what an import changes in the specs of the folder `root`, for users of crates that are printed with these options. With
/// `breaking`, the next version is one that may break users, and drops all that is due by then.
///
/// # Errors
///
/// Specs that are wrong, before or after; entries of overlays that name nothing are no errors here.
pub fn update(
    specs: &Sources,
    root: &Path,
    imported: Imported,
    breaking: bool,
    options: &Options,
) -> Result<Update, Diagnostics> {
    let jobs = &options.jobs;
    let old = Tree::of(specs, &display(root));
    let (files, whole) = placed(&old, imported);
    let mut new = old.clone();
    new.import(&files, &whole);
    let folders: BTreeSet<&str> =
        files.iter().filter_map(|(path, _)| Some(path.rsplit_once('/')?.0)).collect();
    jobs.begin("comparing", folders.len());
    // Of several product versions each is worked on by one thread.
    let threads = if folders.len() == 1 { jobs.unwatched() } else { Jobs::new(NonZeroUsize::MIN) };
    let options = Options { jobs: threads, ..options.clone() };
    let advanced = parallel::map(jobs, folders, |folder| {
        next::advance(&old.folder(folder), new.folder(folder), folder, breaking, &options)
    });
    let (mut products, mut edits) = (Vec::new(), Vec::new());
    for product in advanced {
        let (tree, product) = product?;
        for (path, text) in tree.files.iter().filter(|(path, _)| is_kept(path)) {
            let before = old.files.get(path);
            if before != Some(text) {
                edits.push(Edit { path: path.clone(), before: before.cloned(), after: text.clone() });
            }
        }
        new.files.extend(tree.files);
        products.push(product);
    }
    let files = files.into_iter().map(|(path, text)| File { path, text }).collect();
    Ok(Update { sources: new.sources(), products, files, whole, edits })
}

/// The files of an import and its whole folders, with each product version where its specs are already.
fn placed(old: &Tree, imported: Imported) -> (Vec<(String, String)>, Vec<String>) {
    let is_there = |(path, _): &(String, String)| {
        path.rsplit_once('/')
            .is_none_or(|(folder, _)| old.files.contains_key(&format!("{folder}/product.yaml")))
    };
    // Where all are where an import puts them, nothing has to be looked for.
    if imported.files.iter().all(is_there) {
        return (imported.files, imported.whole);
    }
    let places = old.places();
    let folder = |folder: &str| match places.get(folder) {
        Some(place) => place.clone(),
        None => folder.to_owned(),
    };
    let file = |(path, text): (String, String)| match path.rsplit_once('/') {
        Some((of, name)) => (format!("{}/{name}", folder(of)), text),
        None => (path, text),
    };
    let whole = imported.whole.iter().map(|it| folder(it)).collect();
    (imported.files.into_iter().map(file).collect(), whole)
}

/// The product versions that specs describe, as the service spells them.
pub fn products(specs: &Sources) -> Vec<(String, String)> {
    let documents = specs.iter().filter(|(_, file)| file.name() == "product.yaml");
    documents.filter_map(|(_, file)| document::product(&file.text)).collect()
}

/// The product versions of the folder `root` that have operations, and of which an import has none: what a download that was broken
/// looks like, more likely than the end of a product.
pub fn emptied(specs: &Sources, root: &Path, imported: &Imported) -> Vec<String> {
    let old = Tree::of(specs, &display(root));
    let has_operation = |tree: &Tree, folder: &str| {
        tree.files.iter().any(|(path, text)| {
            path.rsplit_once('/').is_some_and(|(of, _)| of == folder) && document::operation(text).is_some()
        })
    };
    let is_empty = |folder: &String| {
        let file = |(path, _): &(String, String)| {
            path.rsplit_once('/').is_some_and(|(of, name)| of == folder && name != "product.yaml")
        };
        !imported.files.iter().any(file)
    };
    let empty: Vec<&String> = imported.whole.iter().filter(|folder| is_empty(folder)).collect();
    if empty.is_empty() {
        return Vec::new();
    }
    let places = old.places();
    let had = |folder: &&&String| places.get(folder.as_str()).is_some_and(|place| has_operation(&old, place));
    empty.iter().filter(had).map(|folder| (*folder).clone()).collect()
}

/// How to import the same again with only what the specs of the folder `root` have already: operations, and product versions that
/// the import has whole, though none of their operations is documented any more.
pub fn known(specs: &Sources, root: &Path, imported: &Imported, options: import::Options) -> import::Options {
    let (old, mut new) =
        (Tree::of(specs, &display(root)), Tree { root: String::new(), files: BTreeMap::new() });
    new.import(&imported.files, &[]);
    let (known, places) = (old.operations(), old.places());
    let is_known = |name: &String| {
        let there = name.rsplit_once('/').and_then(|(of, name)| Some(format!("{}/{name}", places.get(of)?)));
        there.is_some_and(|name| known.contains(&name))
    };
    let operations = new.operations().into_iter().filter(is_known).collect();
    let is_there = |folder: &&String| places.contains_key(*folder);
    let kept = imported.whole.iter().filter(is_there).cloned().collect();
    import::Options { operations: Some(operations), kept, ..options }
}

/// Whether people write a file, too.
fn is_kept(path: &str) -> bool {
    path.rsplit_once('/').is_some_and(|(_, name)| name == TOMBSTONES || name == RELEASE)
}

/// The files of a folder of specs, by their paths in it.
#[derive(Clone, Debug)]
struct Tree {
    root: String,
    files: BTreeMap<String, String>,
}

impl Tree {
    fn of(sources: &Sources, root: &str) -> Self {
        let below = |path: &str| Some(path.strip_prefix(root)?.strip_prefix('/')?.to_owned());
        let files = sources.iter().filter_map(|(_, file)| Some((below(&file.path)?, file.text.clone())));
        Self { root: root.to_owned(), files: files.collect() }
    }

    /// Puts imported files in the place of those that were.
    fn import(&mut self, files: &[(String, String)], whole: &[String]) {
        self.files.retain(|path, text| {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            !(is_imported(text) && whole.iter().any(|whole| whole == folder))
        });
        self.files.extend(files.iter().cloned());
    }

    /// The files of one folder.
    fn folder(&self, folder: &str) -> Self {
        let is_in = |path: &str| path.rsplit_once('/').is_some_and(|(of, _)| of == folder);
        let files = self.files.iter().filter(|(path, _)| is_in(path));
        let files = files.map(|(path, text)| (path.clone(), text.clone())).collect();
        Self { root: self.root.clone(), files }
    }

    /// The folder of each product version, by what an import calls that: people may keep their specs in folders of another name.
    fn places(&self) -> BTreeMap<String, String> {
        let mut places = BTreeMap::new();
        for (path, text) in &self.files {
            let Some((folder, "product.yaml")) = path.rsplit_once('/') else { continue };
            let Some((product, version)) = document::product(text) else { continue };
            let name = import::folder_of(&product, &version);
            if *folder == name || !places.contains_key(&name) {
                places.insert(name, folder.to_owned());
            }
        }
        places
    }

    /// The operations, with the folders that they are in: `example/2024-01-01/DescribeThings`.
    fn operations(&self) -> BTreeSet<String> {
        let operation = |(path, text): (&String, &String)| {
            let name = document::operation(text)?;
            Some(format!("{}/{name}", path.rsplit_once('/')?.0))
        };
        self.files.iter().filter_map(operation).collect()
    }

    /// The same with another content of a file.
    fn with(&self, path: &str, text: Option<String>) -> Self {
        let mut tree = self.clone();
        match text {
            Some(text) => tree.files.insert(path.to_owned(), text),
            None => tree.files.remove(path),
        };
        tree
    }

    fn sources(&self) -> Sources {
        let mut sources = Sources::new();
        for (path, text) in &self.files {
            sources.add(format!("{}/{path}", self.root), text.as_str());
        }
        sources
    }

    /// The product version that the files are; entries of its overlay may name nothing.
    fn read(&self, jobs: &Jobs) -> Result<Known, Diagnostics> {
        let sources = self.sources();
        let model = model_where(&sources, jobs, diagnostic::Level::Warning)?;
        Ok(Known { model, sources })
    }
}

/// A product version as a model, with its files.
struct Known {
    model: Model,
    sources: Sources,
}

impl Known {
    /// Whether the file at the end of a path is one of them.
    fn has(&self, path: &str) -> bool {
        self.sources.iter().any(|(_, file)| file.path.ends_with(path))
    }

    fn state(&self) -> State<'_> {
        State { model: &self.model, sources: &self.sources }
    }
}

#[cfg(test)]
mod tests;
