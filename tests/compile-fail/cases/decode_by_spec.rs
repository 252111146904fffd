//! Answers that go by a spec: what it does not return, and keys that want each other.

use acs_macros::Decode;

#[derive(Debug, Default, Decode)]
#[object(spec = "specs", name = "DescribeAnycastEipAddress")]
struct Answer {
    ip_adress: Option<String>,
    #[field(name = "Anycast")]
    id: Option<String>,
}

#[derive(Debug, Default, Decode)]
#[object(spec = "specs", name = "DescribeAnycastEipAddress", rename_all = "camelCase")]
struct Spelled {
    ip_address: Option<String>,
}

#[derive(Debug, Default, Decode)]
#[object(spec = "specs", name = "DescribeAnycastEipAddress", at = "AnycastEipBindInfo")]
struct Nowhere {}

#[derive(Debug, Default, Decode)]
#[object(spec = "specs", name = "DescribeAnycastEipAddress", at = "IpAddress")]
struct Text {}

#[derive(Debug, Default, Decode)]
#[object(spec = "specs", name = "DescribeAnycastEip")]
struct Unknown {}

#[derive(Debug, Default, Decode)]
#[object(spec = "specs")]
struct Nameless {}

#[derive(Debug, Default, Decode)]
#[object(at = "AnycastEipBindInfoList")]
struct Specless {}

#[derive(Debug, Default, Decode)]
#[object(spec = "no/specs", name = "DescribeAnycastEipAddress")]
struct Lost {}

fn main() {}
