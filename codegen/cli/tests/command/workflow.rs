//! The example of a workflow, `docs/update.yml`: its steps are run as they stand, against a server that has two versions of the
//! documentation, a repository on the disk, and a `gh` that writes down what it is asked for.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::thread;

use super::Folder;
use super::update::{first, second};

/// What a step of the workflow runs.
#[derive(Debug)]
struct Step {
    name: String,
    condition: Option<String>,
    script: String,
}

/// The steps that run something in the repository; the others only fetch and build the command.
fn steps() -> Vec<Step> {
    let text = include_str!("../../../../docs/update.yml");
    let parts = text.split("\n      - ").skip(1);
    let value = |part: &str, key: &str| {
        let line = part.lines().find_map(|line| line.trim_start().strip_prefix(key));
        line.map(|value| value.trim().to_owned())
    };
    let step = |part: &str| {
        let (_, script) = part.split_once("        run: |\n")?;
        let script = script.lines().map_while(|line| match line.strip_prefix("          ") {
            Some(line) => Some(line),
            None => line.trim().is_empty().then_some(""),
        });
        Some(Step {
            name: value(part, "name:").expect("a step has a name"),
            condition: value(part, "if:"),
            script: script.collect::<Vec<_>>().join("\n"),
        })
    };
    parts.filter_map(step).filter(|step| step.name != "Build acsgen").collect()
}

/// Serves what is said to be the documentation at the moment, and gives the address. The thread ends with the test.
fn serve(documentation: Arc<Mutex<String>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port on the loopback address");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let body = documentation.lock().expect("nobody panics with it").clone();
            respond(stream, &body);
        }
    });
    url
}

fn respond(mut stream: TcpStream, body: &str) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read_exact(&mut byte).is_ok() {
        head.push(byte[0]);
    }
    let is_known = head.starts_with(b"GET /products/Thing/versions/2024-01-01/api-docs.json ");
    let status = if is_known { "200 OK" } else { "404 Not Found" };
    let length = body.len();
    let answer = format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}");
    // The test fails where the answer is missed.
    let _ = stream.write_all(answer.as_bytes());
}

/// A runner of workflows: a repository with an origin, and the files that GitHub gives to steps.
struct Runner {
    folder: Folder,
    url: String,
}

impl Runner {
    fn new(url: String) -> Self {
        let folder = Folder::empty();
        folder.put("bin/gh", "#!/bin/sh\nprintf '%s\\n' \"$*\" >> \"$RUNNER_TEMP/gh.log\"\n");
        folder.put("temp/output", "");
        let runner = Self { folder, url };
        runner.git(&runner.path(""), &["init", "--quiet", "--bare", "origin.git"]);
        runner.git(&runner.path(""), &["clone", "--quiet", "origin.git", "repository"]);
        let make_runnable = Command::new("chmod").arg("+x").arg(runner.path("bin/gh")).status();
        assert!(make_runnable.is_ok_and(|status| status.success()));
        runner
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.0.path().join(path)
    }

    #[track_caller]
    fn git(&self, folder: &Path, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        command
            .current_dir(folder)
            .args(["-c", "user.name=n", "-c", "user.email=e@example.com"])
            .args(arguments);
        // Of the repository that the tests themselves may run in.
        command.env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE").env_remove("GIT_WORK_TREE");
        text(&command.output().expect("git is there"))
    }

    /// Runs the steps of the workflow, one after the other; gives the names of those that ran.
    fn run(&self) -> Vec<String> {
        let mut done = Vec::new();
        fs::write(self.path("temp/output"), "").expect("a file for outputs");
        for step in steps() {
            if step.condition.as_deref().is_some_and(|condition| !self.holds(condition)) {
                continue;
            }
            let mut command = Command::new("bash");
            command.args(["-e", "-o", "pipefail", "-c", &step.script]);
            text(&self.surround(command).output().expect("bash is there"));
            done.push(step.name);
        }
        done
    }

    /// Whether a condition holds: that an output of a step is a text.
    fn holds(&self, condition: &str) -> bool {
        let (output, expected) = condition.split_once(" == ").expect("a comparison");
        let name = output.strip_prefix("steps.change.outputs.").expect("an output");
        let outputs = self.folder.read("temp/output");
        let line = format!("{name}={}", expected.trim_matches('\''));
        outputs.lines().any(|output| output == line)
    }

