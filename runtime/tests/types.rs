//! What generated types can do without a service.

pub mod sample;

use std::collections::HashSet;

use acs_runtime::decode::decode;
use acs_runtime::sign::v3::canonical_query;
use acs_runtime::{Codes, Error, Operation};
use sample::Client;
use sample::things::{UpdateThing, UpdateThingError};
use sample::unassociate_anycast_eip_address::{
    BindInstanceType, UnassociateAnycastEipAddress, UnassociateAnycastEipAddressCall,
    UnassociateAnycastEipAddressError,
};

#[test]
fn codes_know_their_text_and_status() {
    assert_eq!(UnassociateAnycastEipAddressError::InstanceNotExistEni.as_str(), "InstanceNotExist.ENI");
    assert_eq!(UpdateThingError::InUse.to_string(), "Thing.InUse");
    assert_eq!(UpdateThingError::InUse.status(), 400);
    assert_eq!(format!("{:?}", UpdateThingError::InUse), r#""Thing.InUse""#);
    for (status, code, expected) in [
        (400, "Thing.InUse", Some(UpdateThingError::InUse)),
        (409, "Thing.InUse", Some(UpdateThingError::InUse)),
        (400, "IncorrectStatus.Thing", Some(UpdateThingError::IncorrectStatus)),
        (400, "Undocumented", None),
    ] {
        assert_eq!(Error::service::<UpdateThing>(status, code, "").op(), expected, "{code}");
    }
}

#[test]
fn open_enums_take_any_text() {
    assert_eq!(BindInstanceType::from("SlbInstance"), BindInstanceType::SlbInstance);
    let later = BindInstanceType::from("Later".to_owned());
    assert_eq!((later.as_str(), later.to_string()), ("Later", "Later".to_owned()));
    assert!(later == "Later" && later != BindInstanceType::NetworkInterface);
    assert_eq!(BindInstanceType::VALUES, ["SlbInstance", "NetworkInterface"]);
    assert_eq!(format!("{later:?} {:?}", BindInstanceType::SlbInstance), r#""Later" "SlbInstance""#);
    assert_eq!(HashSet::from([later.clone(), "Later".into(), BindInstanceType::SlbInstance]).len(), 2);
    let decoded: Result<Vec<BindInstanceType>, _> = decode(br#"["SlbInstance", "Later", 3, "", null]"#);
    assert_eq!(decoded, Ok(vec![BindInstanceType::SlbInstance, later, BindInstanceType::from("3")]));
}

#[test]
fn a_query_is_sorted_by_bytes() {
    let mut pairs = [("Ids.2", "b"), ("Ids.10", "c"), ("Ids.1", "a"), ("中 k", "v")];
    assert_eq!(canonical_query(&mut pairs), "Ids.1=a&Ids.10=c&Ids.2=b&%E4%B8%AD%20k=v");
}

#[test]
fn optional_parameters_can_be_set_and_cleared() {
    let client: Client = Client::builder()
        .region("cn-hangzhou")
        .access_key("testid", "testsecret")
        .build()
        .expect("the client has all it needs");
    let blank: UnassociateAnycastEipAddressCall<'_> = client.unassociate_anycast_eip_address();
    let call = blank
        .private_ip_address("10.0.0.1")
        .maybe_private_ip_address(None)
        .maybe_client_token(None)
        .prepare();
    assert_eq!(call.request(), &UnassociateAnycastEipAddress::default());
    assert_eq!(call.into_request(), UnassociateAnycastEipAddress::default());
    assert_eq!(UnassociateAnycastEipAddress::SPEC.name, "UnassociateAnycastEipAddress");
}
