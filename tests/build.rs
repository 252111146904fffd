//! Generates the made-up products as a build script of a user would.

use std::path::{Path, PathBuf};
use std::{env, fs};

use acs_codegen::{
    BuildError, Builder, Generated, Options, RequiredBy, Serde, Sources, Visibility, generate,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    Builder::new().spec("fixtures/specs").generate()?;
    generate_with_options()?;
    let path = "fixtures/hostile.yaml";
    println!("cargo::rerun-if-changed={path}");
    // Its warnings, one per clash of names, would be in the way at each build.
    let sources = split(&fs::read_to_string(path)?);
    let Generated { packages, .. } = generate(&sources, &Options::default()).map_err(BuildError::from)?;
    for package in packages {
        fs::write(Path::new(&env::var("OUT_DIR")?).join("hostile.rs"), package.text())?;
    }
    Ok(())
}

/// The same products with options, each in a folder of its own.
fn generate_with_options() -> Result<(), Box<dyn std::error::Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let gadget = |name: &str| Builder::new().spec("fixtures/specs/gadget/2024-01-01").out_dir(out.join(name));
    gadget("own")
        .operations(["CreateGadget", "DescribeGadgets"])
        .serde(Serde::Both)
        .own_type("CreateGadget.Name", "crate::own::Name")
        .own_type("CreateGadget.Ids[]", "crate::own::Id")
        .own_type("CreateGadget.response.Gadget.Id", "crate::own::Id")
        .own_type("CreateGadget.response.Gadget.Size", "u16")
        .own_type("types.Role", "crate::own::Role")
        .type_attribute("DescribeGadgets", "#[derive(Eq, Hash)]")
        .type_attribute(
            "CreateGadget.errors",
            "#[derive(acs_runtime::serde::Serialize)] #[serde(crate = \"acs_runtime::serde\")]",
        )
        .type_attribute("CreateGadget.Kind", "#[derive(PartialOrd, Ord)]")
        .type_attribute("enum *", "#[doc(alias = \"values\")]")
        .field_attribute("CreateGadget.Count", "#[serde(alias = \"Number\")]")
        .rename("DescribeGadgets", "FindGadgets")
        .rename("CreateGadget.Ratio", "share")
        .rename("CreateGadget.Kind.2x", "Double")
        .rename("CreateGadget.errors.IncorrectStatus.%s", "WrongState")
        .rename("types.Node", "Branch")
        .generate()?;
    gadget("mocked").operations(["StartGadget", "DescribeGadgets", "ListGadgets"]).mock().generate()?;
    gadget("bare")
        .operations(["CreateGadget", "OddNames", "StartGadget"])
        .client(false)
        .docs(false)
        .visibility(Visibility::Crate)
        .generate()?;
    Builder::new()
        .spec("../specs/eipanycast/2020-03-09")
        .operations(["DescribeAnycastEipAddress"])
        .out_dir(out.join("alone"))
        .client(false)
        .generate()?;
    Builder::new()
        .spec("fixtures/specs/attic/2024-01-01")
        .out_dir(out.join("attic"))
        .required(RequiredBy::Runtime)
        .serde(Serde::Both)
        .docs(false)
        .mock()
        .generate()?;
    Ok(())
}

/// The files that follow lines such as `# file: product.yaml`.
fn split(text: &str) -> Sources {
    let mut sources = Sources::new();
    for part in text.split("# file: ").skip(1) {
        let (name, text) = part.split_once('\n').unwrap_or((part, ""));
        sources.add(format!("fixtures/hostile/1/{name}"), text);
    }
    sources
}
