//! A request for an operation that its attributes describe: the whole vocabulary, as a spec would have it.

use std::collections::BTreeMap;

use acs_macros::{Decode, Fields, Operation};
use acs_runtime::rules::{Access, Kind, Place, Role, Rule, Style};
use acs_runtime::{Client, Operation};

use crate::{TestResult, local};

#[derive(Clone, Debug, Default, Operation)]
#[operation(
    product = "Eipanycast",
    version = "2020-03-09",
    action = "UnassociateAnycastEipAddress",
    method = "POST",
    access = "delete",
    ram_action = "eipanycast:UnassociateAnycastEipAddress",
    codes("IncorrectStatus.Anycast" = 400, "Throttling" = [429, 503]),
    response = "Detached"
)]
struct Detach {
    #[param(required)]
    bind_instance_id: String,
    #[param(required)]
    bind_instance_region_id: String,
    #[param(required, values = ["SlbInstance", "NetworkInterface"])]
    bind_instance_type: Option<String>,
    #[param(name = "AnycastId", required, starts_with = "aeip-")]
    address: String,
    #[param(role = "idempotency-token", charset = "ascii", max_length = 64)]
    client_token: Option<String>,
    #[param(only_when(BindInstanceType = "NetworkInterface"))]
    private_ip_address: Option<String>,
}

#[derive(Debug, Default, Decode)]
struct Detached {
    request_id: Option<String>,
}

fn detach() -> Detach {
    Detach {
        bind_instance_id: "lb-1".to_owned(),
        bind_instance_region_id: "us-west-1".to_owned(),
        bind_instance_type: Some("SlbInstance".to_owned()),
        address: "aeip-1".to_owned(),
        ..Detach::default()
    }
}

fn client(url: &str) -> Result<Client, acs_runtime::Error> {
    local::configure(Client::of("Eipanycast", "2020-03-09"), url).build()
}

#[tokio::test]
async fn it_is_sent_and_answered_as_a_generated_one() -> TestResult {
    let emulator = local::start().await?;
    let answer = client(emulator.url())?.call(detach()).send().await?;
    assert!(answer.request_id.is_some());
    assert!(emulator.requests()[0].parameters.get("ClientToken").is_some(), "the token is filled in");
    Ok(())
}

#[tokio::test]
async fn its_rules_stop_a_call() -> TestResult {
    let emulator = local::start().await?;
    let client = client(emulator.url())?;
    let wrong =
        Detach { address: "eip-1".to_owned(), private_ip_address: Some("10.0.0.1".to_owned()), ..detach() };
    let error = client.call(wrong).send().await.expect_err("two rules are broken");
    let fields: Vec<_> = error.violations().iter().map(|violation| violation.field()).collect();
    assert_eq!(fields, ["address", "private_ip_address"], "{error}");
    assert!(emulator.requests().is_empty());
    Ok(())
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(
    product = "Thing",
    version = "1",
    action = "PutThing",
    path = "/things/{Id}",
    method = "PUT",
    auth = "anonymous",
    risk = "high",
    charge = "paid",
    signing = "v1",
    at_least_one("Count", "Share"),
    exactly_one("Count", "Tags"),
    exclusive("Share", "Tags"),
    response = ()
)]
struct PutThing {
    #[param(place = "path", required, pattern = "[a-z]+", example = "abc")]
    id: String,
    #[param(minimum = 1, maximum = 9, default = 3)]
    count: Option<i64>,
    #[param(minimum = 0.5)]
    share: Option<f64>,
    #[param(min_items = 1, max_items = 20, style = "json")]
    tags: Option<Vec<Tag>>,
    #[param(kind = "object", place = "field")]
    limits: Option<Tag>,
    #[param(required_when(Mode = ["Small", "Large"]), min_length = 2, not_starts_with = ["acs:", "aliyun"])]
    label: Option<String>,
    #[param(format = "timestamp", deprecated)]
    until: Option<String>,
    #[param(sensitive, place = "header")]
    secret: Option<String>,
    labels: Option<BTreeMap<String, String>>,
    mode: Option<String>,
}

