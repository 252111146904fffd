//! Tables for what is listed in the documentation of the module, and the laws that hold for any name.

use std::collections::{BTreeSet, HashSet};

use proptest::prelude::*;
use proptest::sample::select;

use super::spell::Case;
use super::*;

#[track_caller]
fn check(function: fn(&str) -> String, cases: &[(&str, &str)]) {
    for (wire, expected) in cases {
        assert_eq!(function(wire), *expected, "{wire}");
    }
}

fn values(wires: &[&str]) -> Vec<String> {
    variants(wires.iter().map(|wire| (*wire, None)))
}

fn scope(wires: &[&str], case: Case) -> Vec<String> {
    let name = |wire| if case == Case::Snake { field(wire) } else { variant(wire) };
    settle(wires.iter().map(|wire| Named { wire, name: name(wire), chosen: false }).collect(), case)
}

#[test]
fn fields_of_people_are_spelled_as_services_do() {
    check(
        pascal_case,
        &[("request_id", "RequestId"), ("type_", "Type"), ("id", "Id"), ("vpc_id2", "VpcId2")],
    );
    check(camel_case, &[("request_id", "requestId"), ("type_", "type"), ("id", "id"), ("vpc_id2", "vpcId2")]);
}

#[test]
fn fields_are_snake_case_and_never_keywords() {
    check(
        field,
        &[
            ("BindInstanceId", "bind_instance_id"),
            ("OIDCProviderArn", "oidc_provider_arn"),
            ("vpcId", "vpc_id"),
            ("Type", "type_"),
            ("Self", "self_"),
            ("DryRun", "dry_run"),
            ("On", "on"),
            ("Xxx.N", "xxx_n"),
            ("x-acs-header", "x_acs_header"),
            ("x-oss-meta-*", "x_oss_meta_star"),
            ("5gMode", "n5g_mode"),
            ("中文Name", "u4e2d_u6587_name"),
            ("", "empty"),
            ("_", "underscore"),
            ("%&/", "percent_and"),
            ("\u{200f}Id\u{200b}", "id"),
            ("😀", "u1f600"),
        ],
    );
}

#[test]
fn setters_leave_the_methods_of_a_call_alone() {
    check(
        setter,
        &[
            ("send", "send_"),
            ("new", "new_"),
            ("dry_run", "dry_run_"),
            ("maybe_x", "set_maybe_x"),
            ("set_maybe_x", "set_set_maybe_x"),
            ("set_x", "set_x"),
            ("add", "add_"),
            ("on", "on"),
        ],
    );
}

#[test]
fn variants_are_camel_case() {
    check(
        variant,
        &[
            ("IncorrectStatus.Anycast", "IncorrectStatusAnycast"),
            ("InstanceNotExist.ENI", "InstanceNotExistEni"),
            ("COMMODITY.INVALID_COMPONENT", "CommodityInvalidComponent"),
            ("IncorrectStatus.%s", "IncorrectStatusAny"),
            ("%sNotFound.%s", "AnyNotFoundAny"),
            ("500", "N500"),
            ("10", "N10"),
            ("1.0", "N1_0"),
            ("TLSv1.2", "TlSv1_2"),
            ("2xlarge", "N2xlarge"),
            ("-1", "Minus1"),
            ("1-2", "N1_2"),
            ("unknown", "Unknown_"),
            ("self", "Self_"),
            ("VALUES", "Values"),
            ("PayByTraffic", "PayByTraffic"),
        ],
    );
}

#[test]
fn symbols_are_spelled() {
    check(
        variant,
        &[
            ("!=", "NotEqual"),
            (">=", "GreaterEqual"),
            ("!MD5", "NotMd5"),
            ("RSA+3DES", "RsaPlus3des"),
            ("100%", "N100Percent"),
            ("*", "Star"),
            (",", "Comma"),
            ("--", "DashDash"),
            ("\t", "Tab"),
            ("。", "U3002"),
            ("application/json", "ApplicationJson"),
        ],
    );
}

#[test]
fn types_do_not_hide_what_generated_code_names() {
    let types = ["Option", "String", "Some", "self", "A", "Tag", "Tag.N"].map(|name| type_name(&[name]));
    assert_eq!(types, ["Option_", "String_", "Some_", "Self_", "A_", "Tag", "TagN"]);
    assert_eq!(type_name(&["ListTagResources", "Tag"]), "ListTagResourcesTag");
    assert_eq!(type_name(&["V1", "2x"]), "V1_2x");
}

#[test]
fn packages_and_modules() {
    assert_eq!(package("Eipanycast", "2020-03-09"), "acs-eipanycast-20200309");
    assert_eq!(package("waf-openapi", "2021-10-01"), "acs-waf-openapi-20211001");
    assert_eq!(package("AliGenie", "iap_1.0"), "acs-aligenie-iap10");
    check(
        module,
        &[
            ("UnassociateAnycastEipAddress", "unassociate_anycast_eip_address"),
            ("Types", "types_"),
            ("Crate", "crate_"),
            ("Main", "main_"),
            ("Std", "std_"),
            ("CON", "con_"),
            ("LPT1", "lpt1_"),
            ("Builder", "builder"),
        ],
    );
    assert_eq!(["get_id", "clone", "builder"].map(method), ["get_id", "clone_", "builder_"]);
}

