//! The trait of a product: code is tested with a mock, and runs with the client.

use std::path::Path;
use std::sync::Mutex;

use acs_emulator::Emulator;
use acs_runtime::call::Reply;
use acs_runtime::transport::TransportError;
use acs_runtime::{Error, Kind, testing};
use acs_tests::mocked::describe_gadgets::{DescribeGadgets, DescribeGadgetsResponse};
use acs_tests::mocked::start_gadget::{StartGadget, StartGadgetResponse};
use acs_tests::mocked::{Api, Client};

use crate::local;

/// Code to be tested: starts a gadget and counts those that run.
async fn start(api: &dyn Api, id: &str) -> Result<usize, Error> {
    api.start_gadget(StartGadget { gadget_id: Some(id.to_owned()), ..StartGadget::default() }).await?;
    let request = DescribeGadgets { gadget_ids: Some(vec![id.to_owned()]) };
    Ok(api.describe_gadgets(request).await?.gadgets.len())
}

#[derive(Default)]
struct Mock {
    started: Mutex<Vec<String>>,
}

impl Api for Mock {
    fn start_gadget(&self, request: StartGadget) -> Reply<'_, StartGadgetResponse> {
        Reply::new(async move {
            let mut started = self.started.lock().expect("no test panics with it");
            started.extend(request.gadget_id);
            Ok(StartGadgetResponse::default())
        })
    }

    fn describe_gadgets(&self, _: DescribeGadgets) -> Reply<'_, DescribeGadgetsResponse> {
        testing::response::<DescribeGadgets>(r#"{"Gadgets": [{"Id": "g-1"}, {"Id": "g-2"}]}"#).into()
    }
}

struct Busy;

impl Api for Busy {
    fn start_gadget(&self, _: StartGadget) -> Reply<'_, StartGadgetResponse> {
        Err(Error::from(TransportError::timeout("too late"))).into()
    }
}

struct Nothing;

impl Api for Nothing {}

#[tokio::test]
async fn a_mock_answers() -> Result<(), Error> {
    let mock = Mock::default();
    assert_eq!(start(&mock, "g-1").await?, 2);
    assert_eq!(*mock.started.lock().expect("no test panics with it"), ["g-1"]);
    Ok(())
}

#[test]
fn a_mock_fails_as_it_is_told_and_says_what_it_has_not() {
    let request = StartGadget::default;
    assert_eq!(Busy.start_gadget(request()).wait().map_err(|error| error.kind()), Err(Kind::Timeout));
    let error = Nothing.start_gadget(request()).wait().expect_err("it is not mocked");
    assert!(error.to_string().contains("`StartGadget` is not mocked"), "{error}");
}

#[tokio::test]
async fn the_client_is_one_too() -> Result<(), Box<dyn std::error::Error>> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/specs");
    let emulator = Emulator::builder().specs(specs).start().await?;
    let client = local::configure(Client::builder(), emulator.url()).region("cn-test").build()?;
    assert!(start(&client, "g-1").await? > 0);
    let waited = Api::start_gadget(&client, StartGadget::default()).wait();
    let error = waited.expect_err("the client is asynchronous");
    assert!(error.to_string().contains("asynchronous"), "{error}");
    Ok(())
}
