//! Draws operations from the documentation corpus, generates them, and prints a request for each that sets whatever may
//! be set together, with what the emulator must make of it.
//!
//! Where there is no corpus beside the workspace, the sample is empty, and its test says that it is skipped.

mod choose;
mod corpus;
mod expect;
mod features;
mod print;
mod request;
mod scalar;

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io, thread};

use corpus::Product;
use print::Printed;

/// How many operations are drawn.
const OPERATIONS: usize = 250;
/// Another seed draws other operations to fill up the number, and other values.
const SEED: u64 = 4;

type Result<T, E = Box<dyn Error + Send + Sync>> = std::result::Result<T, E>;

fn main() -> Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    instruct("rerun-if-changed=build");
    let corpus = root.join("../../../shared/corpus/openmeta");
    let products = if corpus.exists() { corpus::load(&corpus)? } else { Vec::new() };
    let specs = out.join(print::SPECS);
    if specs.exists() {
        fs::remove_dir_all(&specs)?;
    }
    let chosen = choose::choose(&products, OPERATIONS, SEED);
    write_all(&chosen, &out)
}

/// Generates product by product, on two threads.
fn write_all(chosen: &[Product], out: &Path) -> Result<()> {
    let half = chosen.len().div_ceil(2).max(1);
    let printed = thread::scope(|scope| {
        let workers: Vec<_> =
            chosen.chunks(half).map(|products| scope.spawn(|| write_each(products, out))).collect();
        let joined = workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|_| Err("a worker panicked".into())));
        joined.collect::<Result<Vec<_>>>()
    })?;
    let printed: Vec<Printed> = printed.into_iter().flatten().collect();
    fs::write(out.join("sample.rs"), print::root(&printed))?;
    Ok(())
}

fn write_each(products: &[Product], out: &Path) -> Result<Vec<Printed>> {
    products.iter().map(|product| print::product(product, out)).collect()
}

/// Tells cargo something.
fn instruct(instruction: &str) {
    // Cargo listens; if it has gone away, there is nobody to tell.
    let _ = writeln!(io::stdout(), "cargo::{instruction}");
}
