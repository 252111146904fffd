//! Importing from an address: what is fetched, and what is refused, from a server on the loopback address.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::thread;

const META: &str = r#"{"info": {"style": "RPC", "product": "Thing", "version": "2024-01-01"},
    "apis": {"GetThing": {"methods": ["get"]}}}"#;
const PATH: &str = "/products/Thing/versions/2024-01-01/api-docs.json";

/// What the server does with a connection once it has read the request.
#[derive(Clone)]
enum Answer {
    /// Sends these bytes and closes.
    Bytes(Vec<u8>),
    /// Sends these bytes, and nothing more as long as the client waits.
    Stall(Vec<u8>),
    /// Sends a head without a length, and bytes until the client has had enough.
    Flood,
}

fn ok(body: &str) -> Answer {
    answer("200 OK", "", body)
}

fn answer(status: &str, headers: &str, body: &str) -> Answer {
    let length = body.len();
    Answer::Bytes(
        format!("HTTP/1.1 {status}\r\n{headers}connection: close\r\ncontent-length: {length}\r\n\r\n{body}")
            .into_bytes(),
    )
}

/// Serves answers by path, and gives the address. The thread ends with the test.
fn serve(answers: Vec<(&'static str, Answer)>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port on the loopback address");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answers = answers.clone();
            thread::spawn(move || respond(stream, &answers));
        }
    });
    url
}

fn respond(mut stream: TcpStream, answers: &[(&'static str, Answer)]) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read_exact(&mut byte).is_ok() {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default();
    let found = answers.iter().find(|(known, _)| *known == path).map(|(_, answer)| answer.clone());
    match found.unwrap_or_else(|| answer("404 Not Found", "", "{}")) {
        Answer::Bytes(bytes) => drop(stream.write_all(&bytes)),
        Answer::Stall(bytes) => {
            let _ = stream.write_all(&bytes);
            // Ends when the client goes.
            let _ = stream.read(&mut byte);
        }
        Answer::Flood => {
            let chunk = vec![b' '; 1 << 20];
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            while stream.write_all(&chunk).is_ok() {}
        }
    }
}

fn import(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acsgen"));
    command.current_dir(folder).arg("import").args(arguments).output().expect("the command starts")
}

/// Imports the path from a server with this answer, which must fail with these words and write nothing.
#[track_caller]
fn refuses(answer: Answer, expected: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("{}/api-docs.json", serve(vec![("/api-docs.json", answer)]));
    let output = import(folder.path(), &[&url, "--timeout", "2"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(said.contains(expected) && said.contains(&format!("cannot fetch `{url}`: ")), "{said}");
    assert!(!folder.path().join("specs").exists());
}

#[test]
fn a_product_version_and_an_address_are_fetched() {
    let base = serve(vec![
        (PATH, ok(META)),
        ("/moved.json", answer("302 Found", &format!("location: {PATH}\r\n"), "")),
    ]);
    for arguments in [
        vec!["--product", "Thing", "--version", "2024-01-01", "--base-url", &*base],
        vec![&*format!("{base}{PATH}")],
        vec![&*format!("{base}/moved.json")],
    ] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let output = import(folder.path(), &arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(folder.path().join("specs/thing/2024-01-01/GetThing.yaml").exists());
    }
}

#[test]
fn what_is_no_openmeta_file_is_refused_with_the_reason() {
    refuses(answer("404 Not Found", "", META), "the answer has the status 404 Not Found");
    refuses(answer("500 Internal Server Error", "", ""), "the status 500");
    refuses(ok("<!DOCTYPE html><html></html>"), "it begins with `<!DOCTYPE html><html`");
    refuses(ok(""), "it begins with ``");
    refuses(
        answer("302 Found", "location: http://example.com/\r\n", ""),
        "redirected to an address without `https://`",
    );
    refuses(answer("302 Found", "location: /api-docs.json\r\n", ""), "there are too many redirects");
}

#[test]
fn time_and_size_are_limited() {
    refuses(Answer::Stall(Vec::new()), "it is not there after 2 s");
    refuses(
        Answer::Stall(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec()),
        "it is not there after 2 s",
    );
    let cut = format!("HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n{META}");
    refuses(Answer::Bytes(cut.into_bytes()), "end of file before message length reached");
    let large = "HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n{";
    refuses(Answer::Bytes(large.into()), "the answer has more than 67108864 bytes");
    refuses(Answer::Flood, "the answer has more than 67108864 bytes");
}

#[test]
fn addresses_that_are_not_safe_or_not_there_are_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let refused =
        TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    let gone = format!("http://{refused}/x");
    for (url, expected) in [
        ("http://example.com/a.json", "only `https://`"),
        ("https://", "this is no address"),
        (&gone, "onnection refused"),
        ("https://nowhere.invalid/a.json", "cannot fetch `https://nowhere.invalid/a.json`: "),
    ] {
        let output = import(folder.path(), &[url, "--timeout", "5"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains(expected), "{said}");
    }
    let output = import(folder.path(), &["--product", "../x", "--version", "1"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("no name of a product"));
}
