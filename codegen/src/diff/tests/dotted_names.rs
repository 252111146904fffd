//! Names that have dots in them, and others that they begin with.

use super::*;

#[test]
fn an_operation_is_judged_apart_from_one_that_its_name_begins_with() {
    let get = "operation: Get\n---\n";
    let thing = |more: &str| {
        format!(
            "operation: Get.Thing\nparameters:\n  vpcId: {{type: integer}}\n{more}response: {{Id: {{type: string}}}}\n"
        )
    };
    let (old, new) = (format!("{get}{}", thing("")), thing("  VpcId: {type: string}\n"));
    let report = report(("", ""), (&old, &new));
    let expected = [
        "major calls operation-removed Get",
        "major rust-changed Get.Thing.vpcId",
        "minor parameter-added Get.Thing.VpcId",
    ];
    assert_eq!(lines(&report), expected);
    let of: Vec<_> = report.changes.iter().map(|change| change.operation.as_deref()).collect();
    assert_eq!(of, [Some("Get"), Some("Get.Thing"), Some("Get.Thing")]);
    assert_eq!(report.changes[1].place(), "vpcId");
}

#[test]
fn a_name_with_a_dot_is_taken_for_one_that_is_much_like_it() {
    let parameter = |name: &str| format!("parameters:\n  {name}: {{type: string, required: true}}\n");
    let renamed = "major calls guess parameter-renamed Do.Disk.InstanceId";
    check(&parameter("Disk.InstanceId"), &parameter("Disk.InstanceIds"), &[renamed]);
}

#[test]
fn a_shared_type_with_a_dot_is_of_those_who_use_it() {
    let types = |field: &str| format!("types:\n  Tag.Set:\n    fields: {{{field}: {{type: string}}}}\n");
    let users = "operation: Do\nparameters:\n  Tag: {ref: Tag.Set}\n---\noperation: Make\n";
    let (old, new) = (load(&types("Key"), users), load(&types("Other"), users));
    let of = |name: &str| {
        let mut report =
            diff(State { model: &old.0, sources: &old.1 }, State { model: &new.0, sources: &new.1 });
        retain_operations(&mut report, [&old.0, &new.0], &[name.to_owned()]).expect("it is known");
        report.changes.len()
    };
    assert_eq!((of("Do"), of("Make")), (2, 0));
}
