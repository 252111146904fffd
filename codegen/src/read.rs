//! read: YAML text into raw types.
//!
//! Input: the files of one or more product versions. Output: per folder, the product, its operations in the order of
//! their file names, and the files that are not imported. A file that cannot be read costs its own diagnostic; all files are tried.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_yaml::budget::BudgetBreach;
use serde_yaml::{Error, Location};

use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::parallel::Jobs;
use crate::sources::{SourceFile, Sources};
use crate::span::{FileId, Origin, Span, reading};
use crate::{parallel, raw};

/// Deepest nesting of a spec; the deepest real one has about 60.
const MAX_DEPTH: usize = 128;

/// The files of a product version as written.
#[derive(Clone, Debug)]
pub(crate) struct RawApi {
    pub(crate) folder: String,
    pub(crate) product: raw::Product,
    pub(crate) operations: Vec<(FileId, raw::Operation)>,
    pub(crate) overlay: Option<raw::Overlay>,
    /// What is gone, and the file that says so.
    pub(crate) tombstones: Option<(FileId, raw::Tombstones)>,
    pub(crate) release: Option<raw::Release>,
}

/// A file as written.
enum RawFile {
    Product(Box<raw::Product>),
    Operation(Box<raw::Operation>),
    Overlay(raw::Overlay),
    Tombstones(raw::Tombstones),
    Release(raw::Release),
}

/// A file of a folder, if it could be read.
type Entry<'s> = (FileId, &'s SourceFile, Option<RawFile>);

/// Reads all files, grouped by folder.
pub(crate) fn read(sources: &Sources, jobs: &Jobs) -> Result<Vec<RawApi>, Diagnostics> {
    let mut diagnostics = Diagnostics::new(sources);
    let files: Vec<_> = sources.iter().collect();
    jobs.begin("reading", files.len());
    let read = parallel::map(jobs, files, |(id, file)| (id, file, read_file(id, file)));
    let mut folders: BTreeMap<&str, Vec<Entry<'_>>> = BTreeMap::new();
    for (id, file, result) in read {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let raw = result.map_err(|error| diagnostics.push(error)).ok();
        folders.entry(folder).or_default().push((id, file, raw));
    }
    let apis = folders.into_iter().filter_map(|(folder, files)| group(folder, files, &mut diagnostics));
    let apis = apis.collect();
    diagnostics.propagate()?;
    Ok(apis)
}

/// The files of a folder as a product version.
fn group(folder: &str, files: Vec<Entry<'_>>, diagnostics: &mut Diagnostics) -> Option<RawApi> {
    if !files.iter().any(|(_, file, _)| file.name() == "product.yaml") {
        let message = format!("`{folder}` has no `product.yaml`");
        let first = files.first().map_or(FileId(0), |(id, ..)| *id);
        let help =
            "it names the product, the version and the style that the operations beside it have in common";
        diagnostics.push(Diagnostic::error("no-product", message).at(Sources::start(first)).help(help));
    }
    let (mut product, mut overlay, mut operations) = (None, None, Vec::new());
    let (mut tombstones, mut release) = (None, None);
    for (id, _, raw) in files {
        match raw {
            Some(RawFile::Product(raw)) => product = Some(*raw),
            Some(RawFile::Overlay(raw)) => overlay = Some(raw),
            Some(RawFile::Tombstones(raw)) => tombstones = Some((id, raw)),
            Some(RawFile::Release(raw)) => release = Some(raw),
            Some(RawFile::Operation(raw)) => operations.push((id, *raw)),
            None => {}
        }
    }
    Some(RawApi { folder: folder.to_owned(), product: product?, operations, overlay, tombstones, release })
}

fn read_file(id: FileId, file: &SourceFile) -> Result<RawFile, Diagnostic> {
    let raw = reading(id, || match file.path.rsplit('/').next() {
        Some("product.yaml") => parse(&file.text).map(|raw| RawFile::Product(Box::new(raw))),
        Some("overlay.yaml") => parse(&file.text).map(RawFile::Overlay),
        Some("tombstones.yaml") => parse(&file.text).map(RawFile::Tombstones),
        Some("release.yaml") => parse(&file.text).map(RawFile::Release),
        _ => parse(&file.text).map(|raw| RawFile::Operation(Box::new(raw))),
    });
    raw.map_err(|error| {
        // What is no YAML may seem to say something odd before the place where that shows.
        let syntax = parse::<IgnoredAny>(&file.text).err().filter(|error| is_syntax(error.without_snippet()));
        explain(id, &file.text, syntax.as_ref().unwrap_or(&error))
    })
}

