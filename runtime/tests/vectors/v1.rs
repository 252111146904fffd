//! Signature V1: canonicalised query or resource, string to sign and signature of what a vector says was given to the
//! signer.

use acs_runtime::sign::v1::{CanonicalQuery, CanonicalResource, Signature, SigningKey, StringToSign};
use serde_json::Value as Json;

use super::{V1, pairs, secret, text, vectors_of};

/// The canonical form, which vectors of ROA do not have, and the string to sign.
fn string_to_sign(vector: &Json) -> (String, StringToSign) {
    let (method, mut query) = (text(vector, "method"), pairs(vector, "query"));
    if text(vector, "style") == "RPC" {
        let canonical = CanonicalQuery::new(&mut query);
        return (canonical.to_string(), canonical.string_to_sign(method));
    }
    let resource = CanonicalResource::new(text(vector, "path"), &mut query);
    (resource.to_string(), resource.string_to_sign(method, &pairs(vector, "headers_in")))
}

#[test]
fn each_intermediate_value_is_that_of_the_vector() {
    let mut count = 0;
    for vector in vectors_of(V1, true) {
        let name = text(&vector, "name");
        let (canonical, string_to_sign) = string_to_sign(&vector);
        match vector["canonical_request"].as_str() {
            Some(expected) => assert_eq!(canonical, expected, "{name}"),
            None => assert_eq!(text(&vector, "string_to_sign").lines().last(), Some(&*canonical), "{name}"),
        }
        assert_eq!(string_to_sign.as_str(), text(&vector, "string_to_sign"), "{name}");
        let key = SigningKey::new(secret(&vector));
        let signature = string_to_sign.sign(&key);
        assert_eq!(signature.to_string(), text(&vector, "signature"), "{name}");
        assert_eq!(Signature::parse(text(&vector, "signature")), Some(signature), "{name}");
        assert!(string_to_sign.verify(&key, &signature), "{name}");
        count += 1;
    }
    assert_eq!(count, 20);
}

#[test]
fn quirks_of_official_clients_are_not_ours() {
    let mut names = Vec::new();
    for vector in vectors_of(V1, false) {
        let (_, string_to_sign) = string_to_sign(&vector);
        assert_ne!(string_to_sign.as_str(), text(&vector, "string_to_sign"));
        assert_eq!(string_to_sign.as_str(), text(&vector, "documented_string_to_sign"));
        let key = SigningKey::new(secret(&vector));
        let theirs = Signature::parse(text(&vector, "signature")).expect("it is a signature");
        assert!(!string_to_sign.verify(&key, &theirs));
        assert_eq!(string_to_sign.sign(&key).to_string(), text(&vector, "documented_signature"));
        names.push(text(&vector, "name").to_owned());
    }
    assert_eq!(names, ["ts-v1-roa-get-empty-value", "sts-assume-role-python-provider-policy-with-space"]);
}
