//! One step of an operation's history per case.

use super::*;
use crate::diff::tests::load;
use crate::generate::Model;
use crate::sources::Sources;

/// `direction kind path` of each change from one text of an operation to another; none stands for one that is not there.
#[track_caller]
fn check(old: &str, new: &str, expected: &[&str]) {
    let (old, new) = (load("", old), load("", new));
    assert_eq!(lines(&old, &new), expected);
}

fn lines(old: &(Model, Sources), new: &(Model, Sources)) -> Vec<String> {
    fn stage((model, sources): &(Model, Sources)) -> Stage<'_> {
        let operation = model.apis.iter().flat_map(|api| &api.operations).map(|op| op.name.as_str()).next();
        Stage { state: State { model, sources }, operation: operation.unwrap_or_default() }
    }
    let line = |change: &Change| {
        let kind = serde_json::to_value(change.kind).expect("a word");
        let direction = match change.kind.direction() {
            Direction::Came => '+',
            Direction::Went => '-',
            Direction::Changed => '~',
        };
        format!("{direction} {} {}", kind.as_str().unwrap_or_default(), change.path)
    };
    changes_of(stage(old), stage(new)).iter().map(line).collect()
}

const FULL: &str = "operation: Do\nparameters:\n  Mode: {type: string, required: true, values: [Fast]}\n  Tag: {type: array, of: \
    {type: object, fields: {Key: {type: string}}}}\nresponse:\n  Id: {type: string}\nerrors:\n  Busy: {status: 409}\n";

#[test]
fn an_operation_comes_with_all_that_it_has() {
    check(
        "",
        FULL,
        &[
            "+ operation-added Do",
            "+ required-parameter-added Do.Mode",
            "+ value-added Do.Mode.Fast",
            "+ parameter-added Do.Tag",
            "+ parameter-added Do.Tag.Key",
            "+ code-added Do.errors.Busy",
            "+ field-added Do.response.Id",
        ],
    );
}

#[test]
fn what_has_another_name_comes_and_goes_not() {
    let operation =
        |name: &str| format!("operation: Do\nparameters:\n  {name}: {{type: string, values: [A]}}\n");
    let renamed = "~ parameter-renamed Do.Disk.InstanceId";
    check(&operation("Disk.InstanceId"), &operation("Disk.InstanceIds"), &[renamed]);
}

#[test]
fn an_operation_goes_at_once() {
    check(FULL, "", &["- operation-removed Do"]);
    check("", "", &[]);
}

#[test]
fn a_parameter_comes_and_goes_with_its_values_and_fields() {
    let bare = "operation: Do\nresponse:\n  Id: {type: string}\nerrors:\n  Busy: {status: 409}\n";
    check(
        bare,
        FULL,
        &[
            "+ required-parameter-added Do.Mode",
            "+ value-added Do.Mode.Fast",
            "+ parameter-added Do.Tag",
            "+ parameter-added Do.Tag.Key",
        ],
    );
    check(
        FULL,
        bare,
        &[
            "- parameter-removed Do.Mode",
            "- value-removed Do.Mode.Fast",
            "- parameter-removed Do.Tag",
            "- parameter-removed Do.Tag.Key",
        ],
    );
}

#[test]
fn what_stays_says_what_is_otherwise() {
    let shy = FULL.replace("required: true, ", "").replace("[Fast]", "[Fast, Slow]").replace("409", "400");
    check(
        FULL,
        &shy,
        &[
            "~ parameter-optional Do.Mode",
            "+ value-added Do.Mode.Slow",
            "~ code-status-changed Do.errors.Busy",
        ],
    );
    check(FULL, FULL, &[]);
}

#[test]
fn a_name_that_changes_is_no_coming_and_going() {
    let renamed = FULL.replace("Tag:", "Tags:");
    check(FULL, &renamed, &["~ parameter-renamed Do.Tag"]);
    let renamed = FULL.replace("  Id: {type: string}", "  I.D: {type: string}");
    check(FULL, &renamed, &["~ field-renamed Do.response.Id"]);
    let other = FULL.replace("operation: Do", "operation: DoIt");
    check(FULL, &other, &["~ operation-renamed DoIt"]);
}

#[test]
fn a_shared_type_is_of_the_operation_that_leads_to_it() {
    let types = |fields: &str| format!("types:\n  Disk: {{fields: {{{fields}}}}}\n");
    let (one, two) = (types("Id: {type: string}"), types("Id: {type: string}, Size: {type: integer}"));
    let using = "operation: Do\nparameters:\n  Disk: {ref: Disk}\n";
    assert_eq!(lines(&load(&one, using), &load(&two, using)), ["+ parameter-added types.Disk.Size"]);
    assert_eq!(lines(&load(&one, "operation: Do\n"), &load(&two, "operation: Do\n")), [""; 0]);
    assert_eq!(
        lines(&load(&one, "operation: Do\n"), &load(&one, using)),
        ["+ parameter-added Do.Disk", "+ parameter-added types.Disk.Id"]
    );
}
