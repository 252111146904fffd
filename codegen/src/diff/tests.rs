//! One change per case: old and new, and what is said of it.

use super::*;
use crate::generate::model;

mod dotted_names;

const PRODUCT: &str = "product: Thing\nversion: '1'\nstyle: rpc\n";

pub(super) fn load(product: &str, operations: &str) -> (Model, Sources) {
    let mut sources = Sources::new();
    sources.add("thing/1/product.yaml", format!("{PRODUCT}{product}"));
    for operation in operations.split("---\n").filter(|text| !text.is_empty()) {
        let name = operation.lines().next().and_then(|line| line.strip_prefix("operation: "));
        let name = name.expect("an operation begins with its name");
        sources.add(format!("thing/1/{name}.yaml"), operation);
    }
    let model = model(&sources).unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
    (model, sources)
}

fn report((old, new): (&str, &str), (before, after): (&str, &str)) -> Report {
    let (old, new) = (load(old, before), load(new, after));
    diff(State { model: &old.0, sources: &old.1 }, State { model: &new.0, sources: &new.1 })
}

/// `level calls kind path` of each change, the worst first.
fn lines(report: &Report) -> Vec<String> {
    let line = |change: &Change| {
        let kind = serde_json::to_value((change.level, change.kind)).expect("verdicts are JSON");
        let word = |at: usize| kind[at].as_str().unwrap_or_default().to_owned();
        let calls = if change.breaks_calls { " calls" } else { "" };
        let guess = if change.guess { " guess" } else { "" };
        format!("{}{calls}{guess} {} {}", word(0), word(1), change.path)
    };
    report.changes.iter().map(line).collect()
}

#[track_caller]
fn check(old: &str, new: &str, expected: &[&str]) {
    let operation = |text: &str| format!("operation: Do\n{text}");
    let report = report(("", ""), (&operation(old), &operation(new)));
    assert_eq!(lines(&report), expected, "{old} became {new}");
}

#[track_caller]
fn check_parameter(old: &str, new: &str, expected: &[&str]) {
    let parameter = |text: &str| format!("parameters:\n  P: {text}\n");
    check(&parameter(old), &parameter(new), expected);
}

#[track_caller]
fn check_response(old: &str, new: &str, expected: &[&str]) {
    check(&format!("response: {old}\n"), &format!("response: {new}\n"), expected);
}

#[test]
fn nothing_is_said_of_what_is_the_same() {
    check("parameters:\n  P: {type: string}\n", "parameters:\n  P: {type: string}\n", &[]);
}

#[test]
fn texts_are_counted() {
    let operation =
        |doc: &str| format!("operation: Do\nparameters:\n  P: {{type: string, doc: {doc}, example: a}}\n");
    let report = report(("", ""), (&operation("One."), &operation("Two.")));
    assert_eq!((report.changes.len(), report.texts), (0, 1));
    assert!(!report.is_empty());
}

#[test]
fn a_new_operation_asks_nothing_of_those_who_do_not_call_it() {
    let both = "operation: Do\n---\noperation: Make\nparameters:\n  P: {type: string, required: true}\n";
    let report = report(("", ""), ("operation: Do\n", both));
    assert_eq!(lines(&report), ["minor operation-added Make"]);
}

#[test]
fn parameters_come_and_go() {
    check("", "parameters:\n  P: {type: string}\n", &["minor parameter-added Do.P"]);
    check(
        "",
        "parameters:\n  P: {type: string, required: true}\n",
        &["major calls required-parameter-added Do.P"],
    );
    check("parameters:\n  P: {type: string}\n", "", &["major calls parameter-removed Do.P"]);
    check_parameter(
        "{type: string}",
        "{type: string, required: true}",
        &["major calls parameter-required Do.P"],
    );
    check_parameter("{type: string, required: true}", "{type: string}", &["patch parameter-optional Do.P"]);
    check_parameter("{type: string}", "{type: string, deprecated: true}", &["minor deprecated Do.P"]);
}

