//! `acsgen import`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use acs_codegen::import::{self, Imported, Options, load, passed_over};
use acs_codegen::{File, Sources, Target, compare, write};

use crate::args::{Docs, ImportArgs, SourceArgs};
use crate::fetch::{Fetcher, address, is_url};
use crate::report::{Failure, Report, count};

/// The file that a product version is not read without.
const PRODUCT: &str = "product.yaml";
const HOW_TO_GET_ONE: &str = "`acsgen check` refuses specs without it; no page tells the style: import the OpenMeta file of the \
    product version with the page, or write `product`, `version` and `style` into it";

pub(crate) fn run(args: &ImportArgs, report: &mut Report) -> Result<(), Failure> {
    let jobs = report.start("importing");
    if args.from.sources.is_empty() && args.from.fetch.is_none() {
        let message = "there is nothing to import; name a file, a folder, an address or a `--product`";
        return Err(Failure::Message(message.to_owned()));
    }
    let sources = read(&args.from, &[], report)?;
    let options = Options { operations: args.operations.clone(), ..options(&args.from) };
    let Imported { files, whole, warnings } = import::import_with(&sources, &options, &jobs)?;
    report.warnings(&warnings);
    report.write(files.len());
    let files: Vec<_> = files.into_iter().map(|(path, text)| File { path, text }).collect();
    let target = Target { folder: &args.out, header: "Imported by acsgen", owned: &whole };
    let changes = if args.check { compare(&files, target)? } else { write(&files, target)? };
    for (folder, number) in operations(&files) {
        let folder = args.out.join(folder);
        report.result(&format!("{}: {}", folder.display(), count(number, "operation")));
        let is_missing = !files.iter().any(|file| args.out.join(&file.path) == folder.join(PRODUCT));
        if is_missing && !folder.join(PRODUCT).exists() {
            report.note(&format!("`{}` has no `{PRODUCT}`, and {HOW_TO_GET_ONE}", folder.display()));
        }
    }
    report.changes(&changes, args.check)
}

/// How to import, whichever operations.
pub(crate) fn options(args: &SourceArgs) -> Options {
    let docs = match args.docs {
        Docs::None => import::Docs::None,
        Docs::Keep => import::Docs::Keep,
    };
    Options { docs, product: args.product.clone(), ..Options::default() }
}

/// The sources from disk, and after them those that are fetched: those that are named, and these product versions.
pub(crate) fn read(
    args: &SourceArgs,
    products: &[(String, String)],
    report: &Report,
) -> Result<Sources, Failure> {
    let url = |source: &PathBuf| source.to_str().filter(|text| is_url(text)).map(str::to_owned);
    let mut urls: Vec<String> = args.sources.iter().filter_map(url).collect();
    let paths: Vec<PathBuf> = args.sources.iter().filter(|source| url(source).is_none()).cloned().collect();
    if let (Some(product), Some(version)) = (&args.fetch, &args.version) {
        urls.push(address(&args.base_url, product, version)?);
    }
    for (product, version) in products {
        urls.push(address(&args.base_url, product, version)?);
    }
    let mut sources = load(&paths)?;
    note_passed_over(&paths, report);
    if urls.is_empty() {
        return Ok(sources);
    }
    let arrived = report.fetch(urls.len());
    let fetcher = Fetcher::new(Duration::from_secs(args.timeout))?;
    for url in &urls {
        let text = fetcher.fetch(url)?;
        sources.add(url.as_str(), text);
        arrived();
    }
    Ok(sources)
}

fn note_passed_over(paths: &[PathBuf], report: &Report) {
    const SHOWN: usize = 3;
    let files = passed_over(paths);
    if files.is_empty() {
        return;
    }
    let more = if files.len() > SHOWN { ", ..." } else { "" };
    let shown = files.iter().take(SHOWN).map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ");
    report.note(&format!(
        "what is a link, too deep, or no source by its name was passed over: {} ({shown}{more})",
        files.len()
    ));
}

/// How many operations each product version has, by its folder.
fn operations(files: &[File]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for (folder, name) in files.iter().filter_map(|file| file.path.rsplit_once('/')) {
        *counts.entry(folder).or_default() += usize::from(name != PRODUCT);
    }
    counts
}
