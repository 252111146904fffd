//! The made-up product without a client, for this crate alone, with one line of docs for each thing; and a program that
//! gets along with it.

#[deny(warnings)]
#[expect(dead_code, reason = "one program does not use all of it")]
mod gadget {
    include!(concat!(env!("OUT_DIR"), "/bare/acs_gadget_20240101.rs"));
}

use acs_runtime::client::Builder;
use acs_runtime::{Client, Error};
use gadget::create_gadget::{CreateGadget, Kind};
use gadget::odd_names::OddNames;
use gadget::start_gadget::StartGadget;

/// A client of the runtime, for the product.
pub fn builder() -> Builder<Client> {
    Client::builder(&gadget::PRODUCT)
}

/// Makes a gadget, and gives its ID.
///
/// # Errors
///
/// When the call fails.
pub async fn create(client: &Client, name: &str) -> Result<Option<String>, Error> {
    let request = CreateGadget::default().name(name).kind(Kind::Small);
    let response = client.call(request).send().await?;
    Ok(response.gadget.and_then(|gadget| gadget.id))
}

/// Tries to start a gadget.
///
/// # Errors
///
/// When it could not be started.
pub async fn try_start(client: &Client, id: &str) -> Result<(), Error> {
    client.call(StartGadget::default().gadget_id(id)).dry_run().await
}

/// Sends what has names that are odd.
///
/// # Errors
///
/// When the call fails.
pub async fn send_odd(client: &Client, text: &str) -> Result<(), Error> {
    client.call(OddNames::default().send(text).prepare(text).clone()).send().await.map(|_| ())
}
