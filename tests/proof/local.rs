//! An emulator of the committed specs on the loopback address, and clients that call it.

use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Emulator};
use acs_runtime::client::Builder;

use crate::skipped::root;

/// An emulator of all products that have generated crates.
pub(crate) async fn start() -> Result<Emulator, acs_emulator::Error> {
    Emulator::builder().specs(root().join("specs")).start().await
}

/// A client to be configured, with the key that an emulator takes.
pub(crate) fn configure<C: From<acs_runtime::Client>>(builder: Builder<C>, url: &str) -> Builder<C> {
    builder.endpoint(url).region("cn-hangzhou").access_key(ACCESS_KEY_ID, ACCESS_KEY_SECRET)
}

/// A client of Eipanycast that calls `url`.
pub(crate) fn eipanycast(url: &str) -> Result<acs_eipanycast_20200309::Client, acs_runtime::Error> {
    configure(acs_eipanycast_20200309::Client::builder(), url).build()
}

/// A client of Sts that calls `url`.
pub(crate) fn sts(url: &str) -> Result<acs_sts_20150401::Client, acs_runtime::Error> {
    configure(acs_sts_20150401::Client::builder(), url).build()
}

/// A client of Ecs that calls `url`.
pub(crate) fn ecs(url: &str) -> Result<acs_ecs_20140526::Client, acs_runtime::Error> {
    configure(acs_ecs_20140526::Client::builder(), url).build()
}

/// A client of CS that calls `url`.
pub(crate) fn cs(url: &str) -> Result<acs_cs_20151215::Client, acs_runtime::Error> {
    configure(acs_cs_20151215::Client::builder(), url).build()
}
