//! All naming: what a wire name is called in Rust.
//!
//! Every function is pure and total: any text gives a Rust identifier. A name does not depend on its neighbours, except
//! that where two wire names of one scope give the same identifier, the first of them keeps it and each other one gets
//! a suffix made from its own wire name; a lint reports that, and the overlay can choose.
//!
//! | thing | wire | Rust |
//! |---|---|---|
//! | crate | `Eipanycast`, `2020-03-09` | `acs-eipanycast-20200309` |
//! | module, method, field | `BindInstanceId` | `bind_instance_id` |
//! | type, variant | `InstanceNotExist.ENI` | `InstanceNotExistEni` |
//! | keyword | `Type` | `type_` |
//! | setter of a reserved name | `Send` | `send_` |
//! | digit first | `5gMode`, `1` | `n5g_mode`, `N1` |
//! | template | `IncorrectStatus.%s` | `IncorrectStatusAny` |
//! | other letters | `中` | `u4e2d` |

use std::collections::HashSet;

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::model::Field;

/// Names that the generated fluent type uses itself, and that are therefore never a setter.
const METHODS: &[&str] = &["send", "prepare", "dry_run", "new"];

/// Names in the generated root beside the modules of operations.
const ROOT_MODULES: &[&str] = &["lib", "main", "required", "runtime", "types"];

/// Methods that the generated client has anyway.
const CLIENT_METHODS: &[&str] = &["builder", "call", "clone", "from_env"];

/// Methods that a generated nested struct has anyway, by its traits.
const STRUCT_METHODS: &[&str] = &["clone", "default", "write"];

const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// Types of the standard prelude and of the generated root that generated code names without a path.
const TYPES: &[&str] = &[
    "Box",
    "Client",
    "Clone",
    "Default",
    "Err",
    "From",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Result",
    "Send",
    "Some",
    "String",
    "Sync",
    "Unknown",
    "Vec",
];

/// The folder and package of a product version.
pub(crate) fn package(product: &str, version: &str) -> String {
    let version: String = version.chars().filter(char::is_ascii_alphanumeric).collect();
    let product: Vec<_> = words(product).split_whitespace().map(str::to_owned).collect();
    format!("acs-{}-{version}", product.join("-")).to_lowercase()
}

/// The module of an operation.
pub(crate) fn module(operation: &str) -> String {
    escape_keyword(digit_safe(snake(operation), 'n'))
}

/// The modules of the operations of a product, in their order, distinct, and beside those that the root has anyway.
pub(crate) fn modules<'n>(operations: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let mut taken: HashSet<String> = ROOT_MODULES.iter().map(|&name| name.to_owned()).collect();
    operations.into_iter().map(|operation| claim(&mut taken, operation, module(operation))).collect()
}

/// The method of an operation on the client, from the name of its module.
pub(crate) fn method(module: &str) -> String {
    if CLIENT_METHODS.contains(&module) { format!("{module}_") } else { module.to_owned() }
}

/// A type, from the names on the way to it.
pub(crate) fn type_name<'n>(path: impl IntoIterator<Item = &'n str>) -> String {
    let name: String = path.into_iter().map(camel).collect();
    let name = digit_safe(name, 'N');
    if TYPES.contains(&name.as_str()) { name + "_" } else { escape_keyword(name) }
}

/// The marker type of a required parameter.
pub(crate) fn marker(parameter: &str) -> String {
    type_name([parameter])
}

/// The fields of one struct, in their order, distinct.
pub(crate) fn fields(list: &[Field]) -> Vec<String> {
    distinct(list.iter().map(|field| {
        (field.name.as_str(), field.rust_name.clone().unwrap_or_else(|| self::field(&field.name)))
    }))
}

/// A field of a struct.
pub(crate) fn field(wire: &str) -> String {
    escape_keyword(digit_safe(snake(wire), 'n'))
}

/// The setter of a field on the fluent type.
pub(crate) fn setter(field: &str) -> String {
    let reserved = METHODS.contains(&field) || field.starts_with("maybe_");
    if reserved { format!("{field}_") } else { field.to_owned() }
}

/// The setter of a field on a nested struct.
pub(crate) fn nested_setter(field: &str) -> String {
    if STRUCT_METHODS.contains(&field) { format!("{field}_") } else { field.to_owned() }
}

/// The variants of an enum, in their order, distinct.
pub(crate) fn variants<'n>(wires: impl IntoIterator<Item = (&'n str, Option<&'n str>)>) -> Vec<String> {
    let named =
        wires.into_iter().map(|(wire, chosen)| (wire, chosen.map_or_else(|| variant(wire), str::to_owned)));
    distinct(named)
}

/// A variant of an enum, for a value or an error code.
pub(crate) fn variant(wire: &str) -> String {
    let name = digit_safe(camel(&wire.replace("%s", " any ")), 'N');
    if name == "Unknown" { name + "_" } else { escape_keyword(name) }
}

/// Whether a name chosen by a person can stand in Rust.
pub(crate) fn is_ident(name: &str) -> bool {
    let mut chars = name.chars();
    let starts = chars.next().is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first));
    starts && chars.all(unicode_ident::is_xid_continue) && name != "_" && !KEYWORDS.contains(&name)
}

