//! Calls of Ecs with lists of objects, objects under dotted names, and objects as JSON; those of `python/deep.py`.

use acs_ecs_20140526::Client;
use acs_ecs_20140526::authorize_security_group_egress::AuthorizeSecurityGroupEgressPermissions as Permission;
use acs_ecs_20140526::create_auto_snapshot_policy::{
    CreateAutoSnapshotPolicyCopyEncryptionConfiguration as CopyEncryption,
    CreateAutoSnapshotPolicyCopyEncryptionConfigurationArn as EncryptionRole, CreateAutoSnapshotPolicyTag,
};
use acs_ecs_20140526::create_image::{
    CreateImageDiskDeviceMapping as Disk, CreateImageFeatures, CreateImageTag,
};
use acs_ecs_20140526::create_network_interface::{
    CreateNetworkInterfaceConnectionTrackingConfiguration as Tracking,
    CreateNetworkInterfaceEnhancedNetwork as EnhancedNetwork,
    CreateNetworkInterfaceNetworkInterfaceTrafficConfig as Traffic, CreateNetworkInterfaceTag,
};
use acs_ecs_20140526::describe_network_interfaces::DescribeNetworkInterfacesTag;
use acs_ecs_20140526::list_tag_resources::{ListTagResourcesTag, ListTagResourcesTagFilter as TagFilter};
use acs_ecs_20140526::modify_cloud_assistant_settings::{
    ModifyCloudAssistantSettingsAgentUpgradeConfig as AgentUpgrade,
    ModifyCloudAssistantSettingsOssDeliveryConfig as OssDelivery,
    ModifyCloudAssistantSettingsSlsDeliveryConfig as SlsDelivery,
};
use acs_ecs_20140526::run_command::{RunCommandResourceTag, RunCommandTag};
use acs_ecs_20140526::tag_resources::TagResourcesTag;
use acs_runtime::Error;

const REGION: &str = "cn-hangzhou";
const TOKEN: &str = "123e4567-e89b-12d3-a456-426655440000";

/// The tags of most calls, as the type of each operation.
macro_rules! tags {
    ($tag:ident) => {
        [$tag::default().key("team").value("a+b c*~ä中/&="), $tag::default().key("empty").value("")]
    };
}

pub(super) async fn call_all(client: &Client) -> Result<(), Error> {
    run_command(client).await?;
    modify_cloud_assistant_settings(client).await?;
    create_auto_snapshot_policy(client).await?;
    create_network_interface(client).await?;
    change_network_interfaces(client).await?;
    describe_network_interfaces(client).await?;
    authorize_security_group_egress(client).await?;
    tag(client).await?;
    create_image(client).await
}

async fn run_command(client: &Client) -> Result<(), Error> {
    let call = client.run_command().region_id(REGION).name("hello").type_("RunShellScript");
    let call =
        call.command_content("echo {{name}} && exit 0").timeout(3600).enable_parameter(true).timed(false);
    let call = call.parameters([("name", "Jack & \"Jill\" 中"), ("accessKey", "LTAI*")]).keep_command(true);
    let call = call.instance_id((1..12).map(|number| format!("i-{number}"))).tag(tags!(RunCommandTag));
    let call = call.resource_tag([RunCommandResourceTag::default().key("owner").value("zhangsan")]);
    call.client_token(TOKEN).send().await.map(drop)
}

async fn modify_cloud_assistant_settings(client: &Client) -> Result<(), Error> {
    let oss = OssDelivery::default().enabled(true).bucket_name("example-bucket").prefix("");
    let sls = SlsDelivery::default().enabled(false).project_name("p 1").logstore_name("日志");
    let agent = AgentUpgrade::default().enabled(true).time_zone("Asia/Shanghai");
    let call = client.modify_cloud_assistant_settings().region_id(REGION);
    let call =
        call.setting_type("SessionManagerDelivery").oss_delivery_config(oss.encryption_type("Inherit"));
    let call = call.sls_delivery_config(sls);
    let windows = ["02:00-03:00", "05:00-06:00"];
    call.agent_upgrade_config(agent.allowed_upgrade_window(windows)).send().await.map(drop)
}