#[test]
fn specs_are_files_that_differ_in_more_than_case() {
    assert_eq!(spec_files(&["getUser", "List", "GetUser"]), ["getUser_xfba129", "List", "GetUser"]);
}

#[test]
fn a_name_that_is_too_long_keeps_its_ends_and_tells_itself_apart() {
    let long =
        |middle: &str| format!("Describe{}{middle}{}Status", "Network".repeat(30), "Interface".repeat(20));
    let (a, b) = (field(&long("A")), field(&long("B")));
    assert!(a.starts_with("describe_network_network_") && a.contains("_interface_status_cut"), "{a}");
    assert!(a.len() < 200 && a != b, "{a}");
    let word = type_name(&[&"x".repeat(300)]);
    assert!(word.starts_with("Xxx") && word.len() < 200, "{word}");
    assert!(package(&"p".repeat(300), "1").len() < 100);
}

#[test]
fn the_name_that_is_spelled_like_a_type_stays() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["key", "Key"], &["KeyLowerCase", "Key"]),
        (&["vpc", "VPC", "Vpc"], &["VpcLowerCase", "VpcUpperCase", "Vpc"]),
        (
            &["vpc_id", "vpcId", "vpc-id", "VPC_ID"],
            &["VpcIdSnakeCase", "VpcId", "VpcIdKebabCase", "VpcIdUpperCase"],
        ),
        (&["Unknown", "unknown"], &["Unknown_", "UnknownLowerCase"]),
        (&["", "Empty"], &["EmptyXe9d1b9", "Empty"]),
        (&["InUse.VPC", "InUse.Vpc"], &["InUseVpcX93c1b0", "InUseVpc"]),
    ];
    for (wires, expected) in cases {
        assert_eq!(values(wires), *expected, "{wires:?}");
    }
    assert_eq!(scope(&["type", "Type"], Case::Snake), ["type_lower_case", "type_"]);
}

#[test]
fn a_name_that_looks_as_if_it_told_others_apart_is_marked() {
    assert_eq!(values(&["KeyLowerCase", "key", "Key"]), ["KeyLowerCase_", "KeyLowerCase", "Key"]);
    check(
        field,
        &[("ToLowerCase", "to_lower_case_"), ("LowerCase", "lower_case"), ("a.x1b2c3d", "a_x1b2c3d_")],
    );
}

#[test]
fn a_name_can_be_chosen_when_the_compiler_has_nothing_to_say() {
    let allowed = |rule: &Rule, name| rule.allows(name);
    assert!(["vpc_id", "type_", "n5_7"].iter().all(|name| allowed(&FIELD, name)));
    assert!(
        ["Vpc", "type", "vpc_", "_x", "a__b", "r#type", "名", "", "key_lower_case"]
            .iter()
            .all(|name| !allowed(&FIELD, name))
    );
    assert!(["EIPAddress", "N5_7", "Option_"].iter().all(|name| allowed(&TYPE, name)));
    assert!(
        ["eip", "Eip_Address", "Option", "Self", "N5_x", "KeyX1b2c3d"]
            .iter()
            .all(|name| !allowed(&TYPE, name))
    );
    assert!(!VARIANT.allows("Unknown"));
}

#[test]
fn a_chosen_name_stays() {
    let names = variants([("Key", None), ("other", Some("Key")), ("key", None)]);
    assert_eq!(names[1..], ["Key", "KeyLowerCase"]);
    assert!(names[0].starts_with("KeyX"), "{names:?}");
}

const WORDS: &[&str] = &[
    "vpc", "id", "", "1", "2", "type", "self", "unknown", "x1b2c3d", "lower", "case", "cut", "maybe", "set",
    "中", "é", "e\u{301}", "😀", "\u{200f}", "%s", "send",
];

const SEPARATORS: &[&str] = &["", ".", "_", "-", " ", "\u{200b}", "+", "\0"];

/// Words that are written in many ways.
fn hostile() -> impl Strategy<Value = String> {
    let word = (select(WORDS), select(SEPARATORS), 0..4_usize).prop_map(|(word, separator, case)| {
        let word = match case {
            0 => word.to_owned(),
            1 => word.to_uppercase(),
            _ => word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect(),
        };
        word + separator
    });
    let written = prop::collection::vec(word, 0..5).prop_map(|words| words.concat());
    let long = "[a-zA-Z.]{190,310}";
    prop_oneof![8 => written, 2 => "\\PC{0,12}", 1 => long, 1 => any::<String>()]
}

fn hostile_scope() -> impl Strategy<Value = (Vec<String>, Case)> {
    (prop::collection::vec(hostile(), 0..24), select(&[Case::Snake, Case::Camel][..]))
}

