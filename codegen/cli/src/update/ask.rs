//! The question before anything is written.

use std::io::{self, IsTerminal as _, Write as _};

use acs_codegen::printable;

use crate::report::Failure;

/// Whether there is a terminal to ask on.
pub(super) fn is_possible() -> bool {
    io::stdin().is_terminal()
}

/// Asks on the terminal. Where there is none nobody can answer, and nothing is done unasked.
pub(super) fn confirm(question: &str) -> Result<(), Failure> {
    if !is_possible() {
        let message =
            "there is no terminal to ask on; `--yes` writes without asking, `--dry-run` writes nothing";
        return Err(Failure::Message(message.to_owned()));
    }
    let mut stderr = io::stderr();
    let _ = write!(stderr, "{} [y/N] ", printable(question));
    let _ = stderr.flush();
    let mut answer = String::new();
    let read = io::stdin().read_line(&mut answer);
    read.map_err(|error| Failure::Message(format!("cannot read the answer: {error}")))?;
    match answer.trim().to_ascii_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(Failure::Message("nothing was written".to_owned())),
    }
}
