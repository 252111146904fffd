use super::*;

#[test]
fn debug_shows_the_id_only() {
    let credentials = Credentials::with_token("testid", "testsecret", "testtoken");
    assert_eq!(format!("{credentials:?}"), r#"Credentials { access_key_id: "testid", .. }"#);
    assert_eq!(format!("{:?}", credentials.signing_key()), "SigningKey(..)");
    assert_eq!(format!("{:?}", credentials.signing_key_v1()), "SigningKey(..)");
    let role = AssumeRole::new(credentials, "acs:ram::1:role/r").external_id("secret");
    let providers = [
        format!("{role:?}"),
        format!("{:?}", External::new("get --password secret")),
        format!("{:?}", CredentialsUri::new().uri("http://localhost/?key=secret")),
        format!("{:?}", Environment::new().variables(|_| Some("secret".to_owned()))),
    ];
    for provider in providers {
        assert!(!provider.contains("secret"), "{provider}");
    }
}

#[test]
fn the_name_of_a_provider_has_those_that_it_went_through() {
    let credentials = Credentials::new("testid", "testsecret");
    assert_eq!(credentials.provider_name(), "static_ak");
    assert_eq!(
        credentials.via("cli_profile").via("default").provider_name(),
        "default/cli_profile/static_ak"
    );
}

#[test]
fn an_empty_token_is_none() {
    let credentials = Credentials::with_token("testid", "testsecret", "");
    assert_eq!(credentials.security_token(), None);
}
