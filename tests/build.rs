//! Generates the made-up products as a build script of a user would.

use std::path::Path;
use std::{env, fs};

use acs_codegen::{BuildError, Builder, Generated, Options, Sources, generate};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    Builder::new().spec("fixtures/specs").generate()?;
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

/// The files that follow lines such as `# file: product.yaml`.
fn split(text: &str) -> Sources {
    let mut sources = Sources::new();
    for part in text.split("# file: ").skip(1) {
        let (name, text) = part.split_once('\n').unwrap_or((part, ""));
        sources.add(format!("fixtures/hostile/1/{name}"), text);
    }
    sources
}
