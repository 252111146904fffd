//! Requests without a client go through one of the runtime.

use std::path::Path;

use acs_emulator::Emulator;
use acs_runtime::{Error, Kind};
use acs_tests::bare;

use crate::local;

#[tokio::test]
async fn a_client_of_the_runtime_sends_requests() -> Result<(), Box<dyn std::error::Error>> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/specs");
    let emulator = Emulator::builder().specs(specs).start().await?;
    let client = local::configure(bare::builder(), emulator.url()).region("cn-test").build()?;
    assert_eq!(bare::create(&client, "gizmo").await?.as_deref(), Some("g-1"));
    bare::try_start(&client, "g-1").await?;
    bare::send_odd(&client, "x").await?;
    let sent: Vec<_> = emulator.requests().iter().map(|it| it.operation.clone()).collect();
    assert_eq!(sent.len(), 3, "{sent:?}");
    let refused = bare::create(&client, "a name that is too long").await;
    assert_eq!(refused.as_ref().map_err(Error::kind), Err(Kind::Violations));
    Ok(())
}
