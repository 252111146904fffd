//! The command line.

mod policy;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args as Arguments, Parser, Subcommand, ValueEnum};

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
    /// Only these operations, by name; the other ones are not in the crates.
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(crate) operations: Option<Vec<String>>,
    #[command(flatten)]
    pub(crate) print: PrintArgs,
    /// Writes nothing; fails if something would change.
    #[arg(long)]
    pub(crate) check: bool,
}

/// What is printed beside the crates of most products.
#[derive(Debug, Arguments)]
pub(crate) struct PrintArgs {
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
    /// Only the operations that the specs have already.
    #[arg(long)]
    pub(crate) known: bool,
    #[command(flatten)]
    pub(crate) print: PrintArgs,
    /// Makes the next version one that may break users, which drops all that is due by then.
    #[arg(long)]
    pub(crate) breaking: bool,
    /// A file for the report, in Markdown.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Shows what would be done, and does nothing.
    #[arg(long, short = 'n')]
    pub(crate) dry_run: bool,
    /// Does not ask.
    #[arg(long, short)]
    pub(crate) yes: bool,
}

/// How what is printed is to look.
#[derive(Debug, Arguments)]
#[command(next_help_heading = "What is printed")]
pub(crate) struct Look {
    /// What serde reads and writes, under the names on the wire.
    #[arg(long, default_value = "none", value_name = "WHAT")]
    pub(crate) serde: Serde,
    /// Who insists on required parameters: the compiler, or the check before a request is sent.
    #[arg(long, default_value = "types", value_name = "BY")]
    pub(crate) required: Required,
    /// One line for each thing in place of the documentation.
    #[arg(long)]
    pub(crate) no_docs: bool,
    /// Requests alone, which any client of the runtime sends.
    #[arg(long)]
    pub(crate) no_client: bool,
    /// Also a trait with a method per operation, which the client implements, and mocks.
    #[arg(long, conflicts_with = "no_client")]
    pub(crate) mock: bool,
    /// More attributes of a type, such as `CreateDisk=#[derive(Eq)]`; `*`, `struct *` and `enum *` are all of them.
    #[arg(long = "type-attribute", value_name = "SELECTOR=ATTRIBUTE", value_parser = attribute)]
    pub(crate) type_attributes: Vec<(String, String)>,
    /// More attributes of a field, such as `CreateDisk.Size=#[doc(alias = "gib")]`; `*` is all of them.
    #[arg(long = "field-attribute", value_name = "SELECTOR=ATTRIBUTE", value_parser = attribute)]
    pub(crate) field_attributes: Vec<(String, String)>,
    /// A type of one's own in place of a generated one, such as `CreateDisk.Size=crate::Gigabytes`; that of a crate must
    /// be there in all crates that are printed, such as `String`.
    #[arg(long = "own-type", value_name = "SELECTOR=PATH", value_parser = chosen)]
    pub(crate) own_types: Vec<(String, String)>,
    /// Another name in Rust, such as `CreateDisk=NewDisk`.
    #[arg(long = "rename", value_name = "SELECTOR=NAME", value_parser = chosen)]
    pub(crate) renames: Vec<(String, String)>,
}

/// Who may use what is printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Visibility {
    /// Everybody.
    Public,
    /// The crate that it is part of.
    Crate,
}

impl From<Visibility> for acs_codegen::Visibility {
    fn from(visibility: Visibility) -> Self {
        match visibility {
            Visibility::Public => acs_codegen::Visibility::Public,
            Visibility::Crate => acs_codegen::Visibility::Crate,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Serde {
    None,
    Requests,
    Responses,
    Both,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Required {
    Types,
    Runtime,
}

impl Look {
    /// The options of the generator.
    pub(crate) fn options(&self) -> acs_codegen::Options {
        acs_codegen::Options {
            serde: match self.serde {
                Serde::None => acs_codegen::Serde::None,
                Serde::Requests => acs_codegen::Serde::Requests,
                Serde::Responses => acs_codegen::Serde::Responses,
                Serde::Both => acs_codegen::Serde::Both,
            },
            required: match self.required {
                Required::Types => acs_codegen::RequiredBy::Types,
                Required::Runtime => acs_codegen::RequiredBy::Runtime,
            },
            docs: !self.no_docs,
            client: !self.no_client,
            mock: self.mock,
            type_attributes: self.type_attributes.clone(),
            field_attributes: self.field_attributes.clone(),
            types: self.own_types.clone(),
            renames: self.renames.clone(),
            ..acs_codegen::Options::default()
        }
    }
}

/// A module to print: its file, and the operations in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Module {
    pub(crate) file: PathBuf,
    pub(crate) operations: Vec<String>,
}

#[derive(Debug, Arguments)]
pub(crate) struct DiffArgs {
    /// The old state: a folder of specs, an OpenMeta file or a folder of them, or `REV:PATH` of either in git.
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    /// The new state, likewise.
    #[arg(value_name = "NEW")]
    pub(crate) new: String,
    #[command(flatten)]
    pub(crate) chosen: ChosenArgs,
    /// How to write it.
    #[arg(long, default_value = "terminal", value_name = "FORMAT")]
    pub(crate) format: Format,
    /// The severity from which on the exit status says so: 3 for a patch, 4 for something new, 5 for calls that may be
    /// refused or understood differently although they compile, 6 for code that may not compile.
    #[arg(long, default_value = "none", value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,
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

/// Which operations a command is about.
#[derive(Debug, Arguments)]
pub(crate) struct ChosenArgs {
    /// Only these operations, by name.
    #[arg(long, value_delimiter = ',', value_name = "A,B")]
    pub(crate) operations: Option<Vec<String>>,
    /// Only the operations that the Rust code of a crate names: their methods, modules or requests.
    #[arg(long, value_name = "CRATE_DIR", conflicts_with = "operations")]
    pub(crate) used_by: Option<PathBuf>,
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

/// A selector and an attribute, in which there are more equals signs.
fn attribute(text: &str) -> Result<(String, String), String> {
    match text.split_once("=#") {
        Some((selector, attribute)) if !selector.is_empty() => {
            Ok((selector.to_owned(), format!("#{attribute}")))
        }
        _ => Err("write it as `CreateDisk=#[derive(Eq)]`".to_owned()),
    }
}

/// A selector, which may be of a value such as `>=`, and a name or a path.
fn chosen(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((selector, chosen)) if !selector.is_empty() && !chosen.is_empty() => {
            Ok((selector.to_owned(), chosen.to_owned()))
        }
        _ => Err("write it as `CreateDisk.Size=Name`".to_owned()),
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
    fn what_is_chosen_stands_behind_its_selector() {
        let pair = |selector: &str, text: &str| Ok((selector.to_owned(), text.to_owned()));
        assert_eq!(attribute("*=#[doc = \"a\"]"), pair("*", "#[doc = \"a\"]"));
        assert_eq!(chosen("Op.Compare.>==AtLeast"), pair("Op.Compare.>=", "AtLeast"));
        for wrong in ["Op", "=#[a]", "Op=derive(Eq)"] {
            assert!(attribute(wrong).is_err(), "{wrong}");
        }
        for wrong in ["Op", "=Name", "Op="] {
            assert!(chosen(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_product_version_has_two_parts() {
        assert_eq!(product_version("A/1"), Ok(("A".to_owned(), "1".to_owned())));
        assert!(product_version("A").is_err());
        assert!(product_version("A/").is_err());
    }
}
