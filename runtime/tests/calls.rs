//! Calls from the first setter to the answer, over loopback.

pub mod events;
pub mod faults;
pub mod loopback;
pub mod sample;
pub mod stage;

use std::time::Duration;

use acs_runtime::credentials::Credentials;
use acs_runtime::rules::Severity;
use acs_runtime::sign::v3::{CanonicalRequest, Signature, SigningKey, canonical_headers, payload_hash};
use acs_runtime::{Error, Kind};
use events::Events;
use loopback::{Received, Server};
use sample::Client;
use sample::things::{Part, UpdateThing, UpdateThingError};
use sample::unassociate_anycast_eip_address::{BindInstanceType, UnassociateAnycastEipAddressError};

use stage::{Act, Stage};

type Outcome = Result<(), Error>;

const REQUEST_ID: &str = r#"{"RequestId": "A1"}"#;

fn client(server: &Server) -> Client {
    let builder =
        Client::builder().endpoint(&server.url).region("cn-hangzhou").access_key("testid", "testsecret");
    builder.build().expect("the client has all it needs")
}

/// The call of the documentation page.
macro_rules! filled {
    ($client:expr) => {
        $client
            .unassociate_anycast_eip_address()
            .anycast_id("aeip-2zeerraiwb7ujsxdc****")
            .bind_instance_id("lb-d7oxbixhxv1uupnon****")
            .bind_instance_region_id("us-west-1")
            .bind_instance_type(BindInstanceType::SlbInstance)
    };
}

fn thing() -> UpdateThing {
    UpdateThing {
        thing_id: Some("a/b c".to_owned()),
        password: Some("correct horse".to_owned()),
        ..Default::default()
    }
}

/// Asserts that a received request is signed as the documentation says.
#[track_caller]
fn assert_signed(received: &Received) {
    let (_, rest) = received.header("authorization").split_once("SignedHeaders=").expect("it is signed");
    let (signed, signature) = rest.split_once(",Signature=").expect("there is a signature");
    let signed: Vec<&str> = signed.split(';').collect();
    let headers = received.headers.iter().map(|(name, value)| (name, value));
    let headers = canonical_headers(headers.filter(|(name, _)| signed.contains(&name.as_str())));
    let must_be_signed = |name: &str| name == "host" || name == "content-type" || name.starts_with("x-acs-");
    let present: Vec<&str> =
        received.headers.iter().map(|(name, _)| name.as_str()).filter(|name| must_be_signed(name)).collect();
    assert!(present.iter().all(|name| signed.contains(name)), "{present:?} in {signed:?}");
    let hash = payload_hash(received.body.as_bytes());
    assert_eq!(received.header("x-acs-content-sha256"), hash);
    let request = CanonicalRequest::new(&received.method, received.path(), received.query(), &headers, &hash);
    let signature = Signature::parse(signature).expect("it is a signature");
    assert!(request.string_to_sign().verify(&SigningKey::new("testsecret"), &signature), "{request}");
}

#[tokio::test]
async fn a_call_sends_a_signed_request_and_gives_the_response() -> Outcome {
    let server = Server::start(200, "", REQUEST_ID).await;
    let response = filled!(client(&server)).send().await?;
    assert_eq!(response.request_id.as_deref(), Some("A1"));

    let received = &server.received()[0];
    assert_signed(received);
    assert_eq!((received.method.as_str(), received.path(), received.body.as_str()), ("POST", "/", ""));
    assert_eq!(received.param("BindInstanceType"), Some("SlbInstance"));
    assert_eq!(received.param("AnycastId"), Some("aeip-2zeerraiwb7ujsxdc%2A%2A%2A%2A"));
    assert_eq!(received.header("x-acs-action"), "UnassociateAnycastEipAddress");
    assert_eq!(received.header("x-acs-version"), "2020-03-09");
    assert_eq!(received.header("x-acs-credentials-provider"), "static_ak");
    assert_eq!(received.header("accept"), "application/json");
    assert_eq!(received.header("content-type"), "");
    assert!(received.header("user-agent").starts_with("acsgen/"), "{}", received.header("user-agent"));
    assert_eq!(received.header("x-acs-signature-nonce").len(), 32);
    Ok(())
}

#[tokio::test]
async fn a_temporary_key_sends_its_token() -> Outcome {
    let server = Server::start(200, "", REQUEST_ID).await;
    let credentials = Credentials::with_token("testid", "testsecret", "testtoken");
    let client: Client = Client::builder().endpoint(&server.url).credentials(credentials).build()?;
    filled!(client).send().await?;
    let received = &server.received()[0];
    assert_signed(received);
    assert_eq!(received.header("x-acs-security-token"), "testtoken");
    assert_eq!(received.header("x-acs-accesskey-id"), "testid");
    Ok(())
}

