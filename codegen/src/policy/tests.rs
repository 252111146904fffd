//! What becomes of documented permissions: one thing per case.

use super::*;
use crate::generate::{Model, model};
use crate::sources::Sources;

const PRODUCT: &str = "product: Thing\nversion: '1'\nstyle: rpc\n";

/// A model of one product, with its operations after another.
fn load(operations: &[&str]) -> Model {
    let mut sources = Sources::new();
    sources.add("thing/1/product.yaml", PRODUCT);
    for operation in operations {
        let name = operation.lines().next().and_then(|line| line.strip_prefix("operation: "));
        let name = name.expect("an operation begins with its name");
        sources.add(format!("thing/1/{name}.yaml"), *operation);
    }
    model(&sources).unwrap_or_else(|diagnostics| panic!("{diagnostics}"))
}

fn operation(name: &str, authorization: &str) -> String {
    format!("operation: {name}\nauthorization: {{{authorization}}}\n")
}

fn grants(operations: &[String]) -> Grants {
    let operations: Vec<&str> = operations.iter().map(String::as_str).collect();
    Grants::of(&load(&operations), None)
}

/// One statement per line: actions, resources, conditions.
fn lines(policy: &Policy) -> Vec<String> {
    let line = |statement: &Statement| {
        let condition = match statement.condition.is_empty() {
            true => String::new(),
            false => format!(" if {}", serde_json::to_string(&statement.condition).expect("texts")),
        };
        format!("{} on {}{condition}", statement.action.join(" "), statement.resource.join(" "))
    };
    policy.statement.iter().map(line).collect()
}

#[track_caller]
fn check(operations: &[String], expected: &[&str]) {
    assert_eq!(lines(&policy(&grants(operations), &Values::default(), &[])), expected);
}

#[test]
fn actions_on_the_same_resources_share_a_statement() {
    let disk = "resources: [{type: Disk, arn: 'acs:thing:{#regionId}:{#accountId}:disk/{#diskId}'}]";
    check(
        &[
            operation("Read", &format!("action: 'thing:Read', {disk}")),
            operation("List", "action: 'thing:List'"),
            operation("Drop", &format!("action: 'thing:Drop', {disk}")),
            operation("Count", "action: 'thing:Count', resources: [{type: All, arn: '*'}]"),
        ],
        &["thing:Count thing:List on *", "thing:Drop thing:Read on acs:thing:*:*:disk/*"],
    );
}

#[test]
fn an_action_of_several_operations_has_the_resources_of_all() {
    let of =
        |what: &str| format!("action: 'thing:Tag', resources: [{{type: A, arn: 'acs:thing:*:1:{what}'}}]");
    check(
        &[operation("TagDisk", &of("disk/{#id}")), operation("TagRack", &of("rack/{#id}"))],
        &["thing:Tag on acs:thing:*:1:disk/* acs:thing:*:1:rack/*"],
    );
    check(
        &[operation("TagDisk", &of("disk/{#id}")), operation("Tag", "action: 'thing:Tag'")],
        &["thing:Tag on *"],
    );
}

#[test]
fn a_further_action_has_the_resources_of_its_operation() {
    let keys = operation(
        "UseKey",
        "action: 'thing:UseKey', resources: [{type: Key, arn: 'acs:thing:*:*:key/{#keyId}'}]",
    );
    let seal = operation("Seal", "action: 'thing:Seal', dependent-actions: ['thing:UseKey', 'ram:PassRole']");
    let model = load(&[&keys, &seal]);
    let grants = Grants::of(&model, Some(&["Seal".to_owned()]));
    let said = lines(&policy(&grants, &Values::default(), &[]));
    assert_eq!(said, ["ram:PassRole thing:Seal on *", "thing:UseKey on acs:thing:*:*:key/*"]);
    assert_eq!(grants.actions["thing:UseKey"].operations.iter().collect::<Vec<_>>(), ["thing/1/Seal"]);
}

#[test]
fn what_is_not_documented_is_named_and_not_guessed() {
    let free = "operation: Ping\nauth: anonymous\n".to_owned();
    let odd = operation("Odd", "action: Odd");
    let grants = grants(&["operation: Bare\n".to_owned(), free, odd]);
    assert!(grants.actions.is_empty(), "{grants:?}");
    assert_eq!(grants.undocumented.iter().collect::<Vec<_>>(), ["thing/1/Bare", "thing/1/Odd"]);
}

#[test]
fn names_in_resources_are_filled_in_every_form() {
    let read = |arn: &str| Arn::parse(arn).map(|arn| arn.to_string());
    for form in ["{#Id}", "{Id}", "${Id}", "$Id", "<Id>", "{ #Id}"] {
        let arn = format!("acs:thing:{{#regionId}}:*:disk/{form}/part");
        assert_eq!(read(&arn).as_deref(), Some("acs:thing:{#regionId}:*:disk/{#Id}/part"), "{form}");
    }
    for kept in ["*", "acs:thing::{#accountId}:a/*", "acs:thing:*:*:a:b", "acs:thing::system:a"] {
        assert_eq!(read(kept).as_deref(), Some(kept));
    }
    for odd in [
        "",
        "**",
        "acs:thing:*:disk/1",
        "acs:thing:*:*:",
        "acs:thing:*:*:disk/{#Id",
        "acs::*:*:a",
        "acs:thing:*:*:a b",
        "acs:thing:cn/hangzhou:*:a",
        "acs:thing:*:1 2:a",
        "acs:thing:*:*:a}",
    ] {
        assert_eq!(read(odd), None, "{odd}");
    }
}

