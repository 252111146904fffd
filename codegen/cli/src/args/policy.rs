//! The command line of `acsgen policy`.

use acs_codegen::policy::Condition;
use clap::{Args as Arguments, Subcommand, ValueEnum};

use super::{ChosenArgs, StatesArgs};

#[derive(Debug, Arguments)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct PolicyArgs {
    #[command(subcommand)]
    pub(crate) command: Option<PolicyCommand>,
    #[command(flatten)]
    pub(crate) print: PolicyPrintArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PolicyCommand {
    /// Says which permissions a state of the specs needs that an older one does not, and which it does not need any more.
    Diff(PolicyDiffArgs),
}

#[derive(Debug, Arguments)]
pub(crate) struct PolicyPrintArgs {
    /// A folder of specs, an OpenMeta file or a folder of them, or `REV:PATH` of either in git.
    #[arg(default_value = "specs", value_name = "SPECS")]
    pub(crate) specs: String,
    #[command(flatten)]
    pub(crate) chosen: ChosenArgs,
    /// How to write it.
    #[arg(long, default_value = "policy", value_name = "FORMAT")]
    pub(crate) format: PolicyFormat,
    #[command(flatten)]
    pub(crate) fill: FillArgs,
}

/// What stands for the names in documented resources, and when the policy holds.
#[derive(Debug, Arguments)]
#[command(next_help_heading = "What is in the policy")]
pub(crate) struct FillArgs {
    /// The regions of the resources; all of them by default.
    #[arg(long, value_delimiter = ',', value_name = "REGION,..")]
    pub(crate) region: Vec<String>,
    /// The number of the account that has the resources; any by default.
    #[arg(long, value_delimiter = ',', value_name = "ID,..")]
    pub(crate) account: Vec<String>,
    /// What stands for a name in a documented resource: `--set anycastId=aeip-123` for `anycast/{#anycastId}`. Given more
    /// than once, it gives more than one resource.
    #[arg(long, value_name = "NAME=VALUE", value_parser = value_of)]
    pub(crate) set: Vec<(String, String)>,
    /// Fails where a name has no value, in place of writing `*` for it.
    #[arg(long)]
    pub(crate) filled: bool,
    /// A condition, such as `IpAddress:acs:SourceIp=10.0.0.0/8`. A key of a service stands only where it is documented.
    #[arg(long, value_name = "OPERATOR:KEY=VALUE")]
    pub(crate) condition: Vec<Condition>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PolicyFormat {
    /// The document; everything else is said on standard error.
    Policy,
    /// The document with what each action is for, for programs; `acsgen schema` writes what it looks like.
    Json,
}

#[derive(Debug, Arguments)]
pub(crate) struct PolicyDiffArgs {
    #[command(flatten)]
    pub(crate) states: StatesArgs,
    /// How to write it.
    #[arg(long, default_value = "terminal", value_name = "FORMAT")]
    pub(crate) format: ChangesFormat,
    /// When the exit status says so: 3 for a change, 4 for a permission that is needed now.
    #[arg(long, default_value = "none", value_name = "WHAT")]
    pub(crate) fail_on: FailOnNeed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ChangesFormat {
    /// For people, in colour on a terminal.
    Terminal,
    /// For a changelog or a pull request.
    Markdown,
    /// For programs; `acsgen schema` writes what it looks like.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum FailOnNeed {
    /// Any change, also where documentation does not tell any more.
    Changed,
    /// A permission that the old state does not need.
    Needed,
    /// Nothing.
    None,
}

fn value_of(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => {
            Ok((name.to_owned(), value.to_owned()))
        }
        _ => Err("write it as `anycastId=aeip-123`".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_a_name() {
        assert_eq!(value_of("a=b=c"), Ok(("a".to_owned(), "b=c".to_owned())));
        assert!(value_of("a").is_err());
        assert!(value_of("a=").is_err());
        assert!(value_of("=b").is_err());
    }
}
