//! `acsgen emulate`.

use acs_emulator::Emulator;

use crate::args::EmulateArgs;
use crate::report::{Failure, Report};

pub(crate) fn run(args: &EmulateArgs, report: &mut Report) -> Result<(), Failure> {
    let _ = (args, report, Emulator::builder());
    Ok(())
}
