use std::error::Error;
use std::{env, fs};

use progenitor_impl::{GenerationSettings, Generator, InterfaceStyle};

const DOCUMENT: &str = "../openapi.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DOCUMENT}");
    let document: openapiv3::OpenAPI = serde_json::from_str(&fs::read_to_string(DOCUMENT)?)?;
    let mut settings = GenerationSettings::default();
    settings.with_interface(InterfaceStyle::Builder);
    let tokens = Generator::new(&settings).generate_tokens(&document)?;
    fs::write(format!("{}/vpc.rs", env::var("OUT_DIR")?), prettyplease::unparse(&syn::parse2(tokens)?))?;
    Ok(())
}
