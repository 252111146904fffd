//! Signing vectors that come from outside: published examples, and what official clients sent.

pub mod sample;

use acs_runtime::Operation;
use acs_runtime::encode::{from_json, lay_out};
use acs_runtime::rules::{Auth, OperationSpec, ParameterSpec, Place, Value, WireStyle};
use acs_runtime::sign::v3::{CanonicalRequest, SigningKey, canonical_headers, canonical_query, payload_hash};
use base64::Engine;
use sample::unassociate_anycast_eip_address::UnassociateAnycastEipAddress;
use serde_json::Value as Json;

const VECTORS: &str = include_str!("vectors/signing-vectors.json");

/// Vectors of signatures that are not there yet. One of a new kind fails the test until it is listed or passes.
const NOT_YET: &[&str] = &[
    "published-v1-describe-regions-get",
    "derived-v1-describe-regions-post",
    "published-v1-describe-dedicated-hosts-get",
    "unittest-v1-roa-string-to-sign",
    "v3-sm3-rpc",
    "v3-sm3-roa-json",
    "v3-bearer-rpc",
    "v3-bearer-roa",
    "v1-rpc-unassociate-anycast-eip",
    "v1-rpc-unassociate-anycast-eip-sts",
    "v1-rpc-get-unicode-reserved",
    "v1-rpc-repeatlist-nested",
    "v1-rpc-form-body",
    "v1-rpc-empty-value",
    "v1-rpc-bearer",
    "v1-roa-get-path-and-query",
    "v1-roa-get-query-raw-values",
    "v1-roa-post-json",
    "v1-roa-post-json-sts",
    "v1-roa-post-form",
    "v1-roa-content-md5",
    "ts-v1-rpc-unassociate-anycast-eip",
    "ts-v1-rpc-reserved-unicode",
    "ts-v1-roa-get-empty-value",
    "ts-v1-roa-post-json",
    "v4-rpc-unassociate-python",
    "ts-v4-quirk-lossy-key",
    "sts-assume-role-python-provider",
    "sts-assume-role-python-provider-policy-with-space",
];

fn vectors() -> Vec<Json> {
    serde_json::from_str(VECTORS).expect("the vectors are JSON")
}

fn text<'v>(vector: &'v Json, name: &str) -> &'v str {
    vector[name].as_str().unwrap_or_default()
}

/// The vectors of signature V3 with SHA-256 that do or do not follow the documented rules.
fn v3_vectors(is_conformant: bool) -> impl Iterator<Item = Json> {
    vectors().into_iter().filter(move |vector| {
        text(vector, "algorithm") == "ACS3-HMAC-SHA256" && vector["conformant"] == is_conformant
    })
}

fn body(vector: &Json) -> Vec<u8> {
    let base64 = base64::engine::general_purpose::STANDARD;
    base64.decode(text(vector, "body_base64")).expect("the body is base64")
}

/// The canonical request of what a vector says was given to the signer.
fn canonical_request(vector: &Json) -> CanonicalRequest {
    let (_, signed) = text(vector, "authorization").split_once("SignedHeaders=").expect("there is a list");
    let signed: Vec<&str> = signed.split_once(',').expect("the list ends").0.split(';').collect();
    let headers = vector["headers_in"].as_object().expect("headers are an object");
    let headers = headers.iter().map(|(name, value)| (name, value.as_str().unwrap_or_default()));
    let headers =
        canonical_headers(headers.filter(|(name, _)| signed.contains(&&*name.to_ascii_lowercase())));
    let query = vector["query"].as_object().expect("the query is an object");
    let mut query: Vec<(&str, &str)> =
        query.iter().map(|(name, value)| (name.as_str(), value.as_str().unwrap_or_default())).collect();
    // One vector is a unit test of the official client with a hash of its own and no header for it.
    let hash = match headers.iter().any(|(name, _)| name == "x-acs-content-sha256") {
        true => payload_hash(&body(vector)).into_owned(),
        false => text(vector, "canonical_request").lines().last().unwrap_or_default().to_owned(),
    };
    let (method, path) = (text(vector, "method"), text(vector, "path"));
    CanonicalRequest::new(method, path, &canonical_query(&mut query), &headers, &hash)
}

#[test]
fn each_intermediate_value_is_that_of_the_vector() {
    let mut count = 0;
    for vector in v3_vectors(true) {
        let name = text(&vector, "name");
        let request = canonical_request(&vector);
        assert_eq!(request.as_str(), text(&vector, "canonical_request"), "{name}");
        let string_to_sign = request.string_to_sign();
        assert_eq!(string_to_sign.as_str(), text(&vector, "string_to_sign"), "{name}");
        let key = SigningKey::new(text(&vector["credentials"], "access_key_secret"));
        let signature = string_to_sign.sign(&key);
        assert_eq!(signature.to_string(), text(&vector, "signature"), "{name}");
        assert!(string_to_sign.verify(&key, &signature), "{name}");
        count += 1;
    }
    assert_eq!(count, 40);
}

