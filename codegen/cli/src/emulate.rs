//! `acsgen emulate`.

use std::error::Error as _;
use std::io::{self, Write as _};

use acs_emulator::{ACCESS_KEY_ID, ACCESS_KEY_SECRET, Emulator, Trouble};

use crate::args::EmulateArgs;
use crate::report::{Failure, Report};

/// What requests meet at the rate that was asked for.
const TROUBLE: [Trouble; 4] =
    [Trouble::LostRequest, Trouble::LostAnswer, Trouble::Throttling, Trouble::Unavailable];

pub(crate) fn run(args: &EmulateArgs, report: &mut Report) -> Result<(), Failure> {
    let mut builder = Emulator::builder().port(args.port).trouble(args.trouble, TROUBLE);
    for folder in &args.specs {
        builder = builder.specs(folder);
    }
    if !report.is_quiet() {
        builder = builder.on_request(|request| {
            // A terminal that has gone away is no reason to stop serving.
            let _ = writeln!(io::stderr(), "{request}");
        });
    }
    let emulator = builder.start_blocking().map_err(|error| {
        let reason = error.source().map(|source| format!(": {source}")).unwrap_or_default();
        Failure::Message(format!("{error}{reason}"))
    })?;
    report.result(emulator.url());
    report.note(&format!("access key ID `{ACCESS_KEY_ID}`, secret `{ACCESS_KEY_SECRET}`; stop with Ctrl-C"));
    emulator.wait();
    Ok(())
}
