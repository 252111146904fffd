//! The profile file of the official clients.

use std::fs;

use acs_runtime::credentials::IniProfile;

use crate::server::Server;
use crate::{SECRET, ask, assert_temporary, assumed, document, has_secret, refusal, variables};

fn file(text: &str) -> (tempfile::TempDir, IniProfile) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("credentials.ini");
    fs::write(&file, text).expect("the folder can be written to");
    let provider = IniProfile::new().file(file).variables(|_| None);
    (folder, provider)
}

const KEY: &str = "access_key_id = testid # mine\naccess_key_secret = AccessKeySecretToHide";

#[tokio::test]
async fn a_section_has_a_type() {
    let server = Server::always(200, assumed()).await;
    let instance = Server::start(|request| match request.method.as_str() {
        "PUT" => (200, "t".to_owned()),
        _ => (200, document()),
    });
    let instance = instance.await;
    let token = tempfile::NamedTempFile::new().expect("a temporary file");
    fs::write(token.path(), "oidc").expect("it can be written to");
    let text = format!(
        "[default]\ntype = access_key\n{KEY}\n\n[role]\ntype = ram_role_arn\n{KEY}\nrole_arn = acs:ram::1:role/r\n\
         role_session_name = s-1\npolicy = {{}}\n\n[ecs]\ntype = ecs_ram_role\nrole_name = app\n\n\
         [oidc]\ntype = oidc_role_arn\nrole_arn = acs:ram::1:role/r\noidc_provider_arn = p\n\
         oidc_token_file_path = {}\n",
        token.path().display()
    );
    let (_folder, provider) = file(&text);
    let provider = provider.sts_endpoint(&server.url).metadata_endpoint(&instance.url);
    let credentials = ask(&provider).await.expect("it is there");
    assert_eq!((credentials.access_key_id(), credentials.provider_name()), ("testid", "profile/static_ak"));
    assert!(has_secret(&credentials, SECRET));
    for (section, name) in [
        ("role", "profile/ram_role_arn/static_ak"),
        ("ecs", "profile/ecs_ram_role"),
        ("oidc", "profile/oidc_role_arn"),
    ] {
        let credentials = ask(&provider.clone().profile(section)).await.expect("it is there");
        assert_temporary(&credentials, name);
    }
    assert!(
        server.lines()[0].ends_with("?Policy=%7B%7D&RoleArn=acs%3Aram%3A%3A1%3Arole%2Fr&RoleSessionName=s-1")
    );
    assert!(instance.lines()[1].ends_with("/app"));
}

#[tokio::test]
async fn what_is_wrong_with_a_section_is_named() {
    for (text, expected) in [
        ("[default]\n".to_owned(), "has no `type`"),
        ("[default]\ntype = access_key\naccess_key_id = a".to_owned(), "has no `access_key_secret`"),
        (format!("[default]\ntype = ram_role_arn\n{KEY}\n"), "has no `role_arn`"),
        (
            format!("[default]\ntype = rsa_key_pair\n{KEY}\n"),
            "is of the type `rsa_key_pair`, which is not supported",
        ),
        (
            format!("[default]\ntype = access_key\n  access_key_id = a\n  access_key_secret = {SECRET}\n"),
            "has a `type` that is not supported, and is no short word",
        ),
        (format!("[default]\ntype = {SECRET}\n"), "has a `type` that is not supported, and is no short word"),
    ] {
        let (folder, provider) = file(&text);
        let path = folder.path().join("credentials.ini");
        let reason = refusal(&provider).await;
        assert_eq!(reason, format!("the profile `default` of `{}` {expected}", path.display()));
    }
    // It is being written, and the section has not come yet.
    let (folder, provider) = file("[defa");
    let path = folder.path().join("credentials.ini");
    assert_eq!(refusal(&provider).await, format!("`{}` has no section `default`", path.display()));
}

#[tokio::test]
async fn both_places_below_the_home_folder_are_known() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let folder = home.path().join(".alibabacloud");
    fs::create_dir(&folder).expect("the folder can be written to");
    let path = home.path().display().to_string();
    let key = |id: &str| format!("[default]\ntype=access_key\naccess_key_id={id}\naccess_key_secret=s\n");
    let provider = || IniProfile::new().variables(variables([("HOME", &path)]));
    assert!(refusal(&provider()).await.ends_with("/.alibabacloud/credentials.ini` does not exist"));
    fs::write(folder.join("credentials"), key("second")).expect("the folder can be written to");
    assert_eq!(ask(&provider()).await.expect("it is there").access_key_id(), "second");
    fs::write(folder.join("credentials.ini"), key("first")).expect("the folder can be written to");
    assert_eq!(ask(&provider()).await.expect("it is there").access_key_id(), "first");
    let other = home.path().join("other");
    fs::write(&other, key("other").replace("default", "p")).expect("the folder can be written to");
    let named = [
        ("ALIBABA_CLOUD_CREDENTIALS_FILE", other.display().to_string()),
        ("ALIBABA_CLOUD_PROFILE", "p".to_owned()),
    ];
    let named = named.each_ref().map(|(name, value)| (*name, value.as_str()));
    let provider = IniProfile::new().variables(variables(named));
    assert_eq!(ask(&provider).await.expect("it is there").access_key_id(), "other");
}
