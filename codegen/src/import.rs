//! `import`: foreign documentation formats become YAML of the spec language.
//!
//! Input: OpenMeta files (`api-docs.json`) and documentation pages as text or Markdown. Output: the text of `product.yaml` and of
//! one file per operation, a pure function of the input, which never reads the specs back; and warnings about all that
//! was not understood, with its place. What people add stands in `overlay.yaml`, which is not touched.
//!
//! Where an operation has both a page and an OpenMeta entry, they are one draft. OpenMeta decides on structure: types,
//! parameters, responses, examples and codes. The page decides on what it alone knows well: its date, the RAM action and the
//! access level. What only one of them says is kept, a warning shows both places of what they say differently, and what the
//! page alone gave is listed in `from:`.
//!
//! A page belongs to the product version that the options name, or else that its link names, or else that has its operation
//! in one of the OpenMeta files. A declared fact counts more than a sentence that contradicts it, which is reported.
//!
//! Whatever documentation says, the result can be read, and no lint of level error finds fault with it: `sound` leaves out
//! what contradicts itself, and says so.

mod draft;
mod json;
mod load;
#[cfg(feature = "import")]
mod merge;
mod openmeta;
#[cfg(feature = "import")]
mod page;
#[cfg(not(feature = "import"))]
#[path = "import/no_page.rs"]
mod page;
mod print;
mod products;
mod prose;
mod provenance;
mod report;
mod select;
mod sound;
mod words;
pub(crate) mod yaml;

use draft::Product;
use page::Page;
use report::Report;

use crate::diagnostic::{Diagnostic, Diagnostics, Level};
use crate::parallel::{self, Jobs};
use crate::sources::{SourceFile, Sources};
use crate::span::FileId;

pub use load::{load, passed_over};
#[cfg(feature = "update")]
pub(crate) use print::folder_of;

/// The code of the error about a file that is no page at all.
const NO_PAGE: &str = "no-page";

/// What to import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether to keep the documentation's text.
    pub docs: Docs,
    /// The product code and version of the pages, such as `Eipanycast` and `2020-03-09`. Without it, the link of a page
    /// tells, or the OpenMeta file that has its operation.
    pub product: Option<(String, String)>,
    /// The operations to import, by name, or as `example/2024-01-01/DescribeThings` those of one product version; all of them when
    /// absent.
    pub operations: Option<Vec<String>>,
    /// The product versions, such as `example/2024-01-01`, that are imported although none of their operations is among those.
    pub kept: Vec<String>,
}

/// Whether to keep the documentation's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Docs {
    /// Facts only: no sentence of the documentation.
    #[default]
    None,
    /// Also the text, as `doc:` and `server-default:`.
    Keep,
}

/// The result of an import.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The files: a path relative to the folder of the specs, with forward slashes, and the text. In the order of the
    /// sources.
    pub files: Vec<(String, String)>,
    /// The folders of the files that describe a product version whole: what else an import wrote there is out of date.
    pub whole: Vec<String>,
    /// What was not understood, is in doubt, or is said in two ways.
    pub warnings: Diagnostics,
}

/// Turns OpenMeta files and documentation pages into specs.
///
/// # Errors
///
/// Files that are neither if there is nothing else, a page of which the product is not known, a product version that two
/// files describe, a product or version that cannot be a path, and an operation that is asked for and not there; each with
/// its place.
pub fn import(sources: &Sources, options: &Options) -> Result<Imported, Diagnostics> {
    import_with(sources, options, &Jobs::default())
}

/// The same on so many threads.
///
/// # Errors
///
/// As [`import`].
pub fn import_with(sources: &Sources, options: &Options, jobs: &Jobs) -> Result<Imported, Diagnostics> {
    let mut report = Report::default();
    let mut products = Vec::new();
    let mut pages = Vec::new();
    let mut strays = Vec::new();
    let files: Vec<_> = sources.iter().collect();
    jobs.begin("reading", files.len());
    for (draft, said) in parallel::map(jobs, files, |(file, source)| read(file, source)) {
        report.append(said);
        match draft {
            Ok(Draft::Product(product)) => products::add_product(&mut products, *product, &mut report),
            Ok(Draft::Page(page)) => pages.push(*page),
            Err(error) if error.code == NO_PAGE => strays.push(*error),
            Err(error) => report.push(*error),
        }
    }
    // A folder of pages may have a file that explains them; where it is all there is, somebody is mistaken.
    let level = if products.is_empty() && pages.is_empty() { Level::Error } else { Level::Warning };
    strays.into_iter().for_each(|stray| report.push(Diagnostic { level, ..stray }));
    // Only what a whole file describes can be missing from it.
    let whole =
        if options.operations.is_none() { products.iter().map(print::folder).collect() } else { Vec::new() };
    for page in pages {
        page.add_to(&mut products, options, &mut report);
    }
    finish(products, whole, sources, options, report, jobs)
}

/// What a file describes.
enum Draft {
    Product(Box<Product>),
    Page(Box<Page>),
}

fn read(file: FileId, source: &SourceFile) -> (Result<Draft, Box<Diagnostic>>, Report) {
    let mut report = Report::default();
    let draft = if is_json(source) {
        openmeta::read(file, &source.text, &mut report).map(|product| Draft::Product(Box::new(product)))
    } else {
        page::read(file, &source.text, &mut report).map(|page| Draft::Page(Box::new(page)))
    };
    (draft, report)
}

fn finish(
    mut products: Vec<Product>,
    whole: Vec<String>,
    sources: &Sources,
    options: &Options,
    mut report: Report,
    jobs: &Jobs,
) -> Result<Imported, Diagnostics> {
    if let Some(chosen) = &options.operations {
        select::retain(&mut products, (chosen, &options.kept), &mut report);
    }
    jobs.begin("importing", products.len());
    let printed = parallel::map(jobs, products, |mut product| {
        let mut report = Report::default();
        prose::infer(&mut product, &mut report);
        sound::settle(&mut product, &mut report);
        (print::print_product(&product, options), report)
    });
    let mut files = Vec::new();
    for (printed, said) in printed {
        files.extend(printed);
        report.append(said);
    }
    if sources.iter().next().is_none() {
        report
            .push(Diagnostic::error("nothing-to-import", "there is no OpenMeta file and no page to import"));
    }
    let mut warnings = report.finish(sources);
    warnings.propagate()?;
    Ok(Imported { files, whole, warnings })
}

/// Whether a file is JSON: by its name, and else by its first character.
fn is_json(source: &SourceFile) -> bool {
    source.path.ends_with(".json") || source.text.trim_start_matches('\u{feff}').trim_start().starts_with('{')
}

#[cfg(test)]
mod tests;
