fn main() -> Result<(), acs_codegen::BuildError> {
    acs_codegen::Builder::new()
        .spec_of("acme-specs", "sts/2015-04-01")
        .operations(["GetCallerIdentity"])
        .generate()
}
