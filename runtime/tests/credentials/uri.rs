//! A credentials URI.

use acs_runtime::credentials::CredentialsUri;

use crate::server::Server;
use crate::{ask, assert_temporary, document, refusal, variables};

#[tokio::test]
async fn the_address_is_asked_as_it_is() {
    let server = Server::always(200, document()).await;
    let address = format!("{}/credentials?role=a%20b", server.url);
    let by_variable = variables([("ALIBABA_CLOUD_CREDENTIALS_URI", &address)]);
    let providers = [CredentialsUri::new().uri(&address), CredentialsUri::new().variables(by_variable)];
    for provider in providers {
        assert_temporary(&ask(&provider).await.expect("it is served"), "credential_uri");
    }
    assert_eq!(server.lines(), ["GET /credentials?role=a%20b"; 2]);
}

#[tokio::test]
async fn an_address_that_is_not_set_is_named() {
    let reason = refusal(&CredentialsUri::new().variables(|_| None)).await;
    assert_eq!(reason, "`ALIBABA_CLOUD_CREDENTIALS_URI` is not set");
}

#[tokio::test]
async fn only_a_whole_answer_of_the_status_200_counts() {
    for (status, body, expected) in [
        (204, String::new(), "it answers HTTP 204"),
        (302, document(), "it answers HTTP 302"),
        (404, document(), "it answers HTTP 404"),
        (200, document().replace("Success", "Failed"), "does not say `Success`"),
        (200, document().replace("Expiration", "Other"), "has no `Expiration`"),
        (200, String::new(), "ends too early"),
    ] {
        let server = Server::always(status, body).await;
        let reason = refusal(&CredentialsUri::new().uri(format!("{}/secret", server.url))).await;
        assert!(
            reason.starts_with("the credentials URI at `127.0.0.1`: ") && reason.contains(expected),
            "{reason}"
        );
        assert!(!reason.contains("/secret"), "{reason}");
    }
}