#[test]
fn a_parameter_that_is_much_like_one_that_is_gone_may_be_the_same() {
    let old = "parameters:\n  InstanceId: {type: string}\n";
    let new = "parameters:\n  InstanceIds: {type: string}\n";
    check(old, new, &["major calls guess parameter-renamed Do.InstanceId"]);
    let other = "parameters:\n  InstanceIds: {type: integer}\n";
    check(
        old,
        other,
        &["major calls parameter-removed Do.InstanceId", "minor parameter-added Do.InstanceIds"],
    );
}

#[test]
fn a_field_of_an_answer_that_is_much_like_one_that_is_gone_may_be_the_same() {
    let field = |name: &str, values: &str| format!("{{{name}: {{type: string, values: [{values}]}}}}");
    check_response(
        &field("InstanceState", "A"),
        &field("InstanceStatus", "A, B"),
        &[
            "major calls guess field-renamed Do.response.InstanceState",
            "minor value-added Do.response.InstanceStatus.B",
        ],
    );
}

#[test]
fn a_rename_hides_no_other_change() {
    let old = "parameters:\n  InstanceId: {type: string, values: [A, B]}\n";
    let new = "parameters:\n  InstanceIds: {type: string, required: true, values: [A]}\n";
    check(
        old,
        new,
        &[
            "major calls guess parameter-renamed Do.InstanceId",
            "major calls parameter-required Do.InstanceIds",
            "minor calls value-removed Do.InstanceIds.B",
        ],
    );
    let operation =
        |name: &str, rest: &str| format!("operation: {name}\nparameters:\n  Id: {{type: string{rest}}}\n");
    let (old, new) = (operation("CreateThing", ""), operation("CreateThings", ", length: {max: 9}"));
    let mut changes = report(("", ""), (&old, &new));
    let expected =
        ["major calls guess operation-renamed CreateThing", "patch calls limit-tightened CreateThings.Id"];
    assert_eq!(lines(&changes), expected);
    let (old, new) = (load("", &old), load("", &new));
    retain_operations(&mut changes, [&old.0, &new.0], &["CreateThings".to_owned()]).expect("it is known");
    assert_eq!(lines(&changes), expected, "the new name is asked for");
}

#[test]
fn those_who_call_what_was_renamed_are_told_of_all_that_changed_there() {
    let operation = |name: &str, most: u8, text: &str| {
        format!(
            "operation: {name}\nparameters:\n  P: {{type: string, length: {{max: {most}}}, example: {text}}}\n"
        )
    };
    let (was, is) = (operation("CreateThing", 9, "A"), operation("CreateThings", 8, "B"));
    let (old, new) = (
        load("", &(was + "---\n" + &operation("Do", 9, "A"))),
        load("", &(is + "---\n" + &operation("Do", 9, "B"))),
    );
    let mut changes =
        diff(State { model: &old.0, sources: &old.1 }, State { model: &new.0, sources: &new.1 });
    assert_eq!(changes.texts, 2);
    retain_operations(&mut changes, [&old.0, &new.0], &["CreateThing".to_owned()]).expect("it is known");
    let expected =
        ["major calls guess operation-renamed CreateThing", "patch calls limit-tightened CreateThings.P"];
    assert_eq!(lines(&changes), expected);
    assert_eq!(changes.texts, 1, "the text of the other operation is not counted");
}

#[test]
fn what_a_spec_says_stays_code_in_a_message() {
    let values = |value: &str| format!("parameters:\n  P: {{type: string, values: [A, {value}]}}\n");
    let operation = |text: &str| format!("operation: Do\n{text}");
    let odd = r#""a`\n\n# b \e[31m ![c](https://example.com)""#;
    let report = report(("", ""), (&operation(&values("B")), &operation(&values(odd))));
    let message =
        &report.changes.iter().find(|change| change.kind == Kind::ValueAdded).expect("it is new").message;
    assert_eq!(message, "the value ``a`  # b  [31m ![c](https://example.com)`` is new");
}