/// Makes identifiers of one scope distinct: the first of several keeps its name.
pub(crate) fn distinct<'n>(named: impl IntoIterator<Item = (&'n str, String)>) -> Vec<String> {
    let mut taken = HashSet::new();
    named.into_iter().map(|(wire, name)| claim(&mut taken, wire, name)).collect()
}

/// Takes a name in a scope; where it is taken, the wire name makes the difference.
pub(crate) fn claim(taken: &mut HashSet<String>, wire: &str, name: String) -> String {
    let stem = name.trim_end_matches('_').to_owned();
    let mut claimed = name;
    let mut salt = 0;
    while !taken.insert(claimed.clone()) {
        claimed = format!("{stem}{}", suffix(wire, salt, stem.starts_with(char::is_lowercase)));
        salt += 1;
    }
    claimed
}

/// Four hexadecimal digits that depend on the wire name only, in the case of the name that they end; `salt` counts the
/// times that they did not make a difference.
fn suffix(wire: &str, salt: u32, snake: bool) -> String {
    let hash = wire.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let digits = hash >> 48;
    let more = if salt == 0 { String::new() } else { format!("n{salt}") };
    if snake { format!("_x{digits:04x}{more}") } else { format!("X{digits:04x}{more}") }
}

fn snake(wire: &str) -> String {
    let name = words(wire).to_snake_case();
    if name.is_empty() { "empty".to_owned() } else { name }
}

fn camel(wire: &str) -> String {
    let name = words(wire).to_upper_camel_case();
    if name.is_empty() { "Empty".to_owned() } else { name }
}

/// ASCII letters and digits stay, other letters become their code point, anything else parts words.
fn words(wire: &str) -> String {
    let mut words = String::with_capacity(wire.len());
    for c in wire.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => words.push(c),
            c if c.is_alphanumeric() => words.push_str(&format!(" u{:x} ", u32::from(c))),
            _ => words.push(' '),
        }
    }
    words
}

fn digit_safe(name: String, prefix: char) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("{prefix}{name}") } else { name }
}

fn escape_keyword(name: String) -> String {
    if KEYWORDS.contains(&name.as_str()) { name + "_" } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(function: fn(&str) -> String, cases: &[(&str, &str)]) {
        for (wire, expected) in cases {
            assert_eq!(function(wire), *expected, "{wire}");
        }
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
                ("5gMode", "n5g_mode"),
                ("中文Name", "u4e2d_u6587_name"),
                ("", "empty"),
                ("%&/", "empty"),
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
                ("maybe_x", "maybe_x_"),
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
                ("500", "N500"),
                ("1.0", "N10"),
                ("unknown", "Unknown_"),
                ("self", "Self_"),
                ("PayByTraffic", "PayByTraffic"),
            ],
        );
    }

    #[test]
    fn packages_and_modules() {
        assert_eq!(package("Eipanycast", "2020-03-09"), "acs-eipanycast-20200309");
        assert_eq!(package("waf-openapi", "2021-10-01"), "acs-waf-openapi-20211001");
        assert_eq!(module("UnassociateAnycastEipAddress"), "unassociate_anycast_eip_address");
        assert_eq!(type_name(["ListTagResources", "Tag"]), "ListTagResourcesTag");
        assert_eq!(type_name(["Option"]), "Option_");
        let modules = modules(["GetID", "GetId", "Types"]);
        assert_eq!(modules[0], "get_id");
        assert_eq!(modules.iter().collect::<HashSet<_>>().len(), 3, "{modules:?}");
        assert!(!modules.contains(&"types".to_owned()), "{modules:?}");
        assert_eq!((method("get_id"), method("clone")), ("get_id".to_owned(), "clone_".to_owned()));
    }

    #[test]
    fn the_first_of_two_keeps_its_name() {
        let names = |wires: &[&'static str]| variants(wires.iter().map(|wire| (*wire, None)));
        let both = names(&["VpcId", "vpcId", "VPC-ID"]);
        assert_eq!(both[0], "VpcId");
        assert_eq!(both[1], names(&["VPC-ID", "vpcId"])[1], "a suffix depends on its own wire name only");
        assert_eq!(both.iter().collect::<HashSet<_>>().len(), 3);
        assert_eq!(names(&["-", "-", "-"]).iter().collect::<HashSet<_>>().len(), 3, "even of the same name");
    }

    proptest::proptest! {
        #[test]
        fn any_name_gives_an_identifier(wire in "\\PC{0,40}") {
            proptest::prop_assert!(is_ident(&field(&wire)), "{}", field(&wire));
            proptest::prop_assert!(is_ident(&variant(&wire)), "{}", variant(&wire));
            proptest::prop_assert!(is_ident(&type_name([wire.as_str()])));
            proptest::prop_assert!(is_ident(&module(&wire)));
        }

        #[test]
        fn names_of_a_scope_are_distinct(wires in proptest::collection::vec("[aA1._中-]{0,3}", 0..20)) {
            let names = variants(wires.iter().map(|wire| (wire.as_str(), None)));
            proptest::prop_assert_eq!(names.iter().collect::<HashSet<_>>().len(), wires.len());
        }
    }
}
