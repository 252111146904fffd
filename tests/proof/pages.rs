//! Documentation pages in Markdown: what each one says, and where it differs from OpenMeta.
//!
//! Snapshots hold facts, places and counts; the documentation's sentences stay where they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use acs_codegen::import::{self, Imported, Options};
use acs_codegen::{Diagnostics, Sources};

use crate::TestResult;
use crate::skipped::{say, shared};

/// The pages, by name.
fn pages() -> Option<Vec<PathBuf>> {
    let folder = shared("corpus/pages/eip-markdown")?;
    let entries = fs::read_dir(folder).ok()?;
    let mut pages: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    pages.sort();
    Some(pages)
}

fn import_page(path: &str, text: String) -> Result<Imported, Diagnostics> {
    let mut sources = Sources::new();
    sources.add(path, text);
    import::import(&sources, &Options::default())
}

/// How often each code is among the warnings.
fn counts(warnings: &Diagnostics) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    warnings.iter().for_each(|warning| *counts.entry(warning.code).or_default() += 1);
    counts
}

/// The facts of a spec: all but its first line and the response that is shown.
fn facts(spec: &str) -> String {
    let mut shown = false;
    let is_fact = |line: &&str| {
        shown = if line.starts_with(' ') { shown } else { line.starts_with("example:") };
        !shown && !line.starts_with('#')
    };
    spec.lines().filter(is_fact).collect::<Vec<_>>().join("\n")
}

#[test]
fn each_page_gives_its_facts() -> TestResult {
    let Some(pages) = pages() else { return Ok(()) };
    assert_eq!(pages.len(), 13);
    for path in pages {
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        let imported = import_page("page.md", fs::read_to_string(&path)?)?;
        let spec = imported.files.iter().find(|(path, _)| path.ends_with(&format!("{name}.yaml")));
        let (path, spec) = spec.ok_or("the page is about another operation")?;
        let warnings = counts(&imported.warnings);
        insta::assert_snapshot!(name, format!("{path}\nwarnings: {warnings:?}\n{}", facts(spec)));
    }
    Ok(())
}

#[test]
fn facts_are_those_that_a_person_reads() -> TestResult {
    let Some(pages) = pages() else { return Ok(()) };
    let sources = import::load(&pages)?;
    let imported = import::import(&sources, &Options::default())?;
    assert!(imported.warnings.is_empty(), "{}", imported.warnings);
    let expected: [(&str, &[&str]); 4] = [
        (
            "vpc/2016-04-28/AssociateEipAddress.yaml",
            &[
                "    values: [Nat, SlbInstance, EcsInstance, NetworkInterface, HaVip]",
                "    default: EcsInstance",
                "    values: [NAT, MULTI_BINDED, BINDED]",
                "    required-when: {InstanceType: NetworkInterface}",
                "    length: {min: 1, max: 64}",
                "  BIND_INSTANCE_OWENER_ERROR: {status: 400}",
                "  ServiceUnavailable: {status: 503}",
            ],
        ),
        (
            "vpc/2016-04-28/DescribeEipMonitorData.yaml",
            &[
                "    values: [60, 300, 900, 3600]",
                "    default: 60",
                "  EndTime: {type: string, format: timestamp, required: true, example: 2017-01-05T04:05:10Z, inferred: [format]}",
                "            EipRX: {type: integer, format: int64, example: 122}",
            ],
        ),
        (
            "vpc/2016-04-28/DescribeEipAddresses.yaml",
            &[
                "  Filter.1.Key: {type: string, example: CreationStartTime}",
                "              type: object",
                "                AvailableRegion: {type: array, of: {type: string, example: cn-hangzhou}}",
                "    range: {max: 100}",
            ],
        ),
        (
            "netana/2020-10-16/ListIpGeolocations.yaml",
            &[
                "  ResourcePoolName: {type: string, values: [Alibaba_Cloud, Alibaba_CDN], example: Alibaba_Cloud, inferred: [values]}",
                "  OperationFailed.NoPermission: {status: 400}",
            ],
        ),
    ];
    for (path, lines) in expected {
        let (_, spec) = imported.files.iter().find(|(known, _)| known == path).ok_or(path)?;
        for line in lines {
            assert!(spec.lines().any(|known| known == *line), "{line}\n{spec}");
        }
        assert!(!spec.contains("\n  Action:"), "{path}");
    }
    let (_, line_type) =
        imported.files.iter().find(|(path, _)| path.ends_with("AllocateEipAddress.yaml")).ok_or("none")?;
    assert!(
        line_type.contains("\n  ISP: {type: string, example: BGP}\n"),
        "its list goes on after other text"
    );
    Ok(())
}

#[test]
fn pages_and_openmeta_are_one_and_differ_where_both_places_are_shown() -> TestResult {
    let (Some(mut files), Some(meta)) = (pages(), shared("corpus/openmeta/vpc")) else { return Ok(()) };
    files.push(meta);
    let sources = import::load(&files)?;
    let imported = import::import(&sources, &Options::default())?;
    let differing: Vec<_> =
        imported.warnings.iter().filter(|warning| warning.code == "sources-disagree").collect();
    assert!(differing.iter().all(|warning| warning.labels.len() == 2));
    say(&format!("pages and OpenMeta disagree on {} facts", differing.len()));
    let about = |what: &str| differing.iter().filter(|warning| warning.message.contains(what)).count();
    assert_eq!(
        [
            about("example"),
            about("requiredness"),
            about("type of"),
            about("status of"),
            about("not on the page"),
            about("not in OpenMeta")
        ],
        [32, 4, 0, 1, 17, 4]
    );
    let of = |product: &str| imported.files.iter().filter(|(path, _)| path.starts_with(product)).count();
    assert_eq!(
        (of("vpc/"), of("netana/")),
        (395, 2),
        "a page whose operation is in no file has its own product"
    );
    Ok(())
}

/// A page that was cut off, and one that lost a part in its middle.
#[test]
fn damaged_pages_give_facts_or_an_error() -> TestResult {
    let Some(pages) = pages() else { return Ok(()) };
    for path in pages {
        let text = fs::read_to_string(&path)?;
        for cut in (0..text.len()).step_by(701) {
            let start = text.floor_char_boundary(cut);
            let end = text.ceil_char_boundary((start + 97).min(text.len()));
            for damaged in [text[..start].to_owned(), format!("{}{}", &text[..start], &text[end..])] {
                let Ok(imported) = import_page("page.md", damaged) else { continue };
                let mut specs = Sources::new();
                imported.files.into_iter().for_each(|(path, text)| {
                    specs.add(path, text);
                });
                acs_codegen::model(&specs)?;
            }
        }
    }
    Ok(())
}
