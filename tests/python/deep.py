"""Makes calls with deep parameters with the official clients: `deep.py cs|ecs HOST:PORT` of an emulator.

Requests are given by their names on the wire, which the models of the official clients read. The arguments are those of
`proof/official_client/{cs,ecs}.rs`, and so is the order.
"""

import importlib
import sys

from alibabacloud_tea_openapi.models import Config

TAGS = [{"Key": "team", "Value": "a+b c*~ä中/&="}, {"Key": "empty", "Value": ""}]

# Operation, path parameters, request.
ECS = [
    (
        "run_command",
        [],
        {
            "RegionId": "cn-hangzhou",
            "Name": "hello",
            "Type": "RunShellScript",
            "CommandContent": "echo {{name}} && exit 0",
            "Timeout": 3600,
            "EnableParameter": True,
            "Timed": False,
            "Parameters": {"name": "Jack & \"Jill\" 中", "accessKey": "LTAI*"},
            "KeepCommand": True,
            "InstanceId": [f"i-{number}" for number in range(1, 12)],
            "Tag": TAGS,
            "ResourceTag": [{"Key": "owner", "Value": "zhangsan"}],
            "ClientToken": "123e4567-e89b-12d3-a456-426655440000",
        },
    ),
    (
        "modify_cloud_assistant_settings",
        [],
        {
            "RegionId": "cn-hangzhou",
            "SettingType": "SessionManagerDelivery",
            "OssDeliveryConfig": {
                "Enabled": True,
                "BucketName": "example-bucket",
                "Prefix": "",
                "EncryptionType": "Inherit",
            },
            "SlsDeliveryConfig": {"Enabled": False, "ProjectName": "p 1", "LogstoreName": "日志"},
            "AgentUpgradeConfig": {
                "Enabled": True,
                "AllowedUpgradeWindow": ["02:00-03:00", "05:00-06:00"],
                "TimeZone": "Asia/Shanghai",
            },
        },
    ),
    (
        "create_auto_snapshot_policy",
        [],
        {
            "regionId": "cn-hangzhou",
            "autoSnapshotPolicyName": "SPTest",
            "timePoints": '["0", "1", "23"]',
            "repeatWeekdays": '["1", "7"]',
            "retentionDays": 30,
            "EnableCrossRegionCopy": True,
            "TargetCopyRegions": '["cn-hangzhou"]',
            "CopiedSnapshotsRetentionDays": 7,
            "Tag": TAGS,
            "CopyEncryptionConfiguration": {
                "Encrypted": True,
                "KMSKeyId": "0e478b7a-4262-4802-b8cb-00d3fb40****",
                "Arn": [
                    {"RoleType": "Primary", "Rolearn": "acs:ram::123456789012****:role/example", "AssumeRoleFor": 1},
                    {"RoleType": "Primary"},
                ],
            },
        },
    ),
    (
        "create_network_interface",
        [],
        {
            "RegionId": "cn-hangzhou",
            "VSwitchId": "vsw-bp1s5fnvk4gn2tws03****",
            "Tag": TAGS,
            "QueueNumber": 8,
            "SecurityGroupIds": ["sg-1", "sg-2"],
            "PrivateIpAddress": ["172.17.0.10"],
            "Ipv6Address": ["2001:db8:1234:1a00::1", "2001:db8:1234:1a00::2"],
            "DeleteOnRelease": True,
            "NetworkInterfaceTrafficConfig": {
                "NetworkInterfaceTrafficMode": "HighPerformance",
                "QueuePairNumber": 8,
            },
            "ConnectionTrackingConfiguration": {
                "TcpEstablishedTimeout": 910,
                "TcpClosedAndTimeWaitTimeout": 3,
                "UdpTimeout": 30,
            },
            "EnhancedNetwork": {"EnableRss": True, "VirtualFunctionQuantity": 0},
            "ClientToken": "123e4567-e89b-12d3-a456-426655440000",
        },
    ),
    (
        "delete_network_interface",
        [],
        {"RegionId": "cn-hangzhou", "NetworkInterfaceId": "eni-bp14v2sdd3v8htln****"},
    ),
    (
        "attach_network_interface",
        [],
        {
            "RegionId": "cn-hangzhou",
            "NetworkInterfaceId": "eni-bp14v2sdd3v8htln****",
            "InstanceId": "i-bp67acfmxazb4p****",
            "WaitForNetworkConfigurationReady": True,
            "NetworkCardIndex": 0,
        },
    ),
    (
        "describe_network_interfaces",
        [],
        {
            "RegionId": "cn-hangzhou",
            "VSwitchId": "vsw-bp16usj2p27htro3****",
            "NetworkInterfaceId": ["eni-1", "eni-2"],
            "PrivateIpAddress": ["172.17.0.10"],
            "Ipv6Address": ["2408::1"],
            "Tag": TAGS,
            "PageNumber": 1,
            "PageSize": 50,
            "NextToken": "AAAAAdDWBF2****",
            "MaxResults": 50,
        },
    ),
    (
        "authorize_security_group_egress",
        [],
        {
            "RegionId": "cn-hangzhou",
            "SecurityGroupId": "sg-bp67acfmxazb4p****",
            "ClientToken": "123e4567-e89b-12d3-a456-426655440000",
            "Permissions": [
                {
                    "Policy": "accept",
                    "Priority": "1",
                    "IpProtocol": "TCP",
                    "DestCidrIp": "10.0.0.0/8",
                    "PortRange": "80/80",
                    "DestGroupOwnerId": 12345678910,
                    "Description": "a, b",
                },
                {"IpProtocol": "ICMPv6", "Ipv6DestCidrIp": "2001:db8:1233:1a00::/56", "PortRange": "-1/-1"},
            ],
        },
    ),
    (
        "list_tag_resources",
        [],
        {
            "RegionId": "cn-hangzhou",
            "ResourceType": "instance",
            "ResourceId": ["i-1", "i-2"],
            "Tag": [{"Key": "TestKey", "Value": "TestValue"}],
            "TagFilter": [{"TagKey": "env", "TagValues": ["TestEnv", "ProdEnv"]}, {"TagKey": "none"}],
        },
    ),
    (
        "tag_resources",
        [],
        {
            "RegionId": "cn-hangzhou",
            "ResourceType": "instance",
            "ResourceId": [f"i-{number}" for number in range(1, 13)],
            "Tag": TAGS,
        },
    ),
    (
        "create_image",
        [],
        {
            "RegionId": "cn-hangzhou",
            "ImageName": "Test Image",
            "Platform": "CentOS",
            "DiskDeviceMapping": [
                {"SnapshotId": "s-bp17441ohwka0yuh****", "Size": 2000, "Device": "/dev/xvdb", "DiskType": "data"},
                {"Device": "/dev/xvda"},
            ],
            "Tag": TAGS,
            "Features": {"ImdsSupport": "v2"},
            "DryRun": False,
            "ClientToken": "123e4567-e89b-12d3-a456-426655440000",
        },
    ),
]

