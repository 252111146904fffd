//! The configuration file of the command line, as the command line writes it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use acs_runtime::credentials::CliProfile;
use serde_json::{Value, json};

use crate::server::Server;
use crate::{SECRET, TOKEN, ask, assert_temporary, assumed, document, has_secret, refusal, variables};

/// A home folder with a configuration file.
struct Home(tempfile::TempDir);

impl Home {
    fn new(text: &str) -> Self {
        let home = Self(tempfile::tempdir().expect("a temporary folder"));
        fs::create_dir(home.0.path().join(".aliyun")).expect("the folder can be written to");
        home.write(text);
        home
    }

    /// A file with these profiles, the first of which is the current one.
    fn with(profiles: &[Value]) -> Self {
        let current = profiles.first().map_or(Value::Null, |profile| profile["name"].clone());
        Self::new(&json!({"current": current, "profiles": profiles, "meta_path": ""}).to_string())
    }

    fn file(&self) -> PathBuf {
        self.0.path().join(".aliyun/config.json")
    }

    fn write(&self, text: &str) {
        fs::write(self.file(), text).expect("the folder can be written to");
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn provider(&self) -> CliProfile {
        CliProfile::new().variables(variables([("HOME", &self.path().display().to_string())]))
    }
}

/// A profile with all the keys that the command line writes, most of them empty.
fn profile(name: &str, mode: &str, values: Value) -> Value {
    let mut profile = json!({
        "name": name, "mode": mode, "access_key_id": "", "access_key_secret": "", "sts_token": "",
        "sts_region": "", "ram_role_name": "", "ram_role_arn": "", "ram_session_name": "", "external_id": "",
        "source_profile": "", "private_key": "", "key_pair_name": "", "expired_seconds": 0, "verified": "",
        "region_id": "cn-hangzhou", "output_format": "json", "language": "en", "site": "", "retry_timeout": 0,
        "connect_timeout": 0, "retry_count": 0, "process_command": "", "credentials_uri": "",
        "oidc_provider_arn": "", "oidc_token_file": "", "endpoint_type": "", "auto_plugin_install": null,
    });
    for (key, value) in values.as_object().expect("values are an object") {
        profile[key] = value.clone();
    }
    profile
}

fn ak(name: &str) -> Value {
    profile(name, "AK", json!({"access_key_id": "testid", "access_key_secret": SECRET}))
}

fn chained(name: &str, source: &str) -> Value {
    let values = json!({"source_profile": source, "ram_role_arn": format!("acs:ram::1:role/{name}"),
        "ram_session_name": "ci", "expired_seconds": 1800, "external_id": "ext"});
    profile(name, "ChainableRamRoleArn", values)
}

#[tokio::test]
async fn an_access_key_stands_in_the_file() {
    let home = Home::with(&[ak("default")]);
    let credentials = ask(&home.provider()).await.expect("it is there");
    assert_eq!((credentials.access_key_id(), credentials.security_token()), ("testid", None));
    assert!(has_secret(&credentials, SECRET) && credentials.expires_at().is_none());
    assert_eq!(credentials.provider_name(), "cli_profile/static_ak");
    let values = json!({"access_key_id": "STS.id", "access_key_secret": SECRET, "sts_token": TOKEN});
    let home = Home::with(&[profile("default", "StsToken", values)]);
    let credentials = ask(&home.provider()).await.expect("it is there");
    assert_eq!(credentials.security_token(), Some(TOKEN));
    assert_eq!(credentials.provider_name(), "cli_profile/static_sts");
}

#[tokio::test]
async fn the_profile_is_the_chosen_one_else_that_of_the_variable_else_the_current_one() {
    let mut other = ak("other");
    other["access_key_id"] = json!("otherid");
    let home = Home::with(&[ak("default"), other, json!({"name": "odd", "mode": {}, "x": [1, {}]})]);
    let path = home.path().display().to_string();
    let by_variable = variables([("HOME", &path), ("ALIBABA_CLOUD_PROFILE", "other")]);
    let provider = CliProfile::new().variables(by_variable);
    assert_eq!(ask(&provider).await.expect("it is there").access_key_id(), "otherid");
    let provider = provider.profile("default");
    assert_eq!(ask(&provider).await.expect("it is there").access_key_id(), "testid");
    let reason = refusal(&provider.profile("absent")).await;
    assert_eq!(reason, format!("`{}` has no profile `absent`", home.file().display()));
}

#[tokio::test]
async fn the_file_is_the_given_one_else_that_of_the_variable() {
    let home = Home::with(&[ak("default")]);
    let moved = home.path().join("moved.json");
    fs::rename(home.file(), &moved).expect("the folder can be written to");
    ask(&CliProfile::new().file(&moved).variables(|_| None)).await.expect("it is there");
    let by_variable = variables([("ALIBABA_CLOUD_CONFIG_FILE", &moved.display().to_string())]);
    ask(&CliProfile::new().variables(by_variable)).await.expect("it is there");
    let off = variables([("ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "true")]);
    let reason = refusal(&CliProfile::new().file(&moved).variables(off)).await;
    assert_eq!(reason, "turned off by `ALIBABA_CLOUD_CLI_PROFILE_DISABLED`");
}

#[tokio::test]
async fn a_role_is_assumed_by_the_key_of_its_profile_or_of_another_one() {
    let server = Server::always(200, assumed()).await;
    let mut own = chained("own", "");
    own["mode"] = json!("RamRoleArn");
    own["access_key_id"] = json!("testid");
    own["access_key_secret"] = json!(SECRET);
    let home = Home::with(&[own, chained("b", "a"), chained("a", "default"), ak("default")]);
    let provider = || home.provider().sts_endpoint(&server.url);
    let credentials = ask(&provider()).await.expect("STS gives it");
    assert_temporary(&credentials, "cli_profile/ram_role_arn/static_ak");
    let credentials = ask(&provider().profile("b")).await.expect("STS gives it");
    assert_temporary(&credentials, "cli_profile/ram_role_arn/ram_role_arn/static_ak");
    let expected = |role: &str| {
        format!(
            "POST /?DurationSeconds=1800&ExternalId=ext&RoleArn=acs%3Aram%3A%3A1%3Arole%2F{role}&RoleSessionName=ci"
        )
    };
    assert_eq!(server.lines(), [expected("own"), expected("a"), expected("b")]);
}

#[tokio::test]
async fn profiles_that_lead_in_a_circle_are_named() {
    let home = Home::with(&[chained("a", "b"), chained("b", "c"), chained("c", "b")]);
    let reason = refusal(&home.provider()).await;
    let expected =
        format!("the profile `b` of `{}` leads back to itself: `a` → `b` → `c` → `b`", home.file().display());
    assert_eq!(reason, expected);
    let home = Home::with(&[chained("a", "a")]);
    assert!(refusal(&home.provider()).await.ends_with("leads back to itself: `a` → `a`"));
    let home = Home::with(&[chained("a", "absent")]);
    assert!(refusal(&home.provider()).await.ends_with("has no profile `absent`"));
}

#[tokio::test]
async fn a_long_chain_of_profiles_is_no_circle() {
    let server = Server::always(200, assumed()).await;
    let mut profiles: Vec<_> = (1..50).map(|n| chained(&format!("p{n}"), &format!("p{}", n + 1))).collect();
    profiles.push(ak("p50"));
    let home = Home::with(&profiles);
    ask(&home.provider().sts_endpoint(&server.url)).await.expect("STS gives it");
    assert_eq!(server.lines().len(), 49);
}

#[tokio::test]
async fn other_modes_are_the_providers_that_they_name() {
    let instance = Server::start(|request| match request.method.as_str() {
        "PUT" => (200, "t".to_owned()),
        _ => (200, document()),
    });
    let (instance, sts) = (instance.await, Server::always(200, assumed()).await);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let token_file = folder.path().join("token");
    fs::write(&token_file, "oidc").expect("the folder can be written to");
    let home = Home::with(&[
        profile("ecs", "EcsRamRole", json!({"ram_role_name": "app"})),
        profile(
            "oidc",
            "OIDC",
            json!({"ram_role_arn": "acs:ram::1:role/r", "oidc_provider_arn": "p",
            "oidc_token_file": token_file, "role_session_name": "named"}),
        ),
        profile(
            "program",
            "External",
            json!({"process_command": "printf \
            '{\"mode\": \"AK\", \"access_key_id\": \"printed\", \"access_key_secret\": \"s\"}'"}),
        ),
    ]);
    let provider = || home.provider().metadata_endpoint(&instance.url).sts_endpoint(&sts.url);
    assert_temporary(&ask(&provider()).await.expect("it gives it"), "cli_profile/ecs_ram_role");
    assert!(instance.lines()[1].ends_with("/security-credentials/app"));
    let credentials = ask(&provider().profile("oidc")).await.expect("STS gives it");
    assert_temporary(&credentials, "cli_profile/oidc_role_arn");
    assert!(sts.lines()[0].ends_with("&RoleSessionName=named"), "{:?}", sts.lines());
    let credentials = ask(&provider().profile("program")).await.expect("it prints it");
    assert_eq!(
        (credentials.access_key_id(), credentials.provider_name()),
        ("printed", "cli_profile/external")
    );
}

#[tokio::test]
async fn who_needs_a_browser_is_told_what_to_run() {
    for mode in ["CloudSSO", "OAuth"] {
        let stored = |expiration: u64| {
            profile(
                "sso",
                mode,
                json!({"access_key_id": "STS.id", "access_key_secret": SECRET,
                "sts_token": TOKEN, "sts_expiration": expiration, "access_token": TOKEN}),
            )
        };
        let home = Home::with(&[stored(1)]);
        let reason = refusal(&home.provider()).await;
        let command = format!("run `aliyun configure --mode {mode} --profile sso`");
        assert!(reason.contains(&command) && reason.contains("`aliyun sts GetCallerIdentity"), "{reason}");
        let credentials = ask(&Home::with(&[stored(1 << 40)]).provider()).await.expect("they are stored");
        assert_eq!(credentials.security_token(), Some(TOKEN));
        assert!(credentials.expires_at().is_some());
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_profile_is_named() {
    let mut no_secret = ak("p");
    no_secret["access_key_secret"] = json!("");
    let mut odd_number = chained("p", "k");
    odd_number["expired_seconds"] = json!(SECRET);
    for (bad, expected) in [
        (no_secret, "has no `access_key_secret`"),
        (profile("p", "", json!({})), "has no `mode`"),
        (profile("p", "RsaKeyPair", json!({})), "is of the mode `RsaKeyPair`, which is not supported"),
        (profile("p", SECRET, json!({})), "has a `mode` that is not supported, and is no short word"),
        (
            profile("p", "StsToken", json!({"access_key_id": "a", "access_key_secret": SECRET})),
            "has no `sts_token`",
        ),
        (profile("p", "External", json!({})), "has no `process_command`"),
        (profile("p", "OIDC", json!({"ram_role_arn": "r"})), "has no `oidc_provider_arn`"),
        (odd_number, "has a `expired_seconds` that is no whole number"),
    ] {
        let home = Home::with(&[bad, ak("k")]);
        let reason = refusal(&home.provider()).await;
        assert_eq!(reason, format!("the profile `p` of `{}` {expected}", home.file().display()));
    }
}

#[tokio::test]
async fn a_file_that_is_none_is_named_without_what_is_in_it() {
    let home = Home::new("");
    let file = home.file().display().to_string();
    for (text, expected) in [
        (String::new(), "it ends too early at line 1, column 0"),
        (
            format!(r#"{{"current": "a", "profiles": [{{"name": "a", "access_key_secret": "{SECRET}"#),
            "it ends too early at",
        ),
        (
            format!(r#"{{"current": "a", "profiles": "{SECRET}"}}"#),
            "it has something else than expected at line 1",
        ),
        (SECRET.to_owned(), "it is no JSON at line 1, column 1"),
        ("[".repeat(100_000), "at line 1"),
    ] {
        home.write(&text);
        let reason = refusal(&home.provider()).await;
        assert!(reason.starts_with(&format!("`{file}`: ")) && reason.contains(expected), "{reason}");
    }
    home.write("{}");
    let help = "choose one with `ALIBABA_CLOUD_PROFILE`";
    assert_eq!(refusal(&home.provider()).await, format!("`{file}` has no current profile, {help}"));
    home.write(&"x".repeat((1 << 20) + 1));
    assert!(refusal(&home.provider()).await.contains("it has more than 1048576 bytes"));
    fs::remove_file(home.file()).expect("the folder can be written to");
    assert_eq!(refusal(&home.provider()).await, format!("`{file}` does not exist"));
    fs::create_dir(home.file()).expect("the folder can be written to");
    assert_eq!(refusal(&home.provider()).await, format!("cannot read `{file}`: it is no file"));
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::with(&[ak("default")]);
    fs::set_permissions(home.file(), fs::Permissions::from_mode(0o000)).expect("it is ours");
    if fs::read(home.file()).is_ok() {
        // The administrator may read everything.
        ask(&home.provider()).await.expect("it can be read");
        return;
    }
    let reason = refusal(&home.provider()).await;
    assert!(reason.starts_with(&format!("cannot read `{}`: ", home.file().display())), "{reason}");
}

#[tokio::test]
async fn a_mark_of_byte_order_is_no_part_of_the_file() {
    let text = json!({"current": "default", "profiles": [ak("default")]}).to_string();
    let home = Home::new(&format!("\u{feff}{text}"));
    ask(&home.provider()).await.expect("it is there");
}

/// As the official clients write it: a file beside it, then a rename.
#[tokio::test]
async fn a_file_that_is_replaced_all_the_time_is_read_whole() {
    let home = Home::with(&[ak("default")]);
    let (file, beside) = (home.file(), home.path().join("beside"));
    let texts = [0, 200].map(|filler| {
        let profiles = [profile("x", "AK", json!({"filler": "x".repeat(filler * 1000)})), ak("default")];
        json!({"current": "default", "profiles": profiles}).to_string()
    });
    let is_done = Arc::new(AtomicBool::new(false));
    let seen = is_done.clone();
    let writer = std::thread::spawn(move || {
        while !seen.load(Ordering::Relaxed) {
            for text in &texts {
                fs::write(&beside, text).expect("the folder can be written to");
                fs::rename(&beside, &file).expect("the folder can be written to");
            }
        }
    });
    for _ in 0..200 {
        let credentials = ask(&home.provider()).await.expect("it is always whole");
        assert!(has_secret(&credentials, SECRET));
    }
    is_done.store(true, Ordering::Relaxed);
    writer.join().expect("the writer does not panic");
}
