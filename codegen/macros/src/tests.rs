//! The command, a build script and the macro print the same tokens, for every operation there is, whatever the options; and what
//! is said of arguments that are wrong.

use std::path::{Path, PathBuf};
use std::{env, fs};

use acs_codegen::model::Operation;
use acs_codegen::{Builder, Options, Package, RequiredBy, Serde, Sources, Visibility, generate};
use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::Parser as _;
use syn::{Item, ItemMod};

use super::{Arguments, expand};
use crate::keys::KEYS;

/// All specs, and the made-up products.
const SPECS: [&str; 6] = [
    "specs/cs/2015-12-15",
    "specs/ecs/2014-05-26",
    "specs/eipanycast/2020-03-09",
    "specs/sts/2015-04-01",
    "tests/fixtures/specs/attic/2024-01-01",
    "tests/fixtures/specs/gadget/2024-01-01",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn operation(input: &str) -> Result<TokenStream, String> {
    let arguments = Arguments::of_operation.parse_str(input);
    arguments.and_then(|arguments| expand(&arguments)).map_err(|error| error.to_string())
}

fn api(input: &str) -> Result<TokenStream, String> {
    let arguments = Arguments::of_api.parse_str(input);
    arguments.and_then(|arguments| expand(&arguments)).map_err(|error| error.to_string())
}

/// What a build script includes.
fn build(builder: Builder) -> TokenStream {
    let out = tempfile::tempdir().expect("a temporary folder");
    builder.out_dir(out.path()).generate().expect("the builder generates");
    let mut paths = fs::read_dir(out.path()).expect("a folder").map(|entry| entry.expect("readable").path());
    let path = paths.find(|path| path.extension().is_some_and(|it| it == "rs")).expect("one file");
    parse(&fs::read_to_string(path).expect("readable"))
}

fn parse(text: &str) -> TokenStream {
    text.parse().expect("generated text parses")
}

/// The modules by name.
fn modules(tokens: TokenStream) -> Vec<(String, String)> {
    let file: syn::File = syn::parse2(tokens).expect("generated code parses");
    let module = |item| match item {
        Item::Mod(ItemMod { ident, content: Some((_, items)), .. }) => Some((ident.to_string(), items)),
        _ => None,
    };
    let modules = file.items.into_iter().filter_map(module);
    modules.map(|(name, items)| (name, quote!(#(#items)*).to_string())).collect()
}

/// The modules by name as the command writes them, each into a file.
fn files(package: &Package) -> Vec<(String, String)> {
    let files = package.files().expect("everybody may use it");
    let module = |name: &str| {
        let path = format!("{}/src/{name}.rs", package.name);
        let file = files.iter().find(|file| file.path == path).expect("a file per module");
        (name.to_owned(), parse(&file.text).to_string())
    };
    package.modules.iter().map(|it| module(&it.name)).collect()
}

/// Fails where the texts part.
#[track_caller]
fn assert_same(ours: &str, theirs: &str, what: &str) {
    let alike = ours.bytes().zip(theirs.bytes()).take_while(|(ours, theirs)| ours == theirs).count();
    let from = |text: &str| text.get(alike..).unwrap_or_default().chars().take(80).collect::<String>();
    assert!(ours == theirs, "{what}: `{}` is `{}`", from(ours), from(theirs));
}

/// The same options as the macro, the command and a build script take them.
struct Look {
    keys: String,
    options: Options,
    build: Box<dyn Fn(Builder) -> Builder>,
}

/// What can be asked for in a product that has this operation.
fn looks(op: &Operation) -> [Look; 5] {
    let (name, param) = (op.name.clone(), format!("{}.{}", op.name, op.parameters[0].name));
    let pair = |selector: &str, text: &str| vec![(selector.to_owned(), text.to_owned())];
    [
        Look { keys: String::new(), options: Options::default(), build: Box::new(|it| it) },
        Look {
            keys: "runtime: crate::rt, docs: false, required: runtime, mock: true, serde: requests"
                .to_owned(),
            options: Options {
                runtime: "crate::rt".to_owned(),
                docs: false,
                required: RequiredBy::Runtime,
                mock: true,
                serde: Serde::Requests,
                ..Options::default()
            },
            build: Box::new(|it| {
                it.runtime("crate::rt")
                    .docs(false)
                    .required(RequiredBy::Runtime)
                    .mock()
                    .serde(Serde::Requests)
            }),
        },
        Look {
            keys: "client: false, serde: responses, required: types, unsigned: true".to_owned(),
            options: Options { client: false, serde: Serde::Responses, unsigned: true, ..Options::default() },
            build: Box::new(|it| it.client(false).serde(Serde::Responses).unsigned()),
        },
        Look {
            keys: "visibility: pub(crate), serde: none, docs: true, client: true, mock: false".to_owned(),
            options: Options { visibility: Visibility::Crate, ..Options::default() },
            build: Box::new(|it| it.visibility(Visibility::Crate)),
        },
        Look {
            keys: format!(
                "serde: both, type_attributes: [\"struct *\" => \"#[derive(Eq)]\"], \
                 field_attributes: [\"*\" => \"#[doc(alias = \\\"x\\\")]\"], \
                 own_types: [{param:?} => \"crate::Own\"], renames: [{name:?} => \"Renamed\", {param:?} => \"own\"]"
            ),
            options: Options {
                serde: Serde::Both,
                type_attributes: pair("struct *", "#[derive(Eq)]"),
                field_attributes: pair("*", "#[doc(alias = \"x\")]"),
                types: pair(&param, "crate::Own"),
                renames: [pair(&name, "Renamed"), pair(&param, "own")].concat(),
                ..Options::default()
            },
            build: Box::new(move |it| {
                it.serde(Serde::Both)
                    .type_attribute("struct *", "#[derive(Eq)]")
                    .field_attribute("*", "#[doc(alias = \"x\")]")
                    .own_type(&param, "crate::Own")
                    .rename(&name, "Renamed")
                    .rename(&param, "own")
            }),
        },
    ]
}

#[test]
fn command_build_script_and_macro_print_the_same_tokens_whatever_the_options() {
    for folder in SPECS {
        let path = root().join(folder);
        let sources = Sources::load(&path).expect("the specs load");
        let apis = acs_codegen::model(&sources).expect("the specs are sound").apis;
        let op = apis[0].operations.iter().find(|op| !op.parameters.is_empty()).expect("one has parameters");
        let mut seen: Vec<String> = Vec::new();
        for Look { keys, options, build: set } in looks(op) {
            let what = format!("{folder} with {keys}");
            let package = generate(&sources, &options).expect("generates").packages.remove(0);
            assert!(package.modules.len() >= apis[0].operations.len(), "{what}: a module per operation");
            let command = parse(&package.text()).to_string();
            assert_same(&command, &build(set(Builder::new().spec(&path))).to_string(), &what);
            let expanded = api(&format!("specs: {path:?}, {keys}")).expect("the macro expands").to_string();
            let (printed, read) = expanded.split_at(expanded.len().min(command.len()));
            assert_same(&command, printed, &what);
            assert_eq!(read.matches("include_bytes").count(), sources.iter().count(), "{what}: {read}");
            if options.visibility == Visibility::Public {
                for (name, file) in files(&package) {
                    assert!(command.contains(&file), "{what}: the file of {name} differs from the module");
                }
            }
            assert!(!seen.contains(&command), "{what} changes nothing");
            seen.push(command);
        }
    }
}

#[test]
fn every_key_is_among_the_options_that_are_compared() {
    let sources = Sources::load(&root().join(SPECS[0])).expect("the specs load");
    let apis = acs_codegen::model(&sources).expect("the specs are sound").apis;
    let op = apis[0].operations.iter().find(|op| !op.parameters.is_empty()).expect("one has parameters");
    let keys: String = looks(op).into_iter().map(|look| format!("{}, ", look.keys)).collect();
    for (key, _) in KEYS.iter().filter(|(key, _)| !matches!(*key, "specs" | "operations")) {
        assert!(keys.contains(&format!("{key}: ")), "`{key}` is not compared");
    }
}

#[test]
fn a_product_with_a_signature_of_its_own_is_printed_when_it_is_asked_for() {
    let own = root().join("tests/compile-fail/specs/own");
    let refused = api(&format!("specs: {own:?}")).expect_err("nobody signs it");
    assert!(refused.contains("in a macro `unsigned: true`"), "{refused}");
    let printed = api(&format!("specs: {own:?}, unsigned: true")).expect("the macro expands").to_string();
    assert!(printed.contains("mod get_thing"), "{printed}");
}

#[test]
fn an_operation_alone_is_what_it_is_among_others() {
    for folder in SPECS {
        let path = root().join(folder);
        let all = modules(api(&format!("specs: {path:?}")).expect("the macro expands"));
        let sources = Sources::load(&path).expect("the specs load");
        let apis = acs_codegen::model(&sources).expect("the specs are sound").apis;
        for op in &apis[0].operations {
            let alone = operation(&format!("{path:?}, {:?}", op.name)).expect("the macro expands");
            let module = |list: &[(String, String)]| list.iter().find(|it| it.0 == op.module).cloned();
            // One whose end is waited for names the operation that is polled, which is not there when it is alone.
            let differs = module(&all) != module(&modules(alone));
            assert!(op.completion.is_some() || !differs, "{} differs when it is alone", op.name);
        }
    }
}

#[test]
fn what_the_command_writes_is_committed() {
    let sources = Sources::load(&root().join("specs")).expect("the specs load");
    for package in generate(&sources, &Options::default()).expect("generates").packages {
        for file in package.files().expect("everybody may use it") {
            let committed = fs::read_to_string(root().join("generated").join(&file.path)).unwrap_or_default();
            assert!(committed == file.text, "{} is not up to date: run `cargo regenerate`", file.path);
        }
    }
}

#[test]
fn mistakes_are_named() {
    let specs = root().join("specs/sts/2015-04-01");
    for (input, said) in [
        (
            "\"no/such/folder\", \"Op\"".to_owned(),
            &["there is no `no/such/folder`", "begins at the folder"][..],
        ),
        (format!("{specs:?}, \"AssumeRol\""), &["no operation `AssumeRol`", "did you mean `AssumeRole`?"]),
    ] {
        let error = operation(&input).expect_err("a mistake");
        assert!(said.iter().all(|part| error.contains(part)), "{error}");
    }
    for (input, said) in [
        ("spec: \"x\"", &["no option `spec`", "did you mean `specs`?"][..]),
        ("colour: 1", &["no option `colour`", "there are `specs`, `operations`"]),
        ("specs: \"x\", specs: \"y\"", &["`specs` is given twice"]),
        ("unsigned: true", &["`specs` is missing"]),
        ("\"specs\", A", &["options have keys"]),
        ("specs: \"x\", operations: []", &["no operation is named"]),
        ("specs: \"x\", operations: [A, \"A\"]", &["`A` is named twice"]),
        ("specs: \"x\", operations: [1]", &["expected the name of an operation"]),
        ("specs = \"x\"", &["written with a colon: `specs: ..`"]),
        ("specs: x", &["expected the folder of a product version"]),
        ("specs: \"x\", operations: \"A\"", &["expected a list of operations"]),
        ("specs: \"x\", renames: {}", &["expected a list of selectors and texts"]),
        ("specs: \"x\", renames: [\"A\"]", &["expected a list of selectors and texts"]),
        ("specs: \"x\", serde: \"all\"", &["expected `none` or `requests` or `responses` or `both`"]),
        ("specs: \"x\", runtime: \"acs\"", &["expected the path of the runtime crate without quotes"]),
        ("specs: \"x\", docs: no", &["expected `true` or `false`"]),
        ("specs: \"x\", visibility: pub(super)", &["expected `pub` or `pub(crate)`"]),
        ("specs: \"x\", required: never", &["expected `types` or `runtime`"]),
    ] {
        let error = api(input).expect_err("a mistake");
        assert!(said.iter().all(|part| error.contains(part)), "{error}");
    }
    let several = api(&format!("specs: {:?}", root().join("specs"))).expect_err("a mistake");
    assert!(several.contains("`Sts 2015-04-01`") && several.contains("name the folder"), "{several}");
}
