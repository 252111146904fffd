//! The default chain.

use std::fs;

use acs_runtime::credentials::DefaultChain;

use crate::events::Events;
use crate::server::Server;
use crate::{SECRET, TOKEN, ask, assert_temporary, assumed, document, refusal, transport, variables};

/// Everything that the chain may find, in a home folder and on loopback.
struct World {
    home: tempfile::TempDir,
    sts: Server,
    instance: Server,
    uri: Server,
}

impl World {
    async fn new() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let write = |path: &str, text: &str| {
            let path = home.path().join(path);
            fs::create_dir_all(path.parent().expect("it has a folder"))
                .expect("the folder can be written to");
            fs::write(path, text).expect("the folder can be written to");
        };
        write(
            ".aliyun/config.json",
            r#"{"current":"c","profiles":[{"name":"c","mode":"AK","access_key_id":"cli","access_key_secret":"s"}]}"#,
        );
        let ini = "[default]\ntype = access_key\naccess_key_id = ini\naccess_key_secret = s\n";
        write(".alibabacloud/credentials.ini", ini);
        write("token", "oidc");
        let instance = Server::start(|request| match request.method.as_str() {
            "PUT" => (200, "t".to_owned()),
            _ if request.target.ends_with('/') => (200, "app".to_owned()),
            _ => (200, document()),
        });
        Self {
            sts: Server::always(200, assumed()).await,
            instance: instance.await,
            uri: Server::always(200, document()).await,
            home,
        }
    }

    fn path(&self, path: &str) -> String {
        self.home.path().join(path).display().to_string()
    }

    /// The chain that finds all there is, but for the first `without` of it.
    fn chain(&self, without: usize) -> DefaultChain {
        let (home, token_file) = (self.path(""), self.path("token"));
        let all = [
            [("ALIBABA_CLOUD_ACCESS_KEY_ID", "env"), ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", SECRET)].to_vec(),
            [
                ("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "p"),
                ("ALIBABA_CLOUD_ROLE_ARN", "acs:ram::1:role/r"),
                ("ALIBABA_CLOUD_OIDC_TOKEN_FILE", token_file.as_str()),
            ]
            .to_vec(),
        ];
        let mut found: Vec<(&str, &str)> = all.into_iter().skip(without).flatten().collect();
        let uri = format!("{}/credentials", self.uri.url);
        found.extend([("HOME", home.as_str()), ("ALIBABA_CLOUD_CREDENTIALS_URI", uri.as_str())]);
        if without > 2 {
            found.push(("ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "true"));
        }
        if without > 3 {
            found.push(("ALIBABA_CLOUD_CREDENTIALS_FILE", "/nowhere"));
        }
        if without > 4 {
            found.push(("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true"));
        }
        let found: Vec<_> =
            found.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let variable =
            move |name: &str| found.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        let chain = DefaultChain::new().variables(variable);
        chain.sts_endpoint(&self.sts.url).metadata_endpoint(&self.instance.url)
    }
}

#[tokio::test]
async fn providers_are_asked_in_the_documented_order() {
    let world = World::new().await;
    let expected = [
        ("env", "default/env"),
        ("STS.id", "default/oidc_role_arn"),
        ("cli", "default/cli_profile/static_ak"),
        ("ini", "default/profile/static_ak"),
        ("STS.id", "default/ecs_ram_role"),
        ("STS.id", "default/credential_uri"),
    ];
    for (without, (id, name)) in expected.into_iter().enumerate() {
        let credentials = ask(&world.chain(without)).await.expect("there are more");
        assert_eq!((credentials.access_key_id(), credentials.provider_name()), (id, name));
    }
    let asked = [&world.sts, &world.instance, &world.uri].map(|server| server.lines().len());
    assert_eq!(asked, [1, 3, 1], "nobody is asked who comes later");
}

#[tokio::test]
async fn the_provider_that_had_credentials_is_kept() {
    let world = World::new().await;
    let chain = world.chain(2);
    ask(&chain).await.expect("the command line has them");
    fs::remove_file(world.path(".aliyun/config.json")).expect("the folder can be written to");
    let reason = refusal(&chain).await;
    let expected =
        format!("no provider has any: CLI profile: `{}` does not exist", world.path(".aliyun/config.json"));
    assert_eq!(reason, expected);
}

#[tokio::test]
async fn a_provider_that_is_set_up_and_fails_is_not_passed_over_silently() {
    let world = World::new().await;
    let events = Events::default();
    let _guard = events.listen();
    ask(&world.chain(2)).await.expect("the command line has them");
    assert!(!events.text().contains("later provider"), "nothing else is set up: {}", events.text());
    let cut = format!(r#"{{"current":"c","profiles":[{{"name":"c","access_key_secret":"{SECRET}"#);
    fs::write(world.path(".aliyun/config.json"), cut).expect("the folder can be written to");
    let chain = world.chain(2);
    assert_eq!(ask(&chain).await.expect("the other file has them").access_key_id(), "ini");
    let text = events.text();
    assert!(text.contains("later provider") && text.contains("CLI profile: "), "{text}");
    assert!(!text.contains("environment") && !text.contains(SECRET), "{text}");
    ask(&chain).await.expect("the other file has them");
    assert_eq!(events.text().matches("later provider").count(), 1, "it is said once");
}

#[tokio::test]
async fn half_of_what_a_provider_needs_is_not_passed_over_silently() {
    let world = World::new().await;
    let (home, nowhere) = (world.path(""), world.path("nowhere"));
    for (variable, value, expected) in [
        ("ALIBABA_CLOUD_ACCESS_KEY_ID", "id", "environment: `ALIBABA_CLOUD_ACCESS_KEY_SECRET` is not set"),
        ("ALIBABA_CLOUD_CONFIG_FILE", nowhere.as_str(), "CLI profile: `"),
        ("ALIBABA_CLOUD_ROLE_ARN", "acs:ram::1:role/r", ""),
    ] {
        let events = Events::default();
        let _guard = events.listen();
        let chain = DefaultChain::new().variables(variables([("HOME", home.as_str()), (variable, value)]));
        ask(&chain).await.expect("a file has them");
        let text = events.text();
        assert!(text.contains(expected), "{variable}: {text}");
        assert_eq!(text.contains("later provider"), !expected.is_empty(), "{variable}: {text}");
    }
}

#[tokio::test]
async fn each_provider_says_why_it_has_none() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let path = home.path().display().to_string();
    let instance = Server::always(404, "").await;
    let found = [("HOME", path.as_str()), ("ALIBABA_CLOUD_ACCESS_KEY_ID", "id")];
    let chain = DefaultChain::new().variables(variables(found)).metadata_endpoint(&instance.url);
    let reason = refusal(&chain).await;
    let expected = format!(
        "no provider has any: environment: `ALIBABA_CLOUD_ACCESS_KEY_SECRET` is not set; OIDC role: \
         `ALIBABA_CLOUD_OIDC_PROVIDER_ARN` is not set; CLI profile: `{path}/.aliyun/config.json` does not exist; \
         profile file: `{path}/.alibabacloud/credentials.ini` does not exist; ECS RAM role: the instance has no RAM \
         role, attach one to it; credentials URI: `ALIBABA_CLOUD_CREDENTIALS_URI` is not set"
    );
    assert_eq!(reason, expected);
}

#[tokio::test]
async fn a_provider_that_is_found_later_is_found_then() {
    let world = World::new().await;
    let (file, aside) = (world.path(".aliyun/config.json"), world.path("aside"));
    fs::rename(&file, &aside).expect("the folder can be written to");
    let (home, nowhere) = (world.path(""), ("ALIBABA_CLOUD_CREDENTIALS_FILE", "/nowhere"));
    let off = ("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true");
    let chain = DefaultChain::new().variables(variables([("HOME", &home), nowhere, off]));
    refusal(&chain).await;
    fs::rename(&aside, &file).expect("the folder can be written to");
    assert_eq!(ask(&chain).await.expect("it is there now").access_key_id(), "cli");
}

#[tokio::test]
async fn the_profile_is_that_of_both_files() {
    let world = World::new().await;
    let text = "[p]\ntype = access_key\naccess_key_id = p-ini\naccess_key_secret = s\n";
    fs::write(world.path(".alibabacloud/credentials.ini"), text).expect("the folder can be written to");
    let credentials = ask(&world.chain(2).profile("p")).await.expect("one of them has it");
    assert_eq!(credentials.access_key_id(), "p-ini");
}

#[tokio::test]
async fn variables_may_end_in_a_line_break_and_have_a_token() {
    let chain = DefaultChain::new().variables(variables([
        ("ALIBABA_CLOUD_ACCESS_KEY_ID", "STS.id\n"),
        ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "AccessKeySecretToHide\n"),
        ("ALIBABA_CLOUD_SECURITY_TOKEN", "SecurityTokenToHide\n"),
    ]));
    let credentials = ask(&chain).await.expect("they are set");
    assert_eq!((credentials.access_key_id(), credentials.security_token()), ("STS.id", Some(TOKEN)));
    assert!(crate::has_secret(&credentials, SECRET));
}

/// The chain may be asked by many at once before it has found anything.
#[tokio::test]
async fn a_thousand_tasks_go_through_the_chain_once() {
    let world = World::new().await;
    let shared = acs_runtime::credentials::SharedCredentials::new(world.chain(4));
    let transport = transport();
    let ask = |_| {
        let (shared, transport) = (shared.clone(), transport.clone());
        tokio::spawn(async move { shared.get(&transport).await })
    };
    for task in (0..1000).map(ask).collect::<Vec<_>>() {
        let credentials = task.await.expect("no task panics").expect("the instance has them");
        assert_temporary(&credentials, "default/ecs_ram_role");
    }
    assert_eq!(world.instance.lines().len(), 3);
}
