//! What a client takes from its builder, and what from the environment.

use acs_rules::EndpointRule;

use super::*;

static PRODUCT: ProductSpec<'static> =
    ProductSpec { endpoint_rule: EndpointRule::Regional, ..ProductSpec::new("Things", "2020-01-01") };

fn environment(name: &str) -> Option<String> {
    let value = match name {
        "ALIBABA_CLOUD_ACCESS_KEY_ID" => "testid",
        "ALIBABA_CLOUD_ACCESS_KEY_SECRET" => "testsecret",
        "ALIBABA_CLOUD_REGION_ID" => "cn-hangzhou",
        _ => return None,
    };
    Some(value.to_owned())
}

#[test]
fn what_is_not_given_comes_from_the_environment() {
    let client = Client::builder(&PRODUCT).build_with(environment).expect("the environment has all");
    assert_eq!(client.region(), Some("cn-hangzhou"));
    assert_eq!(client.endpoint().to_string(), "https://things.cn-hangzhou.aliyuncs.com");
}

#[test]
fn what_is_given_comes_first() {
    let builder = Client::builder(&PRODUCT).region("eu-central-1").endpoint("http://127.0.0.1:8080");
    let client = builder.build_with(environment).expect("the environment has the rest");
    assert_eq!(client.region(), Some("eu-central-1"));
    assert_eq!(client.endpoint().to_string(), "http://127.0.0.1:8080");
}

#[test]
fn credentials_are_looked_for_when_they_are_needed() {
    let client =
        Client::builder(&PRODUCT).region("cn-hangzhou").build_with(|_| None).expect("nothing is read");
    let credentials = format!("{:?}", client.settings().credentials);
    assert!(credentials.contains("DefaultChain"), "{credentials}");
    let builder =
        Client::builder(&PRODUCT).region("cn-hangzhou").access_key("testid", "testsecret").anonymous();
    let client = builder.build_with(|_| None).expect("an anonymous client needs none");
    assert!(client.settings().credentials.is_none());
}

#[test]
fn a_client_without_a_region_says_what_to_set() {
    let error = Client::builder(&PRODUCT).access_key("testid", "testsecret").build_with(|_| None);
    let error = error.expect_err("there is no region");
    assert_eq!(error.kind(), crate::Kind::Configuration);
    assert!(error.to_string().contains("set `ALIBABA_CLOUD_REGION_ID`"), "{error}");
}

#[test]
fn a_proxy_that_cannot_be_used_is_an_error() {
    let variable = |name: &str| match name {
        "ALL_PROXY" => Some("socks5://proxy:1080".to_owned()),
        name => environment(name),
    };
    let error = Client::builder(&PRODUCT).build_with(variable).expect_err("SOCKS is not spoken");
    assert!(error.to_string().contains("ALL_PROXY is not `http://host:port`"), "{error}");
    let plain = Client::builder(&PRODUCT).endpoint("http://127.0.0.1:8080").build_with(variable);
    assert!(plain.is_ok(), "no proxy of the environment is taken there");
}
