//! The request that is built, checked, signed and sent.

use std::time::SystemTime;

use acs_eipanycast_20200309::Client;
use acs_eipanycast_20200309::unassociate_anycast_eip_address::{
    BindInstanceType, UnassociateAnycastEipAddress,
};
use acs_runtime::Error;
use acs_runtime::credentials::Credentials;
use acs_runtime::sign::SignedRequest;

pub(crate) const SECRET: &str = "testsecret";
const NONCE: &str = "0123456789abcdef0123456789abcdef";

/// The request of the documentation page, with all of its parameters.
pub(crate) fn request() -> UnassociateAnycastEipAddress {
    UnassociateAnycastEipAddress {
        bind_instance_id: Some("lb-d7oxbixhxv1uupnon****".to_owned()),
        bind_instance_region_id: Some("us-west-1".to_owned()),
        bind_instance_type: Some(BindInstanceType::NetworkInterface),
        anycast_id: Some("aeip-2zeerraiwb7ujsxdc****".to_owned()),
        client_token: Some("02fb3da4-130e-11e9-8e44-0016e04115b".to_owned()),
        dry_run: Some(false),
        private_ip_address: Some("192.168.XX.XX".to_owned()),
    }
}

/// Signs it, as a call does.
pub(crate) fn sign(client: &Client, credentials: &Credentials) -> Result<SignedRequest, Error> {
    client.call(request()).sign_with(credentials, SystemTime::now(), NONCE)
}