#[tokio::test]
async fn roles_fill_what_is_left_out() -> Outcome {
    let server = Server::start(200, "", "{}").await;
    let client = client(&server);
    let call = filled!(client).prepare();
    call.clone().send().await?;
    call.send().await?;
    filled!(client).send().await?;
    filled!(client).client_token("mine").send().await?;
    client.call(thing()).send().await?;

    let received = server.received();
    let token = |index: usize| received[index].param("ClientToken").unwrap_or_default();
    assert_eq!(token(0).len(), 36);
    assert_eq!(token(0), token(1), "a clone is the same logical call");
    assert_ne!(token(0), token(2));
    assert_eq!(token(3), "mine");
    assert_ne!(
        received[0].header("x-acs-signature-nonce"),
        received[1].header("x-acs-signature-nonce"),
        "every attempt has a nonce of its own"
    );
    assert_eq!(received[4].param("RegionId"), Some("cn-hangzhou"));
    Ok(())
}

#[tokio::test]
async fn parameters_go_where_the_table_says() -> Outcome {
    let server = Server::start(200, "", "{}").await;
    let part = Part { name: Some("p".to_owned()), count: Some(2), parts: Some(vec![Part::default()]) };
    let labels = [("k.1".to_owned(), "v".to_owned())].into();
    let request = UpdateThing {
        source: Some("me".to_owned()),
        parts: Some(vec![part]),
        labels: Some(labels),
        ..thing()
    };
    client(&server).call(request).send().await?;

    let received = &server.received()[0];
    assert_signed(received);
    assert_eq!((received.method.as_str(), received.path()), ("PUT", "/things/a%2Fb%20c/parts"));
    assert_eq!(received.header("x-acs-source"), "me");
    assert_eq!(received.header("content-type"), "application/json; charset=utf-8");
    let body =
        r#"{"Password":"correct horse","Parts":[{"Name":"p","Count":2,"Parts":[{}]}],"Labels":{"k.1":"v"}}"#;
    assert_eq!(received.body, body);
    Ok(())
}

#[tokio::test]
async fn a_parameter_that_the_types_do_not_know_can_be_sent() -> Outcome {
    let server = Server::start(200, "", "{}").await;
    let client = client(&server);
    let call = filled!(client).prepare();
    call.with_param("New.1", "x")
        .with_param("New.1", "y")
        .with_param("BindInstanceRegionId", "eu")
        .send()
        .await?;
    let received = &server.received()[0];
    assert_eq!(received.param("New.1"), Some("y"));
    assert_eq!(received.param("BindInstanceRegionId"), Some("eu"));
    assert_eq!(received.query().matches("BindInstanceRegionId").count(), 1);
    assert_signed(received);
    Ok(())
}

