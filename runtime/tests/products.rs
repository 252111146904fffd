//! Calls to products that differ from most: older signatures, signatures of their own, networks.

pub mod loopback;

use acs_runtime::call::Call;
use acs_runtime::credentials::{Credentials, CredentialsProvider, Providing};
use acs_runtime::encode::Writer;
use acs_runtime::rules::{
    Auth, Endpoint, OperationSpec, ParameterSpec, Place, ProductSpec, Signing, WireStyle,
};
use acs_runtime::transport::Transport;
use acs_runtime::{Client, Error, Kind, Operation};
use loopback::Server;

type Outcome = Result<(), Error>;

static OLD: ProductSpec<'static> =
    ProductSpec { signing: Signing::V1, ..ProductSpec::new("Old", "2014-01-01") };
static OWN: ProductSpec<'static> = ProductSpec {
    signing: Signing::Own,
    endpoints: &[
        Endpoint::new("cn-hangzhou", "oss-cn-hangzhou.example.com"),
        Endpoint::new("cn-hangzhou", "oss-cn-hangzhou-internal.example.com").network("vpc"),
    ],
    ..ProductSpec::new("Store", "2019-01-01")
};

/// An operation with one text parameter.
macro_rules! operation {
    ($name:ident, $parameter:literal, $spec:expr) => {
        #[derive(Clone, Debug, Default)]
        struct $name {
            value: Option<String>,
        }

        impl Operation for $name {
            type Response = serde_json::Value;

            const SPEC: &'static OperationSpec<'static> = &$spec;

            fn write<'a>(&'a self, to: &mut Writer<'a>) {
                to.put($parameter, &self.value);
            }
        }

        impl $name {
            fn of(value: &str) -> Self {
                Self { value: Some(value.to_owned()) }
            }
        }
    };
}

operation!(
    Translate,
    "Text",
    OperationSpec {
        product: &OLD,
        parameters: &[ParameterSpec::text("Text", "value").place(Place::Form)],
        ..OperationSpec::rpc("Translate")
    }
);
operation!(
    PutThing,
    "Id",
    OperationSpec {
        product: &OLD,
        parameters: &[ParameterSpec::text("Id", "value").place(Place::Path)],
        ..OperationSpec::roa("PutThing", "PUT", "/things/{Id}")
    }
);
operation!(
    PutBucket,
    "bucket",
    OperationSpec {
        product: &OWN,
        parameters: &[
            ParameterSpec::text("bucket", "value").place(Place::Host),
            ParameterSpec::any("body", "body").place(Place::Body).wire(WireStyle::Xml),
        ],
        ..OperationSpec::roa("PutBucket", "PUT", "/?acl")
    }
);
operation!(
    ListRegions,
    "Id",
    OperationSpec {
        product: &OWN,
        auth: Auth::Anonymous,
        parameters: &[ParameterSpec::text("Id", "value").place(Place::Header)],
        ..OperationSpec::roa("ListRegions", "GET", "/regions")
    }
);

fn client(product: &'static ProductSpec<'static>, url: &str) -> Client {
    let credentials = Credentials::with_token("testid", "testsecret", "testtoken");
    let client: Result<Client, _> = Client::builder(product).endpoint(url).credentials(credentials).build();
    client.expect("the client has all it needs")
}

#[tokio::test]
async fn rpc_calls_with_signature_v1_have_it_in_the_query() -> Outcome {
    let server = Server::start(200, "", "{}").await;
    client(&OLD, &server.url).call(Translate::of("a b")).send().await?;
    let received = &server.received()[0];
    assert_eq!((received.method.as_str(), received.body.as_str()), ("POST", "Text=a+b"));
    assert_eq!(received.param("Action"), Some("Translate"));
    assert_eq!(received.param("SecurityToken"), Some("testtoken"));
    assert!(received.param("Signature").is_some_and(|signature| signature.ends_with("%3D")));
    assert_eq!(received.param("Text"), None);
    for absent in ["authorization", "x-acs-security-token"] {
        assert_eq!(received.header(absent), "", "{absent}");
    }
    Ok(())
}