#[test]
fn a_resource_that_is_none_is_all_of_them_and_is_named() {
    let grants = grants(&[operation("Do", "action: 'thing:Do', resources: [{type: A, arn: disk/1}]")]);
    assert_eq!(lines(&policy(&grants, &Values::default(), &[])), ["thing:Do on *"]);
    assert!(grants.unreadable.contains(&("disk/1".to_owned(), "thing/1/Do".to_owned())), "{grants:?}");
}

proptest::proptest! {
    #[test]
    fn whatever_is_documented_a_filled_resource_is_one(
        text in "acs:[a-z]{1,3}:(([a-z]|\\{#?[a-zé {]{1,3}\\}|[*$<>#-]){0,3}:){2}([a-z]|\\{#?[a-zé #$]{1,3}\\}|[ */:$<>{}\"-]){0,6}",
    ) {
        let Some(arn) = Arn::parse(&text) else { return Ok(()) };
        for filled in Values::default().fill(&arn) {
            let again = Arn::parse(&filled).expect("what is filled is a resource");
            proptest::prop_assert_eq!(again.to_string(), filled, "no name is left");
        }
        let shown = Arn::parse(&arn.to_string());
        proptest::prop_assert_eq!(shown.as_ref(), Some(&arn));
        proptest::prop_assert!(arn.covers(&arn) && Arn::any().covers(&arn));
    }
}

fn disks() -> Grants {
    let arn = "acs:thing:{#regionId}:{#accountId}:rack/{#rackId}/disk/{#DiskId}";
    grants(&[operation("Do", &format!("action: 'thing:Do', resources: [{{type: A, arn: '{arn}'}}]"))])
}

fn values(region: &[&str], account: &[&str], named: &[(&str, &str)]) -> Values {
    let owned = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
    let named = named.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
    Values { regions: owned(region), accounts: owned(account), named }
}

#[test]
fn values_narrow_resources_and_several_give_several() {
    let given = values(&["cn-hangzhou"], &["123"], &[("diskid", "a"), ("diskid", "b-*")]);
    given.check(&disks()).expect("the values are sound");
    assert_eq!(
        lines(&policy(&disks(), &given, &[])),
        ["thing:Do on acs:thing:cn-hangzhou:123:rack/*/disk/a acs:thing:cn-hangzhou:123:rack/*/disk/b-*"]
    );
    let names: Vec<String> = unfilled(&disks(), &given).into_iter().map(|it| it.name).collect();
    assert_eq!(names, ["rackId"]);
}

