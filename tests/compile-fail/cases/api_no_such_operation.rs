//! Operations that the specs do not have: one is misspelt, one is like others, one is there twice, and there is none at all.

mod unknown {
    acs_macros::api! {
        specs: "specs",
        operations: [ReleaseAnycastEipAddress, ReleaseAnycastEipAdress, AttachAnycastEip],
    }
}

mod twice {
    acs_macros::api! { specs: "specs", operations: [ListTagResources, "ListTagResources"] }
}

mod none {
    acs_macros::api! { specs: "specs", operations: [] }
}

mod alone {
    acs_macros::operation!("specs", "ReleaseAnycastEip");
}

fn main() {}