CLUSTER = "c82e6987e2961451182edacd74faf****"

CS = [
    (
        "create_cluster_node_pool",
        [CLUSTER],
        {
            "nodepool_info": {"name": "nodepool 1", "type": "ess"},
            "auto_scaling": {"enable": True, "type": "cpu", "max_instances": 10, "min_instances": 1},
            "management": {
                "enable": True,
                "auto_repair": True,
                "auto_repair_policy": {"restart_node": True},
                "upgrade_config": {"surge": 0, "max_unavailable": 1},
            },
            "scaling_group": {
                "vswitch_ids": ["vsw-1", "vsw-2"],
                "instance_types": ["ecs.n4.large"],
                "instance_charge_type": "PostPaid",
                "data_disks": [
                    {"category": "cloud_essd", "size": 40, "encrypted": True, "auto_format": True},
                    {"category": "cloud_ssd", "size": 120},
                ],
                "spot_price_limit": [{"instance_type": "ecs.c6.large", "price_limit": "0.39"}],
                "tags": [{"key": "env", "value": "测试"}],
                "private_pool_options": {"id": "eap-1", "match_criteria": "Open"},
            },
            "kubernetes_config": {
                "runtime": "containerd",
                "labels": [{"key": "a", "value": "b"}],
                "taints": [{"key": "k", "value": "v", "effect": "NoSchedule"}],
                "cms_enabled": False,
            },
            "node_config": {"kubelet_configuration": {"cpuManagerPolicy": "none", "maxPods": 110}},
            "interconnect_mode": "basic",
            "max_nodes": 10,
        },
    ),
    (
        "attach_instances",
        [CLUSTER],
        {
            "instances": ["i-2zebf0ck0h3zzzzz", "i-2"],
            "key_pair": "secrity-key",
            "format_disk": False,
            "keep_instance_name": True,
            "tags": [{"key": "env", "value": "prod"}],
            "runtime": {"name": "docker", "version": "19.03.5"},
        },
    ),
    (
        "delete_cluster",
        [CLUSTER],
        {
            "retain_all_resources": False,
            "retain_resources": ["sg-1", "slb 2"],
            "delete_options": [
                {"delete_mode": "delete", "resource_type": "SLB"},
                {"delete_mode": "retain", "resource_type": "ALB"},
            ],
        },
    ),
    ("clean_user_permissions", ["2367****"], {"Force": True, "ClusterIds": ["c1", "c 2", "c3"]}),
    (
        "update_user_permissions",
        ["2176****"],
        {
            "mode": "apply",
            "body": [
                {"cluster": "c796c60", "is_custom": False, "role_name": "ops", "role_type": "cluster"},
                {"cluster": "c796c61", "namespace": "default", "role_type": "namespace", "is_ram_role": True},
            ],
        },
    ),
    (
        "upgrade_cluster_addons",
        [CLUSTER],
        {
            "body": [
                {"component_name": "coredns", "next_version": "1.6.7", "policy": "canary"},
                {"component_name": "ack-node-problem-detector", "next_version": "1.2", "config": '{"sls_project_name":""}'},
            ]
        },
    ),
    (
        "list_tag_resources",
        [],
        {
            "resource_ids": ["c1", "c2"],
            "resource_type": "CLUSTER",
            "region_id": "cn-hangzhou",
            "tags": [{"key": "env", "value": "a,b"}, {"key": "中"}],
        },
    ),
    (
        "tag_resources",
        [],
        {
            "resource_ids": ["c1", "c2"],
            "resource_type": "CLUSTER",
            "region_id": "cn-hangzhou",
            "tags": [{"key": "env", "value": "ä/中 <>&"}],
        },
    ),
    (
        "deploy_policy_instance",
        [CLUSTER, "ACKPSPHostNetworking Ports"],
        {"action": "deny", "namespaces": ["test"], "parameters": {"restrictedNamespaces": ["test"], "n": 1}},
    ),
    (
        "repair_cluster_node_pool",
        [CLUSTER, "np/1"],
        {
            "auto_restart": True,
            "nodes": ["n1"],
            "operations": [{"operation_id": "remove_node", "args": ["a", "b"]}, {"operation_id": "x"}],
        },
    ),
    (
        "modify_node_pool_node_config",
        [CLUSTER, "np1"],
        {
            "kubelet_config": {
                "registryPullQPS": 5,
                "serializeImagePulls": False,
                "evictionHard": {"memory.available": "1Gi"},
                "reservedMemory": [{"numaNode": 0, "limits": {"memory": "1Gi"}}],
                "tracing": {"endpoint": "localhost:4317", "samplingRatePerMillion": 1},
            },
            "rolling_policy": {"max_parallelism": 10},
            "os_config": {"sysctl": {"fs.aio-max-nr": "65535"}},
        },
    ),
    (
        "remove_node_pool_nodes",
        [CLUSTER, "np1"],
        {"release_node": True, "drain_node": True, "nodes": ["a", "b"], "instance_ids": ["i-1"], "concurrency": False},
    ),
    ("list_cluster_inspect_reports", [CLUSTER], {"nextToken": "405b99e5411f9a4e7148506e****", "maxResults": 10}),
    ("describe_cluster_tasks", [CLUSTER], {"page_number": 1, "page_size": 20}),
    ("describe_task_info", ["T-5fd211e924e1d0078700****"], None),
]

CALLS = {"cs": ("alibabacloud_cs20151215", CS), "ecs": ("alibabacloud_ecs20140526", ECS)}


def main(product, address):
    package, calls = CALLS[product]
    models = importlib.import_module(package + ".models")
    module = importlib.import_module(package + ".client")
    config = Config(access_key_id="testid", access_key_secret="testsecret", endpoint=address, protocol="http")
    client = module.Client(config)
    for name, path, fields in calls:
        arguments = list(path)
        if fields is not None:
            request = "".join(part.capitalize() for part in name.split("_")) + "Request"
            arguments.append(getattr(models, request)().from_map(fields))
        getattr(client, name)(*arguments)


main(*sys.argv[1:])
