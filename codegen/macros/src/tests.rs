//! The command, a build script and the macro print the same tokens, for every operation there is.

use std::path::{Path, PathBuf};
use std::{env, fs};

use acs_codegen::{Builder, Options, Package, Sources, generate};
use proc_macro2::{Span, TokenStream};
use syn::{Item, LitStr};

use super::{Arguments, expand};

const SPECS: [&str; 3] =
    ["specs/eipanycast/2020-03-09", "specs/sts/2015-04-01", "tests/fixtures/specs/gadget/2024-01-01"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn literal(text: &str) -> LitStr {
    LitStr::new(text, Span::call_site())
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

fn from_macro(folder: &str, operation: &str, name: &str) -> String {
    let folder = root().join(folder);
    let arguments = Arguments { folder: literal(&folder.to_string_lossy()), operation: literal(operation) };
    module(expand(&arguments).expect("the macro expands"), name)
}

/// What a build script includes.
fn from_build_script(folder: &str) -> TokenStream {
    let out = tempfile::tempdir().expect("a temporary folder");
    Builder::new().spec(root().join(folder)).out_dir(out.path()).generate().expect("the builder generates");
    let mut entries =
        fs::read_dir(out.path()).expect("a folder").map(|entry| entry.expect("readable").path());
    let path = entries.find(|path| path.extension().is_some_and(|it| it == "rs")).expect("one file");
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
        let build_script = from_build_script(folder);
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
fn mistakes_are_shown_where_they_are_made() {
    let said = |folder: &str, operation: &str| {
        let arguments = Arguments { folder: literal(folder), operation: literal(operation) };
        expand(&arguments).expect_err("a mistake").to_string()
    };
    let missing = said("no/such/folder", "Op");
    assert!(missing.contains("cannot read") && missing.contains("no/such/folder"), "{missing}");
    let typo = said("../../specs/sts/2015-04-01", "AssumeRol");
    assert!(typo.contains("there is no operation `AssumeRol`"), "{typo}");
    assert!(typo.contains("did you mean `AssumeRole`?"), "{typo}");
}
