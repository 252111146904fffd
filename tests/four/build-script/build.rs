fn main() -> Result<(), acs_codegen::BuildError> {
    acs_codegen::Builder::new()
        .spec("../specs/vpc/2016-04-28")
        .operations(["AllocateEipAddress", "CreateVpc", "DeleteVpc", "DescribeVpcs"])
        .generate()
}
