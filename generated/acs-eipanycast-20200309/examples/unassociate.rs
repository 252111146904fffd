//! Detaches an Anycast EIP, against an emulator of its own: the call of the documentation page, and what can go wrong.
//!
//! `cargo run -p acs-eipanycast-20200309 --example unassociate`

use acs_eipanycast_20200309::Client;
use acs_eipanycast_20200309::unassociate_anycast_eip_address::{
    BindInstanceType, UnassociateAnycastEipAddress, UnassociateAnycastEipAddressError as Documented,
};
use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Emulator};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs/eipanycast");
    let emulator = Emulator::builder().specs(specs).start().await?;
    // Against the service itself this is `Client::from_env()?`.
    let client = Client::builder()
        .endpoint(emulator.url())
        .region("cn-hangzhou")
        .access_key(ACCESS_KEY_ID, ACCESS_KEY_SECRET)
        .build()?;

    succeed(&client).await?;
    break_a_rule(&client, &emulator).await;
    try_out(&client).await?;
    match_an_error(&client, &emulator).await?;
    Ok(())
}

/// The call of the documentation page.
async fn succeed(client: &Client) -> Result<(), acs_runtime::Error> {
    let response = client
        .unassociate_anycast_eip_address()
        .anycast_id("aeip-2zeerraiwb7ujsxdc****")
        .bind_instance_id("lb-2zebb08phyczzawe****")
        .bind_instance_region_id("us-west-1")
        .bind_instance_type(BindInstanceType::SlbInstance)
        .send()
        .await?;
    println!("detached, request {}", response.request_id.unwrap_or_default());
    Ok(())
}

/// A request that breaks a documented rule does not leave.
async fn break_a_rule(client: &Client, emulator: &Emulator) {
    let before = emulator.requests().len();
    let request = UnassociateAnycastEipAddress {
        private_ip_address: Some("192.168.0.7".to_owned()),
        client_token: Some("t".repeat(65)),
        ..sound()
    };
    if let Err(error) = client.call(request).send().await {
        println!("\nrefused before sending: {error}");
        for violation in error.violations() {
            println!("  {}: {violation}", violation.field());
        }
    }
    println!("requests sent: {}", emulator.requests().len() - before);
}

/// A dry run that would be accepted is `Ok`, although the service reports it as an error.
async fn try_out(client: &Client) -> Result<(), acs_runtime::Error> {
    client.call(sound()).dry_run().await?;
    println!("\nthe dry run passed");
    Ok(())
}

/// A documented error is a variant of the operation's own enum.
async fn match_an_error(client: &Client, emulator: &Emulator) -> Result<(), Box<dyn std::error::Error>> {
    emulator.fail_next("UnassociateAnycastEipAddress", "IncorrectStatus.Anycast")?;
    let Err(error) = client.call(sound()).send().await else {
        return Err("the emulator did not fail".into());
    };
    match error.op::<Documented>() {
        Some(Documented::IncorrectStatusAnycast) => println!("\nthe address is busy, try later: {error}"),
        Some(other) => println!("\nanother documented error: {other}"),
        None => return Err(error.into()),
    }
    Ok(())
}

fn sound() -> UnassociateAnycastEipAddress {
    UnassociateAnycastEipAddress {
        anycast_id: Some("aeip-2zeerraiwb7ujsxdc****".to_owned()),
        bind_instance_id: Some("lb-2zebb08phyczzawe****".to_owned()),
        bind_instance_region_id: Some("us-west-1".to_owned()),
        bind_instance_type: Some(BindInstanceType::SlbInstance),
        ..UnassociateAnycastEipAddress::default()
    }
}