#[derive(Clone, Debug, Default, Fields)]
struct Tag {
    key: String,
    #[field(name = "val")]
    value: Option<String>,
    #[field(skip)]
    seen: bool,
}

#[test]
fn every_attribute_stands_in_the_table() {
    let spec = PutThing::SPEC;
    assert_eq!((spec.style, spec.method, spec.path), (Style::Roa, "PUT", "/things/{Id}"));
    assert_eq!(format!("{:?} {:?} {:?}", spec.auth, spec.risk, spec.charge), "Anonymous High Paid");
    assert_eq!(format!("{:?}", spec.product.signing), "V1");
    assert_eq!(spec.rules.len(), 3);
    let rules = |name: &str| spec.parameter(name).map(|param| param.rules).unwrap_or_default();
    assert_eq!(rules("Id"), [Rule::Pattern("[a-z]+")]);
    assert_eq!(rules("Count"), [Rule::Minimum(1), Rule::Maximum(9)]);
    assert_eq!(rules("Share"), [Rule::MinimumNumber(0.5)]);
    assert_eq!(rules("Tags"), [Rule::MinItems(1), Rule::MaxItems(20)]);
    assert_eq!(format!("{:?}", rules("Until")), "[Format(Timestamp)]");
    let label = format!("{:?}", rules("Label"));
    assert!(
        label.contains("MinLength(2)") && label.contains("NotStartsWith") && label.contains("Small"),
        "{label}"
    );
    let place = |name: &str| spec.parameter(name).map(|param| param.place);
    let places = [place("Id"), place("Limits"), place("Secret"), place("Mode")];
    assert_eq!(places, [Some(Place::Path), Some(Place::Field), Some(Place::Header), Some(Place::Query)]);
    assert_eq!(spec.parameter("Count").and_then(|param| param.default), Some("3"));
    assert!(spec.parameter("Secret").is_some_and(|param| param.sensitive));
    assert!(matches!(spec.parameter("Tags").map(|param| param.kind), Some(Kind::List(_))));
    assert_eq!(Detach::SPEC.role(Role::IdempotencyToken).map(|param| param.field), Some("client_token"));
    assert_eq!((Detach::SPEC.access, Detach::SPEC.codes.len()), (Access::Delete, 3));
    assert_eq!(Detach::SPEC.action, "eipanycast:UnassociateAnycastEipAddress");
}

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Thing", version = "1", action = "Move", path = "/things/{Id}/to/{shelf}", response = ())]
struct Move {
    id: Option<String>,
    shelf: String,
    quick: Option<bool>,
}

#[tokio::test]
async fn a_field_that_the_path_names_stands_there_and_nowhere_else() -> TestResult {
    let client = local::configure(Client::of("Thing", "1"), "http://127.0.0.1:9").build()?;
    let request = Move { id: Some("x".to_owned()), shelf: "y".to_owned(), quick: Some(true) };
    let signed = client.call(request).sign().await?;
    assert_eq!(signed.uri().path_and_query().map(|it| it.as_str()), Some("/things/x/to/y?Quick=true"));
    let error = client.call(Move::default()).sign().await.expect_err("there is no path without it");
    assert_eq!(error.violations().first().map(|it| it.field()), Some("id"), "{error}");
    Ok(())
}

#[test]
fn objects_in_a_request_are_written_by_their_names() {
    let tag = Tag { key: "a".to_owned(), value: Some("b".to_owned()), seen: true };
    let json = acs_runtime::encode::Encode::encode(&tag).map(|value| acs_runtime::encode::to_json(&value));
    assert_eq!(json.map(|json| json.to_string()).as_deref(), Some(r#"{"Key":"a","val":"b"}"#));
    assert!(tag.seen, "what is skipped stays here");
}
