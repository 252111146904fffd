//! The command line.

mod compare;
mod look;
mod policy;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use acs_codegen::{Jobs, Options};
use clap::{Args as Arguments, Parser, Subcommand, ValueEnum};

pub(crate) use compare::{ChosenArgs, DiffArgs, FailOn, Format, LogArgs, LogFormat, StatesArgs};
pub(crate) use look::{Look, Visibility};
pub(crate) use policy::{
    ChangesFormat, FailOnNeed, PolicyArgs, PolicyCommand, PolicyDiffArgs, PolicyFormat, PolicyPrintArgs,
};

/// Turns the documentation of Alibaba Cloud APIs into Rust.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, arg_required_else_help = true)]
pub(crate) struct Args {
    /// Prints results and errors only.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// How many threads work; as many as there are processors by default.
    #[arg(long, short, global = true, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Turns documentation into specs: OpenMeta `api-docs.json` files and documentation pages as text or Markdown.
    #[command(disable_version_flag = true)]
    Import(ImportArgs),
    /// Reads specs and reports what is wrong with them.
    Check(CheckArgs),
    /// Prints Rust crates from specs.
    Generate(GenerateArgs),
    /// Imports documentation again and shows what that means for users; then writes specs, crates, versions and changelogs.
    #[command(disable_version_flag = true)]
    Update(UpdateArgs),
    /// Says what changed between two states of the specs, and what that means for those who use the crates.
    Diff(DiffArgs),
    /// Tells from git how operations came to be as they are: when each parameter, value and code came and went.
    Log(LogArgs),
    /// Prints the RAM policy that calls of operations need, as far as documentation tells.
    Policy(PolicyArgs),
    /// Serves the operations of specs on a loopback port.
    Emulate(EmulateArgs),
    /// Writes the JSON Schema of the spec language, for editors.
    Schema(SchemaArgs),
}

/// Where documentation comes from, and what is read of it.
#[derive(Debug, Arguments)]
pub(crate) struct SourceArgs {
    /// Files, or folders of files: `api-docs.json`, and documentation pages as `.txt` or `.md`.
    ///
    /// A URL of an OpenMeta file is fetched. A folder is read with all folders below it.
    #[arg(value_name = "SOURCE")]
    pub(crate) sources: Vec<PathBuf>,
    /// A product, such as `Eipanycast`, whose OpenMeta file is fetched from its public address.
    #[arg(id = "fetch", long = "product", requires = "api-version", value_name = "PRODUCT")]
    pub(crate) fetch: Option<String>,
    /// The version of that product, such as `2020-03-09`.
    #[arg(id = "api-version", long = "version", requires = "fetch", value_name = "VERSION")]
    pub(crate) version: Option<String>,
    /// The address below which products are fetched.
    #[arg(long, default_value = "https://api.aliyun.com/meta/v1", value_name = "URL")]
    pub(crate) base_url: String,
    /// How long to wait for all that is fetched, in seconds.
    #[arg(long, default_value_t = 30, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86400))]
    pub(crate) timeout: u64,
    /// What happens to the documentation's sentences.
    #[arg(long, default_value = "none", value_name = "DOCS")]
    pub(crate) docs: Docs,
    /// The product version of the pages, such as `Eipanycast/2020-03-09`; without it, their links or the OpenMeta files
    /// tell.
    #[arg(long = "for", value_name = "PRODUCT/VERSION", value_parser = product_version)]
    pub(crate) product: Option<(String, String)>,
}

