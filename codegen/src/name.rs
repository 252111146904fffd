//! All naming: what a wire name is called in Rust.
//!
//! Every function is pure and total: any text gives an identifier. What a wire name is called depends on itself alone,
//! unless several of one scope would be called the same; what happens then stands in [`mod@settle`], a lint reports it,
//! and the overlay can choose.
//!
//! | thing | wire | Rust |
//! |---|---|---|
//! | crate | `Eipanycast`, `2020-03-09` | `acs-eipanycast-20200309` |
//! | module, method, field | `BindInstanceId` | `bind_instance_id` |
//! | type, variant | `InstanceNotExist.ENI` | `InstanceNotExistEni` |
//! | keyword, type of the prelude | `Type`, `Option` | `type_`, `Option_` |
//! | setter of a reserved name | `Send`, `MaybeX` | `send_`, `set_maybe_x` |
//! | digit first | `5gMode`, `1` | `n5g_mode`, `N1` |
//! | digit after digit | `5.10` | `N5_10` |
//! | template | `IncorrectStatus.%s` | `IncorrectStatusAny` |
//! | symbols | `!MD5`, `>=`, `-1`, `,` | `NotMd5`, `GreaterEqual`, `Minus1`, `Comma` |
//! | other letters | `中` | `u4e2d` |
//! | nothing | | `empty` |
//! | more than 200 letters | | its beginning, its end and `cut` with six digits |
//! | beside `Key` | `key` | `key_lower_case`, `KeyLowerCase` |
//! | spec beside `GetUser.yaml` | `getUser` | `getUser_xfba129.yaml` |
//! | beside `InUse.Vpc` | `InUse.VPC` | `InUseVpcX93c1b0` |

mod settle;
mod spell;
mod suffix;
mod types;

use self::settle::{Named, settle};
pub(crate) use self::spell::Rule;
use self::spell::{Case, spell};
use self::suffix::is_suffixed;
pub(crate) use self::types::{
    Kind, Nested, OperationTypes, Path, TypeNames, operation_types, shared_names, shared_types,
};
use heck::{ToLowerCamelCase as _, ToUpperCamelCase as _};

use crate::model::{Api, Field, Operation};

/// Names that the generated fluent type uses itself, and that are therefore never a setter.
const METHODS: &[&str] = &["send", "prepare", "dry_run", "new"];

/// Names that a module of the root cannot have: modules and files that are there anyway, crates that the root names,
/// and devices, which are no files on Windows.
const MODULES: &[&str] = &[
    "acs_runtime",
    "alloc",
    "aux",
    "com1",
    "com2",
    "com3",
    "com4",
    "con",
    "core",
    "lib",
    "lpt1",
    "lpt2",
    "lpt3",
    "main",
    "nul",
    "prn",
    "required",
    "runtime",
    "std",
    "types",
];

/// Methods that the generated client has anyway.
const CLIENT_METHODS: &[&str] = &["builder", "call", "clone", "from_env"];

/// Methods that a generated nested struct has anyway, by its traits.
const STRUCT_METHODS: &[&str] = &["clone", "default", "write"];

/// Methods of the standard operators, for which clippy would take setters of these names.
const OPERATORS: &[&str] = &["add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub"];

const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// Types of the standard prelude and of the generated root that generated code names without a path, and the type
/// parameters of fluent types.
const TYPES: &[&str] = &[
    "A",
    "B",
    "Box",
    "C",
    "Client",
    "Clone",
    "D",
    "Default",
    "E",
    "Err",
    "F",
    "From",
    "G",
    "H",
    "I",
    "Into",
    "IntoIterator",
    "Iterator",
    "J",
    "K",
    "L",
    "M",
    "N",
    "None",
    "O",
    "Ok",
    "Option",
    "P",
    "Q",
    "R",
    "Result",
    "S",
    "Send",
    "Some",
    "String",
    "Sync",
    "T",
    "U",
    "Unknown",
    "V",
    "Vec",
    "W",
    "X",
    "Y",
    "Z",
];

/// The variant that every open enum has.
const VARIANTS: &[&str] = &["Unknown"];

pub(crate) const FIELD: Rule = Rule { case: Case::Snake, reserved: &[KEYWORDS] };
pub(crate) const TYPE: Rule = Rule { case: Case::Camel, reserved: &[KEYWORDS, TYPES] };
pub(crate) const VARIANT: Rule = Rule { case: Case::Camel, reserved: &[KEYWORDS, VARIANTS] };
const MODULE: Rule = Rule { case: Case::Snake, reserved: &[KEYWORDS, MODULES] };

/// The packages of product versions, in their order, distinct.
pub(crate) fn packages(apis: &[Api]) -> Vec<String> {
    let wires: Vec<_> = apis.iter().map(|api| wire(&[&api.product, &api.version])).collect();
    let named = apis.iter().zip(&wires).map(|(api, wire)| Named {
        wire,
        name: package(&api.product, &api.version),
        chosen: false,
    });
    let names = settle(named.collect(), Case::Snake);
    names.into_iter().map(|name| name.replace('_', "-")).collect()
}

/// Names what others must not rename by being generated or not: packages, modules, shared types.
pub(crate) fn settle_apis(apis: &mut [Api]) {
    let packages = packages(apis);
    for (api, package) in apis.iter_mut().zip(packages) {
        api.package = package;
        let modules = modules(&api.operations);
        api.operations.iter_mut().zip(modules).for_each(|(op, module)| op.module = module);
        let names = shared_names(api);
        api.types.iter_mut().zip(names).for_each(|(shared, name)| shared.rust_name = Some(name));
    }
}

