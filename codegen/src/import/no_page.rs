//! In place of `page` where the feature `import` is off: no file is a page.

use super::draft::Product;
use super::report::Report;
use super::{NO_PAGE, Options};
use crate::diagnostic::Diagnostic;
use crate::sources::Sources;
use crate::span::FileId;

/// A page, of which there is none.
#[derive(Clone, Debug)]
pub(super) enum Page {}

impl Page {
    pub(super) fn add_to(self, _: &mut Vec<Product>, _: &Options, _: &mut Report) {
        match self {}
    }
}

/// Refuses what is not OpenMeta.
pub(super) fn read(file: FileId, _: &str, _: &mut Report) -> Result<Page, Box<Diagnostic>> {
    let diagnostic = Diagnostic::error(NO_PAGE, "this is no OpenMeta file").at(Sources::start(file));
    Err(Box::new(diagnostic.help("the feature `import` of acs-codegen reads documentation pages, too")))
}
