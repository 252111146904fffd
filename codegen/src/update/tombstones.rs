//! Tombstones as a file: entries that are kept, and those of what is gone now.

use super::document::{Documents, document, entries, get};
use super::lost::Lost;
use crate::import::yaml::{Entries, Node, print};
use crate::version::Version;

/// The first line of the file.
const COMMENT: &str = "Kept by acsgen update, which carries over what people change; see specs/README.md.";

/// The entries of the file of tombstones.
#[derive(Clone, Debug, Default)]
pub(super) struct Tombstones {
    list: Vec<Entries>,
}

impl Tombstones {
    /// The entries that are there.
    pub(super) fn read(text: Option<&str>) -> Self {
        let document = text.and_then(document).unwrap_or_default();
        let list = match get(&document, "gone") {
            Some(Node::List(items)) => items.iter().filter_map(entries).cloned().collect(),
            _ => Vec::new(),
        };
        Self { list }
    }

    /// The paths of what is gone and has no entry yet.
    pub(super) fn missing<'l>(&self, lost: &'l [Lost]) -> impl Iterator<Item = String> + use<'l, '_> {
        lost.iter().map(|lost| lost.path.clone()).filter(|path| !self.has(path))
    }

    /// The same with entries for what is gone from this version on, as it was defined.
    pub(super) fn with(mut self, lost: &[Lost], documents: &Documents, since: Version) -> Self {
        let versions = [("since", since), ("until", since.next_breaking())];
        for Lost { path, what, perhaps } in lost {
            if self.has(path) {
                continue;
            }
            let mut entry = vec![("at".to_owned(), Node::Text(path.clone()))];
            entry.extend(versions.map(|(key, version)| (key.to_owned(), Node::Text(version.to_string()))));
            entry.extend(perhaps.clone().map(|perhaps| ("perhaps".to_owned(), Node::Text(perhaps))));
            let definition = documents.definition(what, path);
            entry.extend(definition.map(|(key, node)| (key.to_owned(), node)));
            self.list.push(entry);
        }
        self
    }

    /// The same without the entries of these paths.
    pub(super) fn without(mut self, paths: &[String]) -> Self {
        self.list.retain(|entry| !path(entry).is_some_and(|path| paths.iter().any(|gone| gone == path)));
        self
    }

    /// Removes the entries that are due by this version, and gives their paths.
    pub(super) fn expire(&mut self, version: Version) -> Vec<String> {
        let (due, kept) =
            std::mem::take(&mut self.list).into_iter().partition(|entry| is_due(entry, version));
        self.list = kept;
        let due: Vec<Entries> = due;
        due.iter().filter_map(path).map(str::to_owned).collect()
    }

    fn has(&self, expected: &str) -> bool {
        self.list.iter().filter_map(path).any(|path| path == expected)
    }

    /// The file; none where there are no entries and there was no file.
    pub(super) fn print(&self, is_there: bool) -> Option<String> {
        if self.list.is_empty() && !is_there {
            return None;
        }
        let list = self.list.iter().cloned().map(Node::Map).collect();
        Some(print(COMMENT, &vec![("gone".to_owned(), Node::List(list))]))
    }
}

fn path(entry: &Entries) -> Option<&str> {
    text(entry, "at")
}

fn is_due(entry: &Entries, version: Version) -> bool {
    text(entry, "until").and_then(|until| until.parse::<Version>().ok()).is_some_and(|until| until <= version)
}

fn text<'e>(entry: &'e Entries, key: &str) -> Option<&'e str> {
    match get(entry, key) {
        Some(Node::Text(text)) => Some(text),
        _ => None,
    }
}
