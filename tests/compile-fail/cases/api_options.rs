//! Options that are not there, are there twice, or have the wrong kind of value.

mod unknown {
    acs_macros::api! { specs: "specs", clients: false }
}

mod unlike {
    acs_macros::api! { specs: "specs", colour: "red" }
}

mod twice {
    acs_macros::api! { specs: "specs", docs: true, client: false, docs: false }
}

mod wrong {
    acs_macros::api! { specs: "specs", docs: "yes" }
}

mod visibility {
    acs_macros::api! { specs: "specs", visibility: pub(super) }
}

mod required {
    acs_macros::api! { specs: "specs", required: never }
}

mod without_keys {
    acs_macros::api! { "specs", ReleaseAnycastEipAddress }
}

mod without_specs {
    acs_macros::api! { operations: [ReleaseAnycastEipAddress] }
}

fn main() {}
