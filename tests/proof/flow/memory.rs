//! What a stream keeps: one page, however many there were.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use acs_ecs_20140526::Client;
use acs_ecs_20140526::describe_network_interfaces::DescribeNetworkInterfaces;
use acs_runtime::Raw;
use acs_runtime::transport::{Attempt, Sending, Sleeping, Transport};
use serde_json::json;

use crate::{TestResult, local};

/// Answers at once with a page of ten items; so many of them follow each other.
#[derive(Debug)]
struct Pages(usize);

impl Transport for Pages {
    fn send(&self, attempt: Attempt) -> Sending<'_> {
        let query = attempt.request.uri().query().unwrap_or_default();
        let asked = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        let number: usize =
            asked("NextToken").or(asked("PageNumber")).map_or(1, |number| number.parse().unwrap_or(1));
        let next = if number < self.0 { (number + 1).to_string() } else { String::new() };
        let items = if number > self.0 { 0..0 } else { 0..10 };
        let items: Vec<_> =
            items.map(|item| json!({"NetworkInterfaceId": format!("eni-{number:06}-{item}")})).collect();
        let body = json!({"NetworkInterfaceSets": {"NetworkInterfaceSet": items}, "NextToken": next});
        Box::pin(std::future::ready(Ok(Raw::new(200, http::HeaderMap::new(), body.to_string()))))
    }

    fn sleep(&self, _duration: Duration) -> Sleeping<'_> {
        Box::pin(std::future::ready(()))
    }

    fn is_blocking(&self) -> bool {
        true
    }
}

/// The number of items, and the most memory that was held at once, in bytes.
fn read(pages: usize, request: DescribeNetworkInterfaces) -> Result<(usize, u64), acs_runtime::Error> {
    let builder = local::configure(Client::builder(), "http://localhost");
    let client: Client = builder.transport(Pages(pages)).build()?;
    let mut items = client.call(request).items();
    let mut count = 0;
    let used = allocation_counter::measure(|| {
        loop {
            let mut context = Context::from_waker(Waker::noop());
            match pin!(items.next()).poll(&mut context) {
                Poll::Ready(Some(Ok(_))) => count += 1,
                Poll::Ready(Some(Err(error))) => panic!("{error}"),
                Poll::Ready(None) => break,
                Poll::Pending => panic!("the transport answers at once"),
            }
        }
    });
    Ok((count, used.bytes_max))
}

#[test]
fn a_thousand_pages_take_no_more_memory_than_ten() -> TestResult {
    for page_number in [None, Some(1)] {
        let request = DescribeNetworkInterfaces { page_number, ..Default::default() };
        // Once, for what is set up on first use.
        read(2, request.clone())?;
        let (few, before) = read(10, request.clone())?;
        let (many, after) = read(1000, request)?;
        assert_eq!((few, many), (100, 10_000));
        // A number in a parameter is longer now and then.
        assert!(after <= before + 1024, "{before} bytes for ten pages, {after} for a thousand");
    }
    Ok(())
}