/// Whether the text is at fault, whatever it was to be read as.
fn is_syntax(error: &Error) -> bool {
    matches!(error, Error::ExternalMessage { .. } | Error::Eof { .. })
}

/// Parses one YAML document under the budget.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! { max_depth: MAX_DEPTH, max_aliases: 0, max_documents: 1 },
        with_snippet: false,
    };
    serde_yaml::from_str_with_options(text, options)
}

fn explain(file: FileId, text: &str, error: &Error) -> Diagnostic {
    let error = error.without_snippet();
    let span = error.location().map(|location| place(location, text)).unwrap_or_default();
    let origin = Origin { file, span };
    match error {
        Error::SerdeUnknownField { field, expected, .. } => {
            Diagnostic::error("unknown-key", format!("unknown key `{field}`"))
                .label(origin, "not a key of this node")
                .help(did_you_mean(field, expected.iter().copied()).unwrap_or_else(|| one_of(expected)))
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            Diagnostic::error("unknown-value", format!("unknown value `{variant}`"))
                .at(origin)
                .help(did_you_mean(variant, expected.iter().copied()).unwrap_or_else(|| one_of(expected)))
        }
        Error::SerdeMissingField { field, .. } => {
            Diagnostic::error("missing-key", format!("the key `{field}` is missing"))
                .label(origin, "in this node")
        }
        Error::DuplicateMappingKey { key, .. } => {
            let key = key.as_deref().unwrap_or("?");
            Diagnostic::error("duplicate-key", format!("the key `{key}` stands here twice")).at(origin)
        }
        Error::Budget { breach, .. } => {
            let message = match breach {
                BudgetBreach::Aliases { .. } | BudgetBreach::Anchors { .. } => {
                    "specs have no anchors and aliases"
                }
                BudgetBreach::Depth { .. } => "the file is nested too deeply",
                BudgetBreach::Documents { .. } => "the file has more than one document",
                _ => "the file is too large",
            };
            Diagnostic::error("syntax", message).at(origin)
        }
        Error::Eof { .. } => Diagnostic::error("syntax", "the file is empty or ends too early").at(origin),
        other => Diagnostic::error("syntax", message(other)).at(origin),
    }
}

fn one_of(expected: &[&str]) -> String {
    format!("one of `{}`", expected.join("`, `"))
}

/// The library's message without the place, which the excerpt shows.
fn message(error: &Error) -> String {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or(&text);
    text.trim_end_matches('.').to_owned()
}

