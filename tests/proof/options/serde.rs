//! Requests and responses through serde.

use acs_runtime::testing;
use acs_tests::own::gadget::create_gadget::{CreateGadget, CreateGadgetDisk, CreateGadgetResponse, Kind};
use acs_tests::own::gadget::types::Branch;
use serde_json::{from_str, from_value, json, to_value};

#[test]
fn a_request_is_read_from_a_file_of_settings() -> Result<(), serde_yaml::Error> {
    let text = "Name: Gizmo\nKind: 2x\nNumber: 3\nDisk: [{Size: 20, Category: later}]\nLabels: {a: b}\n";
    let request: CreateGadget = serde_yaml::from_str(text)?;
    let disk = CreateGadgetDisk::default().size(20).category("later");
    assert_eq!(request.kind, Some(Kind::Double));
    assert_eq!((request.count, request.disk), (Some(3), Some(vec![disk])));
    Ok(())
}

#[test]
fn a_request_survives_a_round_trip_without_what_is_absent() -> Result<(), serde_json::Error> {
    let request = CreateGadget {
        name: Some("gizmo".into()),
        kind: Some(Kind::Small),
        tree: Some(Branch::default().name("root").children([Branch::default()])),
        ..CreateGadget::default()
    };
    let json = to_value(&request)?;
    let expected = json!({"Name": "gizmo", "Kind": "Small", "Tree": {"Name": "root", "Children": [{}]}});
    assert_eq!(json, expected);
    assert_eq!(from_value::<CreateGadget>(json)?, request);
    Ok(())
}

#[test]
fn a_name_that_requests_do_not_know_is_an_error_and_in_responses_none() -> Result<(), serde_json::Error> {
    let error = from_str::<CreateGadget>(r#"{"Nmae": "gizmo"}"#).expect_err("it is a typo");
    assert!(error.to_string().contains("unknown field `Nmae`"), "{error}");
    let response: CreateGadgetResponse = from_str(r#"{"RequestId": "1", "New": 1}"#)?;
    assert_eq!(response.request_id.as_deref(), Some("1"));
    Ok(())
}

#[test]
fn a_response_survives_a_round_trip() -> Result<(), Box<dyn std::error::Error>> {
    let json =
        r#"{"RequestId": "1", "Gadget": {"Id": "g-1", "Status": "Running", "Disks": [{"Size": "20"}]}}"#;
    let response = testing::response::<CreateGadget>(json)?;
    let again: CreateGadgetResponse = from_value(to_value(&response)?)?;
    assert_eq!(again, response);
    Ok(())
}