async fn create_auto_snapshot_policy(client: &Client) -> Result<(), Error> {
    let role = EncryptionRole::default().role_type("Primary");
    let roles = [role.clone().rolearn("acs:ram::123456789012****:role/example").assume_role_for(1), role];
    let encryption = CopyEncryption::default().encrypted(true);
    let encryption = encryption.kms_key_id("0e478b7a-4262-4802-b8cb-00d3fb40****").arn(roles);
    let call = client.create_auto_snapshot_policy().region_id(REGION).auto_snapshot_policy_name("SPTest");
    let call = call.time_points(r#"["0", "1", "23"]"#).repeat_weekdays(r#"["1", "7"]"#).retention_days(30);
    let call = call.enable_cross_region_copy(true).target_copy_regions(r#"["cn-hangzhou"]"#);
    let call = call.copied_snapshots_retention_days(7).tag(tags!(CreateAutoSnapshotPolicyTag));
    call.copy_encryption_configuration(encryption).send().await.map(drop)
}

async fn create_network_interface(client: &Client) -> Result<(), Error> {
    let traffic = Traffic::default().network_interface_traffic_mode("HighPerformance").queue_pair_number(8);
    let tracking = Tracking::default().tcp_established_timeout(910).tcp_closed_and_time_wait_timeout(3);
    let call = client.create_network_interface().region_id(REGION).v_switch_id("vsw-bp1s5fnvk4gn2tws03****");
    let call =
        call.tag(tags!(CreateNetworkInterfaceTag)).queue_number(8).security_group_ids(["sg-1", "sg-2"]);
    let call = call.private_ip_address(["172.17.0.10"]);
    let call = call.ipv6_address(["2001:db8:1234:1a00::1", "2001:db8:1234:1a00::2"]).delete_on_release(true);
    let call = call.network_interface_traffic_config(traffic);
    let call = call.connection_tracking_configuration(tracking.udp_timeout(30));
    let call =
        call.enhanced_network(EnhancedNetwork::default().enable_rss(true).virtual_function_quantity(0));
    call.client_token(TOKEN).send().await.map(drop)
}

async fn change_network_interfaces(client: &Client) -> Result<(), Error> {
    let interface = "eni-bp14v2sdd3v8htln****";
    client.delete_network_interface().region_id(REGION).network_interface_id(interface).send().await?;
    let call = client.attach_network_interface().region_id(REGION).network_interface_id(interface);
    let call = call.instance_id("i-bp67acfmxazb4p****").wait_for_network_configuration_ready(true);
    call.network_card_index(0).send().await.map(drop)
}

async fn describe_network_interfaces(client: &Client) -> Result<(), Error> {
    let call = client.describe_network_interfaces().region_id(REGION).v_switch_id("vsw-bp16usj2p27htro3****");
    let call = call.network_interface_id(["eni-1", "eni-2"]).private_ip_address(["172.17.0.10"]);
    let call = call.ipv6_address(["2408::1"]).tag(tags!(DescribeNetworkInterfacesTag));
    let call = call.page_number(1).page_size(50).next_token("AAAAAdDWBF2****").max_results(50);
    call.send().await.map(drop)
}

async fn authorize_security_group_egress(client: &Client) -> Result<(), Error> {
    let tcp =
        Permission::default().policy("accept").priority("1").ip_protocol("TCP").dest_cidr_ip("10.0.0.0/8");
    let tcp = tcp.port_range("80/80").dest_group_owner_id(12_345_678_910_i64).description("a, b");
    let icmp = Permission::default().ip_protocol("ICMPv6").ipv6_dest_cidr_ip("2001:db8:1233:1a00::/56");
    let call = client.authorize_security_group_egress().region_id(REGION);
    let call = call.security_group_id("sg-bp67acfmxazb4p****").client_token(TOKEN);
    call.permissions([tcp, icmp.port_range("-1/-1")]).send().await.map(drop)
}

async fn tag(client: &Client) -> Result<(), Error> {
    let filter = TagFilter::default().tag_key("env").tag_values(["TestEnv", "ProdEnv"]);
    let call = client.list_tag_resources().region_id(REGION).resource_type("instance");
    let call = call.resource_id(["i-1", "i-2"]).tag_filter([filter, TagFilter::default().tag_key("none")]);
    call.tag([ListTagResourcesTag::default().key("TestKey").value("TestValue")]).send().await?;
    let call = client.tag_resources().region_id(REGION).resource_type("instance");
    let call = call.resource_id((1..13).map(|number| format!("i-{number}")));
    call.tag(tags!(TagResourcesTag)).send().await.map(drop)
}

async fn create_image(client: &Client) -> Result<(), Error> {
    let data = Disk::default().snapshot_id("s-bp17441ohwka0yuh****").size(2000).device("/dev/xvdb");
    let call = client.create_image().region_id(REGION).image_name("Test Image").platform("CentOS");
    let call = call.disk_device_mapping([data.disk_type("data"), Disk::default().device("/dev/xvda")]);
    let call = call.tag(tags!(CreateImageTag)).features(CreateImageFeatures::default().imds_support("v2"));
    let mut request = call.client_token(TOKEN).prepare().into_request();
    request.dry_run = Some(false);
    client.call(request).send().await.map(drop)
}