/// The bytes of a location; syntax errors know only line and column.
fn place(location: Location, text: &str) -> Span {
    if location.span().byte_offset().is_some_and(|offset| (offset as usize) <= text.len()) {
        return Span::from(location);
    }
    let lines = text.split_inclusive('\n').take((location.line() as usize).saturating_sub(1));
    let line_start: usize = lines.map(str::len).sum();
    let rest = &text[line_start..];
    let column = (location.column() as usize).saturating_sub(1);
    let start = line_start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at);
    Span { start, end: text[start..].chars().next().map_or(start, |c| start + c.len_utf8()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads one operation beside a sound product, and shows what is said about it.
    fn said(operation: &str) -> String {
        let mut sources = Sources::new();
        sources.add("p/product.yaml", "product: P\nversion: '1'\nstyle: rpc\n");
        sources.add("p/Op.yaml", operation);
        match read(&sources, &Jobs::default()) {
            Ok(_) => String::new(),
            Err(diagnostics) => diagnostics.to_string(),
        }
    }

    #[test]
    fn an_operation_whose_name_ends_so_is_no_product() {
        let mut sources = Sources::new();
        sources.add("p/getproduct.yaml", "operation: getproduct\n");
        let said = read(&sources, &Jobs::default()).expect_err("there is none").to_string();
        assert!(said.contains("`p` has no `product.yaml`"), "{said}");
    }

    /// A spec with something of everything.
    const SOUND: &str = "operation: Op\nmethods: [POST]\naccess: delete\nparameters:\n  Id: {type: string, required: true, \
        length: {min: 1, max: 64}, inferred: [length]}\n  Tag:\n    type: array\n    of: {type: object, fields: {Key: {type: string}}}\n\
        rules:\n  - at-least-one: [Id, Tag]\nresponse:\n  RequestId: {type: string, example: '1'}\nexample: |\n  {}\n\
        errors:\n  Gone.%s: {status: [404, 410]}\ncompletion: {poll: Op, interval: 3s}\n";

    #[test]
    fn an_unknown_key_gets_a_suggestion() {
        insta::assert_snapshot!(said("operation: Op\nparameters:\n  Id: {typ: string}\n"), @r"
        error[unknown-key]: unknown key `typ`
         --> p/Op.yaml:3:8
          |
        3 |   Id: {typ: string}
          |        ^^^ not a key of this node
          |
          = help: did you mean `type`?
        ");
    }

    #[test]
    fn a_wrong_value_lists_what_there_is() {
        insta::assert_snapshot!(said("operation: Op\naccess: destroy\n"), @r"
        error[unknown-value]: unknown value `destroy`
         --> p/Op.yaml:2:9
          |
        2 | access: destroy
          |         ^^^^^^^
          |
          = help: one of `create`, `list`, `get`, `update`, `delete`
        ");
    }

    #[test]
    fn broken_yaml_shows_the_place() {
        insta::assert_snapshot!(said("operation: Op\n  x: [\n"), @r"
        error[syntax]: mapping values are not allowed in this context
         --> p/Op.yaml:2:4
          |
        2 |   x: [
          |    ^
        ");
    }

    #[test]
    fn a_brace_that_is_not_closed_is_told_and_not_what_seems_to_follow_from_it() {
        let text = "operation: Op\nparameters:\n  A: {type: string\n  B: [x]\n";
        insta::assert_snapshot!(said(text), @r"
        error[syntax]: while parsing a flow mapping, did not find expected ',' or '}'
         --> p/Op.yaml:4:4
          |
        4 |   B: [x]
          |    ^
        ");
        assert!(said("operation: Op\nparameters:\n  A: {typ: string\n").starts_with("error[syntax]"));
        let twice = said("operation: Op\naccess: x\nerrors: {A: {}, A: {}}\n");
        assert!(twice.starts_with("error[unknown-value]"), "{twice}");
    }

    #[test]
    fn a_duplicate_parameter_is_an_error() {
        let text = said("operation: Op\nparameters:\n  Id: {type: string}\n  Id: {type: string}\n");
        assert!(
            text.starts_with("error[duplicate-key]: the key `Id` stands here twice\n --> p/Op.yaml:4:3"),
            "{text}"
        );
    }

    #[test]
    fn all_files_are_reported_at_once() {
        let mut sources = Sources::new();
        sources.add("p/product.yaml", "product: P\n");
        sources.add("p/A.yaml", "");
        sources.add("p/B.yaml", "operation: [1]\n");
        sources.add("q/C.yaml", "operation: C\n");
        let diagnostics = read(&sources, &Jobs::default()).expect_err("four mistakes");
        let codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(codes, ["missing-key", "syntax", "syntax", "no-product"]);
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = format!("operation: Op\nparameters:\n  A: {}", "{of: ".repeat(1000));
        assert!(said(&deep).starts_with("error[syntax]"), "{}", said(&deep));
    }

    #[test]
    fn aliases_are_refused() {
        let text = said("operation: &a Op\nauth: *a\n");
        assert!(text.starts_with("error[syntax]: specs have no anchors and aliases"), "{text}");
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_a_value_or_an_error(text in "\\PC*") {
            said(&text);
        }

        #[test]
        fn any_bytes_give_a_value_or_an_error(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
            said(&String::from_utf8_lossy(&bytes));
        }

        #[test]
        fn a_damaged_spec_gives_a_value_or_an_error(at in 0..SOUND.len(), damage in "[\\PC\n\t]{0,4}", cut in 0..8_usize) {
            let (start, end) = (SOUND.floor_char_boundary(at), SOUND.ceil_char_boundary((at + cut).min(SOUND.len())));
            said(&format!("{}{damage}{}", &SOUND[..start], &SOUND[end..]));
        }
    }
}
