//! A page of 1,000 items, and its shape as somebody without a generator writes it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(crate) const ITEMS: usize = 1000;

/// A page as the service answers it, with the values of the documentation's example.
pub(crate) fn page() -> Value {
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
pub(crate) struct Page {
    total_count: Option<i32>,
    next_token: Option<String>,
    request_id: Option<String>,
    #[serde(default)]
    pub(crate) anycast_list: Vec<Item>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Item {
    status: Option<String>,
    create_time: Option<String>,
    pub(crate) anycast_id: Option<String>,
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
