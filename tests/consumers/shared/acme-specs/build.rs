fn main() -> Result<(), acs_codegen::BuildError> {
    acs_codegen::export_specs("../../../../specs")
}
