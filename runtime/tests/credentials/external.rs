//! Programs that print credentials.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::{Duration, Instant};

use acs_runtime::credentials::External;

use crate::{SECRET, TOKEN, ask, has_secret, in_an_hour, refusal};

/// A program of these lines of shell.
fn program(lines: &str) -> (tempfile::TempDir, External) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("program");
    fs::write(&path, lines).expect("the folder can be written to");
    let provider = External::new(format!("sh '{}' \"{SECRET}\"", path.display()));
    (folder, provider)
}

fn printing(json: &str) -> (tempfile::TempDir, External) {
    program(&format!("cat <<'END'\n{json}\nEND\n"))
}

#[tokio::test]
async fn what_is_printed_is_an_access_key() {
    let expiration = in_an_hour();
    let json = format!(
        r#"{{"mode":"StsToken","access_key_id":"STS.id","access_key_secret":"{SECRET}","sts_token":"{TOKEN}","expiration":"{expiration}"}}"#
    );
    let (_folder, provider) = printing(&json);
    let credentials = ask(&provider).await.expect("it prints it");
    assert_eq!((credentials.access_key_id(), credentials.security_token()), ("STS.id", Some(TOKEN)));
    assert!(has_secret(&credentials, SECRET) && credentials.expires_at().is_some());
    assert_eq!(credentials.provider_name(), "external");
}

#[tokio::test]
async fn only_a_temporary_key_has_an_end_when_none_is_printed() {
    for (token, is_temporary) in [("", false), (TOKEN, true)] {
        let json = format!(r#"{{"access_key_id":"id","access_key_secret":"s","sts_token":"{token}"}}"#);
        let (_folder, provider) = printing(&json);
        let credentials = ask(&provider).await.expect("it prints it");
        assert_eq!(credentials.expires_at().is_some(), is_temporary);
    }
}

#[tokio::test]
async fn arguments_are_quoted_as_in_a_shell() {
    let (folder, _) =
        program("printf '{\"access_key_id\":\"%s\",\"access_key_secret\":\"%s\"}' \"$1\" \"$2\"");
    let path = folder.path().join("program");
    let provider = External::new(format!(r#"sh '{}' "a b" c\ d"#, path.display()));
    let credentials = ask(&provider).await.expect("it prints it");
    assert_eq!(credentials.access_key_id(), "a b");
    assert!(has_secret(&credentials, "c d"));
}

#[tokio::test]
async fn what_goes_wrong_is_said_without_what_is_secret() {
    let bad = r#"{"mode":"StsToken","access_key_id":"a","access_key_secret":"AccessKeySecretToHide"}"#;
    for (lines, expected) in [
        (format!("echo {SECRET}"), "it is no JSON at line 1, column 1"),
        (format!("echo '{{\"access_key_id\": [\"{SECRET}\"]}}'"), "it has something else than expected at"),
        ("true".to_owned(), "it ends too early at line 1, column 0"),
        ("echo '{}'".to_owned(), "the answer has no `access_key_id`"),
        (format!("echo '{bad}'"), "the answer has no `sts_token`"),
        (format!("echo {SECRET} >&2; echo {SECRET}; exit 3"), "it failed, exit status: 3"),
        ("yes".to_owned(), "it prints more than 65536 bytes"),
    ] {
        let (_folder, provider) = program(&lines);
        let reason = refusal(&provider).await;
        assert!(
            reason.starts_with("the program `sh`: ") && reason.contains(expected),
            "{expected}: {reason}"
        );
    }
    let reason = refusal(&External::new("/nowhere/program --password AccessKeySecretToHide")).await;
    assert!(reason.starts_with("the program `/nowhere/program`: "), "{reason}");
    for empty in ["", "  ", "'open"] {
        assert_eq!(refusal(&External::new(empty)).await, "the command is empty, or a quote in it is open");
    }
}

#[tokio::test]
async fn a_program_that_hangs_is_ended() {
    // The second one leaves its output to another program, and the third says all and stays.
    let other = "while [ -e \"$0\" ]; do sleep 0.1; done";
    for lines in ["exec sleep 600", &format!("{{ {other}; }} & exec sleep 600"), "exec >&-; exec sleep 600"] {
        let (folder, provider) = program(&format!("echo $$ > \"$(dirname \"$0\")/pid\"\n{lines}"));
        let begun = Instant::now();
        let reason = refusal(&provider.timeout(Duration::from_secs(1))).await;
        assert_eq!(reason, "the program `sh`: it takes too long");
        assert!(begun.elapsed() < Duration::from_secs(60), "nobody waits for the program's own end");
        let pid = fs::read_to_string(folder.path().join("pid")).expect("it has begun");
        assert!(!fs::exists(format!("/proc/{}/fd", pid.trim())).unwrap_or(false), "it has ended");
    }
}

#[tokio::test]
async fn a_program_that_cannot_be_run_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("program");
    fs::write(&path, "").expect("the folder can be written to");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("it is ours");
    let reason = refusal(&External::new(path.display().to_string())).await;
    assert!(reason.contains("ermission denied"), "{reason}");
}

/// Other tasks of the same thread go on while a program runs.
#[tokio::test]
async fn a_program_keeps_no_task_from_working() {
    let (folder, _) = program("while [ ! -e \"$1\" ]; do sleep 0.01; done; echo '{}'");
    let signal = folder.path().join("signal");
    let path = folder.path().join("program");
    let provider = External::new(format!("sh '{}' '{}'", path.display(), signal.display()));
    let (reason, ()) = tokio::join!(refusal(&provider), async {
        fs::write(&signal, "").expect("the folder can be written to");
    });
    assert!(reason.contains("has no `access_key_id`"), "{reason}");
}
