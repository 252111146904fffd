//! The operations that read Anycast EIPs, and those about tags.

use acs_eipanycast_20200309::Client;
use acs_eipanycast_20200309::describe_anycast_eip_address::{
    ResponseAnycastEipBindInfoListStatus, ResponseStatus,
};
use acs_eipanycast_20200309::list_anycast_eip_addresses::{
    BusinessStatus, InstanceChargeType, InternetChargeType, ListAnycastEipAddressesTags,
    ResponseAnycastListStatus, ServiceLocation, Status,
};
use acs_eipanycast_20200309::list_tag_resources::{ListTagResourcesTag, ResourceType};
use acs_eipanycast_20200309::tag_resources::TagResourcesTag;

use crate::TestResult;

pub(super) async fn describe(client: &Client) -> TestResult {
    let call = client.describe_anycast_eip_address().ip("139.95.XX.XX");
    let call = call.anycast_id("aeip-bp1ix34fralt4ykf3****").bind_instance_id("lb-2zebb08phyczzawe****");
    let response = call.send().await?;
    assert_eq!(response.status, Some(ResponseStatus::Associated));
    assert_eq!(response.bandwidth, Some(200));
    assert_eq!(response.bid.as_deref(), Some("26842"));
    assert_eq!(response.service_managed, Some(1));
    assert_eq!(response.create_time.as_deref(), Some("2021-04-23T01:37:38Z"));
    assert_eq!(response.tags[0].key.as_deref(), Some("FinanceDept"));
    let bound = &response.anycast_eip_bind_info_list[0];
    assert_eq!(bound.status, Some(ResponseAnycastEipBindInfoListStatus::Binding));
    assert_eq!(bound.pop_locations[0].pop_location.as_deref(), Some("us-west-1-pop"));
    assert_eq!(bound.private_ip_address.as_deref(), Some("192.168.XX.XX"));
    Ok(())
}

pub(super) async fn describe_pop_locations(client: &Client) -> TestResult {
    let response = client.describe_anycast_pop_locations().service_location("international").send().await?;
    assert_eq!(response.count.as_deref(), Some("1"));
    assert_eq!(response.anycast_pop_location_list[0].region_id.as_deref(), Some("us-west-1-pop"));
    Ok(())
}

pub(super) async fn describe_server_regions(client: &Client) -> TestResult {
    let response = client.describe_anycast_server_regions().service_location("international").send().await?;
    assert_eq!(response.anycast_server_region_list.len(), 1);
    let region = &response.anycast_server_region_list[0];
    assert_eq!(region.region_name.as_deref(), Some("eu-west-1-gb33-a01"));
    assert_eq!(region.region_id.as_deref(), Some("eu-west-1"));
    Ok(())
}

pub(super) async fn list(client: &Client) -> TestResult {
    let ids = (1..=11).map(|number| format!("aeip-{number}"));
    let response = client
        .list_anycast_eip_addresses()
        .anycast_id("aeip-2zeerraiwb7ujsxdc****")
        // Eleven of them, so that the order of names is one of texts and not of numbers.
        .anycast_ids(ids)
        .anycast_eip_address("139.95.XX.XX")
        .service_location(ServiceLocation::International)
        .instance_charge_type(InstanceChargeType::PostPaid)
        .internet_charge_type(InternetChargeType::PayByTraffic)
        .name("doctest")
        .resource_group_id("rg-aekzthsmwsnfuni")
        .tags([ListAnycastEipAddressesTags::default().key("1").value("tag1")])
        .max_results(50)
        .next_token("caeba0bbb2be03f84eb48b699f0a****")
        .status(Status::Associated)
        .business_status(BusinessStatus::Normal)
        .bind_instance_ids(["lb-2zebb08phyczzawe****"])
        .send()
        .await?;
    // The documented answer counts 100 of them and goes on; the emulator has the one that it lists.
    assert_eq!((response.total_count, response.next_token.as_deref()), (Some(1), Some("")));
    let address = &response.anycast_list[0];
    assert_eq!(address.status, Some(ResponseAnycastListStatus::Associating));
    assert_eq!(address.ali_uid, Some(0));
    assert_eq!(address.service_managed, Some(0));
    assert_eq!(address.resource_group_id.as_deref(), Some("rg-aekzthsmwsnfuni\n"));
    assert_eq!(address.anycast_eip_bind_info_list[0].bind_time.as_deref(), Some("2022-04-23T01:37:38Z"));
    assert_eq!(address.tags[0].value.as_deref(), Some("FinanceJoshua"));
    Ok(())
}

pub(super) async fn tag(client: &Client) -> TestResult {
    let response = client
        .tag_resources()
        .resource_id(["aeip-2zeerraiwb7ujsxdc****"])
        .resource_type("ANYCASTEIPADDRESS")
        .tag([
            TagResourcesTag::default().key("FinanceDept").value("FinanceJoshua"),
            TagResourcesTag::default().key("empty").value(""),
        ])
        .send()
        .await?;
    assert_eq!(response.success, Some(true));
    Ok(())
}

pub(super) async fn list_tags(client: &Client) -> TestResult {
    let response = client
        .list_tag_resources()
        .resource_id(["aeip-2zeerraiwb7ujsxdc****"])
        .resource_type(ResourceType::AnycastEipAddress)
        .tag([ListTagResourcesTag::default().key("FinanceDept").value("FinanceJoshua")])
        .next_token("FFmyTO70tTpLG6I3FmYAXGKPd****")
        .max_results("50")
        .send()
        .await?;
    let tag = &response.tag_resources[0];
    assert_eq!(tag.tag_key.as_deref(), Some("FinanceDept"));
    assert!(tag.resource_type.as_ref().is_some_and(|kind| *kind == "ANYCASTEIPADDRESS"));
    Ok(())
}

pub(super) async fn untag(client: &Client) -> TestResult {
    let call = client.untag_resources().resource_id(["aeip-2zeerraiwb7ujsxdc****"]);
    let call = call.resource_type("ANYCASTEIPADDRESS").tag_key(["FinanceDept"]);
    assert_eq!(call.send().await?.success, Some(true));
    Ok(())
}
