//! Calls of CS, a ROA product: paths, bodies of JSON, lists as JSON and with commas; those of `python/deep.py`.

use acs_cs_20151215::Client;
use acs_cs_20151215::create_cluster_node_pool::{
    CreateClusterNodePoolAutoScaling as AutoScaling, CreateClusterNodePoolKubernetesConfig as Kubernetes,
    CreateClusterNodePoolManagement as Management,
    CreateClusterNodePoolManagementAutoRepairPolicy as AutoRepair,
    CreateClusterNodePoolManagementUpgradeConfig as Upgrade, CreateClusterNodePoolNodeConfig as NodeConfig,
    CreateClusterNodePoolNodepoolInfo as NodePool, CreateClusterNodePoolScalingGroup as ScalingGroup,
    CreateClusterNodePoolScalingGroupPrivatePoolOptions as PrivatePool,
    CreateClusterNodePoolScalingGroupSpotPriceLimit as SpotPrice,
    CreateClusterNodePoolScalingGroupTags as GroupTag,
};
use acs_cs_20151215::delete_cluster::DeleteClusterDeleteOptions as DeleteOptions;
use acs_cs_20151215::modify_node_pool_node_config::{
    ModifyNodePoolNodeConfigOsConfig as OsConfig, ModifyNodePoolNodeConfigRollingPolicy as RollingPolicy,
};
use acs_cs_20151215::repair_cluster_node_pool::RepairClusterNodePoolOperations as Repair;
use acs_cs_20151215::types::{
    DataDisk, KubeletConfig, KubeletConfigReservedMemory, KubeletConfigTracing, Runtime, Tag, Taint,
};
use acs_cs_20151215::update_user_permissions::UpdateUserPermissionsBody as Permission;
use acs_cs_20151215::upgrade_cluster_addons::UpgradeClusterAddonsBody as Addon;
use acs_runtime::{Error, Json};

const CLUSTER: &str = "c82e6987e2961451182edacd74faf****";

pub(super) async fn call_all(client: &Client) -> Result<(), Error> {
    create_cluster_node_pool(client).await?;
    attach_instances(client).await?;
    delete_cluster(client).await?;
    user_permissions(client).await?;
    upgrade_cluster_addons(client).await?;
    tags(client).await?;
    deploy_policy_instance(client).await?;
    change_node_pools(client).await?;
    read(client).await
}

async fn create_cluster_node_pool(client: &Client) -> Result<(), Error> {
    let scaling = AutoScaling::default().enable(true).type_("cpu").max_instances(10).min_instances(1);
    let kubelet = KubeletConfig::default().cpu_manager_policy("none").max_pods(110);
    let taint = Taint::default().key("k").value("v").effect("NoSchedule");
    let kubernetes = Kubernetes::default().runtime("containerd").labels([Tag::default().key("a").value("b")]);
    let call = client.create_cluster_node_pool().cluster_id(CLUSTER);
    let call = call.nodepool_info(NodePool::default().name("nodepool 1").type_("ess")).auto_scaling(scaling);
    let call = call.management(management()).scaling_group(scaling_group());
    let call = call.kubernetes_config(kubernetes.taints([taint]).cms_enabled(false));
    let call = call.node_config(NodeConfig::default().kubelet_configuration(kubelet));
    call.interconnect_mode("basic").max_nodes(10).send().await.map(drop)
}

fn management() -> Management {
    Management::default()
        .enable(true)
        .auto_repair(true)
        .auto_repair_policy(AutoRepair::default().restart_node(true))
        .upgrade_config(Upgrade::default().surge(0).max_unavailable(1))
}

fn scaling_group() -> ScalingGroup {
    let essd = DataDisk::default().category("cloud_essd").size(40).encrypted(true).auto_format(true);
    ScalingGroup::default()
        .vswitch_ids(["vsw-1", "vsw-2"])
        .instance_types(["ecs.n4.large"])
        .instance_charge_type("PostPaid")
        .data_disks([essd, DataDisk::default().category("cloud_ssd").size(120)])
        .spot_price_limit([SpotPrice::default().instance_type("ecs.c6.large").price_limit("0.39")])
        .tags([GroupTag::default().key("env").value("测试")])
        .private_pool_options(PrivatePool::default().id("eap-1").match_criteria("Open"))
}

async fn attach_instances(client: &Client) -> Result<(), Error> {
    let call = client.attach_instances().cluster_id(CLUSTER).instances(["i-2zebf0ck0h3zzzzz", "i-2"]);
    let call = call.key_pair("secrity-key").format_disk(false).keep_instance_name(true);
    let call = call.tags([Tag::default().key("env").value("prod")]);
    call.runtime(Runtime::default().name("docker").version("19.03.5")).send().await.map(drop)
}