/// The folder and package of a product version.
pub(crate) fn package(product: &str, version: &str) -> String {
    let version: String = version.chars().filter(char::is_ascii_alphanumeric).collect();
    let letters = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' };
    let product: String = product.chars().map(letters).collect();
    let words: Vec<_> = ["acs"].into_iter().chain(product.split_whitespace()).collect();
    let name = format!("{}-{}", words.join("-"), version.to_lowercase());
    // A registry takes no longer ones.
    let cut = name.get(..48).filter(|_| name.len() > 64);
    cut.map_or(name.clone(), |cut| format!("{cut}-{}", suffix::hash(&name)))
}

/// The module of an operation.
pub(crate) fn module(operation: &str) -> String {
    MODULE.name(operation)
}

/// The modules of the operations of a product, in their order, distinct.
pub(crate) fn modules(operations: &[Operation]) -> Vec<String> {
    let named = operations.iter().map(|op| Named {
        wire: &op.name,
        name: module(called(op)),
        chosen: op.rust_name.is_some(),
    });
    settle(named.collect(), Case::Snake)
}

/// Whether the operation of a spec may have a module of the same name as this one, so that which is called what is known when
/// both are. `spec` is its file without `.yaml`.
pub(crate) fn may_share_module(spec: &str, operation: &str) -> bool {
    let (spec, operation) = (module(spec), module(operation));
    let is_suffixed = || is_suffixed(spec.trim_end_matches('_'), Case::Snake);
    spec == operation || spec.starts_with(&operation) && is_suffixed()
}

/// The specs of operations, as files without `.yaml`, in their order: some disks take names that differ in case only for
/// one.
pub(crate) fn spec_files(operations: &[&str]) -> Vec<String> {
    let folded: Vec<String> = operations.iter().map(|name| name.to_lowercase()).collect();
    let named = operations.iter().zip(&folded);
    let named = named.map(|(&wire, folded)| Named { wire, name: folded.clone(), chosen: false });
    let settled = settle(named.collect(), Case::Snake);
    let suffixes = settled.iter().zip(&folded).map(|(settled, folded)| &settled[folded.len()..]);
    operations.iter().zip(suffixes).map(|(name, suffix)| format!("{name}{suffix}")).collect()
}

/// The method of an operation on the client, from the name of its module.
pub(crate) fn method(module: &str) -> String {
    escape(module, &[CLIENT_METHODS])
}

/// The request of an operation, which gives its other types their names.
pub(crate) fn request(op: &Operation) -> String {
    type_name(&[called(op)])
}

/// The name on the wire, unless a person has chosen another one.
fn called(op: &Operation) -> &str {
    op.rust_name.as_deref().unwrap_or(&op.name)
}

/// A type, from the names on the way to it.
pub(crate) fn type_name(path: &[&str]) -> String {
    spell(path, &TYPE)
}

/// The marker type of a required parameter.
pub(crate) fn marker(parameter: &str) -> String {
    type_name(&[parameter])
}

/// The fields of one struct, in their order, distinct.
pub(crate) fn fields(list: &[Field]) -> Vec<String> {
    let named = list.iter().map(|field| Named {
        wire: &field.name,
        name: field.rust_name.clone().unwrap_or_else(|| self::field(&field.name)),
        chosen: field.rust_name.is_some(),
    });
    settle(named.collect(), Case::Snake)
}

/// A field of a struct.
pub(crate) fn field(wire: &str) -> String {
    FIELD.name(wire)
}

/// The usual spelling on the wire of a field that people have named: `RequestId` of `request_id`.
pub fn pascal_case(field: &str) -> String {
    field.to_upper_camel_case()
}

/// The same where names begin with a small letter: `requestId` of `request_id`.
pub fn camel_case(field: &str) -> String {
    field.to_lower_camel_case()
}

/// The setter of a field on the fluent type, where `maybe_x` stands beside each optional `x`.
pub(crate) fn setter(field: &str) -> String {
    let mut stem = field;
    while let Some(rest) = stem.strip_prefix("set_") {
        stem = rest;
    }
    if stem.starts_with("maybe_") { format!("set_{field}") } else { escape(field, &[METHODS, OPERATORS]) }
}

/// The setter of a field on a nested struct.
pub(crate) fn nested_setter(field: &str) -> String {
    escape(field, &[STRUCT_METHODS, OPERATORS])
}

/// The variants of an enum, in their order, distinct.
pub(crate) fn variants<'n>(wires: impl IntoIterator<Item = (&'n str, Option<&'n str>)>) -> Vec<String> {
    let named = wires.into_iter().map(|(wire, chosen)| Named {
        wire,
        name: chosen.map_or_else(|| variant(wire), str::to_owned),
        chosen: chosen.is_some(),
    });
    settle(named.collect(), Case::Camel)
}

/// A variant of an enum, for a value or an error code.
pub(crate) fn variant(wire: &str) -> String {
    VARIANT.name(wire)
}

/// Whether a name chosen by a person can stand in Rust.
pub(crate) fn is_ident(name: &str) -> bool {
    let mut chars = name.chars();
    let starts = chars.next().is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first));
    starts && chars.all(unicode_ident::is_xid_continue) && name != "_" && !KEYWORDS.contains(&name)
}

fn escape(name: &str, reserved: &[&[&str]]) -> String {
    if reserved.iter().any(|names| names.contains(&name)) { format!("{name}_") } else { name.to_owned() }
}

/// Parts the names of a path; no text of a spec has it unless it means harm.
const SEPARATOR: char = '\0';

/// A path as one wire name.
fn wire(path: &[&str]) -> String {
    path.join(SEPARATOR.encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests;
