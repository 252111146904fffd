//! Generates the made-up product as a build script of a user would.

fn main() -> Result<(), acs_codegen::BuildError> {
    acs_codegen::Builder::new().spec("fixtures/specs").generate()
}
