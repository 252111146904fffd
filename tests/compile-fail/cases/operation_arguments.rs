//! What `operation!` is given, and a spec that cannot be read.

mod alone {
    acs_macros::operation!("specs");
}

mod backwards {
    acs_macros::operation!(ReleaseAnycastEipAddress, "specs");
}

mod several {
    acs_macros::operation!("specs", ReleaseAnycastEipAddress, ListTagResources);
}

mod broken {
    acs_macros::operation!("broken", GetThing);
}

fn main() {}
