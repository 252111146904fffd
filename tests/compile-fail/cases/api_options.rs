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

mod equals {
    acs_macros::api! { specs = "specs" }
}

mod unquoted {
    acs_macros::api! { specs: specs/sts }
}

mod one {
    acs_macros::api! { specs: "specs", operations: ReleaseAnycastEipAddress }
}

mod quoted {
    acs_macros::api! { specs: "specs", serde: "both" }
}

mod colons {
    acs_macros::api! { specs: "specs", renames: ["ReleaseAnycastEipAddress": "Release"] }
}

mod braces {
    acs_macros::api! { specs: "specs", own_types: { "A" => "B" } }
}

mod quoted_path {
    acs_macros::api! { specs: "specs", runtime: "acs_runtime" }
}

mod no_comma {
    acs_macros::api! { specs: "specs" docs: false }
}

fn main() {}
