//! The names of a whole crate: whatever the names in the specs are, those in the code are distinct in each scope.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Debug;

use proptest::prelude::*;
use proptest::sample::select;

use crate::{Options, Package, Sources, generate};

/// Names that are much alike, and names that mean something in Rust.
const NAMES: &[&str] = &[
    "Op",
    "OP",
    "op",
    "Call",
    "call",
    "Response",
    "Error",
    "Tag",
    "Tag.Key",
    "TagKey",
    "Key",
    "key",
    "KEY",
    "A",
    "AB",
    "A.B",
    "ABC",
    "B",
    "BC",
    "C",
    "Item",
    "String",
    "Option",
    "Type",
    "type",
    "Self",
    "self",
    "MaybeKey",
    "SetMaybeKey",
    "Send",
    "DryRun",
    "Unknown",
    "unknown",
    "1.0",
    "10",
    "-1",
    "1",
    ">=",
    "<=",
    "中",
    "é",
    "e\u{301}",
    "\u{200b}",
    "-",
    "_",
    "%s",
    "KeyLowerCase",
    "x'y",
    "Types",
    "Required",
    "Std",
];

/// A mapping of names, as YAML that is JSON.
fn mapping(names: &BTreeMap<String, String>) -> String {
    let entries = names.iter().map(|(name, value)| format!("{}: {value}", serde_json::json!(name)));
    format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![9 => select(NAMES).prop_map(str::to_owned), 1 => "[a-zA-Z0-9]{1,3}"]
}

fn field() -> impl Strategy<Value = String> {
    let values = prop::collection::btree_set(name(), 1..6);
    let leaf = values.prop_map(|values| format!("{{type: string, values: {}}}", serde_json::json!(values)));
    leaf.prop_recursive(3, 24, 6, |field| {
        let fields = prop::collection::btree_map(name(), field, 1..6);
        (fields, any::<bool>()).prop_map(|(fields, is_list)| {
            let object = format!("{{type: object, fields: {}}}", mapping(&fields));
            if is_list { format!("{{type: array, of: {object}}}") } else { object }
        })
    })
}

fn fields() -> impl Strategy<Value = String> {
    prop::collection::btree_map(name(), field(), 0..8).prop_map(|fields| mapping(&fields))
}

fn types() -> impl Strategy<Value = BTreeMap<String, String>> {
    let shared = fields().prop_map(|fields| format!("{{fields: {fields}}}"));
    prop::collection::btree_map(name(), shared, 0..6)
}

fn operation() -> impl Strategy<Value = String> {
    let codes = prop::collection::btree_set(name(), 0..8);
    (fields(), fields(), codes).prop_map(|(parameters, response, codes)| {
        let codes = codes.into_iter().map(|code| (code, "{status: 400}".to_owned())).collect();
        format!("parameters: {parameters}\nresponse: {response}\nerrors: {}\n", mapping(&codes))
    })
}

fn specs() -> impl Strategy<Value = Sources> {
    let names =
        ["Op", "OP", "op", "o.p", "Types", "Required", "Self", "Call", "Builder", "Std", "2", "Get-", "Con"];
    let operations = prop::collection::btree_map(select(names.to_vec()), operation(), 1..6);
    (operations, types()).prop_map(|(operations, types)| {
        let mut sources = Sources::new();
        let refer = |name: &String| (name.clone(), format!("{{ref: {}}}", serde_json::json!(name)));
        let references = mapping(&types.keys().map(refer).collect());
        let types = mapping(&types);
        sources.add("p/1/product.yaml", format!("product: P\nversion: '1'\nstyle: rpc\ntypes: {types}\n"));
        sources.add("p/1/UseTypes.yaml", format!("operation: UseTypes\nparameters: {references}\n"));
        for (name, text) in operations {
            sources.add(format!("p/1/{name}.yaml"), format!("operation: '{name}'\n{text}"));
        }
        sources
    })
}

#[track_caller]
fn assert_distinct<T: Debug + Eq + std::hash::Hash>(names: Vec<T>, scope: &str) {
    let distinct: HashSet<_> = names.iter().collect();
    assert_eq!(distinct.len(), names.len(), "{scope}: {names:?}");
}

fn check_package(package: &Package) {
    let files = package.files().expect("everybody may use it");
    assert_distinct(files.into_iter().map(|file| file.path.to_lowercase()).collect(), "files");
    let root: syn::File = syn::parse_file(&package.text()).expect("the text is Rust");
    check_items("the root", &root.items);
}

fn check_items(scope: &str, items: &[syn::Item]) {
    let mut types = Vec::new();
    let mut methods: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for item in items {
        match item {
            syn::Item::Struct(item) => {
                types.push(item.ident.to_string());
                let fields = item.fields.iter().filter_map(|field| field.ident.clone()).collect();
                assert_distinct(fields, &format!("{scope}::{}", item.ident));
            }
            syn::Item::Enum(item) => {
                types.push(item.ident.to_string());
                let variants = item.variants.iter().map(|variant| variant.ident.clone()).collect();
                assert_distinct(variants, &format!("{scope}::{}", item.ident));
            }
            syn::Item::Type(item) => types.push(item.ident.to_string()),
            syn::Item::Impl(item) if item.trait_.is_none() => {
                let syn::Type::Path(path) = &*item.self_ty else { continue };
                let name =
                    path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
                methods.entry(name).or_default().extend(item.items.iter().filter_map(|item| match item {
                    syn::ImplItem::Fn(method) => Some(method.sig.ident.to_string()),
                    _ => None,
                }));
            }
            syn::Item::Mod(module) => {
                types.push(module.ident.to_string());
                let items = module.content.as_ref().map_or(&[][..], |(_, items)| items);
                check_items(&format!("{scope}::{}", module.ident), items);
            }
            _ => {}
        }
    }
    assert_distinct(types, scope);
    for (of, methods) in methods {
        assert_distinct(methods, &format!("{scope}::{of}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn names_are_distinct_in_every_scope(sources in specs()) {
        let generated = generate(&sources, &Options::default());
        let generated = generated.unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
        generated.packages.iter().for_each(check_package);
    }
}