#[test]
fn the_compiler_may_insist_on_more_when_there_is_less() {
    let required = |count: usize| {
        let list = (0..count).map(|at| format!("  P{at}{at}: {{type: string, required: true}}\n"));
        format!("parameters:\n{}", list.collect::<String>())
    };
    // With seven, none is checked by the compiler; with six, all are.
    let asked =
        ["P00", "P11", "P22", "P33", "P44", "P55"].map(|name| format!("major rust-changed Do.{name}"));
    let mut expected = vec!["major calls parameter-removed Do.P66"];
    expected.extend(asked.iter().map(String::as_str));
    check(&required(7), &required(6), &expected);
    check(&required(7), &required(8), &["minor calls required-parameter-added Do.P77"]);
}

#[test]
fn types_and_places() {
    check_parameter("{type: string}", "{type: integer}", &["major calls type-changed Do.P"]);
    check_parameter("{type: integer}", "{type: integer, format: int64}", &[]);
    check_parameter(
        "{type: array, of: {type: string}}",
        "{type: array, of: {type: integer}}",
        &["major calls type-changed Do.P"],
    );
    check_parameter(
        "{type: array, of: {type: string}}",
        "{type: array, of: {type: string}, style: json}",
        &["patch calls place-changed Do.P"],
    );
    check_parameter(
        "{type: object, fields: {A: {type: string}}}",
        "{type: object, fields: {A: {type: string}, B: {type: string, required: true}}}",
        &["minor calls required-parameter-added Do.P.B"],
    );
}

#[test]
fn values_and_limits() {
    check_parameter(
        "{type: string, values: [A, B]}",
        "{type: string, values: [B, C]}",
        &["major calls value-removed Do.P.A", "minor value-added Do.P.C"],
    );
    check_parameter("{type: string}", "{type: string, values: [A]}", &["major calls values-listed Do.P"]);
    check_parameter("{type: string, values: [A]}", "{type: string}", &["major values-unlisted Do.P"]);
    let max = |max: u32| format!("{{type: string, length: {{max: {max}}}}}");
    check_parameter(&max(9), &max(8), &["patch calls limit-tightened Do.P"]);
    check_parameter(&max(8), &max(9), &["patch limit-loosened Do.P"]);
    check_parameter("{type: string}", &max(9), &["patch calls limit-tightened Do.P"]);
    check_parameter(&max(9), "{type: string}", &["patch limit-loosened Do.P"]);
    check_parameter("{type: string}", "{type: string, charset: ascii}", &["patch calls rule-added Do.P"]);
    check_parameter("{type: string}", "{type: string, default: a}", &["patch calls default-changed Do.P"]);
}

#[test]
fn a_rule_that_is_declared_stops_what_one_that_was_read_from_the_text_warned_of() {
    let (declared, read) =
        ("{type: string, length: {max: 9}}", "{type: string, length: {max: 9}, inferred: [length]}");
    check_parameter(read, declared, &["patch calls rule-changed Do.P"]);
    check_parameter(declared, read, &["patch rule-changed Do.P"]);
}

#[test]
fn what_is_to_be_called_instead_is_told_whenever_it_changes() {
    let instead = |name: &str| format!("deprecated: true\nreplaced-by: [{name}]\n");
    check("", &instead("Make"), &["minor deprecated Do"]);
    check(&instead("Make"), &instead("Remake"), &["minor deprecated Do"]);
    check(&instead("Make"), "", &["patch undeprecated Do"]);
}

#[test]
fn what_people_could_do_is_not_possible_any_more() {
    let role = "{type: boolean, role: dry-run}";
    check_parameter(role, "{type: boolean}", &["major calls role-changed Do.P"]);
}

