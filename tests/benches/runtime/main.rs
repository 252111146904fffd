//! What the runtime costs, as ratios: `cargo bench-runtime` runs all parts, `cargo bench-runtime sign decode` some of them.
//! `--rounds=N` asks for fewer rounds, or more.
//!
//! - `sign`: build, check and sign a call, against the hashes alone.
//! - `decode`: a page of 1,000 items, against `serde_json` with derives into the same shape.
//! - `calls`: calls over loopback, against bare loops on the same libraries, the official Python client, and another crate.
//! - `load`: calls through an emulator that gives trouble, with 200 under way.

mod calls;
mod decode;
mod load;
mod page;
mod request;
mod rounds;
mod sign;

use std::error::Error;

/// A part: its name, and what runs so many rounds of it.
type Part = (&'static str, fn(usize) -> Result<(), Box<dyn Error>>);

const PARTS: [Part; 4] =
    [("sign", sign::run), ("decode", decode::run), ("calls", calls::run), ("load", |_| load::run())];
/// Many short rounds, so that those in which the machine does something else are few.
const ROUNDS: usize = 25;

fn main() -> Result<(), Box<dyn Error>> {
    let rounds = std::env::args().find_map(|option| Some(option.strip_prefix("--rounds=")?.parse()));
    let rounds =
        rounds.unwrap_or(Ok(ROUNDS)).map_err(|error| format!("`--rounds` wants a number: {error}"))?;
    // Cargo adds options such as `--bench`.
    let asked: Vec<String> = std::env::args().skip(1).filter(|name| !name.starts_with('-')).collect();
    if asked == [load::EMULATE] {
        return load::emulate();
    }
    if let Some(unknown) = asked.iter().find(|name| !PARTS.iter().any(|(known, _)| known == name)) {
        return Err(format!("there is no part `{unknown}`; there are sign, decode, calls and load").into());
    }
    for (name, run) in PARTS {
        if asked.is_empty() || asked.iter().any(|asked| asked == name) {
            run(rounds)?;
        }
    }
    Ok(())
}
