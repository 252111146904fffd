//! `acsgen`: an adapter over the library. It reads arguments, places results, and shows diagnostics.

mod args;
mod check;
mod code;
mod diff;
mod emulate;
mod fetch;
mod generate;
mod import;
mod log;
mod module;
mod policy;
mod progress;
mod report;
mod schema;
mod state;
mod update;

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

use crate::args::{Args, Command};
use crate::report::{Failure, Report};

/// A run makes millions of small things on several threads, and a fifth of its time went into the system's allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    let mut report = Report::new(args.quiet, args.jobs);
    let done = match &args.command {
        Command::Import(args) => import::run(args, &mut report),
        Command::Check(args) => check::run(args, &mut report),
        Command::Generate(args) => generate::run(args, &mut report),
        Command::Update(args) => update::run(args, &mut report),
        Command::Diff(args) => diff::run(args, &mut report),
        Command::Log(args) => log::run(args, &mut report),
        Command::Policy(args) => policy::run(args, &mut report),
        Command::Emulate(args) => emulate::run(args, &mut report),
        Command::Schema(args) => schema::run(args, &mut report),
    };
    // The status says something of a result that is there.
    let done = match done {
        Ok(()) | Err(Failure::Status(_)) => report.finish().and(done),
        failed => failed,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Status(status)) => ExitCode::from(status),
        Err(failure) => {
            report.failure(failure);
            ExitCode::FAILURE
        }
    }
}
