//! Every call of the sample goes through generated code to an emulator, which must understand what was set and nothing
//! else, and whose answer must fit the typed response.

mod transport;

use std::collections::BTreeSet;
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Emulator, Outcome, Recorded};
use acs_runtime::client::Builder;
use acs_runtime::{Client, Json};
use acs_sample::{CALLS, Call, LEFT_OUT, PLACES, SPECS};

use transport::Loopback;

type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

/// The last request that the emulator answered.
type Last = Arc<Mutex<Option<Recorded>>>;

/// Whether there is a sample; says so where there is none, for want of a corpus.
fn is_here() -> bool {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/openmeta");
    if CALLS.is_empty() {
        assert!(
            !corpus.exists(),
            "the corpus came after the sample was built; touch tests/sample/build/main.rs"
        );
        // Past the test harness, which keeps the output of a test that passes. Nobody may be listening.
        let _ = writeln!(io::stdout(), "skipped: ../shared is not here");
    }
    !CALLS.is_empty()
}

fn start() -> Result<(Emulator, Last)> {
    let last = Last::default();
    let seen = Arc::clone(&last);
    let observe = move |recorded: &Recorded| {
        *seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(recorded.clone());
    };
    Ok((Emulator::builder().specs(SPECS).on_request(observe).start_blocking()?, last))
}

/// A client that signs for the host name of the product, and connects to the emulator.
fn configure(builder: Builder<Client>, call: &Call, emulator: &Emulator) -> Builder<Client> {
    let host = if call.host.is_empty() { "localhost" } else { call.host };
    let builder = builder.endpoint(format!("http://{host}")).region("cn-hangzhou");
    builder.access_key(ACCESS_KEY_ID, ACCESS_KEY_SECRET).transport(Loopback::to(emulator.url()))
}

/// What is wrong with a call.
async fn problem(call: &Call, emulator: &Emulator, last: &Last) -> Result<Option<String>> {
    let sent = (call.send)(&|builder| configure(builder, call, emulator)).await;
    let recorded = last.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Err(error) = sent {
        let source = error.source().map(|source| format!(": {source}")).unwrap_or_default();
        return Ok(Some(format!("{error}{source}")));
    }
    let recorded = recorded.ok_or("nothing was recorded")?;
    let expected: Json = serde_json::from_str(call.expected)?;
    let is_right = recorded.operation.as_deref() == Some(call.operation)
        && recorded.product.as_deref() == Some(call.product)
        && recorded.outcome == Outcome::Answered;
    Ok(match (is_right, recorded.parameters == expected) {
        (false, _) => Some(format!("became {recorded}")),
        (true, false) => Some(format!("understood as {}, not as {expected}", recorded.parameters)),
        (true, true) => None,
    })
}

#[tokio::test]
async fn what_was_set_is_understood_and_the_answer_fits() -> Result<()> {
    if !is_here() {
        return Ok(());
    }
    let (emulator, last) = start()?;
    let mut problems = Vec::new();
    for call in CALLS {
        if let Some(problem) = problem(call, &emulator, &last).await? {
            problems.push(format!("{} {}: {problem}", call.product, call.operation));
        }
    }
    assert!(problems.is_empty(), "{} of {}:\n{}", problems.len(), CALLS.len(), problems.join("\n"));
    Ok(())
}

/// What the corpus has, of what is called.
const KINDS: &[&str] = &[
    "Body Binary",
    "Field Text",
    "Form List Flat",
    "Form List Json",
    "Form List Simple",
    "Form Object Flat",
    "Form Object Json",
    "Form Text",
    "Header Map Flat",
    "Header Text",
    "Host Text",
    "Path Integer",
    "Path Text",
    "Query Any",
    "Query Boolean",
    "Query List Flat",
    "Query List Json",
    "Query List Simple",
    "Query Map Json",
    "Query Number",
    "Query Object Flat",
    "Query Object Json",
    "Query Text",
];

#[test]
fn the_sample_has_every_product_and_every_kind_of_parameter() {
    if !is_here() {
        return;
    }
    for (path, why) in LEFT_OUT {
        let _ = writeln!(io::stdout(), "left out: {path}: {why}");
    }
    let products: BTreeSet<_> = CALLS.iter().map(|call| call.product).collect();
    assert!(CALLS.len() >= 200 && products.len() == 50, "{} of {} products", CALLS.len(), products.len());
    for kind in KINDS {
        assert!(PLACES.contains(kind), "{kind}");
    }
}
