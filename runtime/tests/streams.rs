//! Bodies that do not fit into memory, in both directions. A binary of its own, for its memory is measured.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use acs_runtime::client::Builder;
use acs_runtime::encode::Writer;
use acs_runtime::rules::{Access, OperationSpec, ParameterSpec, Place, ProductSpec, Role};
use acs_runtime::transport::Body;
use acs_runtime::transport::proxy::Proxies;
use acs_runtime::{Bytes, Client, Error, Kind, Operation};
use sha2::{Digest, Sha256};

const GIB: u64 = 1 << 30;
const MOST: u64 = 64 << 20;

static PRODUCT: ProductSpec<'static> = ProductSpec::new("Objects", "2020-01-01");

/// Stores an object; with a token, so that it may be sent again.
#[derive(Clone, Debug, Default)]
struct PutObject {
    body: Option<Bytes>,
}

impl Operation for PutObject {
    type Response = ();

    const SPEC: &'static OperationSpec<'static> = &OperationSpec {
        product: &PRODUCT,
        parameters: &[
            ParameterSpec::text("ClientToken", "client_token").role(Role::IdempotencyToken),
            ParameterSpec::binary("body", "body").required().place(Place::Body),
        ],
        ..OperationSpec::roa("PutObject", "PUT", "/object")
    };

    fn write<'a>(&'a self, to: &mut Writer<'a>) {
        to.put("body", &self.body);
    }
}

/// Fetches an object.
#[derive(Clone, Debug, Default)]
struct GetObject;

impl Operation for GetObject {
    type Response = Bytes;

    const SPEC: &'static OperationSpec<'static> = &OperationSpec {
        product: &PRODUCT,
        access: Access::Get,
        ..OperationSpec::roa("GetObject", "GET", "/object")
    };

    fn write<'a>(&'a self, _: &mut Writer<'a>) {}
}

/// A server that takes and gives objects, and says by header `x-length` how much it has taken, if that is what was signed.
fn serve(give: u64) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a port");
    let url = format!("http://{}", listener.local_addr().expect("it is bound"));
    thread::spawn(move || {
        for (number, stream) in listener.incoming().map_while(Result::ok).enumerate() {
            thread::spawn(move || while exchange(&stream, give, number).is_ok() {});
        }
    });
    url
}

fn exchange(mut stream: &TcpStream, give: u64, connection: usize) -> io::Result<()> {
    let head = read_head(stream)?;
    let header = |name: &str| {
        let lines = head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned()).next()
    };
    if head.starts_with("GET") {
        write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {give}\r\n\r\n")?;
        let chunk = vec![b'x'; 1 << 18];
        for _ in 0..give / chunk.len() as u64 {
            stream.write_all(&chunk)?;
        }
        return Ok(());
    }
    let length: u64 = header("content-length").and_then(|text| text.parse().ok()).unwrap_or_default();
    if header("x-acs-drop").is_some() && connection == 0 {
        io::copy(&mut stream.take(length / 2), &mut io::sink())?;
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    let (mut hash, mut left, mut chunk) = (Sha256::new(), length, vec![0; 1 << 16]);
    while left > 0 {
        let count = stream.read(&mut chunk)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if length < GIB {
            hash.update(&chunk[..count]);
        }
        left -= count as u64;
    }
    // Hashing a gibibyte here, too, would only take time.
    let is_signed = length == GIB || header("x-acs-content-sha256") == Some(hex::encode(hash.finalize()));
    let status = if is_signed { 200 } else { 400 };
    write!(stream, "HTTP/1.1 {status} OK\r\ncontent-length: 0\r\nx-length: {length}\r\n\r\n")
}

fn read_head(mut stream: &TcpStream) -> io::Result<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    String::from_utf8(head).map_err(io::Error::other)
}

fn builder(url: &str) -> Builder<Client> {
    let minute = Duration::from_secs(60);
    Client::builder(&PRODUCT)
        .endpoint(url)
        .access_key("testid", "testsecret")
        .proxies(Proxies::none())
        .attempt_timeout(minute)
        .timeout(4 * minute)
}

fn clients(url: &str) -> (Client, Client) {
    let blocking = builder(url).blocking().build().expect("it has all it needs");
    (builder(url).build().expect("it has all it needs"), blocking)
}

fn zeros(length: u64) -> Body {
    Body::from_source(length, move || Ok(io::repeat(0).take(length)))
}

/// The most memory that this process has had at once, in bytes; none where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes << 10)
}

