//! Types that cannot be what the answer has there, and bytes that would be a list of numbers.

use acs_macros::{Decode, Fields};

#[derive(Debug, Default, Decode)]
#[object(spec = "specs", name = "ListAnycastEipAddresses")]
struct List {
    total_count: Option<String>,
    anycast_list: Option<i32>,
    next_token: std::time::Duration,
}

#[derive(Debug, Default, Decode)]
#[object(spec = "specs", name = "ListAnycastEipAddresses", at = "AnycastList")]
struct Address {
    name: String,
    bandwidth: u16,
    tags: Vec<String>,
}

#[derive(Debug, Default, Decode)]
struct Content {
    data: Option<Vec<u8>>,
}

#[derive(Clone, Debug, Default, Fields)]
struct Upload {
    data: Vec<u8>,
}

fn main() {}
