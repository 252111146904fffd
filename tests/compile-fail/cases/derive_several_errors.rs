//! Several things that are wrong at once are all said, each at its place.

use acs_macros::{Decode, Operation};

#[derive(Clone, Debug, Default, Operation)]
#[operation(
    spec = "specs",
    name = "UnassociateAnycastEipAddress",
    product = "Eipanycast",
    respons = (),
    runtime = [],
)]
struct Detach {
    #[param(requird, name = "BindInstanceId")]
    balancer: String,
    #[param("Region", nmae = "BindInstanceRegionId")]
    region: String,
    #[param(required, min_length = 3)]
    bind_instance_typ: String,
    #[param(skip, required, values = ["A"])]
    note: String,
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "specs", response, unsigned = true)]
struct Lacking {
    #[param(sensitive)]
    anycast_id: String,
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "specs", name = "DescribeAnycastEipAddress")]
struct Describe {
    anycast: String,
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = 1, version = "1", action = "Do", name = "Do", method, codes("Busy"), exclusive)]
struct Do {
    #[param(min_length = "3", max_length, required = true, values = [b'a', 'c', "d"])]
    id: String,
    #[param(name = 5, pattern)]
    name: String,
    #[param(only_when = "Kind", role)]
    size: Option<i64>,
    #[param(name = "Id")]
    other: String,
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", access = "destroy")]
struct Lints {
    #[param(format = "ipv5")]
    address: Option<String>,
    #[param(only_when(Knd = "A"))]
    size: Option<i64>,
}

#[derive(Debug, Default, Decode)]
#[object(rename_all = "kebab-case", runtime = 5, spec = "specs", name = "DescribeAnycastEipAddress", at)]
struct Answer {
    id: Option<String>,
    #[field(nam = "Id")]
    name: Option<String>,
    #[field(name = "Id", name = "Key")]
    key: Option<String>,
    #[field(name = "Id")]
    other: Option<String>,
}

fn main() {}