#[test]
fn values_that_cannot_stand_there_are_refused() {
    for (given, said) in [
        (values(&[], &[], &[("diskIdd", "a")]), "did you mean `DiskId`?"),
        (values(&[], &[], &[("regionId", "a:b")]), "`a:b` cannot stand for a region"),
        (values(&["cn hangzhou"], &[], &[]), "`cn hangzhou` cannot stand for a region"),
        (values(&[], &["me"], &[]), "`me` cannot stand for an account"),
        (values(&[], &[], &[("DiskId", "a b")]), "`a b` cannot stand for a resource"),
        (values(&[], &[], &[("DiskId", "")]), "`` cannot stand for a resource"),
    ] {
        let error = given.check(&disks()).expect_err("the values are not sound").to_string();
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn a_condition_stands_where_its_key_is_known() {
    let grants = grants(&[
        operation("Read", "action: 'thing:Read', condition-keys: ['thing:Tls']"),
        operation("List", "action: 'thing:List'"),
    ]);
    let conditions: Vec<Condition> =
        ["StringEquals:thing:tls=1.2", "StringEquals:thing:tls=1.3", "Bool:acs:SecureTransport=true"]
            .map(|text| text.parse().expect("a condition"))
            .into();
    Condition::check(&conditions, &grants).expect("the keys are known");
    assert_eq!(
        lines(&policy(&grants, &Values::default(), &conditions)),
        [
            r#"thing:List on * if {"Bool":{"acs:SecureTransport":["true"]}}"#,
            r#"thing:Read on * if {"Bool":{"acs:SecureTransport":["true"]},"StringEquals":{"thing:tls":["1.2","1.3"]}}"#,
        ]
    );
    let unknown = ["StringEquals:thing:Tsl=1".parse().expect("a condition")];
    let error = Condition::check(&unknown, &grants).expect_err("there is no such key").to_string();
    assert!(error.contains("did you mean `thing:Tls`?"), "{error}");
}

#[test]
fn a_condition_has_an_operator_a_key_and_a_value_that_fit() {
    for sound in [
        "IpAddress:acs:SourceIp=10.0.0.0/8",
        "IpAddress:acs:SourceIp=fd00::/8",
        "NumericLessThan:thing:Size=1.5",
        "DateLessThan:acs:CurrentTime=2025-12-06T00:00:00+08:00",
        "StringLike:acs:RequestTag/team=a=b",
    ] {
        assert!(sound.parse::<Condition>().is_ok(), "{sound}");
    }
    for (odd, said) in [
        ("acs:SourceIp=10.0.0.1", "write it as"),
        ("IpAddress:acs:SourceIp", "write it as"),
        ("IpAdress:acs:SourceIp=10.0.0.1", "did you mean `IpAddress`?"),
        ("Nothing:acs:SourceIp=10.0.0.1", "there are StringEquals"),
        ("IpAddress:acs:SourceIp=10.0.0.0/33", "does not take"),
        ("Bool:acs:SecureTransport=yes", "does not take"),
        ("DateLessThan:acs:CurrentTime=tomorrow", "does not take"),
        ("NumericEquals:thing:Size=NaN", "does not take"),
        ("StringEquals:thing:Size=", "does not take"),
    ] {
        let error = odd.parse::<Condition>().expect_err(odd);
        assert!(error.contains(said), "{odd}: {error}");
    }
}

#[test]
fn an_operation_is_chosen_in_one_product_version() {
    let model = load(&[&operation("Do", "action: 'thing:Do'")]);
    let of = |name: &str| Grants::of(&model, Some(&[name.to_owned()])).actions.len();
    assert_eq!((of("Do"), of("thing/1/Do"), of("thing/2/Do")), (1, 1, 0));
    let error =
        check_operations(&[&model], &["thing/2/Do".to_owned()]).expect_err("there is none").to_string();
    assert!(error.contains("did you mean `thing/1/Do`?"), "{error}");
}

/// `kind action on` of each change.
fn changed(old: &str, new: &str) -> Vec<String> {
    let of = |operation: &str| Grants::of(&load(&[operation]), None);
    let changes = changes(&of(old), &of(new));
    let kind = |kind| serde_json::to_value(kind).expect("a word").as_str().unwrap_or_default().to_owned();
    let listed = changes.changes.iter().map(|it| format!("{} {} {}", kind(it.kind), it.action, it.on));
    listed.chain(changes.undocumented.iter().map(|name| format!("undocumented {name}"))).collect()
}

#[test]
fn permissions_come_and_go() {
    let on =
        |what: &str| operation("Do", &format!("action: 'thing:Do', resources: [{{type: A, arn: '{what}'}}]"));
    let (all, one, any) = (on("acs:thing:*:*:a/*"), on("acs:thing:*:*:a/{#Id}"), on("*"));
    assert_eq!(changed(&one, &one), [""; 0]);
    assert_eq!(changed(&one, &all), ["needed thing:Do acs:thing:*:*:a/*"]);
    assert_eq!(changed(&all, &one), ["unneeded thing:Do acs:thing:*:*:a/*"]);
    assert_eq!(changed(&any, &all), ["unneeded thing:Do *"]);
    assert_eq!(changed(&one, &on("acs:thing:*:*:a/{#TheId}")), [""; 0], "a name is not a permission");
    let more = operation("Do", "action: 'thing:Do', dependent-actions: ['ram:PassRole']");
    let less = operation("Do", "action: 'thing:Do'");
    assert_eq!(changed(&less, &more), ["needed ram:PassRole *"]);
    assert_eq!(changed(&more, &less), ["unneeded ram:PassRole *"]);
}

#[test]
fn condition_keys_and_permissions_that_are_not_told_are_changes() {
    let keyed = operation("Do", "action: 'thing:Do', condition-keys: ['thing:Old']");
    let other = operation("Do", "action: 'thing:Do', condition-keys: ['thing:New']");
    assert_eq!(changed(&keyed, &other), ["key-removed thing:Do thing:Old", "key-added thing:Do thing:New"]);
    assert_eq!(changed("operation: Do\n", "operation: Do\n"), [""; 0]);
}

#[test]
fn a_permission_that_is_not_documented_any_more_is_not_said_to_be_needless() {
    let told = operation("Do", "action: 'thing:Do', condition-keys: ['thing:Tls']");
    assert_eq!(changed(&told, "operation: Do\n"), ["undocumented thing/1/Do"]);
    assert_eq!(changed("operation: Do\n", &told), ["documented thing:Do *"]);
    assert_eq!(changed(&told, "operation: Undo\n"), ["unneeded thing:Do *", "undocumented thing/1/Undo"]);
    assert_eq!(changed("operation: Undo\n", &told), ["needed thing:Do *"]);
    let other = "operation: Other\nauthorization: {action: 'thing:Do'}\n".to_owned();
    let (was, is) = (grants(&[told, other.clone()]), grants(&["operation: Do\n".to_owned(), other]));
    let changes = changes(&was, &is);
    assert_eq!((changes.changes, changes.undocumented), (Vec::new(), vec!["thing/1/Do".to_owned()]));
}
