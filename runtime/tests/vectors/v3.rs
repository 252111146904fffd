//! Signature V3: canonical request, string to sign and signature of what a vector says was given to the signer.

use acs_runtime::sign::v3::{CanonicalRequest, SigningKey, canonical_headers, canonical_query, payload_hash};
use serde_json::Value as Json;

use super::{V3, body, pairs, secret, text, vectors_of};

fn canonical_request(vector: &Json) -> CanonicalRequest {
    let (_, signed) = text(vector, "authorization").split_once("SignedHeaders=").expect("there is a list");
    let signed: Vec<&str> = signed.split_once(',').expect("the list ends").0.split(';').collect();
    let headers = pairs(vector, "headers_in").into_iter();
    let headers =
        canonical_headers(headers.filter(|(name, _)| signed.contains(&&*name.to_ascii_lowercase())));
    // One vector is a unit test of the official client with a hash of its own and no header for it.
    let hash = match headers.iter().any(|(name, _)| name == "x-acs-content-sha256") {
        true => payload_hash(&body(vector)).into_owned(),
        false => text(vector, "canonical_request").lines().last().unwrap_or_default().to_owned(),
    };
    let query = canonical_query(&mut pairs(vector, "query"));
    CanonicalRequest::new(text(vector, "method"), text(vector, "path"), &query, &headers, &hash)
}

#[test]
fn each_intermediate_value_is_that_of_the_vector() {
    let mut count = 0;
    for vector in vectors_of(V3, true) {
        let name = text(&vector, "name");
        let request = canonical_request(&vector);
        assert_eq!(request.as_str(), text(&vector, "canonical_request"), "{name}");
        let string_to_sign = request.string_to_sign();
        assert_eq!(string_to_sign.as_str(), text(&vector, "string_to_sign"), "{name}");
        let key = SigningKey::new(secret(&vector));
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
    for vector in vectors_of(V3, false) {
        let request = canonical_request(&vector);
        assert_ne!(request.as_str(), text(&vector, "canonical_request"));
        let documented = text(&vector, "documented_canonical_request");
        assert!(documented.is_empty() || request.as_str() == documented);
        let signature = request.string_to_sign().sign(&SigningKey::new(secret(&vector)));
        assert_eq!(signature.to_string(), text(&vector, "documented_signature"));
        names.push(text(&vector, "name").to_owned());
    }
    assert_eq!(names, ["v3-quirk-unencoded-query-key", "ts-v3-roa-empty-pathname"]);
}
