//! The operations that change an Anycast EIP.

use acs_eipanycast_20200309::Client;
use acs_eipanycast_20200309::allocate_anycast_eip_address::{
    AllocateAnycastEipAddressTag, InstanceChargeType, InternetChargeType, ServiceLocation,
};
use acs_eipanycast_20200309::associate_anycast_eip_address::{
    AssociateAnycastEipAddress, AssociateAnycastEipAddressPopLocations, AssociationMode, BindInstanceType,
};
use acs_eipanycast_20200309::unassociate_anycast_eip_address;
use acs_eipanycast_20200309::update_anycast_eip_address_associations::{
    self as update, UpdateAnycastEipAddressAssociations,
    UpdateAnycastEipAddressAssociationsPopLocationAddList,
    UpdateAnycastEipAddressAssociationsPopLocationDeleteList,
};

use crate::TestResult;

/// The shape of the request IDs that the emulator gives: a UUID in capitals.
fn assert_request_id(id: Option<&str>) {
    let id = id.unwrap_or_default();
    let is_uuid = id.len() == 36 && id.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    assert!(is_uuid, "`{id}` is no request ID");
}

pub(super) async fn allocate(client: &Client) -> TestResult {
    let response = client
        .allocate_anycast_eip_address()
        .bandwidth("200")
        .service_location(ServiceLocation::International)
        .instance_charge_type(InstanceChargeType::PostPaid)
        .internet_charge_type(InternetChargeType::PayByTraffic)
        .client_token("02fb3da4-130e-11e9-8e44-001")
        .name("doctest")
        .description("docdesc")
        .resource_group_id("rg-acfm3obzjukv53a")
        .tag([AllocateAnycastEipAddressTag::default().key("FinanceDept").value("FinanceJoshua")])
        .send()
        .await?;
    assert_request_id(response.request_id.as_deref());
    assert_eq!(response.anycast_id.as_deref(), Some("aeip-bp1ix34fralt4ykf3****"));
    assert_eq!(response.order_id.as_deref(), Some("1422000****"));
    Ok(())
}

/// As a filled in struct, for `DryRun` has no setter beside `dry_run()`.
pub(super) async fn associate(client: &Client) -> TestResult {
    let request = AssociateAnycastEipAddress {
        bind_instance_id: Some("lb-d7oxbixhxv1uupnon****".to_owned()),
        bind_instance_region_id: Some("us-west-1".to_owned()),
        bind_instance_type: Some(BindInstanceType::NetworkInterface),
        anycast_id: Some("aeip-bp1ix34fralt4ykf3****".to_owned()),
        client_token: Some("123e4567-e89b-12d3-a456-426655440000".to_owned()),
        dry_run: Some(false),
        pop_locations: Some(vec![
            AssociateAnycastEipAddressPopLocations::default().pop_location("us-west-1-pop"),
            AssociateAnycastEipAddressPopLocations::default().pop_location("eu-west-1-pop"),
        ]),
        association_mode: Some(AssociationMode::Default),
        private_ip_address: Some("192.168.XX.XX".to_owned()),
    };
    let response = client.call(request).send().await?;
    assert_request_id(response.request_id.as_deref());
    Ok(())
}

pub(super) async fn unassociate(client: &Client) -> TestResult {
    let response = client
        .unassociate_anycast_eip_address()
        .bind_instance_id("lb-2zebb08phyczzawe****")
        .bind_instance_region_id("us-west-1")
        .bind_instance_type(unassociate_anycast_eip_address::BindInstanceType::NetworkInterface)
        .anycast_id("aeip-2zeerraiwb7ujsxdc****")
        .client_token("02fb3da4-130e-11e9-8e44-001****")
        .private_ip_address("192.168.XX.XX")
        .send()
        .await?;
    assert_request_id(response.request_id.as_deref());
    Ok(())
}

pub(super) async fn release(client: &Client) -> TestResult {
    let call = client.release_anycast_eip_address().anycast_id("aeip-bp1ix34fralt4ykf3****");
    let response = call.client_token("02fb3da4-130e-11e9-8e44-001****").send().await?;
    assert_request_id(response.request_id.as_deref());
    Ok(())
}

pub(super) async fn modify_spec(client: &Client) -> TestResult {
    let call = client.modify_anycast_eip_address_spec();
    let response = call.bandwidth("200").anycast_id("aeip-bp1ix34fralt4ykf3****").send().await?;
    assert_request_id(response.request_id.as_deref());
    Ok(())
}

pub(super) async fn modify_attribute(client: &Client) -> TestResult {
    let call = client.modify_anycast_eip_address_attribute().anycast_id("aeip-bp1ix34fralt4ykf3****");
    // A text that needs encoding, so that both sides have to agree on it.
    let response = call.name("docname").description("a+b c*~ä中/&=").send().await?;
    assert_request_id(response.request_id.as_deref());
    Ok(())
}

pub(super) async fn update_associations(client: &Client) -> TestResult {
    let add = UpdateAnycastEipAddressAssociationsPopLocationAddList::default();
    let delete = UpdateAnycastEipAddressAssociationsPopLocationDeleteList::default();
    let request = UpdateAnycastEipAddressAssociations {
        bind_instance_id: Some("lb-d7oxbixhxv1uupnon****".to_owned()),
        anycast_id: Some("aeip-bp1ix34fralt4ykf3****".to_owned()),
        client_token: Some("02fb3da4-130e-11e9-8e44-001****".to_owned()),
        dry_run: Some(false),
        pop_location_add_list: Some(vec![add.pop_location("us-west-1-pop")]),
        pop_location_delete_list: Some(vec![delete.pop_location("eu-west-1-pop")]),
        association_mode: Some(update::AssociationMode::Normal),
    };
    let response = client.call(request).send().await?;
    assert_request_id(response.request_id.as_deref());
    Ok(())
}

pub(super) async fn change_resource_group(client: &Client) -> TestResult {
    let call = client.change_resource_group().resource_id("aeip-2zeerraiwb7ujsxdc****");
    let call = call.new_resource_group_id("rg-aeky6b2jfeerxxx").resource_type("ANYCASTEIPADDRESS");
    let response = call.send().await?;
    assert_request_id(response.request_id.as_deref());
    Ok(())
}
