//! The command prints what the library prints with the same options, for all specs and the made-up products; that build scripts and
//! macros print the same is a test of the macros.

use std::fs;
use std::path::Path;

use acs_codegen::model::Api;
use acs_codegen::{Options, RequiredBy, Serde, Sources, Visibility, generate, model};

use crate::Folder;

/// Flags, and the options that they stand for; for modules, too.
struct Look {
    flags: &'static [&'static str],
    options: fn() -> Options,
    module: fn(Options) -> Options,
}

const LOOKS: [Look; 4] = [
    Look { flags: &[], options: Options::default, module: |options| options },
    Look {
        flags: &["--serde", "requests", "--required", "runtime", "--no-docs", "--mock", "--unsigned"],
        options: || Options {
            serde: Serde::Requests,
            required: RequiredBy::Runtime,
            docs: false,
            mock: true,
            unsigned: true,
            ..Options::default()
        },
        module: |options| options,
    },
    Look {
        flags: &[
            "--no-client",
            "--serde=responses",
            "--module-runtime=crate::rt",
            "--module-visibility=crate",
        ],
        options: || Options { client: false, serde: Serde::Responses, ..Options::default() },
        module: |options| Options {
            runtime: "crate::rt".to_owned(),
            visibility: Visibility::Crate,
            ..options
        },
    },
    Look {
        flags: &[
            "--serde=both",
            "--type-attribute=struct *=#[derive(Eq)]",
            "--field-attribute=*=#[doc(alias = \"x\")]",
            "--own-type=AssumeRole.RoleArn=String",
            "--own-type=CreateGadget.Name=String",
            "--rename=AssumeRole=Assume",
            "--rename=CreateGadget=Make",
        ],
        options: || Options {
            serde: Serde::Both,
            type_attributes: list(&[("struct *", "#[derive(Eq)]")]),
            field_attributes: list(&[("*", "#[doc(alias = \"x\")]")]),
            types: list(&[("AssumeRole.RoleArn", "String"), ("CreateGadget.Name", "String")]),
            renames: list(&[("AssumeRole", "Assume"), ("CreateGadget", "Make")]),
            ..Options::default()
        },
        module: |options| options,
    },
];

fn list(entries: &[(&str, &str)]) -> Vec<(String, String)> {
    entries.iter().map(|(selector, text)| ((*selector).to_owned(), (*text).to_owned())).collect()
}

/// All specs and the made-up products, as one folder.
fn lay_out(folder: &Folder) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for from in ["specs/cs", "specs/ecs", "specs/eipanycast", "specs/sts", "tests/fixtures/specs"] {
        let below = Sources::load(&root.join(from)).expect("the specs load");
        for (_, file) in below.iter() {
            let parts: Vec<&str> = file.path.rsplitn(4, '/').take(3).collect();
            let [name, version, product] = parts[..] else { panic!("{} is no spec", file.path) };
            folder.put(&format!("specs/{product}/{version}/{name}"), &file.text);
        }
    }
}

/// The operations that one product alone has, by product; a module can have no others.
fn operations(sources: &Sources) -> Vec<(String, Vec<String>)> {
    let apis = model(sources).expect("the specs are sound").apis;
    let is_own = |name: &str| apis.iter().filter(|api| api.operation(name).is_some()).count() == 1;
    let names = |api: &Api| api.operations.iter().map(|op| op.name.clone()).filter(|it| is_own(it)).collect();
    apis.iter().map(|api| (api.product.clone(), names(api))).collect()
}

#[test]
fn flags_print_what_options_of_the_library_do() {
    let folder = Folder::empty();
    lay_out(&folder);
    let sources = Sources::load(&folder.path().join("specs")).expect("the specs load");
    let products = operations(&sources);
    assert!(products.len() > 5, "{products:?}");
    let modules = products.iter().map(|(product, names)| format!("{product}.rs={}", names.join(",")));
    let modules: Vec<String> = modules.collect();
    for Look { flags, options, module } in LOOKS {
        let modules = modules.iter().flat_map(|it| ["--module", it.as_str()]);
        let arguments: Vec<&str> =
            ["generate"].into_iter().chain(modules).chain(flags.iter().copied()).collect();
        folder.succeeds(&arguments);
        for package in generate(&sources, &options()).expect("generates").packages {
            for file in package.files().expect("everybody may use it") {
                let written = folder.read(&format!("generated/{}", file.path));
                assert!(written == file.text, "{} differs with {flags:?}", file.path);
            }
        }
        for (product, names) in &products {
            let options = Options { operations: Some(names.clone()), ..module(options()) };
            let package = generate(&sources, &options).expect("generates").packages.remove(0);
            let written = folder.read(&format!("{product}.rs"));
            assert!(written == package.text(), "the module of {product} differs with {flags:?}");
        }
        fs::remove_dir_all(folder.path().join("generated")).expect("it was written");
    }
}

#[test]
fn a_selector_that_names_nothing_and_a_path_that_is_none_are_refused() {
    let folder = Folder::new();
    folder.put("specs/thing/2024-01-01/GetThing.yaml", "operation: GetThing\n");
    for (flag, said) in [
        ("--rename=DetachThin=Detach", "did you mean `DetachThing`?"),
        ("--own-type=DetachThing.ThingId=super::Id", "`super::Id` is no path of a type"),
        ("--type-attribute=DetachThing=#[derive(Eq", "is no attribute"),
        ("--field-attribute=DetachThing.ThingI=#[a]", "did you mean `DetachThing.ThingId`?"),
        ("--field-attribute=DetachThing.Thing=#[a]", "in `DetachThing` there are `DetachThing.ThingId`"),
        ("--rename=DetachThing", "write it as"),
        ("--type-attribute=DetachThing=derive(Eq)", "write it as"),
        ("--rename=DetachThing=GetThing", "for that is the name of `GetThing`"),
        ("--operations=DetachThing,DetachThing", "the operation `DetachThing` is named twice"),
        ("--module-visibility=super", "possible values: public, crate"),
    ] {
        let text = folder.fails(&["generate", flag]);
        assert!(text.contains(said), "{flag}: {text}");
    }
    assert!(!folder.has("generated"), "nothing is written");
}
