//! Names that people choose, and names that stay whatever is generated beside them.

use acs_codegen::{Options, Package, Sources, generate};

const OP: &str = "parameters:\n  Disk: {type: array, of: {type: object, fields: {Size: {type: integer}}}}\n  Mode: {type: string, values: [a, b]}\nerrors:\n  Gone: {status: 404}\n";

#[track_caller]
fn package(overlay: &str, operations: &[&str], chosen: Option<&[&str]>) -> Package {
    let mut sources = Sources::new();
    sources.add("p/1/product.yaml", "product: P\nversion: '1'\nstyle: rpc\n");
    sources.add("p/1/overlay.yaml", overlay);
    for name in operations {
        sources.add(format!("p/1/{name}.yaml"), format!("operation: {name}\n{OP}"));
    }
    let operations = chosen.map(|names| names.iter().map(|name| (*name).to_owned()).collect());
    let generated = generate(&sources, &Options { operations, ..Options::default() });
    let mut packages = generated.unwrap_or_else(|diagnostics| panic!("{diagnostics}")).packages;
    packages.remove(0)
}

fn text(package: &Package, path: &str) -> String {
    let file =
        package.files().expect("everybody may use it").into_iter().find(|file| file.path.ends_with(path));
    file.map(|file| file.text).unwrap_or_default()
}

#[test]
fn a_chosen_operation_names_its_module_its_method_and_its_types() {
    let package = package("names:\n  GetDisk: FetchPlate\n", &["GetDisk"], None);
    let (root, module) = (text(&package, "src/lib.rs"), text(&package, "src/fetch_plate.rs"));
    assert!(root.contains("pub fn fetch_plate(&self) -> fetch_plate::FetchPlateCall<'_>"), "{root}");
    for name in ["FetchPlate", "FetchPlateCall", "FetchPlateResponse", "FetchPlateError", "FetchPlateDisk"] {
        assert!(module.contains(&format!(" {name}")), "{name}\n{module}");
    }
    assert!(module.contains(r#"OperationSpec::rpc("GetDisk")"#), "the wire keeps its name\n{module}");
}

#[test]
fn a_chosen_field_names_its_type() {
    let package = package("names:\n  GetDisk.Disk: plate\n  GetDisk.Mode.a: Best\n", &["GetDisk"], None);
    let module = text(&package, "src/get_disk.rs");
    for text in
        ["pub plate: Option<Vec<GetDiskPlate>>", "pub struct GetDiskPlate", "Best = \"a\"", "`Disk` of"]
    {
        assert!(module.contains(text), "{text}\n{module}");
    }
}

#[test]
fn an_operation_is_called_the_same_whichever_others_are_generated() {
    let operations = ["GetID", "GetId", "Other"];
    let modules = |chosen: Option<&[&str]>| -> Vec<String> {
        package("", &operations, chosen).modules.into_iter().map(|module| module.name).collect()
    };
    let all = modules(None);
    assert!(all.contains(&"get_id".to_owned()), "{all:?}");
    for chosen in operations {
        let alone = modules(Some(&[chosen]));
        assert!(alone.len() == 1 && all.contains(&alone[0]), "{alone:?} of {all:?}");
    }
}
