//! What a caller sees of errors and answers: the operation's codes, the class, and the answer as it came.

use acs_eipanycast_20200309::describe_anycast_eip_address::DescribeAnycastEipAddressError;
use acs_eipanycast_20200309::unassociate_anycast_eip_address::UnassociateAnycastEipAddressError;
use acs_runtime::retry::RetryPolicy;
use acs_runtime::{Codes, Kind};

use super::documented_call;
use crate::{TestResult, local};

#[tokio::test]
async fn each_documented_error_is_matched() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let expected = [
        (
            "IncorrectStatus.Anycast",
            UnassociateAnycastEipAddressError::IncorrectStatusAnycast,
            Kind::WrongState,
        ),
        ("InstanceNotExist.ENI", UnassociateAnycastEipAddressError::InstanceNotExistEni, Kind::NotFound),
        ("InstanceNotExist.SLB", UnassociateAnycastEipAddressError::InstanceNotExistSlb, Kind::NotFound),
        (
            "OperationFailed.Conflict",
            UnassociateAnycastEipAddressError::OperationFailedConflict,
            Kind::Conflict,
        ),
        (
            "OperationUnsupported.ServiceManaged",
            UnassociateAnycastEipAddressError::OperationUnsupportedServiceManaged,
            Kind::Unsupported,
        ),
        (
            "ResourceNotFound.BindInstanceId",
            UnassociateAnycastEipAddressError::ResourceNotFoundBindInstanceId,
            Kind::NotFound,
        ),
    ];
    assert_eq!(expected.len(), UnassociateAnycastEipAddressError::ALL.len());
    for (code, variant, kind) in expected {
        emulator.fail_next("UnassociateAnycastEipAddress", code)?;
        let error = documented_call(&client).send().await.expect_err("it was told to fail");
        assert_eq!(error.op(), Some(variant), "{code}");
        assert_eq!((error.code(), error.http_status(), error.kind()), (Some(code), Some(400), kind));
        assert_eq!(error.op::<DescribeAnycastEipAddressError>(), None, "it is another operation's");
        assert_eq!((variant.as_str(), variant.status()), (code, 400));
    }
    documented_call(&client).send().await?;
    Ok(())
}

#[tokio::test]
async fn an_error_that_is_not_documented_is_classified() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    for (code, status, kind, is_retryable) in [
        ("Throttling.User", 400, Kind::Throttled, true),
        ("Forbidden.RAM", 403, Kind::AccessDenied, false),
        ("InternalError", 500, Kind::Internal, true),
        ("ServiceUnavailable", 503, Kind::Unavailable, true),
    ] {
        emulator.fail_next("UnassociateAnycastEipAddress", code)?;
        let call = documented_call(&client).prepare().with_retry(RetryPolicy::never());
        let error = call.send().await.expect_err("it was told to fail");
        assert_eq!(error.op::<UnassociateAnycastEipAddressError>(), None);
        assert_eq!((error.kind(), error.http_status()), (kind, Some(status)), "{code}");
        assert_eq!(error.is_retryable(), is_retryable, "{code}");
        emulator.fail_next("UnassociateAnycastEipAddress", code)?;
        let again = documented_call(&client).send().await;
        assert_eq!(again.is_ok(), is_retryable, "{code}");
    }
    Ok(())
}

#[tokio::test]
async fn an_error_is_complete_in_one_line() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    emulator.fail_next("UnassociateAnycastEipAddress", "IncorrectStatus.Anycast")?;
    let error = documented_call(&client).send().await.expect_err("it was told to fail");
    let request = &emulator.requests()[0];
    let (id, message) = (&request.request_id, request.message.as_deref().unwrap_or_default());
    let expected = format!(
        "`UnassociateAnycastEipAddress`: IncorrectStatus.Anycast: {message} (HTTP 400, request id {id})"
    );
    assert_eq!(error.to_string(), expected);
    assert_eq!(error.message(), Some(message));
    assert_eq!(error.request_id(), Some(id.as_str()));
    Ok(())
}

#[tokio::test]
async fn an_error_has_the_answer_as_it_came() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    emulator.fail_next("UnassociateAnycastEipAddress", "IncorrectStatus.Anycast")?;
    let error = documented_call(&client).send().await.expect_err("it was told to fail");
    let raw = error.raw().expect("there was an answer");
    assert_eq!(raw.status(), 400);
    assert!(raw.headers().contains_key("x-acs-request-id"));
    let body: serde_json::Value = serde_json::from_slice(raw.body())?;
    assert_eq!(body["Code"], "IncorrectStatus.Anycast");
    assert!(body["Recommend"].as_str().is_some_and(|link| link.starts_with("https://api.aliyun.com/")));
    Ok(())
}

#[tokio::test]
async fn a_response_comes_with_the_answer_if_wanted() -> TestResult {
    let emulator = local::start().await?;
    let client = local::eipanycast(emulator.url())?;
    let answer = documented_call(&client).send_with_raw().await?;
    assert_eq!(answer.raw.status(), 200);
    let id = &emulator.requests()[0].request_id;
    assert_eq!(answer.response.request_id.as_ref(), Some(id));
    assert_eq!(answer.raw.request_id(), Some(id.as_str()));
    assert_eq!(answer.raw.headers()["content-type"], "application/json; charset=utf-8");
    assert_eq!(answer.raw.body(), format!(r#"{{"RequestId":"{id}"}}"#).as_bytes());
    Ok(())
}