#[tokio::test]
async fn roa_calls_with_signature_v1_have_it_in_a_header() -> Outcome {
    let server = Server::start(200, "", "{}").await;
    client(&OLD, &server.url).call(PutThing::of("a/b")).send().await?;
    let received = &server.received()[0];
    assert_eq!((received.method.as_str(), received.target.as_str()), ("PUT", "/things/a%2Fb"));
    assert!(received.header("authorization").starts_with("acs testid:"));
    assert_eq!(received.header("x-acs-security-token"), "testtoken");
    assert!(received.header("date").ends_with(" GMT"));
    Ok(())
}

#[tokio::test]
async fn a_call_with_signature_v1_is_signed_in_the_same_ways() -> Outcome {
    let client = client(&OLD, "http://127.0.0.1:1");
    let credentials = Credentials::new("testid", "testsecret");
    let call = client.call(Translate::of("a"));
    assert!(call.sign().await?.uri().query().is_some_and(|query| query.contains("&Signature=")));
    let sign =
        |call: &Call<'_, Translate>| call.sign_with(&credentials, std::time::SystemTime::UNIX_EPOCH, "nonce");
    let (first, second) = (sign(&call)?, sign(&call.clone())?);
    assert_eq!(first.steps.signature(), second.steps.signature());
    assert!(first.steps.canonical().contains("&Text=a&Timestamp=1970-01-01T00%3A00%3A00Z&"));
    let other = sign(&client.call(Translate::of("b")))?;
    assert_ne!(first.steps.signature(), other.steps.signature(), "the form is signed");
    for text in [format!("{first:?}"), format!("{:?}", first.steps)] {
        assert!(!text.contains("Timestamp"), "parameters stay out: {text}");
    }
    Ok(())
}

/// Fails the test when it is asked.
#[derive(Debug)]
struct Unasked;

impl CredentialsProvider for Unasked {
    fn provide<'p>(&'p self, _transport: &'p dyn Transport) -> Providing<'p> {
        panic!("credentials that cannot be used are not fetched")
    }
}

#[tokio::test]
async fn a_signature_that_is_not_there_stops_a_call_before_anything_is_done() -> Outcome {
    let server = Server::start(200, "", "{}").await;
    let client: Client = Client::builder(&OWN).endpoint(&server.url).credentials(Unasked).build()?;
    let error = client.call(PutBucket::of("b")).send().await.expect_err("it cannot be signed");
    assert_eq!(error.kind(), Kind::Configuration);
    let message = "`PutBucket`: `Store` has a signature of its own, which this runtime does not have, take the \
        request of `unsigned()` and sign it";
    assert_eq!(error.to_string(), message);
    assert!(server.received().is_empty());
    client.call(ListRegions::of("x")).send().await?;
    let received = &server.received()[0];
    assert_eq!((received.target.as_str(), received.header("id")), ("/regions", "x"));
    Ok(())
}

#[test]
fn a_request_is_given_unsigned_to_those_who_sign_it_themselves() -> Outcome {
    let client: Client = Client::builder(&OWN).region("cn-hangzhou").network("vpc").anonymous().build()?;
    let request = client.call(PutBucket::of("b")).with_param("body", "<A/>").unsigned()?;
    assert_eq!(request.uri().to_string(), "https://b.oss-cn-hangzhou-internal.example.com/?acl=");
    assert_eq!((request.method().as_str(), &request.body()[..]), ("PUT", &b"<A/>"[..]));
    assert_eq!(request.headers()["content-type"], "application/xml");
    let names: Vec<_> = request.headers().keys().map(http::HeaderName::as_str).collect();
    assert_eq!(names, ["host", "content-type", "accept", "user-agent"]);
    Ok(())
}
