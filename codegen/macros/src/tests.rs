//! The command, a build script and the macro print the same tokens, for every operation there is.

use std::path::{Path, PathBuf};
use std::{env, fs};

use acs_codegen::{Builder, Options, Package, RequiredBy, Serde, Sources, Visibility, generate};
use proc_macro2::TokenStream;
use syn::Item;
use syn::parse::Parser as _;

use super::{Arguments, expand};

const SPECS: [&str; 3] =
    ["specs/eipanycast/2020-03-09", "specs/sts/2015-04-01", "tests/fixtures/specs/gadget/2024-01-01"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The items of a module, by name of the module, as the printer prints them: it moves commas and braces.
fn module(tokens: TokenStream, name: &str) -> String {
    let file: syn::File = syn::parse2(tokens).expect("generated code parses");
    let found = file.items.into_iter().find_map(|item| match item {
        Item::Mod(module) if module.ident == name => module.content,
        _ => None,
    });
    let (_, items) = found.expect("the operation has a module");
    print(items)
}

fn print(items: Vec<Item>) -> String {
    prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items })
}

fn operation(input: &str) -> Result<TokenStream, String> {
    let arguments = Arguments::of_operation.parse_str(input);
    arguments.and_then(|arguments| expand(&arguments)).map_err(|error| error.to_string())
}

fn api(input: &str) -> Result<TokenStream, String> {
    let arguments = Arguments::of_api.parse_str(input);
    arguments.and_then(|arguments| expand(&arguments)).map_err(|error| error.to_string())
}

fn from_macro(folder: &str, name: &str, module_name: &str) -> String {
    let folder = root().join(folder);
    let tokens = operation(&format!("{folder:?}, {name:?}")).expect("the macro expands");
    module(tokens, module_name)
}

/// What a build script includes.
fn build(builder: Builder) -> TokenStream {
    let out = tempfile::tempdir().expect("a temporary folder");
    builder.out_dir(out.path()).generate().expect("the builder generates");
    let mut paths = fs::read_dir(out.path()).expect("a folder").map(|entry| entry.expect("readable").path());
    let path = paths.find(|path| path.extension().is_some_and(|it| it == "rs")).expect("one file");
    let text = fs::read_to_string(path).expect("readable");
    text.parse().expect("generated text parses")
}

/// What the command writes: the text of the module.
fn written(package: &Package, module: &str) -> String {
    let path = format!("{}/src/{module}.rs", package.name);
    let written = package.files().into_iter().find(|file| file.path == path).expect("a file per module");
    print(syn::parse_str::<syn::File>(&written.text).expect("generated text parses").items)
}

#[test]
fn command_build_script_and_macro_print_the_same_tokens() {
    for folder in SPECS {
        let sources = Sources::load(&root().join(folder)).expect("the specs load");
        let package = generate(&sources, &Options::default()).expect("generates").packages.remove(0);
        let build_script = build(Builder::new().spec(root().join(folder)));
        let apis = acs_codegen::model(&sources).expect("the specs are sound").apis;
        for (op, file) in apis[0].operations.iter().zip(&package.modules) {
            let command = written(&package, &file.name);
            let options = Options { operations: Some(vec![op.name.clone()]), ..Options::default() };
            let alone = generate(&sources, &options).expect("generates").packages.remove(0);
            let alone = written(&alone, &file.name);
            assert!(alone == from_macro(folder, &op.name, &file.name), "the macro differs in {}", op.name);
            // One whose end is waited for names the operation that is polled, which is not there when it is alone.
            assert!(op.completion.is_some() || command == alone, "{} differs when it is alone", op.name);
            let included = module(build_script.clone(), &file.name);
            assert!(command == included, "the build script differs in {}", op.name);
        }
    }
}

#[test]
fn what_the_command_writes_is_committed() {
    let sources = Sources::load(&root().join("specs")).expect("the specs load");
    for package in generate(&sources, &Options::default()).expect("generates").packages {
        for file in package.files() {
            let committed = fs::read_to_string(root().join("generated").join(&file.path)).unwrap_or_default();
            assert!(committed == file.text, "{} is not up to date: run `cargo regenerate`", file.path);
        }
    }
}

#[test]
fn api_prints_what_the_command_prints() {
    for folder in SPECS {
        let folder = root().join(folder);
        let sources = Sources::load(&folder).expect("the specs load");
        let package = generate(&sources, &Options::default()).expect("generates").packages.remove(0);
        let all = api(&format!("specs: {folder:?}")).expect("the macro expands");
        for file in &package.modules {
            let command = written(&package, &file.name);
            assert!(command == module(all.clone(), &file.name), "the macro differs in {}", file.name);
        }
    }
}

/// Each option of the macro beside that of the generator, and of a build script.
#[test]
fn options_print_the_same_in_macro_and_build_script() {
    type Set = fn(Builder) -> Builder;
    let cases: [(&str, Set); 12] = [
        ("operations: [AssumeRole, \"GetCallerIdentity\"]", |it| {
            it.operations(["AssumeRole", "GetCallerIdentity"])
        }),
        ("runtime: crate::rt, unsigned: true", |it| it.runtime("crate::rt").unsigned()),
        ("visibility: pub(crate)", |it| it.visibility(Visibility::Crate)),
        ("docs: false", |it| it.docs(false)),
        ("required: runtime", |it| it.required(RequiredBy::Runtime)),
        ("client: false", |it| it.client(false)),
        ("serde: both", |it| it.serde(Serde::Both)),
        ("mock: true", |it| it.mock()),
        ("type_attributes: [\"struct *\" => \"#[derive(Eq)]\"]", |it| {
            it.type_attribute("struct *", "#[derive(Eq)]")
        }),
        ("field_attributes: [\"*\" => \"#[doc(alias = \\\"x\\\")]\"]", |it| {
            it.field_attribute("*", "#[doc(alias = \"x\")]")
        }),
        ("own_types: [\"AssumeRole.RoleArn\" => \"crate::Arn\"]", |it| {
            it.own_type("AssumeRole.RoleArn", "crate::Arn")
        }),
        ("renames: [\"AssumeRole\" => \"Assume\", \"AssumeRole.RoleArn\" => \"role\"]", |it| {
            it.rename("AssumeRole", "Assume").rename("AssumeRole.RoleArn", "role")
        }),
    ];
    let specs = root().join("specs/sts/2015-04-01");
    let plain = api(&format!("specs: {specs:?}")).expect("the macro expands").to_string();
    for (input, set) in cases {
        let file = |tokens: TokenStream| -> Vec<Item> {
            let file: syn::File = syn::parse2(tokens).expect("generated code parses");
            file.items
                .into_iter()
                .filter(|item| !matches!(item, Item::Const(it) if it.ident == "_"))
                .collect()
        };
        let tokens = api(&format!("specs: {specs:?}, {input}")).expect("the macro expands");
        assert!(tokens.to_string() != plain, "{input} changes nothing");
        assert!(print(file(tokens)) == print(file(build(set(Builder::new().spec(&specs))))), "{input}");
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
        ("specs: \"x\", docs: no", &["expected boolean literal"]),
        ("specs: \"x\", visibility: pub(super)", &["expected `pub` or `pub(crate)`"]),
        ("specs: \"x\", required: never", &["expected `types` or `runtime`"]),
    ] {
        let error = api(input).expect_err("a mistake");
        assert!(said.iter().all(|part| error.contains(part)), "{error}");
    }
    let several = api(&format!("specs: {:?}", root().join("specs"))).expect_err("a mistake");
    assert!(several.contains("`Sts 2015-04-01`") && several.contains("name the folder"), "{several}");
}
