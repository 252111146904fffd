//! Types that look as if they could be sent.

use std::collections::HashMap;

use acs_macros::{Fields, Operation};

#[derive(Clone, Debug, Default)]
struct Tag {
    key: String,
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Do", response = ())]
struct Do {
    name: std::path::PathBuf,
    port: Option<u128>,
    data: Vec<u8>,
    labels: HashMap<String, String>,
    tags: Vec<Tag>,
    zones: [String; 2],
    note: &'static [u8],
}

type Ids = Vec<bool>;

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "specs", name = "ListAnycastEipAddresses", response = ())]
struct List {
    max_results: Option<isize>,
    anycast_ids: Option<Vec<u128>>,
    bind_instance_ids: Ids,
    tags: Option<Vec<String>>,
    name: Option<Option<bool>>,
}

#[derive(Clone, Debug, Default, Fields)]
struct Nested {
    size: isize,
}

fn main() {}
