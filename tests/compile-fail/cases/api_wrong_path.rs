//! The folder of specs is not there, and a file is.

mod nowhere {
    acs_macros::api! { specs: "no/specs" }
}

mod file {
    acs_macros::api! { specs: "specs/product.yaml" }
}

mod empty {
    acs_macros::api! { specs: "" }
}

fn main() {}