fn is_name(name: &str, case: Case) -> bool {
    let style = match case {
        Case::Snake => name.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_')),
        Case::Camel => name.starts_with(|c: char| c.is_ascii_uppercase()) && name.is_ascii(),
    };
    style && name.len() < 230 && !name.contains("__") && syn::parse_str::<syn::Ident>(name).is_ok()
}

fn borrowed(wires: &[String]) -> Vec<&str> {
    wires.iter().map(String::as_str).collect()
}

/// What becomes of names that are there when others come.
fn renamed<'w>(wires: &[&'w str], before: &[String], after: &[String]) -> Vec<&'w str> {
    let pairs = wires.iter().zip(before.iter().zip(after));
    pairs.filter(|(_, (before, after))| before != after).map(|(wire, _)| *wire).collect()
}

proptest! {
    #[test]
    fn any_text_gives_an_identifier(wire in hostile()) {
        for name in [field(&wire), module(&wire)] {
            prop_assert!(is_name(&name, Case::Snake), "{name}");
        }
        for name in [variant(&wire), type_name(&[&wire]), type_name(&[&wire, &wire])] {
            prop_assert!(is_name(&name, Case::Camel), "{name}");
        }
    }

    #[test]
    fn names_of_a_scope_are_distinct_identifiers((wires, case) in hostile_scope()) {
        let names = scope(&borrowed(&wires), case);
        prop_assert_eq!(names.iter().collect::<HashSet<_>>().len(), wires.len(), "{:?}", names);
        prop_assert!(names.iter().all(|name| is_name(name, case)), "{names:?}");
    }

    #[test]
    fn the_order_of_a_scope_does_not_matter((wires, case) in hostile_scope()) {
        let sorted: BTreeSet<&str> = wires.iter().map(String::as_str).collect();
        let forwards: Vec<&str> = sorted.iter().copied().collect();
        let backwards: Vec<&str> = sorted.iter().rev().copied().collect();
        let mut names = scope(&backwards, case);
        names.reverse();
        prop_assert_eq!(scope(&forwards, case), names);
    }

    /// The law that the documentation of `settle` states.
    #[test]
    fn a_new_name_takes_at_most_its_own_name_from_another((wires, case) in hostile_scope(), new in hostile()) {
        let distinct: BTreeSet<&str> = wires.iter().map(String::as_str).filter(|wire| *wire != new).collect();
        let before: Vec<&str> = distinct.into_iter().collect();
        let after: Vec<&str> = before.iter().copied().chain([new.as_str()]).collect();
        let (names, new_names) = (scope(&before, case), scope(&after, case));
        let renamed = renamed(&before, &names, &new_names);
        prop_assert!(renamed.len() <= 1, "{renamed:?} for {new:?}");
        if let Some(renamed) = renamed.first() {
            let alone = scope(&[renamed], case);
            prop_assert_eq!(&scope(&[&new], case), &alone, "they meet");
            prop_assert_eq!(&new_names[before.len()], &alone[0], "the new one has the name now");
        }
    }

    /// So the order in which a scope grows does not matter either.
    #[test]
    fn a_suffix_depends_on_its_own_wire_name_only(wires in prop::collection::vec(hostile(), 2..8)) {
        let distinct: BTreeSet<&str> = wires.iter().map(String::as_str).collect();
        let wires: Vec<&str> = distinct.into_iter().collect();
        let all = scope(&wires, Case::Camel);
        for (at, wire) in wires.iter().enumerate().filter(|(at, wire)| all[*at] != variant(wire)) {
            let rival = wires.iter().position(|other| all[wires.iter().position(|it| it == other).unwrap_or(at)] == variant(wire));
            let rival = wires[rival.unwrap_or(at)];
            prop_assert_eq!(&scope(&[wire, rival], Case::Camel)[0], &all[at]);
        }
    }

    #[test]
    fn setters_and_their_optional_twins_are_distinct(wires in prop::collection::vec(hostile(), 0..16)) {
        let fields = scope(&borrowed(&wires), Case::Snake);
        let methods: HashSet<String> =
            fields.iter().flat_map(|field| [setter(field), format!("maybe_{field}")]).collect();
        prop_assert_eq!(methods.len(), 2 * fields.len(), "{:?}", fields);
        prop_assert!(METHODS.iter().all(|method| !methods.contains(*method)));
        let nested: HashSet<String> = fields.iter().map(|field| nested_setter(field)).collect();
        prop_assert_eq!(nested.len(), fields.len());
    }

    #[test]
    fn a_name_that_is_made_can_be_chosen(wire in hostile()) {
        prop_assume!(wire.chars().count() < 20);
        for rule in [&FIELD, &TYPE, &VARIANT] {
            prop_assert!(rule.allows(&rule.name(&wire)), "{}", rule.name(&wire));
        }
    }

    #[test]
    fn a_name_that_is_chosen_is_an_identifier(name in "[a-zA-Z_0-9]{0,6}|[a-z]{1,4}_") {
        for rule in [&FIELD, &TYPE, &VARIANT].into_iter().filter(|rule| rule.allows(&name)) {
            prop_assert!(is_name(&name, rule.case), "{name}");
        }
    }
}