#[tokio::test]
async fn a_gibibyte_goes_both_ways_in_little_memory() -> Result<(), Error> {
    let url = serve(GIB);
    let (client, blocking) = clients(&url);

    let answer = client.call(PutObject::default()).with_body(zeros(GIB)).send_with_raw().await?;
    assert_eq!(answer.raw.headers()["x-length"], GIB.to_string());
    let answer = blocking.call(PutObject::default()).with_body(zeros(GIB)).send_with_raw().wait()?;
    assert_eq!(answer.raw.headers()["x-length"], GIB.to_string());

    let mut streamed = client.call(GetObject).send_streamed().await?;
    let mut length = 0;
    while let Some(chunk) = streamed.chunk().await? {
        length += chunk.len() as u64;
    }
    assert_eq!((streamed.status(), length), (200, GIB));
    let streamed = blocking.call(GetObject).send_streamed().wait()?;
    assert_eq!(streamed.copy_to(&mut io::sink()).expect("all of it comes"), GIB);

    let Some(peak) = peak() else {
        let _ =
            writeln!(io::stderr(), "skipped: this system does not tell how much memory a process has had");
        return Ok(());
    };
    assert!(peak < MOST, "{} MiB", peak >> 20);
    Ok(())
}

#[tokio::test]
async fn a_file_is_sent_again_from_the_start() -> Result<(), Error> {
    let path = std::env::temp_dir().join(format!("acs-runtime-streams-{}", std::process::id()));
    std::fs::write(&path, vec![7; 3 << 20]).expect("the folder of temporary files can be written");
    for blocking in [false, true] {
        let url = serve(0);
        let (client, waiting) = clients(&url);
        let client = if blocking { waiting } else { client };
        let body = Body::from_file(&path).expect("the file is there");
        let call = client.call(PutObject::default()).with_header("x-acs-drop", "1").with_body(body);
        let answer = if blocking { call.send_with_raw().wait()? } else { call.send_with_raw().await? };
        assert_eq!((answer.raw.attempts(), &answer.raw.headers()["x-length"]), (2, &(3 << 20).into()));
    }
    std::fs::remove_file(&path).expect("the file is there");
    Ok(())
}

#[tokio::test]
async fn a_source_that_ends_early_is_an_error() {
    let url = serve(0);
    let (client, blocking) = clients(&url);
    let short = || Body::from_source(100, || Ok(io::repeat(0).take(99)));
    for error in [
        client.call(PutObject::default()).with_body(short()).send().await,
        blocking.call(PutObject::default()).with_body(short()).send().wait(),
    ] {
        let error = error.expect_err("a byte is missing");
        assert_eq!(error.kind(), Kind::Configuration);
        assert!(error.to_string().contains("ends 1 bytes early"), "{error}");
    }
    let error = client.call(GetObject).with_body(short()).send().await.expect_err("it takes no body");
    assert_eq!(error.kind(), Kind::Configuration);
}

#[tokio::test]
async fn an_error_is_read_whole() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a port");
    let url = format!("http://{}", listener.local_addr().expect("it is bound"));
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let body = r#"{"Code": "ObjectNotFound"}"#;
            let _ = read_head(&stream);
            let _ = write!(stream, "HTTP/1.1 404 No\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        }
    });
    let (client, blocking) = clients(&url);
    for result in
        [client.call(GetObject).send_streamed().await, blocking.call(GetObject).send_streamed().wait()]
    {
        let error = result.expect_err("there is no such object");
        assert_eq!((error.kind(), error.code()), (Kind::NotFound, Some("ObjectNotFound")));
    }
}

#[test]
fn an_upload_that_is_stuck_keeps_no_thread_from_others() {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().max_blocking_threads(1).build().expect("a runtime has no needs");
    // It accepts connections, as the system does for it, and reads nothing.
    let deaf = TcpListener::bind("127.0.0.1:0").expect("loopback has a port");
    let deaf_url = format!("http://{}", deaf.local_addr().expect("it is bound"));
    runtime.block_on(async {
        let (stuck, client) = (clients(&deaf_url).0, clients(&serve(0)).0);
        tokio::spawn(async move { stuck.call(PutObject::default()).with_body(zeros(64 << 20)).send().await });
        for _ in 0..3 {
            let call = client.call(PutObject::default()).with_body(zeros(1 << 20)).send_with_raw();
            let answer = tokio::time::timeout(Duration::from_secs(20), call).await;
            answer.expect("a thread is left").expect("it is answered");
        }
    });
}
