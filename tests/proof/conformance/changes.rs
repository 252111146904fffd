//! A changed fact is reported by its name, and no other one with it.

use std::fs;

use acs_codegen::Sources;
use acs_eipanycast_20200309::unassociate_anycast_eip_address::UnassociateAnycastEipAddress;
use acs_runtime::Operation;

use super::{GENERATED, PAGE, committed, docs, page, spec, table};
use crate::TestResult;
use crate::skipped::{root, shared};

/// A text, another one instead of it, and the fact that this changes.
type Change = (&'static str, &'static str, &'static str);

const IN_PAGE: [Change; 17] = [
    ("Dec 06, 2025", "Dec 07, 2025", "updated"),
    ("\neipanycast:Unass", "\neipanycast:Ass", "action"),
    ("\ndelete\n", "\nupdate\n", "access level"),
    ("\nLoadBalancer\n", "\nBalancer\n", "resource 2 type"),
    ("networkinterface/", "eni/", "resource 3 arn"),
    ("*AnycastEipAddress", "AnycastEipAddress", "resource 1 required"),
    ("BindInstanceId\n\nstring\n", "BindInstanceId\n\ninteger\n", "parameter BindInstanceId type"),
    ("AnycastId\n\nstring\n\nYes", "AnycastId\n\nstring\n\nNo", "parameter AnycastId required"),
    ("us-west-1", "us-west-2", "parameter BindInstanceRegionId example"),
    ("• NetworkInterface:", "• Eni:", "parameter BindInstanceType values"),
    ("exceed 64 char", "exceed 63 char", "parameter ClientToken longest"),
    ("only ASCII characters", "only letters", "parameter ClientToken characters"),
    ("false (default):", "false:", "parameter DryRun default"),
    ("to NetworkInterface.", "to SlbInstance.", "parameter PrivateIpAddress only when"),
    ("ID.\n\nFBDB", "ID.\n\nFBDC", "response RequestId example"),
    (": \"FBDB", ": \"FBDC", "success example"),
    ("400 InstanceNotExist.ENI", "404 InstanceNotExist.ENI", "error InstanceNotExist.ENI status"),
];

const IN_SPEC: [Change; 16] = [
    ("2025-12-06", "2025-12-07", "updated"),
    ("action: eipanycast:Un", "action: eipanycast:", "action"),
    ("access: delete", "access: update", "access level"),
    ("type: LoadBalancer", "type: Balancer", "resource 2 type"),
    ("networkinterface/", "eni/", "resource 3 arn"),
    ("AnycastEipAddress, required: true", "AnycastEipAddress, required: false", "resource 1 required"),
    ("BindInstanceId: {type: string", "BindInstanceId: {type: boolean", "parameter BindInstanceId type"),
    ("AnycastId: {type: string, required: true", "AnycastId: {type: string", "parameter AnycastId required"),
    ("us-west-1", "us-west-2", "parameter BindInstanceRegionId example"),
    (
        "[SlbInstance, NetworkInterface]",
        "[NetworkInterface, SlbInstance]",
        "parameter BindInstanceType values",
    ),
    ("{max: 64}", "{max: 65}", "parameter ClientToken longest"),
    ("default: false", "default: true", "parameter DryRun default"),
    (
        "{BindInstanceType: NetworkInterface}",
        "{BindInstanceType: SlbInstance}",
        "parameter PrivateIpAddress only when",
    ),
    ("example: FBDB", "example: FBDC", "response RequestId example"),
    (": \"FBDB", ": \"FBDC", "success example"),
    (
        "InstanceNotExist.ENI: {status: 400}",
        "InstanceNotExist.ENI: {status: 404}",
        "error InstanceNotExist.ENI status",
    ),
];

const IN_DOCS: [Change; 16] = [
    ("of 2025-12-06.", "of 2025-12-07.", "updated"),
    ("RAM action `eipanycast:Un", "RAM action `eipanycast:", "action"),
    ("`acs:eipanycast:{#regionId}:{#accountId}:networkinterface", "`acs:eni", "resource 3 arn"),
    ("`AnycastEipAddress` (required)", "`AnycastEipAddress`", "resource 1 required"),
    ("`LoadBalancer` as", "`Balancer` as", "resource 2 type"),
    ("` (delete), on", "` (update), on", "access level"),
    ("///   \"RequestId\": \"FBDB", "///   \"RequestId\": \"FBDC", "success example"),
    ("bind_instance_id: Option<String>", "bind_instance_id: Option<bool>", "parameter BindInstanceId type"),
    ("EIP to detach. Required.", "EIP to detach.", "parameter AnycastId required"),
    ("Example: `us-west-1`", "Example: `us-west-2`", "parameter BindInstanceRegionId example"),
    ("/// `NetworkInterface`:", "/// `Eni`:", "parameter BindInstanceType values"),
    ("At most 64 characters", "At most 65 characters", "parameter ClientToken longest"),
    ("ASCII only. ", "", "parameter ClientToken characters"),
    ("Default: `false`", "Default: `true`", "parameter DryRun default"),
    (
        "[`BindInstanceType::NetworkInterface`]",
        "[`BindInstanceType::SlbInstance`]",
        "parameter PrivateIpAddress only when",
    ),
    ("400 `InstanceNotExist.ENI`", "404 `InstanceNotExist.ENI`", "error InstanceNotExist.ENI status"),
];

fn change(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "`{from}` is not there");
    text.replacen(from, to, 1)
}

#[test]
fn a_change_of_the_page_is_named() -> TestResult {
    let Some(path) = shared(PAGE) else { return Ok(()) };
    let text = fs::read_to_string(path)?;
    for (from, to, fact) in IN_PAGE {
        assert_eq!(committed()?.differences(&page::read(&change(&text, from, to))), [fact], "{from}");
    }
    Ok(())
}

#[test]
fn a_change_of_the_spec_is_named() -> TestResult {
    for (from, to, fact) in IN_SPEC {
        let mut changed = Sources::new();
        for (_, file) in spec::sources()?.iter() {
            let is_ours = file.path.ends_with("/UnassociateAnycastEipAddress.yaml");
            let text = if is_ours { change(&file.text, from, to) } else { file.text.clone() };
            changed.add(file.path.clone(), text);
        }
        assert_eq!(committed()?.differences(&spec::read(&changed)?), [fact], "{from}");
    }
    Ok(())
}

#[test]
fn a_change_of_the_docs_is_named() -> TestResult {
    let text = fs::read_to_string(root().join(GENERATED))?;
    let facts = committed()?;
    for (from, to, fact) in IN_DOCS {
        assert_eq!(facts.differences(&docs::read(&change(&text, from, to))), [fact], "{from}");
    }
    Ok(())
}

/// The table is compiled in, so that the other side is changed: every fact in turn.
#[test]
fn every_fact_of_the_table_counts() -> TestResult {
    let table = table::read(UnassociateAnycastEipAddress::SPEC);
    let facts = committed()?.of_call();
    for name in facts.names() {
        assert_eq!(facts.with_changed(name).differences(&table), [name]);
    }
    Ok(())
}