async fn delete_cluster(client: &Client) -> Result<(), Error> {
    let delete = DeleteOptions::default().delete_mode("delete").resource_type("SLB");
    let retain = DeleteOptions::default().delete_mode("retain").resource_type("ALB");
    let call = client.delete_cluster().cluster_id(CLUSTER).retain_all_resources(false);
    call.retain_resources(["sg-1", "slb 2"]).delete_options([delete, retain]).send().await.map(drop)
}

async fn user_permissions(client: &Client) -> Result<(), Error> {
    let call = client.clean_user_permissions().uid("2367****").force(true);
    call.cluster_ids(["c1", "c 2", "c3"]).send().await?;
    let whole =
        Permission::default().cluster("c796c60").is_custom(false).role_name("ops").role_type("cluster");
    let part = Permission::default().cluster("c796c61").namespace("default").role_type("namespace");
    let call = client.update_user_permissions().uid("2176****").mode("apply");
    call.body([whole, part.is_ram_role(true)]).send().await.map(drop)
}

async fn upgrade_cluster_addons(client: &Client) -> Result<(), Error> {
    let dns = Addon::default().component_name("coredns").next_version("1.6.7").policy("canary");
    let detector = Addon::default().component_name("ack-node-problem-detector").next_version("1.2");
    let call = client.upgrade_cluster_addons().cluster_id(CLUSTER);
    call.body([dns, detector.config(r#"{"sls_project_name":""}"#)]).send().await.map(drop)
}

async fn tags(client: &Client) -> Result<(), Error> {
    let call = client.list_tag_resources().resource_ids(["c1", "c2"]).resource_type("CLUSTER");
    let call = call.tags([Tag::default().key("env").value("a,b"), Tag::default().key("中")]);
    call.region_id("cn-hangzhou").send().await?;
    let call = client.tag_resources().resource_ids(["c1", "c2"]).resource_type("CLUSTER");
    let call = call.region_id("cn-hangzhou").tags([Tag::default().key("env").value("ä/中 <>&")]);
    call.send().await.map(drop)
}

async fn deploy_policy_instance(client: &Client) -> Result<(), Error> {
    let parameters = [("restrictedNamespaces", Json::from(vec!["test"])), ("n", Json::from(1))];
    let call = client.deploy_policy_instance().cluster_id(CLUSTER).policy_name("ACKPSPHostNetworking Ports");
    call.action("deny").namespaces(["test"]).parameters(parameters).send().await.map(drop)
}

async fn change_node_pools(client: &Client) -> Result<(), Error> {
    let remove = Repair::default().operation_id("remove_node").args(["a", "b"]);
    let call = client.repair_cluster_node_pool().cluster_id(CLUSTER).nodepool_id("np/1").auto_restart(true);
    let call = call.nodes(["n1"]).operations([remove, Repair::default().operation_id("x")]);
    call.send().await?;
    let call = client.modify_node_pool_node_config().cluster_id(CLUSTER).nodepool_id("np1");
    let call = call.kubelet_config(kubelet()).rolling_policy(RollingPolicy::default().max_parallelism(10));
    let call = call.os_config(OsConfig::default().sysctl([("fs.aio-max-nr", "65535")]));
    call.send().await?;
    let call = client.remove_node_pool_nodes().cluster_id(CLUSTER).nodepool_id("np1").release_node(true);
    let call = call.drain_node(true).nodes(["a", "b"]).instance_ids(["i-1"]).concurrency(false);
    call.send().await.map(drop)
}

fn kubelet() -> KubeletConfig {
    let memory = KubeletConfigReservedMemory::default().numa_node(0).limits([("memory", "1Gi")]);
    let tracing = KubeletConfigTracing::default().endpoint("localhost:4317").sampling_rate_per_million(1);
    let kubelet = KubeletConfig::default().registry_pull_qps(5).serialize_image_pulls(false);
    kubelet.eviction_hard([("memory.available", "1Gi")]).reserved_memory([memory]).tracing(tracing)
}

async fn read(client: &Client) -> Result<(), Error> {
    let call = client.list_cluster_inspect_reports().cluster_id(CLUSTER);
    call.next_token("405b99e5411f9a4e7148506e****").max_results(10).send().await?;
    let call = client.describe_cluster_tasks().cluster_id(CLUSTER).page_number(1).page_size(20);
    call.send().await?;
    client.describe_task_info().task_id("T-5fd211e924e1d0078700****").send().await.map(drop)
}