#[tokio::test]
async fn a_request_that_breaks_rules_is_not_sent() -> Outcome {
    let server = Server::start(200, "", "{}").await;
    let client = client(&server);
    let request = UpdateThing { password: Some("short".to_owned()), ..Default::default() };
    let error = client.call(request.clone()).send().await.expect_err("it breaks two rules");
    assert_eq!((error.kind(), error.violations().len()), (Kind::Violations, 2));
    let expected = "`UpdateThing`: not sent, for `ThingId` is required; `Password` must have at least 8 characters; \
        see https://example.com/update-thing";
    assert_eq!(error.to_string(), expected, "without the password");
    assert!(server.received().is_empty());

    let call = client.call(request).with_param("ThingId", "t").with_checks(false);
    assert_eq!(call.validate().len(), 1, "the checks can be asked for");
    call.send().await?;
    assert_eq!(server.received().len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_warning_does_not_stop_a_call() -> Outcome {
    let server = Server::start(200, "", "{}").await;
    let client = client(&server);
    let call = filled!(client).bind_instance_type("Later").prepare();
    let warnings = call.validate();
    assert_eq!(warnings.iter().map(|warning| warning.severity()).collect::<Vec<_>>(), [Severity::Warning]);
    call.send().await?;
    Ok(())
}

#[tokio::test]
async fn an_empty_path_parameter_is_an_error() {
    let server = Server::start(200, "", "{}").await;
    let request = UpdateThing { thing_id: Some(String::new()), ..thing() };
    let error = client(&server).call(request).send().await.expect_err("the path would be another");
    let expected =
        "`UpdateThing`: the request cannot be sent, `ThingId` is part of the path and must not be empty";
    assert_eq!((error.kind(), error.to_string()), (Kind::Encode, expected.to_owned()));
}

#[tokio::test]
async fn a_documented_error_is_matched_by_its_enum() {
    let body = r#"{"RequestId":"A1","Code":"IncorrectStatus.Anycast","Message":"The status is wrong."}"#;
    let server = Server::start(400, "x-acs-request-id: H1\r\n", body).await;
    let error = filled!(client(&server)).send().await.expect_err("the service refuses");
    assert_eq!(error.op(), Some(UnassociateAnycastEipAddressError::IncorrectStatusAnycast));
    assert_eq!(error.op::<UpdateThingError>(), None, "the error is not of that operation");
    assert_eq!(
        (error.kind(), error.is_retryable(), error.http_status()),
        (Kind::WrongState, false, Some(400))
    );
    assert_eq!((error.code(), error.request_id()), (Some("IncorrectStatus.Anycast"), Some("H1")));
    let expected = "`UnassociateAnycastEipAddress`: IncorrectStatus.Anycast: The status is wrong. \
        (HTTP 400, request id H1)";
    assert_eq!(error.to_string(), expected);
    assert_eq!(error.raw().map(|raw| raw.body().as_ref()), Some(body.as_bytes()));
}

#[tokio::test]
async fn a_dry_run_that_passes_is_no_error() -> Outcome {
    let server =
        Server::start(400, "", r#"{"Code":"DryRunOperation","Message":"It would have worked."}"#).await;
    filled!(client(&server)).dry_run().await?;
    assert_eq!(server.received()[0].param("DryRun"), Some("true"));
    let error = filled!(client(&server)).send().await.expect_err("it was no dry run");
    assert_eq!(error.kind(), Kind::DryRunPassed);

    let server = Server::start(400, "", r#"{"Code":"InstanceNotExist.SLB","Message":"No."}"#).await;
    let error = filled!(client(&server)).dry_run().await.expect_err("it would not work");
    assert_eq!(error.op(), Some(UnassociateAnycastEipAddressError::InstanceNotExistSlb));
    Ok(())
}

#[tokio::test]
async fn the_raw_answer_can_be_had() -> Outcome {
    let server = Server::start(200, "x-new: 1\r\n", r#"{"RequestId":"A1","New":2}"#).await;
    let answer = filled!(client(&server)).prepare().send_with_raw().await?;
    assert_eq!(answer.response.request_id.as_deref(), Some("A1"));
    assert_eq!(answer.raw.status(), 200);
    assert_eq!(answer.raw.headers()["x-new"], "1");
    assert_eq!(answer.raw.body().as_ref(), br#"{"RequestId":"A1","New":2}"#);
    Ok(())
}

#[tokio::test]
async fn an_answer_that_does_not_fit_says_where() {
    let server = Server::start(200, "", r#"{"Things":{"Thing":[{"Parent":{"Name":["secret"]}}]}}"#).await;
    let error = client(&server).call(thing()).send().await.expect_err("a list is no text");
    assert_eq!(error.kind(), Kind::Decode);
    let place = "`Things.Thing[0].Parent.Name`: expected a text, found a list";
    let expected = format!("`UpdateThing`: the answer cannot be decoded, {place} (HTTP 200)");
    assert_eq!(error.to_string(), expected);
    assert!(error.raw().is_some());
}

#[tokio::test]
async fn redirects_are_not_followed() -> Outcome {
    let target = Server::start(200, "", "{}").await;
    let server = Server::start(307, &format!("location: {}/\r\n", target.url), "").await;
    let error = filled!(client(&server)).send().await.expect_err("a redirect is no answer");
    assert_eq!((error.kind(), error.http_status()), (Kind::Other, Some(307)));
    assert!(target.received().is_empty());
    Ok(())
}

#[tokio::test]
async fn limits_hold() -> Outcome {
    let silent = Server::start(0, "", "").await;
    let client = client(&silent);
    let call = filled!(client).prepare().with_attempt_timeout(Duration::from_millis(50));
    let error = call.send().await.expect_err("there is no answer");
    assert_eq!((error.kind(), error.is_retryable()), (Kind::Timeout, true));
    let call = filled!(client).prepare().with_timeout(Duration::from_millis(50));
    assert_eq!(call.send().await.expect_err("there is no answer").kind(), Kind::Timeout);

    let server = Server::start(200, "", "x".repeat(2000)).await;
    let builder = Client::builder().endpoint(&server.url).access_key("testid", "testsecret").body_limit(1000);
    let error = filled!(builder.build()?).send().await.expect_err("the answer is too large");
    let expected = "`UnassociateAnycastEipAddress`: the answer has more than 1000 bytes";
    assert_eq!((error.kind(), error.to_string()), (Kind::Transport, expected.to_owned()));
    Ok(())
}

#[tokio::test]
async fn a_service_that_is_not_there_is_a_transport_error() {
    let address = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let address = address.expect("loopback has a port");
    let builder = Client::builder().endpoint(format!("http://{address}")).access_key("testid", "testsecret");
    let client = builder.build().expect("the client has all it needs");
    let error = filled!(client).send().await.expect_err("nobody listens");
    assert_eq!((error.kind(), error.is_retryable()), (Kind::Transport, true));
    assert!(!format!("{error:?}").contains("AnycastId"), "the URL with its parameters stays out: {error:?}");
}

#[tokio::test]
async fn a_request_can_be_signed_without_being_sent() -> Outcome {
    let server = Server::start(200, "", "{}").await;
    let client = client(&server);
    let request = filled!(client).prepare().sign().await?;
    assert_eq!(request.method(), "POST");
    assert!(request.headers()["authorization"].is_sensitive());
    assert!(request.uri().query().is_some_and(|query| query.contains("AnycastId=")));
    assert!(server.received().is_empty());

    let credentials = Credentials::new("testid", "testsecret");
    let call = filled!(client).client_token("t").prepare();
    let sign = || call.sign_with(&credentials, std::time::SystemTime::UNIX_EPOCH, "nonce");
    let (first, second) = (sign()?, sign()?);
    assert_eq!(first.steps.signature(), second.steps.signature(), "time and nonce are all that varies");
    assert!(first.steps.canonical().contains("x-acs-date:1970-01-01T00:00:00Z\n"));
    Ok(())
}

#[tokio::test]
async fn secrets_are_not_printed() -> Outcome {
    let server = Server::start(200, "", "{}").await;
    let credentials = Credentials::with_token("testid", "testsecret", "testtoken");
    let builder =
        Client::builder().endpoint(&server.url).region("eu-central-1").credentials(credentials.clone());
    let printed_builder = format!("{builder:?}");
    let client = builder.build()?;
    let call = client.call(thing());
    let printed_call = format!("{call:?}");
    let signed = call.sign_with(&credentials, std::time::SystemTime::UNIX_EPOCH, "nonce")?;
    let printed_headers = format!("{:?}", signed.request.headers());
    let error = Error::service::<UpdateThing>(
        403,
        "SignatureDoesNotMatch",
        "no match, server string to sign is: correct horse",
    );
    let texts = [
        printed_builder,
        format!("{client:?}"),
        printed_call,
        printed_headers,
        format!("{:?}", call.send()),
        format!("{error} {error:?}"),
    ];
    for text in texts {
        for secret in ["testsecret", "testtoken", "correct horse"] {
            assert!(!text.contains(secret), "{text}");
        }
        if let Some(signature) = signed.steps.signature() {
            assert!(!text.contains(&signature), "{text}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn events_tell_of_warnings_without_secrets() -> Outcome {
    let server = Server::start(200, "", "{}").await;
    let events = Events::default();
    let _guard = events.listen();
    let request = UpdateThing { password: Some("korrekt pferd ä".to_owned()), ..thing() };
    client(&server).call(request).send().await?;
    let text = events.text();
    assert!(text.contains("`Password` must have ASCII characters only"), "{text}");
    assert!(text.contains("answered"), "{text}");
    for secret in ["pferd", "testsecret", "Signature="] {
        assert!(!text.contains(secret), "{text}");
    }
    Ok(())
}

#[tokio::test]
async fn events_tell_of_every_attempt_without_secrets() -> Outcome {
    let failure = Act::error_with(503, "ServiceUnavailable", "x-acs-request-id: H1\r\n");
    let stage = Stage::play([failure, Act::error(400, "Thing.InUse")]);
    let events = Events::default();
    let _guard = events.listen();
    let credentials = Credentials::with_token("testid", "testsecret", "testtoken");
    let client: Client = Client::builder().endpoint(&stage.url).credentials(credentials).build()?;
    let request = UpdateThing { region_id: Some("cn-hangzhou".to_owned()), ..thing() };
    client.call(request).send().await.expect_err("the service is down, and a change is not repeated");
    filled!(client).send().await.expect_err("the service refuses");
    let text = events.text();
    for part in [
        "operation=\"UpdateThing\"",
        "product=\"Eipanycast\"",
        "attempt=1",
        "latency_ms=",
        "status=503",
        "request_id=\"H1\"",
        "kind=Unavailable",
        "code=\"ServiceUnavailable\"",
        "status=400",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    for secret in ["correct horse", "testsecret", "testtoken", "Signature=", "aeip-2zeerraiwb7ujsxdc"] {
        assert!(!text.contains(secret), "{text}");
    }
    Ok(())
}
