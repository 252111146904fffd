use std::path::Path;

const VPC: &str = "../../../../shared/corpus/openmeta/vpc/2016-04-28/api-docs.json";

fn main() -> Result<(), acs_codegen::BuildError> {
    println!("cargo::rustc-check-cfg=cfg(corpus)");
    if !Path::new(VPC).exists() {
        println!("cargo::warning=skipped: ../shared is not here");
        println!("cargo::rerun-if-changed=build.rs");
        return Ok(());
    }
    println!("cargo::rustc-cfg=corpus");
    acs_codegen::Builder::new()
        .spec(VPC)
        .operations(["AllocateEipAddress", "CreateVpc", "DescribeVpcs", "DeleteVpc"])
        .generate()
}
