//! Where credentials come from: real servers on loopback with the recorded shapes, real files, real programs.

mod chain;
mod cli;
mod clients;
#[path = "../events/mod.rs"]
mod events;
#[cfg(unix)]
mod external;
mod imds;
mod ini;
#[path = "../listeners/mod.rs"]
mod listeners;
mod roles;
mod server;
mod uri;

use std::time::SystemTime;

use acs_runtime::credentials::{Credentials, CredentialsError, CredentialsProvider};
use acs_runtime::sign::v3::{CanonicalRequest, EMPTY_HASH, SigningKey};
use acs_runtime::transport::{HttpTransport, Network};
use listeners::keep_two;

/// What stands in no text about credentials.
const SECRET: &str = "AccessKeySecretToHide";
const TOKEN: &str = "SecurityTokenToHide";

fn transport() -> HttpTransport {
    HttpTransport::new(&Network::default()).expect("the system has root certificates")
}

/// What a provider gives.
async fn ask(provider: &impl CredentialsProvider) -> Result<Credentials, CredentialsError> {
    keep_two();
    provider.provide(&transport()).await
}

/// Why a provider gives nothing, in words that hold no secret.
async fn refusal(provider: &impl CredentialsProvider) -> String {
    let error = ask(provider).await.expect_err("it has no credentials");
    let debug = format!("{error:?} {provider:?}");
    let message = error.to_string();
    for secret in [SECRET, TOKEN] {
        assert!(!debug.contains(secret) && !message.contains(secret), "{message}\n{debug}");
    }
    message
}

/// Variables, and nothing else.
fn variables<const N: usize>(
    variables: [(&'static str, &str); N],
) -> impl Fn(&str) -> Option<String> + Send + Sync + 'static {
    let variables = variables.map(|(name, value)| (name, value.to_owned()));
    move |name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
}

/// A time in an hour, as services write it.
fn in_an_hour() -> String {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("we live after 1970");
    let time = jiff::Timestamp::from_second(since.as_secs() as i64 + 3600).expect("it is no year 10000");
    time.to_string()
}

/// What the metadata service and a credentials URI answer.
fn document() -> String {
    format!(
        r#"{{"Code":"Success","AccessKeyId":"STS.id","AccessKeySecret":"{SECRET}","SecurityToken":"{TOKEN}","Expiration":"{}","LastUpdated":"2026-01-01T00:00:00Z"}}"#,
        in_an_hour()
    )
}

/// What STS answers.
fn assumed() -> String {
    format!(
        r#"{{"RequestId":"1","AssumedRoleUser":{{"AssumedRoleId":"1:s","Arn":"a"}},"Credentials":{{"AccessKeyId":"STS.id","AccessKeySecret":"{SECRET}","SecurityToken":"{TOKEN}","Expiration":"{}"}}}}"#,
        in_an_hour()
    )
}

/// Whether the secret of credentials is this one: a signature by it is the same.
fn has_secret(credentials: &Credentials, secret: &str) -> bool {
    let headers: [(&str, &str); 0] = [];
    let request = CanonicalRequest::new("GET", "/", "", &headers, EMPTY_HASH).string_to_sign();
    request.sign(credentials.signing_key()).to_string() == request.sign(&SigningKey::new(secret)).to_string()
}

/// Credentials as [`document`] and [`assumed`] have them, for an hour.
#[track_caller]
fn assert_temporary(credentials: &Credentials, provider: &str) {
    assert_eq!(credentials.access_key_id(), "STS.id");
    assert_eq!(credentials.security_token(), Some(TOKEN));
    assert!(has_secret(credentials, SECRET));
    assert_eq!(credentials.provider_name(), provider);
    let left = credentials.expires_at().map(|time| time.duration_since(SystemTime::now()));
    let left = left.expect("an expiration").expect("it has not passed").as_secs();
    assert!((3500..=3600).contains(&left), "{left}");
}
