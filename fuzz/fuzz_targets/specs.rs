//! Any text is a spec or has diagnostics, which can be shown.

#![no_main]

use acs_codegen::{Options, Sources, generate};
use libfuzzer_sys::fuzz_target;

const PRODUCT: &str = "product: Thing\nversion: '2024-01-01'\nstyle: rpc\n";

fuzz_target!(|text: &str| {
    let mut sources = Sources::new();
    sources.add("specs/thing/2024-01-01/product.yaml", PRODUCT);
    sources.add("specs/thing/2024-01-01/DoThing.yaml", text);
    match generate(&sources, &Options::default()) {
        Ok(generated) => drop(generated.warnings.render(false)),
        Err(diagnostics) => drop(diagnostics.render(false)),
    }
});
