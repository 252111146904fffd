//! The way from the documentation to the tables, again: the importer gives the committed specs, and the specs give the
//! generated tables.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use acs_codegen::{Sources, import, table};
use acs_runtime::rules::OperationSpec;
use bumpalo::Bump;

use crate::TestResult;
use crate::skipped::{root, shared};

/// What the specs were imported from.
const SOURCES: [&str; 3] =
    ["openmeta/eipanycast/2020-03-09", "openmeta/sts/2015-04-01", "pages/UnassociateAnycastEipAddress.txt"];

#[test]
fn importing_again_gives_the_committed_specs() -> TestResult {
    let Some(corpus) = shared("corpus") else { return Ok(()) };
    let sources = import::load(&SOURCES.map(|path| corpus.join(path)))?;
    let imported = import::import(&sources, &import::Options::default())?;
    assert_eq!(imported.files.len(), 19 + 2);
    for (path, text) in &imported.files {
        let committed = fs::read_to_string(root().join("specs").join(path))?;
        assert_eq!(&committed, text, "{path}");
    }
    let imported: BTreeSet<_> = imported.files.iter().map(|(path, _)| path.as_str()).collect();
    for product in ["eipanycast/2020-03-09", "sts/2015-04-01"] {
        for file in fs::read_dir(root().join("specs").join(product))? {
            let path = format!("{product}/{}", file?.file_name().to_string_lossy());
            assert!(
                path.ends_with("/overlay.yaml") || imported.contains(path.as_str()),
                "{path} is not imported"
            );
        }
    }
    Ok(())
}

/// The tables of a folder of specs are equal to the generated ones, in number and in all that a call needs.
#[track_caller]
fn check_tables(specs: &Path, generated: &[&OperationSpec<'_>]) -> TestResult {
    let model = acs_codegen::model(&Sources::load(specs)?)?;
    let arena = Bump::new();
    let mut built = Vec::new();
    for api in &model.apis {
        let product = &*arena.alloc(table::product(api, &arena));
        let tables = api.operations.iter().map(|op| table::operation(op, product, api.style, &arena));
        built.extend(tables.map(|spec| table::of_call(&spec, &arena)));
    }
    assert_eq!(built.len(), generated.len());
    for (built, generated) in built.iter().zip(generated) {
        assert_eq!(built, *generated);
    }
    Ok(())
}

#[test]
fn generated_tables_are_those_of_the_specs() -> TestResult {
    let specs = root().join("specs");
    check_tables(&specs.join("eipanycast/2020-03-09"), acs_eipanycast_20200309::OPERATIONS)?;
    check_tables(&specs.join("sts/2015-04-01"), acs_sts_20150401::OPERATIONS)
}

#[test]
fn the_tables_of_the_made_up_product_are_those_of_its_specs() -> TestResult {
    check_tables(&root().join("tests/fixtures/specs/gadget/2024-01-01"), acs_tests::gadget::OPERATIONS)
}
