//! The command lines of `acsgen diff` and `acsgen log`, and what they have in common with others.

use std::path::PathBuf;

use clap::{Args as Arguments, ValueEnum};

use super::look::Shape;

/// Which operations a command is about.
#[derive(Debug, Arguments)]
pub(crate) struct ChosenArgs {
    /// Only these operations, by name.
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(crate) operations: Option<Vec<String>>,
    /// Only the operations that the Rust code of a crate names: their methods, modules or requests, or as a text that is the
    /// name alone (`operation!("specs", "CreateVpc")`); with those that `send_and_wait` polls, where the code has that.
    ///
    /// All `.rs` files in the folder and below it count, but for `target` and folders whose names begin with a dot. Comments and
    /// other texts do not count, nor do files elsewhere that the code includes. The crate's `Cargo.toml` names the folder, too.
    #[arg(long, value_name = "CRATE_DIR", conflicts_with = "operations")]
    pub(crate) used_by: Option<PathBuf>,
}

/// Two states of the specs.
#[derive(Debug, Arguments)]
pub(crate) struct StatesArgs {
    /// The old state: a folder of specs, an OpenMeta file or a folder of them, or `REV:PATH` of either in git.
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    /// The new state, likewise.
    #[arg(value_name = "NEW")]
    pub(crate) new: String,
    #[command(flatten)]
    pub(crate) chosen: ChosenArgs,
}

#[derive(Debug, Arguments)]
pub(crate) struct DiffArgs {
    #[command(flatten)]
    pub(crate) states: StatesArgs,
    /// How to write it.
    #[arg(long, default_value = "terminal", value_name = "FORMAT")]
    pub(crate) format: Format,
    /// The severity from which on the exit status says so: 3 for a patch, 4 for something new, 5 for calls that may be
    /// refused or understood differently although they compile, 6 for code that may not compile.
    #[arg(long, default_value = "none", value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,
    #[command(flatten)]
    pub(crate) shape: Shape,
}

#[derive(Debug, Arguments)]
pub(crate) struct LogArgs {
    /// Specs of operations, such as `specs/eipanycast/2020-03-09/TagResources.yaml`, or folders of them. A spec that only git
    /// has, because it was removed, can be named, too.
    #[arg(required = true, value_name = "SPEC")]
    pub(crate) specs: Vec<PathBuf>,
    /// How to write it.
    #[arg(long, default_value = "terminal", value_name = "FORMAT")]
    pub(crate) format: LogFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// For people, in colour on a terminal.
    Terminal,
    /// For programs; `acsgen schema` writes what it looks like.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, in colour on a terminal.
    Terminal,
    /// For a changelog or a pull request.
    Markdown,
    /// For programs; `acsgen schema` writes what it looks like.
    Json,
    /// Annotations of a GitHub workflow.
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum FailOn {
    /// Any change but texts.
    Patch,
    /// Something new or deprecated.
    Minor,
    /// Calls that compile and may be refused or understood differently.
    Calls,
    /// Code that may not compile.
    Major,
    /// Nothing.
    None,
}
