fn main() -> Result<(), acs_codegen::BuildError> {
    acs_codegen::Builder::new()
        .spec("../../../specs/eipanycast/2020-03-09")
        .operations(["DescribeAnycastEipAddress", "ReleaseAnycastEipAddress"])
        .mock()
        .generate()
}
