use std::future::ready;

use super::*;
use crate::credentials::sts::assume_role::AssumeRole;
use crate::transport::{Attempt, Sending, Sleeping};

/// Answers every request with the same text.
#[derive(Debug)]
struct Canned(&'static str);

impl Transport for Canned {
    fn send(&self, _attempt: Attempt) -> Sending<'_> {
        Box::pin(ready(Ok(Raw::new(200, http::HeaderMap::new(), self.0))))
    }

    fn sleep(&self, _duration: Duration) -> Sleeping<'_> {
        Box::pin(ready(()))
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_decoded_is_not_kept_by_the_error() {
    let request = AssumeRole {
        role_arn: Some("acs:ram::1:role/r".to_owned()),
        role_session_name: Some("ci".to_owned()),
        ..AssumeRole::default()
    };
    let caller = Credentials::new("testid", "testsecret");
    let transport = Canned(r#"{"Credentials":{"AccessKeySecret":"hidden""#);
    let called = Session::default().call(&request, Some(&caller), &Surroundings::default(), &transport).await;
    let Err(error) = called else { panic!("the answer is cut") };
    assert!(error.to_string().contains("cannot be decoded"), "{error}");
    assert!(error.raw().is_some_and(|raw| raw.body().is_empty()));
}

/// Where STS is for a session, and for one that has the same in variables.
#[track_caller]
fn check(region: Option<&str>, is_vpc: bool, expected: &str) {
    let given = Session { region: region.map(str::to_owned), is_vpc: Some(is_vpc), ..Session::default() };
    let mut around = Surroundings::default();
    around.set_variables(|_| None);
    let endpoint = given.endpoint(&around).expect("there is an endpoint");
    assert_eq!(endpoint.to_string(), expected);
    let region = region.map(str::to_owned);
    around.set_variables(move |name| match name {
        "ALIBABA_CLOUD_STS_REGION" => region.clone(),
        "ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED" => Some(is_vpc.to_string()),
        _ => None,
    });
    let endpoint = Session::default().endpoint(&around).expect("there is an endpoint");
    assert_eq!(endpoint.to_string(), expected);
}

#[test]
fn sts_is_in_the_middle_or_in_a_region() {
    check(None, false, "https://sts.aliyuncs.com");
    check(None, true, "https://sts.aliyuncs.com");
    check(Some("cn-beijing"), false, "https://sts.cn-beijing.aliyuncs.com");
    check(Some("cn-beijing"), true, "https://sts-vpc.cn-beijing.aliyuncs.com");
    check(Some("eu-new-1"), true, "https://sts-vpc.eu-new-1.aliyuncs.com");
}

#[test]
fn a_region_that_is_no_name_makes_no_host() {
    let session = Session { region: Some("evil.com/".to_owned()), ..Session::default() };
    assert!(session.endpoint(&Surroundings::default()).is_err());
}
