//! Options that do not go together, and such as name nothing or choose what cannot be.

mod mocked {
    acs_macros::api! { specs: "specs", mock: true, client: false }
}

mod selected {
    acs_macros::api! {
        specs: "specs",
        type_attributes: ["ReleaseAnycastEipAdress" => "#[derive(Eq)]", "struct *" => "derive(Eq)"],
        field_attributes: ["ReleaseAnycastEipAddress.AnycstId" => "#[doc(hidden)]"],
        own_types: ["ReleaseAnycastEipAddress.AnycastId" => "Box<str>"],
        renames: ["ReleaseAnycastEipAddress" => "release address"],
    }
}

mod renamed {
    acs_macros::api! {
        specs: "specs",
        operations: [ReleaseAnycastEipAddress],
        renames: [
            "ReleaseAnycastEipAddress" => "AllocateAnycastEipAddress",
            "ReleaseAnycastEipAddress.AnycastId" => "client_token",
        ],
    }
}

mod hidden {
    acs_macros::api! {
        specs: "specs",
        own_types: ["AllocateAnycastEipAddress.Tag[]" => "crate::Tag", "ReleaseAnycastEipAddress" => "crate::Release"],
        field_attributes: ["AllocateAnycastEipAddress.Tag.Key" => "#[doc(hidden)]"],
    }
}

mod signed {
    acs_macros::api! { specs: "own" }
}

mod signed_alone {
    acs_macros::operation!("own", GetThing);
}

fn main() {}
