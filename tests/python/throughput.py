"""Calls of the official client to a server: throughput.py URL CALLS. Prints the nanoseconds that a call took."""

import sys
import time
from urllib.parse import urlparse

from alibabacloud_eipanycast20200309 import models
from alibabacloud_eipanycast20200309.client import Client
from alibabacloud_tea_openapi import models as openapi

url, calls = urlparse(sys.argv[1]), int(sys.argv[2])
client = Client(
    openapi.Config(
        access_key_id="testid",
        access_key_secret="testsecret",
        endpoint=url.netloc,
        protocol="http",
        region_id="cn-hangzhou",
    )
)


def call():
    request = models.UnassociateAnycastEipAddressRequest(
        bind_instance_id="lb-d7oxbixhxv1uupnon****",
        bind_instance_region_id="us-west-1",
        bind_instance_type="NetworkInterface",
        anycast_id="aeip-2zeerraiwb7ujsxdc****",
        client_token="02fb3da4-130e-11e9-8e44-0016e04115b",
        dry_run=False,
        private_ip_address="192.168.XX.XX",
    )
    return client.unassociate_anycast_eip_address(request)


assert call().body.request_id
start = time.perf_counter_ns()
for _ in range(calls):
    call()
print((time.perf_counter_ns() - start) / calls)
