//! Attributes that are not written as they are read.

use acs_macros::{Decode, Operation};

#[derive(Clone, Debug, Default, Operation)]
#[operation("specs", "ListTagResources")]
struct Keyless {}

#[derive(Clone, Debug, Default, Operation)]
#[operation]
struct Empty {}

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "specs", name = ListTagResources, response = ())]
struct Unquoted {}

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", response = ())]
struct Fields {
    #[param("Id")]
    id: String,
    #[param(rename = "Name")]
    name: String,
    #[param(name)]
    kind: String,
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", response = ())]
struct Required {
    #[param(required = true)]
    count: i64,
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", response = ())]
struct When {
    #[param(only_when = "Kind")]
    size: Option<i64>,
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", response = ())]
struct Formats {
    #[param(format = "ipv5")]
    address: Option<String>,
    #[param(pattern = "[a-z")]
    label: Option<String>,
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", access = "destroy", response = ())]
struct Destroy {}

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", codes("Busy"), response = ())]
struct Codes {}

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", exclusive("Id", "Nmae"), response = ())]
struct Exclusive {
    id: Option<String>,
    name: Option<String>,
}

#[derive(Debug, Default, Decode)]
#[object(rename_all = "kebab-case", spce = "specs")]
struct Answer {}

fn main() {}