#[test]
fn responses() {
    check_response(
        "{A: {type: string}}",
        "{A: {type: string}, B: {type: string}}",
        &["minor field-added Do.response.B"],
    );
    check_response(
        "{A: {type: string}, B: {type: string}}",
        "{A: {type: string}}",
        &["major calls field-removed Do.response.B"],
    );
    check_response(
        "{A: {type: string}}",
        "{A: {type: boolean}}",
        &["major calls type-changed Do.response.A"],
    );
}

#[test]
fn answers_that_are_lists_are_compared_by_what_is_in_them() {
    let list =
        |fields: &str| format!("returns: {{type: array, of: {{type: object, fields: {{{fields}}}}}}}\n");
    check(
        &list("A: {type: string}, B: {type: string}"),
        &list("A: {type: string}"),
        &["major calls field-removed Do.response.B"],
    );
}

#[test]
fn values_that_the_text_gives_to_answers_are_told_and_change_no_code() {
    let read = |values: &str| format!("{{S: {{type: string, values: [{values}], inferred: [values]}}}}");
    let expected = ["patch value-removed Do.response.S.B", "patch value-added Do.response.S.C"];
    check_response(&read("A, B"), &read("A, C"), &expected);
    check_response("{S: {type: string}}", &read("A, B"), &["patch values-listed Do.response.S"]);
    check_response(&read("A, B"), "{S: {type: string}}", &["patch values-unlisted Do.response.S"]);
    let declared = "{S: {type: string, values: [A, B]}}";
    check_response(&read("A, B"), declared, &["major values-listed Do.response.S"]);
}

#[test]
fn what_is_gone_may_be_in_the_text_still() {
    let (read, declared) =
        ("{type: string, values: [A, B], inferred: [values]}", "{type: string, values: [A]}");
    let operation = |text: &str| format!("operation: Do\nparameters:\n  P: {text}\n");
    let report = report(("", ""), (&operation(read), &operation(declared)));
    let message = "the value `B` is gone; the values are declared now, they were read from the text";
    assert_eq!(report.changes[0].message, message);
}

#[test]
fn rules_over_several_parameters_have_no_order_and_a_weight() {
    let parameters = "parameters:\n  A: {type: string}\n  B: {type: string}\n";
    let rule = |rule: &str| format!("{parameters}rules:\n  - {{{rule}}}\n");
    check(&rule("exclusive: [A, B]"), &rule("exclusive: [B, A]"), &[]);
    let (read, declared) = (rule("at-least-one: [A, B], inferred: true"), rule("at-least-one: [A, B]"));
    check(&read, &declared, &["patch calls rule-changed Do"]);
    check(&declared, &read, &["patch rule-changed Do"]);
}

#[test]
fn who_could_not_wait_before_breaks_no_call_by_learning_how() {
    let get = "---\noperation: Get\naccess: get\n";
    let old = format!("operation: Do\naccess: delete\n{get}");
    let new = format!("operation: Do\naccess: delete\ncompletion: {{poll: Get}}\n{get}");
    let said = |old: &str, new: &str| lines(&report(("", ""), (old, new)));
    assert_eq!(said(&old, &new), ["patch completion-changed Do.completion"]);
}

#[test]
fn a_shared_type_that_is_the_users_own_in_all_places_is_nothing_that_is_lost() {
    let types = |name: &str| format!("types:\n  {name}:\n    fields: {{Id: {{type: string}}}}\n");
    let user = |name: &str| format!("operation: Do\nparameters:\n  Owner: {{ref: {name}}}\n");
    let own = vec![("Do.Owner".to_owned(), "crate::Owner".to_owned())];
    let options = Options { types: own, ..Options::default() };
    let old = load(&types("Owner"), &user("Owner"));
    let new = load(&types("Keeper"), &user("Keeper"));
    let report = diff_with(
        State { model: &old.0, sources: &old.1 },
        State { model: &new.0, sources: &new.1 },
        &options,
    );
    assert!(report.level() < Some(Level::Major), "{:?}", lines(&report));
}

