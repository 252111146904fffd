//! What it costs to decode a page of 1,000 items, as a multiple of `serde_json` with derives into the same shape.

use std::error::Error;
use std::hint::black_box;
use std::io::Write;

use acs_eipanycast_20200309::list_anycast_eip_addresses::ListAnycastEipAddressesResponse;
use acs_runtime::decode::decode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::rounds::{Case, measure, medians};

const ITEMS: usize = 1000;
const ROUNDS: usize = 25;

pub(crate) fn run() -> Result<(), Box<dyn Error>> {
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
    let rounds = measure(&cases, ROUNDS, 1);
    let mut out = std::io::stdout().lock();
    writeln!(out, "\na page of {ITEMS} items, {} bytes, {ROUNDS} rounds", page.len())?;
    writeln!(out, "{:<28} {:>9} {:>8} {:>7}", "case", "us", "x speed", "allocs")?;
    for (index, (name, pass)) in cases.iter().enumerate() {
        let (nanoseconds, ratio) = medians(&rounds, index, 0);
        let allocations = allocation_counter::measure(pass).count_total;
        writeln!(out, "{name:<28} {:>9.0} {:>8.2} {allocations:>7}", nanoseconds / 1e3, 1.0 / ratio)?;
    }
    Ok(())
}

/// A page as the service answers it, with the values of the documentation's example.
fn page() -> Value {
    let item = |index: usize| {
        json!({
            "Status": "Associated",
            "CreateTime": "2021-04-23T01:37:38Z",
            "AnycastId": format!("aeip-bp1ix34fralt4ykf3{index:04}"),
            "AliUid": 123_440_159_596_i64,
            "ServiceLocation": "international",
            "InstanceChargeType": "PostPaid",
            "IpAddress": "139.95.XX.XX",
            "Bandwidth": 200,
            "Description": "docdesc",
            "AnycastEipBindInfoList": [{
                "BindInstanceType": "SlbInstance",
                "BindTime": "2021-04-23T02:37:38Z",
                "BindInstanceRegionId": "us-west-1",
                "BindInstanceId": "lb-2zebb08phyczzawe****",
            }],
            "InternetChargeType": "PayByTraffic",
            "BusinessStatus": "Normal",
            "Name": "docname",
            "ServiceManaged": 0,
            "ResourceGroupId": "rg-aekzthsmwsnfuni",
            "Tags": [{"Key": "FinanceDept", "Value": "FinanceJoshua"}],
        })
    };
    json!({
        "TotalCount": ITEMS,
        "NextToken": "caeba0bbb2be03f84eb48b699f0a4883",
        "RequestId": "4EC47282-1B74-4534-BD0E-403F3EE64CAF",
        "AnycastList": (0..ITEMS).map(item).collect::<Vec<_>>(),
    })
}

/// The shape of the response, as somebody without a generator writes it.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Page {
    total_count: Option<i32>,
    next_token: Option<String>,
    request_id: Option<String>,
    #[serde(default)]
    anycast_list: Vec<Item>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Item {
    status: Option<String>,
    create_time: Option<String>,
    anycast_id: Option<String>,
    ali_uid: Option<i64>,
    service_location: Option<String>,
    instance_charge_type: Option<String>,
    ip_address: Option<String>,
    bandwidth: Option<i32>,
    description: Option<String>,
    #[serde(default)]
    anycast_eip_bind_info_list: Vec<BindInfo>,
    internet_charge_type: Option<String>,
    business_status: Option<String>,
    name: Option<String>,
    service_managed: Option<i32>,
    resource_group_id: Option<String>,
    #[serde(default)]
    tags: Vec<Tag>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
struct BindInfo {
    bind_instance_type: Option<String>,
    bind_time: Option<String>,
    bind_instance_region_id: Option<String>,
    bind_instance_id: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Tag {
    key: Option<String>,
    value: Option<String>,
}
