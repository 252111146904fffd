//! What an import has to say: diagnostics, the same one about the same file only once, with a count.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::sources::Sources;
use crate::span::{FileId, Origin};

/// Diagnostics in the making.
#[derive(Debug, Default)]
pub(super) struct Report {
    list: Vec<Diagnostic>,
    repeated: HashMap<(FileId, String), Repeated>,
}

#[derive(Debug)]
struct Repeated {
    index: usize,
    times: usize,
}

impl Report {
    /// Adds one.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds a warning; further ones with the same message about the same file are only counted.
    pub(super) fn warn(&mut self, code: &'static str, message: String, origin: Origin) {
        let index = self.list.len();
        let known =
            self.repeated.entry((origin.file, message.clone())).or_insert(Repeated { index, times: 0 });
        known.times += 1;
        if known.times == 1 {
            self.list.push(Diagnostic::warning(code, message).at(origin));
        }
    }

    /// Adds those of a part of the work; what is repeated is counted within a part.
    pub(super) fn append(&mut self, part: Report) {
        let before = self.list.len();
        for (key, Repeated { index, times }) in part.repeated {
            let known = self.repeated.entry(key).or_insert(Repeated { index: before + index, times: 0 });
            known.times += times;
        }
        self.list.extend(part.list);
    }

    /// All of them, sorted by place.
    pub(super) fn finish(mut self, sources: &Sources) -> Diagnostics {
        for Repeated { index, times } in self.repeated.into_values().filter(|known| known.times > 1) {
            let again = match times - 1 {
                1 => "the same holds for one more place of this file".to_owned(),
                more => format!("the same holds for {more} more places of this file"),
            };
            self.list[index].help.push(again);
        }
        let mut diagnostics = Diagnostics::new(sources);
        self.list.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
        diagnostics.sort();
        diagnostics
    }
}