#[test]
fn what_a_policy_must_allow() {
    let allowed = |rest: &str| format!("authorization:\n  action: thing:Do\n{rest}");
    check(&allowed(""), "", &["patch calls permission-changed Do"]);
    let more = allowed("  condition-keys: [thing:Colour]\n  dependent-actions: [thing:Make]\n");
    check(&allowed(""), &more, &["patch calls permission-changed Do", "patch calls permission-changed Do"]);
    check("access: get\n", "access: list\n", &["patch access-changed Do"]);
}

#[test]
fn a_list_in_an_object_is_accounted_for() {
    let list = |inner: &str| {
        format!(
            "{{Things: {{type: object, fields: {{Thing: {{type: array, of: {{type: object, fields: {inner}}}}}}}}}}}"
        )
    };
    let expected = ["major calls field-removed Do.response.Things.Thing.B"];
    check_response(&list("{A: {type: string}, B: {type: boolean}}"), &list("{A: {type: string}}"), &expected);
}

#[test]
fn error_codes() {
    check(
        "errors:\n  Old: {status: 400}\n",
        "errors:\n  Different: {status: 400}\n",
        &["major calls code-removed Do.errors.Old", "minor code-added Do.errors.Different"],
    );
    check(
        "errors:\n  NotFound.Vpc: {status: 404}\n",
        "errors:\n  NotFound.VPCs: {status: 404}\n",
        &["major calls guess code-renamed Do.errors.NotFound.Vpc"],
    );
    check(
        "errors:\n  Old: {status: 400}\n",
        "errors:\n  Old: {status: 403}\n",
        &["patch code-status-changed Do.errors.Old"],
    );
}

#[test]
fn operations() {
    let two =
        "operation: Do\n---\noperation: ListThings\nparameters:\n  A: {type: string}\n  B: {type: string}\n";
    let renamed = two.replace("ListThings", "ListTheThings");
    let said = lines(&report(("", ""), (two, "operation: Do\n")));
    assert_eq!(said, ["major calls operation-removed ListThings"]);
    assert_eq!(lines(&report(("", ""), ("operation: Do\n", two))), ["minor operation-added ListThings"]);
    let said = lines(&report(("", ""), (two, &renamed)));
    assert_eq!(said, ["major calls guess operation-renamed ListThings"]);
}

#[test]
fn a_name_that_settles_anew_is_a_change_for_the_compiler_or_for_calls() {
    let old = |ty: &str| format!("parameters:\n  vpcId: {{type: {ty}}}\n");
    let new = |ty: &str| old(ty) + "  VpcId: {type: string}\n";
    let added = "minor parameter-added Do.VpcId";
    check(&old("integer"), &new("integer"), &["major rust-changed Do.vpcId", added]);
    // The same code sets the other one.
    check(&old("string"), &new("string"), &[added, "patch calls rust-changed Do.vpcId"]);
}

#[test]
fn another_spelling_with_the_same_name_in_rust_is_no_loss() {
    check_parameter(
        "{type: string, values: [rr]}",
        "{type: string, values: [Rr]}",
        &["minor calls value-removed Do.P.rr", "minor value-added Do.P.Rr"],
    );
    let parameter = |name: &str| format!("parameters:\n  {name}: {{type: string, required: true}}\n");
    check(&parameter("ThingID"), &parameter("ThingId"), &["minor calls guess parameter-renamed Do.ThingID"]);
}

#[test]
fn guards_may_refuse_what_becomes_a_risk() {
    let name = |text: &str| format!("operation: GetIt\n{text}\n");
    let said = |old: &str, new: &str| lines(&report(("", ""), (&name(old), &name(new))));
    assert_eq!(said("access: get", "access: update"), ["patch calls access-changed GetIt"]);
    assert_eq!(said("access: update", "access: get"), ["patch access-changed GetIt"]);
    assert_eq!(said("risk: low", "risk: high"), ["patch calls risk-changed GetIt"]);
    assert_eq!(said("charge: paid", "charge: free"), ["patch risk-changed GetIt"]);
}

