//! What official clients signed, and what they did not.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::*;
use crate::received::decode_pairs;

/// A request as an official client sent it, with what it signed. From public material and recorded runs.
#[derive(Deserialize)]
struct Vector {
    name: String,
    method: String,
    path: String,
    query: String,
    headers: BTreeMap<String, String>,
    body_hex: String,
    access_key_id: String,
    secret: String,
    security_token: Option<String>,
    canonical_request: String,
    /// The code, for clients that depart from the documentation or use another algorithm.
    refused: Option<String>,
}

impl Vector {
    fn received(&self) -> Received {
        Received {
            method: self.method.clone(),
            path: self.path.clone(),
            query: decode_pairs(self.query.as_bytes()),
            headers: self.headers.clone().into_iter().collect(),
            body: hex::decode(&self.body_hex).expect("bodies are hexadecimal").into(),
        }
    }

    fn account(&self) -> Account {
        let account = Account::new(&self.access_key_id, &self.secret);
        match &self.security_token {
            Some(token) => account.with_token(token),
            None => account,
        }
    }

    fn verify(&self, lenient_names: bool) -> (Result<(), Refusal>, Findings) {
        let date = read_date(&self.headers[DATE]).expect("vectors have dates");
        let verifier = Verifier {
            accounts: &[self.account()],
            nonces: &Mutex::default(),
            now: date + WINDOW,
            lenient_names,
        };
        let mut findings = Findings::default();
        (verifier.verify(&self.received(), &mut findings), findings)
    }
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("vectors.json")).expect("the vectors are well-formed")
}

#[test]
fn requests_of_official_clients_are_accepted_as_documented() {
    let vectors = vectors();
    assert!(vectors.len() > 20);
    for vector in vectors {
        let (result, findings) = vector.verify(false);
        let code = result.err().map(|refusal| refusal.code);
        assert_eq!(code, vector.refused, "{}", vector.name);
        if code.is_none() {
            assert_eq!(
                findings.canonical_request.as_ref(),
                Some(&vector.canonical_request),
                "{}",
                vector.name
            );
        }
    }
}

#[test]
fn unencoded_names_are_accepted_on_request_only_and_marked() {
    let vector = vectors().into_iter().find(|vector| vector.name == "v3-quirk-unencoded-query-key");
    let vector = vector.expect("there is a vector with unencoded names");
    let (strict, findings) = vector.verify(false);
    assert!(strict.is_err_and(|refusal| refusal.message.contains("without percent-encoding")));
    assert!(findings.raw_names);
    let (lenient, findings) = vector.verify(true);
    assert_eq!(lenient, Ok(()));
    assert!(findings.raw_names);
    assert_eq!(findings.canonical_request, Some(vector.canonical_request));
}

#[test]
fn dates_are_utc_to_the_second() {
    let start = SystemTime::UNIX_EPOCH;
    assert_eq!(read_date("1970-01-01T00:01:00Z"), Some(start + Duration::from_secs(60)));
    for text in
        ["", "1970-01-01 00:01:00Z", "1970-01-01T00:01:00+00", "1970-13-01T00:01:00Z", "1969-01-01T00:01:00Z"]
    {
        assert_eq!(read_date(text), None, "{text}");
    }
}

#[test]
fn a_header_that_is_there_twice_is_signed_sorted_and_joined() {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let received =
        Received { headers: vec![header("x-acs-a", "2 "), header("x-acs-a", "1")], ..Received::default() };
    assert_eq!(joined_values(&received, "x-acs-a"), "1,2");
}
