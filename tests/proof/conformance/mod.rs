//! Conformance: the documentation page of UnassociateAnycastEipAddress, its spec, its generated table and its generated
//! docs state the same facts.
//!
//! The facts of the page are committed as a snapshot, so that the comparison needs no page. What reads the page here
//! shares no code with the importer.

mod changes;
mod docs;
mod facts;
mod page;
mod spec;
mod table;

use std::{fs, io};

use acs_eipanycast_20200309::unassociate_anycast_eip_address::UnassociateAnycastEipAddress;
use acs_runtime::Operation;
use bumpalo::Bump;

use self::facts::Facts;
use crate::TestResult;
use crate::skipped::{root, shared};

const PAGE: &str = "corpus/pages/UnassociateAnycastEipAddress.txt";
const SNAPSHOT: &str = "tests/proof/conformance/snapshots/proof__conformance__page.snap";
const GENERATED: &str = "generated/acs-eipanycast-20200309/src/unassociate_anycast_eip_address.rs";

/// The facts of the page, as they are committed.
fn committed() -> io::Result<Facts> {
    let snapshot = fs::read_to_string(root().join(SNAPSHOT))?;
    // After the head, which stands between two lines of dashes.
    Ok(Facts::parse(snapshot.splitn(3, "---\n").nth(2).unwrap_or_default()))
}

#[test]
fn the_page_states_the_committed_facts() -> TestResult {
    let Some(path) = shared(PAGE) else { return Ok(()) };
    let facts = page::read(&fs::read_to_string(path)?);
    insta::assert_snapshot!("page", facts);
    Ok(())
}

#[test]
fn the_facts_are_complete() -> TestResult {
    let facts = committed()?;
    let count = |start: &str, end: &str| {
        facts.names().filter(|name| name.starts_with(start) && name.ends_with(end)).count()
    };
    assert_eq!(count("parameter ", " type"), 7);
    assert_eq!(count("parameter ", " required"), 7);
    assert_eq!(count("parameter ", " example"), 7);
    assert_eq!(count("error ", " status"), 6);
    assert_eq!(count("resource ", " arn"), 3);
    for name in [
        "updated",
        "action",
        "access level",
        "success example",
        "parameter BindInstanceType values",
        "parameter ClientToken characters",
        "parameter ClientToken longest",
        "parameter DryRun default",
        "parameter PrivateIpAddress only when",
        "response RequestId type",
        "response RequestId example",
    ] {
        assert!(facts.names().any(|known| known == name), "`{name}` is missing");
    }
    Ok(())
}

#[test]
fn the_spec_states_them() -> TestResult {
    assert_eq!(committed()?.differences(&spec::read(&spec::sources()?)?), [""; 0]);
    Ok(())
}

#[test]
fn the_generated_table_states_them() -> TestResult {
    let facts = committed()?.of_call();
    assert_eq!(facts.differences(&table::read(UnassociateAnycastEipAddress::SPEC)), [""; 0]);
    Ok(())
}

/// The table that the emulator makes, with the answers that generated code leaves out.
#[test]
fn the_table_made_of_the_spec_states_them() -> TestResult {
    let model = acs_codegen::model(&spec::sources()?)?;
    let arena = Bump::new();
    for api in &model.apis {
        let product = acs_codegen::table::product(api, &arena);
        let op = api.operation("UnassociateAnycastEipAddress").ok_or("there is no such operation")?;
        let full = acs_codegen::table::operation(op, &product, api.style, &arena);
        assert_eq!(committed()?.differences(&table::read(&full)), [""; 0]);
    }
    Ok(())
}

#[test]
fn the_generated_docs_state_them() -> TestResult {
    let text = fs::read_to_string(root().join(GENERATED))?;
    assert_eq!(committed()?.differences(&docs::read(&text)), [""; 0]);
    Ok(())
}
