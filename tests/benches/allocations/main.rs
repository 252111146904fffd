//! How often what the runtime does takes memory: `cargo bench-allocations`. Apart from what is timed, for counting takes time.

#[path = "../runtime/page.rs"]
mod page;
#[path = "../runtime/request.rs"]
mod request;

use std::error::Error;
use std::hint::black_box;
use std::io::Write;

use acs_eipanycast_20200309::Client;
use acs_eipanycast_20200309::list_anycast_eip_addresses::ListAnycastEipAddressesResponse;
use acs_runtime::credentials::Credentials;
use acs_runtime::decode::decode;

use page::{Page, page};
use request::{SECRET, request, sign};

/// What is counted: what it is called, and what it does.
type Case<'c> = (&'static str, Box<dyn Fn() + 'c>);

fn main() -> Result<(), Box<dyn Error>> {
    let client: Client = Client::builder().region("cn-hangzhou").access_key("testid", SECRET).build()?;
    let credentials = Credentials::new("testid", SECRET);
    let page = page().to_string().into_bytes();
    let cases: [Case<'_>; 5] = [
        ("build the request", Box::new(|| drop(black_box(request())))),
        ("build and check", Box::new(|| drop(black_box(client.call(request()).validate())))),
        ("build, check and sign", Box::new(|| drop(black_box(sign(&client, &credentials))))),
        ("a page, with derives", Box::new(|| drop(black_box(serde_json::from_slice::<Page>(&page))))),
        ("a page", Box::new(|| drop(black_box(decode::<ListAnycastEipAddressesResponse>(&page))))),
    ];
    let mut out = std::io::stdout().lock();
    writeln!(out, "{:<28} {:>7} {:>9}", "case", "allocs", "bytes")?;
    for (name, pass) in &cases {
        // What is made once is made now.
        pass();
        let stats = allocation_counter::measure(pass);
        writeln!(out, "{name:<28} {:>7} {:>9}", stats.count_total, stats.bytes_total)?;
    }
    Ok(())
}