#[test]
fn a_shared_type_is_one_change_for_all_that_use_it() {
    let types = |fields: &str| format!("types:\n  Tag:\n    fields: {fields}\n");
    let user = "operation: Do\nparameters:\n  Tag: {ref: Tag}\n";
    let old = types("{Key: {type: string}, Value: {type: string}}");
    let new = types("{Key: {type: string}}");
    let report = report((&old, &new), (user, user));
    assert_eq!(lines(&report), ["major calls parameter-removed types.Tag.Value"]);
    assert_eq!(report.changes[0].operation, None);
    assert_eq!(report.changes[0].old.as_deref(), Some("thing/1/product.yaml:6:35"));
}

#[test]
fn what_the_documentation_drops_and_the_crate_keeps_breaks_no_build() {
    let operation = "operation: Do\nparameters:\n  P: {type: string}\n";
    let (old, mut new) = (load("", operation), Sources::new());
    new.add("thing/1/product.yaml", PRODUCT);
    new.add("thing/1/Do.yaml", "operation: Do\n");
    new.add("thing/1/release.yaml", "version: 0.2.0\n");
    new.add(
        "thing/1/tombstones.yaml",
        "gone:\n  - {at: Do.P, since: 0.2.0, until: 0.3.0, parameter: {type: string}}\n",
    );
    let model = model(&new).unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
    let old = State { model: &old.0, sources: &old.1 };
    let report = diff(old, State { model: &model, sources: &new });
    assert_eq!(lines(&report), ["minor calls parameter-removed Do.P"]);
}

#[test]
fn where_no_status_of_success_is_documented_it_is_200() {
    let report = report(("", ""), ("operation: Do\n", "operation: Do\nstatuses: [204]\n"));
    assert_eq!(lines(&report), ["patch calls response-changed Do.response"]);
    assert_eq!(report.changes[0].message, "the statuses of success became [204], they were [200]");
    check("", "statuses: [200]\n", &[]);
    check("statuses: [200, 202]\n", "statuses: [202, 200]\n", &[]);
}

#[test]
fn what_is_polled_is_used_where_code_waits() {
    let operations = "operation: Do\ncompletion: {poll: Get, interval: 3s}\n\
        ---\noperation: Get\nresponse: {State: {type: string}}\n---\noperation: Other\n";
    let (model, _) = load("", operations);
    let used = |names: &[&str]| {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        used_operations(&model, &names).into_iter().collect::<Vec<_>>()
    };
    assert_eq!(used(&["do_", "Do"]), ["Do"]);
    assert_eq!(used(&["Do", "send_and_wait"]), ["Do", "Get"]);
    assert_eq!(used(&["Do", "wait_until"]), ["Do", "Get"]);
    assert_eq!(used(&["other", "send_and_wait"]), ["Other"]);
}

#[test]
fn chosen_operations_are_what_remains() {
    let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let operations = "operation: DoIt\n---\noperation: Never\n---\noperation: NeverMind\n";
    let (model, _) = load("", operations);
    let used: Vec<_> =
        used_operations(&model, &named(&["client", "do_it", "NeverMind"])).into_iter().collect();
    assert_eq!(used, ["DoIt", "NeverMind"]);
    let old = load("", "operation: DoIt\n");
    let mut changes = report(("", ""), ("operation: DoIt\n", operations));
    retain_operations(&mut changes, [&old.0, &model], &used).expect("they are known");
    assert_eq!(lines(&changes), ["minor operation-added NeverMind"]);
    let error =
        retain_operations(&mut changes, [&old.0, &model], &["DoItt".to_owned()]).expect_err("there is none");
    assert!(error.to_string().contains("did you mean `DoIt`?"), "{error}");
}
