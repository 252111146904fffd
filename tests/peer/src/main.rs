//! Calls of another crate to a server: `peer URL CALLS`. Prints the nanoseconds that a call took.

use std::error::Error;
use std::time::Instant;

use aliyun_openapi_core_rust_sdk::client::rpc::RPClient;
use serde_json::Value;

const PARAMETERS: [(&str, &str); 7] = [
    ("BindInstanceId", "lb-d7oxbixhxv1uupnon****"),
    ("BindInstanceRegionId", "us-west-1"),
    ("BindInstanceType", "NetworkInterface"),
    ("AnycastId", "aeip-2zeerraiwb7ujsxdc****"),
    ("ClientToken", "02fb3da4-130e-11e9-8e44-0016e04115b"),
    ("DryRun", "false"),
    ("PrivateIpAddress", "192.168.XX.XX"),
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(url), Some(calls)) = (arguments.next(), arguments.next()) else {
        return Err("usage: peer URL CALLS".into());
    };
    let calls: u32 = calls.parse()?;
    call(&url).await?;
    let start = Instant::now();
    for _ in 0..calls {
        call(&url).await?;
    }
    println!("{}", start.elapsed().as_nanos() as f64 / f64::from(calls));
    Ok(())
}

/// The client is used up by a call.
async fn call(url: &str) -> Result<(), Box<dyn Error>> {
    let client = RPClient::new("testid", "testsecret", url).version("2020-03-09");
    let answer: Value = client.post("UnassociateAnycastEipAddress").query(PARAMETERS).json().await?;
    if answer["RequestId"].is_string() { Ok(()) } else { Err("no request ID".into()) }
}
