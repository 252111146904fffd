//! The official credentials package and ours read the same from the same files.

use std::fs;
use std::path::Path;
use std::process::Command;

use acs_runtime::credentials::{CliProfile, Credentials, CredentialsProvider, IniProfile};
use acs_runtime::sign::v3::{CanonicalRequest, EMPTY_HASH, SigningKey};
use acs_runtime::transport::{HttpTransport, Network};
use serde_json::{Value, json};

use super::python;
use crate::TestResult;
use crate::skipped::{root, say};

const INI: &str = "\
# made by hand
[default]
type = access_key
access_key_id = ini-id   # mine
access_key_secret = ini/secret+1=

[colons and capitals]
Type: access_key
ACCESS_KEY_ID: colon:id
access_key_secret:colon-secret
; the end
";

fn config() -> Value {
    let printed = r#"{"mode":"StsToken","access_key_id":"STS.printed","access_key_secret":"printed-secret","sts_token":"printed/token=="}"#;
    json!({
        "current": "key",
        "profiles": [
            {"name": "key", "mode": "AK", "access_key_id": "cli-id", "access_key_secret": "cli/secret+1=",
                "region_id": "cn-hangzhou", "expired_seconds": 0, "retry_timeout": 10, "sts_token": ""},
            {"name": "临时", "mode": "StsToken", "access_key_id": "STS.id", "access_key_secret": "密",
                "sts_token": "CAIS/token+=="},
            {"name": "program", "mode": "External", "process_command": format!("printf '%s' '{printed}'")},
        ],
        "meta_path": "",
    })
}

#[tokio::test]
async fn the_official_package_reads_what_we_read() -> TestResult {
    let Some(python) = python() else {
        say("skipped: the official Python clients are not installed");
        return Ok(());
    };
    let home = tempfile::tempdir()?;
    fs::create_dir(home.path().join(".aliyun"))?;
    fs::create_dir(home.path().join(".alibabacloud"))?;
    let file = home.path().join(".aliyun/config.json");
    fs::write(&file, serde_json::to_string_pretty(&config())?)?;
    fs::write(home.path().join(".alibabacloud/credentials.ini"), INI)?;
    let script = root().join("tests/python/credentials.py");
    let output = Command::new(python).arg(script).arg(home.path()).output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let written: Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
    assert_eq!(written["profiles"][2]["access_key_id"], "STS.printed", "the package has written the file");
    let read = String::from_utf8(output.stdout)?;
    for line in read.lines() {
        compare(home.path(), &serde_json::from_str(line)?).await?;
    }
    assert_eq!(read.lines().count(), 5);
    Ok(())
}

async fn compare(home: &Path, theirs: &Value) -> TestResult {
    let text = |key: &str| theirs[key].as_str().unwrap_or_default();
    let home = home.display().to_string();
    let variables = move |name: &str| (name == "HOME").then(|| home.clone());
    let transport = HttpTransport::new(&Network::default())?;
    let ours = match text("kind") {
        "cli" => CliProfile::new().profile(text("name")).variables(variables).provide(&transport).await?,
        _ => IniProfile::new().profile(text("name")).variables(variables).provide(&transport).await?,
    };
    assert_eq!(ours.access_key_id(), text("id"), "{theirs}");
    assert!(has_secret(&ours, text("secret")), "{theirs}");
    assert_eq!(ours.security_token().unwrap_or_default(), text("token"), "{theirs}");
    assert_eq!(ours.provider_name(), text("provider"), "{theirs}");
    Ok(())
}

/// Whether the secret of credentials is this one: a signature by it is the same.
fn has_secret(credentials: &Credentials, secret: &str) -> bool {
    let headers: [(&str, &str); 0] = [];
    let request = CanonicalRequest::new("GET", "/", "", &headers, EMPTY_HASH).string_to_sign();
    request.sign(credentials.signing_key()).to_string() == request.sign(&SigningKey::new(secret)).to_string()
}
