//! `import`: foreign documentation formats become YAML of the spec language.
//!
//! Input: OpenMeta files (`api-docs.json`) and documentation pages as text. Output: the text of `product.yaml` and of
//! one file per operation, a pure function of the input, which never reads the specs back; and warnings about all that
//! was not understood, with its place. What people add stands in `overlay.yaml`, which is not touched.
//!
//! Where an operation has both a page and an OpenMeta entry, they are one draft. OpenMeta decides on structure: types,
//! parameters, responses, examples and codes. The page decides on what it alone knows well: its date, the RAM action and the
//! access level. What only one of them says is kept, and a warning shows both places of what they say differently.

mod draft;
mod json;
mod load;
mod merge;
mod openmeta;
mod page;
mod print;
mod prose;
mod report;
mod words;
mod yaml;

use draft::{Operation, Product};
use report::Report;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::parallel::{self, Jobs};
use crate::sources::{SourceFile, Sources};
use crate::span::FileId;

pub use load::load;

/// What to import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether to keep the documentation's text.
    pub docs: Docs,
    /// The product code and version of pages whose operation is in none of the OpenMeta files, such as `Eipanycast`
    /// and `2020-03-09`.
    pub product: Option<(String, String)>,
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
    /// What was not understood, is in doubt, or is said in two ways.
    pub warnings: Diagnostics,
}

/// Turns OpenMeta files and documentation pages into specs.
///
/// # Errors
///
/// A file that is neither, a page of which the product is not known, a product version that two files describe, and
/// names that cannot be paths; each with its place.
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
    let files: Vec<_> = sources.iter().collect();
    jobs.begin("reading", files.len());
    for (draft, said) in parallel::map(jobs, files, |(file, source)| read(file, source)) {
        report.append(said);
        match draft {
            Ok(Draft::Product(product)) => merge::add_product(&mut products, *product, &mut report),
            Ok(Draft::Page(operation)) => pages.push(*operation),
            Err(error) => report.push(*error),
        }
    }
    for page in pages {
        merge::add_page(&mut products, page, options, &mut report);
    }
    finish(products, sources, options, report, jobs)
}

/// What a file describes.
enum Draft {
    Product(Box<Product>),
    Page(Box<Operation>),
}

fn read(file: FileId, source: &SourceFile) -> (Result<Draft, Box<Diagnostic>>, Report) {
    let mut report = Report::default();
    let draft = if is_json(source) {
        openmeta::read(file, &source.text, &mut report).map(|product| Draft::Product(Box::new(product)))
    } else {
        page::read(file, &source.text, &mut report).map(|operation| Draft::Page(Box::new(operation)))
    };
    (draft, report)
}

fn finish(
    products: Vec<Product>,
    sources: &Sources,
    options: &Options,
    mut report: Report,
    jobs: &Jobs,
) -> Result<Imported, Diagnostics> {
    jobs.begin("importing", products.len());
    let printed = parallel::map(jobs, products, |mut product| {
        let mut report = Report::default();
        prose::infer(&mut product);
        print::check_paths(&product, &mut report);
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
    Ok(Imported { files, warnings })
}

/// Whether a file is JSON: by its name, and else by its first character.
fn is_json(source: &SourceFile) -> bool {
    source.path.ends_with(".json") || source.text.trim_start().starts_with('{')
}

#[cfg(test)]
mod tests;
