"""Makes every call of Eipanycast with the official client: `eipanycast.py HOST:PORT` of an emulator.

The arguments are those of `proof/end_to_end/eipanycast`, and so is the order.
"""

import sys

from alibabacloud_eipanycast20200309 import models
from alibabacloud_eipanycast20200309.client import Client
from alibabacloud_tea_openapi.models import Config


def allocate(client):
    tag = models.AllocateAnycastEipAddressRequestTag(key="FinanceDept", value="FinanceJoshua")
    response = client.allocate_anycast_eip_address(
        models.AllocateAnycastEipAddressRequest(
            bandwidth="200",
            service_location="international",
            instance_charge_type="PostPaid",
            internet_charge_type="PayByTraffic",
            client_token="02fb3da4-130e-11e9-8e44-001",
            name="doctest",
            description="docdesc",
            resource_group_id="rg-acfm3obzjukv53a",
            tag=[tag],
        )
    )
    assert response.body.anycast_id == "aeip-bp1ix34fralt4ykf3****", response


def associate(client):
    pop_location = models.AssociateAnycastEipAddressRequestPopLocations
    client.associate_anycast_eip_address(
        models.AssociateAnycastEipAddressRequest(
            bind_instance_id="lb-d7oxbixhxv1uupnon****",
            bind_instance_region_id="us-west-1",
            bind_instance_type="NetworkInterface",
            anycast_id="aeip-bp1ix34fralt4ykf3****",
            client_token="123e4567-e89b-12d3-a456-426655440000",
            dry_run=False,
            pop_locations=[pop_location("us-west-1-pop"), pop_location("eu-west-1-pop")],
            association_mode="Default",
            private_ip_address="192.168.XX.XX",
        )
    )


def unassociate(client):
    client.unassociate_anycast_eip_address(
        models.UnassociateAnycastEipAddressRequest(
            bind_instance_id="lb-2zebb08phyczzawe****",
            bind_instance_region_id="us-west-1",
            bind_instance_type="NetworkInterface",
            anycast_id="aeip-2zeerraiwb7ujsxdc****",
            client_token="02fb3da4-130e-11e9-8e44-001****",
            private_ip_address="192.168.XX.XX",
        )
    )


def release(client):
    client.release_anycast_eip_address(
        models.ReleaseAnycastEipAddressRequest(
            anycast_id="aeip-bp1ix34fralt4ykf3****",
            client_token="02fb3da4-130e-11e9-8e44-001****",
        )
    )


def modify_spec(client):
    client.modify_anycast_eip_address_spec(
        models.ModifyAnycastEipAddressSpecRequest(bandwidth="200", anycast_id="aeip-bp1ix34fralt4ykf3****")
    )


def modify_attribute(client):
    client.modify_anycast_eip_address_attribute(
        models.ModifyAnycastEipAddressAttributeRequest(
            anycast_id="aeip-bp1ix34fralt4ykf3****",
            name="docname",
            description="a+b c*~ä中/&=",
        )
    )


def update_associations(client):
    add = models.UpdateAnycastEipAddressAssociationsRequestPopLocationAddList
    delete = models.UpdateAnycastEipAddressAssociationsRequestPopLocationDeleteList
    client.update_anycast_eip_address_associations(
        models.UpdateAnycastEipAddressAssociationsRequest(
            bind_instance_id="lb-d7oxbixhxv1uupnon****",
            anycast_id="aeip-bp1ix34fralt4ykf3****",
            client_token="02fb3da4-130e-11e9-8e44-001****",
            dry_run=False,
            pop_location_add_list=[add("us-west-1-pop")],
            pop_location_delete_list=[delete("eu-west-1-pop")],
            association_mode="Normal",
        )
    )


def change_resource_group(client):
    client.change_resource_group(
        models.ChangeResourceGroupRequest(
            resource_id="aeip-2zeerraiwb7ujsxdc****",
            new_resource_group_id="rg-aeky6b2jfeerxxx",
            resource_type="ANYCASTEIPADDRESS",
        )
    )


def describe(client):
    response = client.describe_anycast_eip_address(
        models.DescribeAnycastEipAddressRequest(
            ip="139.95.XX.XX",
            anycast_id="aeip-bp1ix34fralt4ykf3****",
            bind_instance_id="lb-2zebb08phyczzawe****",
        )
    )
    assert response.body.status == "Associated", response


def describe_pop_locations(client):
    client.describe_anycast_pop_locations(
        models.DescribeAnycastPopLocationsRequest(service_location="international")
    )


def describe_server_regions(client):
    client.describe_anycast_server_regions(
        models.DescribeAnycastServerRegionsRequest(service_location="international")
    )


def list_addresses(client):
    response = client.list_anycast_eip_addresses(
        models.ListAnycastEipAddressesRequest(
            anycast_id="aeip-2zeerraiwb7ujsxdc****",
            anycast_ids=[f"aeip-{number}" for number in range(1, 12)],
            anycast_eip_address="139.95.XX.XX",
            service_location="international",
            instance_charge_type="PostPaid",
            internet_charge_type="PayByTraffic",
            name="doctest",
            resource_group_id="rg-aekzthsmwsnfuni",
            tags=[models.ListAnycastEipAddressesRequestTags(key="1", value="tag1")],
            max_results=50,
            next_token="caeba0bbb2be03f84eb48b699f0a****",
            status="Associated",
            business_status="Normal",
            bind_instance_ids=["lb-2zebb08phyczzawe****"],
        )
    )
    assert response.body.total_count == 1, response


def tag(client):
    tag = models.TagResourcesRequestTag
    client.tag_resources(
        models.TagResourcesRequest(
            resource_id=["aeip-2zeerraiwb7ujsxdc****"],
            resource_type="ANYCASTEIPADDRESS",
            tag=[tag(key="FinanceDept", value="FinanceJoshua"), tag(key="empty", value="")],
        )
    )


def list_tags(client):
    client.list_tag_resources(
        models.ListTagResourcesRequest(
            resource_id=["aeip-2zeerraiwb7ujsxdc****"],
            resource_type="ANYCASTEIPADDRESS",
            tag=[models.ListTagResourcesRequestTag(key="FinanceDept", value="FinanceJoshua")],
            next_token="FFmyTO70tTpLG6I3FmYAXGKPd****",
            max_results="50",
        )
    )


def untag(client):
    client.untag_resources(
        models.UntagResourcesRequest(
            resource_id=["aeip-2zeerraiwb7ujsxdc****"],
            resource_type="ANYCASTEIPADDRESS",
            tag_key=["FinanceDept"],
        )
    )


def dry_run(client):
    """A dry run that passes is an error to the official client."""
    request = models.AssociateAnycastEipAddressRequest(
        bind_instance_id="lb-1",
        bind_instance_region_id="r",
        bind_instance_type="SlbInstance",
        anycast_id="aeip-1",
        client_token="dry",
        dry_run=True,
    )
    try:
        client.associate_anycast_eip_address(request)
    except Exception as error:
        assert error.code == "DryRunOperation", error
    else:
        raise AssertionError("a dry run was carried out")


CALLS = [
    allocate,
    associate,
    unassociate,
    release,
    modify_spec,
    modify_attribute,
    update_associations,
    change_resource_group,
    describe,
    describe_pop_locations,
    describe_server_regions,
    list_addresses,
    tag,
    list_tags,
    untag,
    dry_run,
]


def main(address):
    client = Client(
        Config(access_key_id="testid", access_key_secret="testsecret", endpoint=address, protocol="http")
    )
    for call in CALLS:
        call(client)


main(*sys.argv[1:])
