//! Types, attributes and names of one's own.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use acs_emulator::Emulator;
use acs_runtime::testing;
use acs_tests::own::Id;
use acs_tests::own::gadget::Client;
use acs_tests::own::gadget::create_gadget::{CreateGadgetError, Kind};
use acs_tests::own::gadget::find_gadgets::FindGadgets;
use acs_tests::own::gadget::types::Branch;
use serde_json::json;

use crate::local;

#[tokio::test]
async fn own_types_go_over_the_wire_and_come_back() -> Result<(), Box<dyn std::error::Error>> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/specs");
    let emulator = Emulator::builder().specs(specs).start().await?;
    let client = local::configure(Client::builder(), emulator.url()).region("cn-test").build()?;
    let response = client
        .create_gadget()
        .name("GIZMO")
        .kind(Kind::Double)
        .ids(["a", "b"])
        .owner(json!({"Kind": "admin"}))
        .share(0.75)
        .tree(Branch::default().name("root"))
        .send()
        .await?;
    let gadget = response.gadget.ok_or("there is no gadget")?;
    assert_eq!((gadget.id, gadget.size), (Some(Id("g-1".to_owned())), Some(40_u16)));
    let sent = emulator.requests().pop().ok_or("there was no request")?;
    let text = format!("{:?}", sent.parameters);
    for part in ["gizmo", "2x", "Ids", "admin", "Ratio", "0.75"] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    Ok(())
}

#[test]
fn derives_are_added() -> Result<(), serde_json::Error> {
    let requests: HashSet<FindGadgets> = [FindGadgets::default(), FindGadgets::default()].into();
    assert_eq!(requests.len(), 1);
    assert_eq!(serde_json::to_value(CreateGadgetError::WrongState)?, "WrongState");
    let kinds: BTreeSet<Kind> = ["later", "2x", "Small", "earlier"].map(Kind::from).into();
    assert_eq!(Vec::from_iter(kinds), ["Small", "2x", "earlier", "later"]);
    Ok(())
}

#[test]
fn an_error_is_made_of_its_code() {
    let error = testing::error(CreateGadgetError::WrongState);
    assert_eq!(error.op(), Some(CreateGadgetError::WrongState));
    assert_eq!((error.code(), error.http_status()), (Some("IncorrectStatus.Test"), Some(400)));
    assert_eq!(error.kind(), acs_runtime::Kind::WrongState);
}
