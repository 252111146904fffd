//! What it costs to decode a page of 1,000 items, as a multiple of `serde_json` with derives into the same shape.

use std::error::Error;
use std::hint::black_box;
use std::io::Write;

use acs_eipanycast_20200309::list_anycast_eip_addresses::ListAnycastEipAddressesResponse;
use acs_runtime::decode::decode;

use crate::page::{ITEMS, Page, page};
use crate::rounds::{Case, measure, medians};

pub(crate) fn run(rounds: usize) -> Result<(), Box<dyn Error>> {
    let value = page();
    let page = value.to_string().into_bytes();
    let ours: ListAnycastEipAddressesResponse = decode(&page)?;
    let theirs: Page = serde_json::from_slice(&page)?;
    assert_eq!(serde_json::to_value(&theirs)?, value, "the shapes are the same");
    assert_eq!(ours.anycast_list[ITEMS - 1].anycast_id, theirs.anycast_list[ITEMS - 1].anycast_id);
    let cases: [Case<'_>; 2] = [
        ("serde_json with derives", Box::new(|| drop(black_box(serde_json::from_slice::<Page>(&page))))),
        ("decode", Box::new(|| drop(black_box(decode::<ListAnycastEipAddressesResponse>(&page))))),
    ];
    let times = measure(&cases, rounds, 1);
    let mut out = std::io::stdout().lock();
    writeln!(out, "\na page of {ITEMS} items, {} bytes, {rounds} rounds", page.len())?;
    writeln!(out, "{:<28} {:>9} {:>8}", "case", "us", "x speed")?;
    for (index, (name, _)) in cases.iter().enumerate() {
        let (nanoseconds, ratio) = medians(&times, index, 0);
        writeln!(out, "{name:<28} {:>9.0} {:>8.2}", nanoseconds / 1e3, 1.0 / ratio)?;
    }
    Ok(())
}