#[test]
fn quirks_of_official_clients_are_not_ours() {
    let mut names = Vec::new();
    for vector in v3_vectors(false) {
        let request = canonical_request(&vector);
        let documented = text(&vector, "documented_canonical_request");
        assert_ne!(request.as_str(), text(&vector, "canonical_request"));
        assert!(documented.is_empty() || request.as_str() == documented);
        names.push(text(&vector, "name").to_owned());
    }
    assert_eq!(names, ["v3-quirk-unencoded-query-key", "ts-v3-roa-empty-pathname"]);
}

#[test]
fn other_kinds_are_known_to_be_missing() {
    let vectors = vectors();
    let others: Vec<&str> = vectors
        .iter()
        .filter(|vector| text(vector, "algorithm") != "ACS3-HMAC-SHA256")
        .map(|vector| text(vector, "name"))
        .filter(|name| !name.starts_with("v3-anonymous"))
        .collect();
    assert_eq!(others, NOT_YET);
}

#[test]
fn parameters_become_the_query_and_the_body_of_the_vector() {
    let mut count = 0;
    for vector in v3_vectors(true) {
        let name = text(&vector, "name");
        // A Python boolean goes out as `True`, and bytes without their type; ours must not.
        let is_quirk = name.ends_with("python-bool") || name.ends_with("no-content-type");
        if text(&vector, "style") != "RPC" || vector["params"].is_null() || is_quirk {
            continue;
        }
        let (specs, request) = parameters(&vector);
        let spec = OperationSpec { parameters: &specs, ..OperationSpec::rpc("X") };
        let layout = lay_out(&spec, &request).expect("the vector can be sent");
        let canonical = text(&vector, "canonical_request");
        assert_eq!(Some(&*layout.query), canonical.lines().nth(2), "{name}");
        assert_eq!(layout.content_type, vector["headers_in"]["content-type"].as_str(), "{name}");
        assert_body(&layout.body, &body(&vector), name);
        count += 1;
    }
    assert_eq!(count, 20);
}

#[test]
fn anonymous_rpc_calls_ask_for_json() {
    let vectors = vectors();
    let vector = vectors.iter().find(|vector| vector["name"] == "v3-anonymous-rpc").expect("it is there");
    let (parameters, request) = parameters(vector);
    let spec = OperationSpec { parameters: &parameters, auth: Auth::Anonymous, ..OperationSpec::rpc("X") };
    let layout = lay_out(&spec, &request).expect("the vector can be sent");
    let (_, query) = text(vector, "final_url_or_query").split_once('?').expect("there is a query");
    assert_eq!(layout.query, query);
}

/// The table and the request that a vector's typed parameters stand for.
fn parameters(vector: &Json) -> (Vec<ParameterSpec<'_>>, Value<'_>) {
    let params = vector["params"].as_object().expect("parameters are an object");
    let by_place = [("query", Place::Query), ("formData", Place::Form)];
    if !params.keys().any(|name| ["query", "formData", "body"].contains(&name.as_str())) {
        return of_place(params, Place::Query);
    }
    let (mut specs, mut request) = (Vec::new(), Vec::new());
    for (name, place) in by_place {
        let Some(params) = params.get(name).and_then(Json::as_object) else { continue };
        let (more_specs, more) = of_place(params, place);
        specs.extend(more_specs);
        specs.push(ParameterSpec::text("Unset", "unset").place(place));
        let Value::Object(more) = more else { continue };
        request.extend(more);
    }
    if let Some(json) = params.get("body") {
        // Bytes are only described.
        let value =
            if json.is_string() { Value::Bytes(body(vector).into()) } else { from_json(json.clone()) };
        specs.push(ParameterSpec::any("body", "body").place(Place::Body));
        request.push(("body".into(), value));
    }
    (specs, Value::Object(request))
}

fn of_place(params: &serde_json::Map<String, Json>, place: Place) -> (Vec<ParameterSpec<'_>>, Value<'_>) {
    let (mut specs, mut request) = (Vec::new(), Vec::new());
    for (name, json) in params {
        // Some vectors have the names of Python.
        let known = UnassociateAnycastEipAddress::SPEC.parameters.iter().find(|spec| spec.field == name);
        let name = known.map_or(name.as_str(), |spec| spec.name);
        specs.push(ParameterSpec::any(name, "").place(place).wire(style(name)));
        request.push((name.into(), from_json(json.clone())));
    }
    (specs, Value::Object(request))
}

/// The style that a vector shows with a parameter of this name.
fn style(name: &str) -> WireStyle {
    match name {
        "Json" | "OssDeliveryConfig" => WireStyle::Json,
        "Simple" => WireStyle::Simple,
        "Space" => WireStyle::SpaceDelimited,
        "Pipe" => WireStyle::PipeDelimited,
        _ => WireStyle::Flat,
    }
}

/// JSON is compared as such, for the order of fields is free.
fn assert_body(ours: &[u8], theirs: &[u8], name: &str) {
    match serde_json::from_slice::<Json>(theirs) {
        Ok(json) => assert_eq!(serde_json::from_slice::<Json>(ours).ok(), Some(json), "{name}"),
        Err(_) => assert_eq!(ours, theirs, "{name}"),
    }
}