#[derive(Debug, Arguments)]
pub(crate) struct ImportArgs {
    #[command(flatten)]
    pub(crate) from: SourceArgs,
    /// The folder of specs to write to.
    #[arg(long, default_value = "specs", value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Only these operations, by name, and the shared types that they need. Other imported files stay as they are.
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(crate) operations: Option<Vec<String>>,
    /// Writes nothing; fails if something would change.
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Docs {
    /// Facts only.
    None,
    /// Sentences are kept, as `doc:`.
    Keep,
}

#[derive(Debug, Arguments)]
pub(crate) struct CheckArgs {
    /// The folder of specs.
    #[arg(default_value = "specs", value_name = "SPECS")]
    pub(crate) specs: PathBuf,
}

#[derive(Debug, Arguments)]
pub(crate) struct GenerateArgs {
    /// The folder of specs: all product versions below it are generated.
    #[arg(long, default_value = "specs", value_name = "DIR")]
    pub(crate) specs: PathBuf,
    /// The folder to write crates to.
    #[arg(long, default_value = "generated", value_name = "DIR")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) print: PrintArgs,
    /// Writes nothing; fails if something would change.
    #[arg(long)]
    pub(crate) check: bool,
}

/// What is printed, and how it is to look.
#[derive(Debug, Arguments)]
pub(crate) struct PrintArgs {
    /// Only these operations, by name; the other ones are not in the crates.
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(crate) operations: Option<Vec<String>>,
    /// Also products with a signature of their own, which the runtime does not have; their requests are signed by other
    /// means.
    #[arg(long)]
    pub(crate) unsigned: bool,
    #[command(flatten)]
    pub(crate) look: Look,
    /// Besides the crates, a file with these operations of one product: a module of a crate of yours.
    #[arg(long = "module", value_name = "FILE=A,B", value_parser = module)]
    pub(crate) modules: Vec<Module>,
    /// The path of the runtime in those modules.
    #[arg(long, default_value = "acs_runtime", value_name = "PATH")]
    pub(crate) module_runtime: String,
    /// Who may use those modules: everybody, or the crate that they are part of. The crates are for everybody.
    #[arg(long, default_value = "public", value_name = "WHO")]
    pub(crate) module_visibility: Visibility,
}

impl PrintArgs {
    /// The options of the generator.
    pub(crate) fn options(&self, jobs: Jobs) -> Options {
        let (operations, unsigned) = (self.operations.clone(), self.unsigned);
        Options { operations, unsigned, jobs, ..self.look.options() }
    }
}

#[derive(Debug, Arguments)]
pub(crate) struct UpdateArgs {
    #[command(flatten)]
    pub(crate) from: SourceArgs,
    /// The folder of specs.
    #[arg(long, default_value = "specs", value_name = "DIR")]
    pub(crate) specs: PathBuf,
    /// The folder of crates.
    #[arg(long, default_value = "generated", value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Begins the folder of specs, where there are none yet.
    #[arg(long)]
    pub(crate) begin: bool,
    /// Only the operations that the specs have already.
    #[arg(long)]
    pub(crate) known: bool,
    #[command(flatten)]
    pub(crate) print: PrintArgs,
    /// Takes documentation that has no operation any more for what it says: all of them are gone.
    #[arg(long)]
    pub(crate) all_gone: bool,
    /// Makes the next version one that may break users, which drops all that is due by then.
    #[arg(long)]
    pub(crate) breaking: bool,
    /// A file for the report, in Markdown.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Shows what would be done, and does nothing but write the report.
    #[arg(long, short = 'n')]
    pub(crate) dry_run: bool,
    /// Does not ask.
    #[arg(long, short)]
    pub(crate) yes: bool,
}

/// A module to print: its file, and the operations in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Module {
    pub(crate) file: PathBuf,
    pub(crate) operations: Vec<String>,
}

#[derive(Debug, Arguments)]
pub(crate) struct EmulateArgs {
    /// Folders of specs.
    #[arg(default_value = "specs", value_name = "SPECS")]
    pub(crate) specs: Vec<PathBuf>,
    /// The port on 127.0.0.1; 0 picks a free one.
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// The part of requests, 0.05 for one in twenty, that meets trouble: a connection lost before or after the request is
    /// carried out, throttling, a service out of order.
    #[arg(long, default_value_t = 0.0, value_name = "RATE", value_parser = rate)]
    pub(crate) trouble: f64,
}

#[derive(Debug, Arguments)]
pub(crate) struct SchemaArgs {
    /// The folder to write to.
    #[arg(long, default_value = "specs/schema", value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Writes nothing; fails if something would change.
    #[arg(long)]
    pub(crate) check: bool,
}

fn module(text: &str) -> Result<Module, String> {
    match text.split_once('=') {
        Some((file, operations)) if !file.is_empty() && !operations.is_empty() => Ok(Module {
            file: PathBuf::from(file),
            operations: operations.split(',').map(str::to_owned).collect(),
        }),
        _ => Err("write it as `src/sts.rs=AssumeRole,AssumeRoleWithOIDC`".to_owned()),
    }
}

fn rate(text: &str) -> Result<f64, String> {
    let rate = text.parse().ok().filter(|rate| (0.0..=1.0).contains(rate));
    rate.ok_or_else(|| "it is a number from 0 to 1".to_owned())
}

fn product_version(text: &str) -> Result<(String, String), String> {
    match text.split_once('/') {
        Some((product, version)) if !product.is_empty() && !version.is_empty() => {
            Ok((product.to_owned(), version.to_owned()))
        }
        _ => Err("write it as `Eipanycast/2020-03-09`".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_flag_of_generate_is_in_a_test_of_the_command() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command");
        let files = fs::read_dir(folder).expect("the tests are there").flatten();
        let tests: String = files.filter_map(|file| fs::read_to_string(file.path()).ok()).collect();
        let mut command = Args::command();
        command.build();
        let generate = command.find_subcommand("generate").expect("there is such a command");
        for flag in generate.get_arguments().filter_map(|argument| argument.get_long()) {
            let is_used =
                [format!("\"--{flag}\""), format!("\"--{flag}=")].iter().any(|it| tests.contains(it));
            assert!(is_used || matches!(flag, "help" | "version"), "no test has `--{flag}`");
        }
    }

    #[test]
    fn a_module_is_a_file_and_operations() {
        let operations = vec!["A".to_owned(), "B".to_owned()];
        assert_eq!(module("src/m.rs=A,B"), Ok(Module { file: "src/m.rs".into(), operations }));
        assert!(module("src/m.rs").is_err());
        assert!(module("=A").is_err());
    }

    #[test]
    fn a_product_version_has_two_parts() {
        assert_eq!(product_version("A/1"), Ok(("A".to_owned(), "1".to_owned())));
        assert!(product_version("A").is_err());
        assert!(product_version("A/").is_err());
    }
}
