//! Signing vectors that come from outside: published examples, and what official clients sent.

mod requests;
#[path = "../sample/mod.rs"]
pub mod sample;
mod typed;
mod v1;
mod v3;

use base64::Engine;
use serde_json::Value as Json;

const VECTORS: &str = include_str!("signing-vectors.json");

/// Vectors of signatures that are not there. One of a new kind fails the test until it is listed or passes.
const NOT_THERE: &[&str] = &[
    "v3-sm3-rpc",
    "v3-sm3-roa-json",
    "v3-bearer-rpc",
    "v3-bearer-roa",
    "v1-rpc-bearer",
    "v4-rpc-unassociate-python",
    "ts-v4-quirk-lossy-key",
];

const V1: &str = "HMAC-SHA1";
const V3: &str = "ACS3-HMAC-SHA256";

fn vectors() -> Vec<Json> {
    serde_json::from_str(VECTORS).expect("the vectors are JSON")
}

/// The vectors of an algorithm that do or do not follow the documented rules.
fn vectors_of(algorithm: &str, is_conformant: bool) -> impl Iterator<Item = Json> {
    vectors()
        .into_iter()
        .filter(move |vector| text(vector, "algorithm") == algorithm && vector["conformant"] == is_conformant)
}

fn vector(name: &str) -> Json {
    vectors().into_iter().find(|vector| vector["name"] == name).expect("the vector is there")
}

fn text<'v>(vector: &'v Json, name: &str) -> &'v str {
    vector[name].as_str().unwrap_or_default()
}

/// The names and values of an object of texts.
fn pairs<'v>(vector: &'v Json, name: &str) -> Vec<(&'v str, &'v str)> {
    let object = vector[name].as_object();
    object
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value.as_str().unwrap_or_default()))
        .collect()
}

fn secret(vector: &Json) -> &str {
    text(&vector["credentials"], "access_key_secret")
}

fn body(vector: &Json) -> Vec<u8> {
    let base64 = base64::engine::general_purpose::STANDARD;
    base64.decode(text(vector, "body_base64")).expect("the body is base64")
}

#[test]
fn other_kinds_are_known_to_be_missing() {
    let vectors = vectors();
    let others: Vec<&str> = vectors
        .iter()
        .filter(|vector| ![V1, V3].contains(&text(vector, "algorithm")))
        .map(|vector| text(vector, "name"))
        .filter(|name| !name.starts_with("v3-anonymous"))
        .collect();
    assert_eq!(others, NOT_THERE);
}