    fn surround(&self, mut command: Command) -> Command {
        let binary = Path::new(env!("CARGO_BIN_EXE_acsgen")).parent().expect("a file has a folder");
        let path = std::env::var("PATH").unwrap_or_default();
        command
            .current_dir(self.path("repository"))
            .env("PATH", format!("{}:{}:{path}", self.path("bin").display(), binary.display()))
            .env("DOCUMENTATION", &self.url)
            .env("BRANCH", "update-documentation")
            .env("RUNNER_TEMP", self.path("temp"))
            .env("GITHUB_OUTPUT", self.path("temp/output"))
            .env("GITHUB_STEP_SUMMARY", self.path("temp/summary"))
            .env_remove("GIT_DIR")
            .env_remove("GIT_INDEX_FILE")
            .env_remove("GIT_WORK_TREE");
        command
    }
}

#[track_caller]
fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_workflow_opens_a_pull_request_with_the_report() {
    let documentation = Arc::new(Mutex::new(first()));
    let runner = Runner::new(serve(Arc::clone(&documentation)));
    let repository = runner.path("repository");
    runner.folder.put("repository/first.json", &first());
    let mut begin = Command::new(env!("CARGO_BIN_EXE_acsgen"));
    begin.args(["update", "first.json", "--yes", "--begin"]);
    text(&runner.surround(begin).output().expect("the command starts"));
    runner.git(&repository, &["add", "specs", "generated"]);
    runner.git(&repository, &["commit", "--quiet", "--message", "begin"]);

    let quiet = ["Import, compare and generate", "See whether there is a change"];
    assert_eq!(runner.run(), quiet, "nothing has changed yet");

    *documentation.lock().expect("nobody panics with it") = second();
    assert_eq!(runner.run().last().map(String::as_str), Some("Open a pull request"));
    let asked = runner.folder.read("temp/gh.log");
    assert!(asked.starts_with("pr create --title Update from the documentation --body-file "), "{asked}");
    let report = runner.folder.read("temp/report.md");
    assert!(report.starts_with("## acs-thing-20240101 0.1.0 -> 0.1.1: adds something\n"), "{report}");
    assert!(runner.folder.read("temp/summary").contains(&report));
    let pushed =
        runner.git(&runner.path("origin.git"), &["show", "--stat", "--format=%s", "update-documentation"]);
    assert!(pushed.starts_with("feat(specs): update from the documentation\n"), "{pushed}");
    assert!(pushed.contains("tombstones.yaml") && pushed.contains("CHANGELOG.md"), "{pushed}");
    assert!(!pushed.contains(".acsgen"), "{pushed}");
}

/// The documentation with so many parameters more.
fn with_fields(count: usize) -> String {
    let field = |at| format!(r#", {{"name": "Field{at}", "in": "query", "schema": {{"type": "string"}}}}"#);
    super::update::documentation(&(0..count).map(field).collect::<String>(), "", "", "")
}

/// The body of the pull request after an update from one documentation, with this overlay, to the other, whose report is too long.
fn cut_body(first: &str, overlay: &str, second: String) -> String {
    let documentation = Arc::new(Mutex::new(second));
    let runner = Runner::new(serve(documentation));
    runner.folder.put("repository/first.json", first);
    let mut begin = Command::new(env!("CARGO_BIN_EXE_acsgen"));
    begin.args(["update", "first.json", "--yes", "--begin"]);
    text(&runner.surround(begin).output().expect("the command starts"));
    runner.folder.put("repository/specs/thing/2024-01-01/overlay.yaml", overlay);
    runner.run();
    assert!(runner.folder.read("temp/report.md").len() > 65_536);
    let body = runner.folder.read("temp/body.md");
    assert!(body.len() < 65_536 && body.ends_with("the summary of the run has all of it.\n"), "{body}");
    body
}

#[test]
fn the_body_of_the_pull_request_is_a_report_that_github_takes() {
    let body = cut_body(&first(), "texts: {}\n", with_fields(2000));
    assert!(!body.contains("```"), "{body}");
}

#[test]
fn what_the_body_of_the_pull_request_quotes_ends_where_it_is_cut() {
    let idle = |at| format!("  - {{at: DetachThing.Field{at}, set: {{type: string}}, why: so it is}}\n");
    let fixes: String = (0..300).map(idle).collect();
    let body = cut_body(&with_fields(300), &format!("fixes:\n{fixes}"), with_fields(301));
    let fences: Vec<&str> = body.lines().filter(|line| line.starts_with("```")).collect();
    assert_eq!(fences, ["```text", "```"], "{body}");
    assert!(body.contains("\n```\n\nThe report is longer, and was cut here"), "{body}");
}
