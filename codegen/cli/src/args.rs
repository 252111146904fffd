//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args as Arguments, Parser, Subcommand, ValueEnum};

/// Turns the documentation of Alibaba Cloud APIs into Rust.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, arg_required_else_help = true)]
pub(crate) struct Args {
    /// Prints errors only.
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
    /// Turns documentation into specs: OpenMeta `api-docs.json` files and documentation pages as text.
    Import(ImportArgs),
    /// Reads specs and reports what is wrong with them.
    Check(CheckArgs),
    /// Prints Rust crates from specs.
    Generate(GenerateArgs),
    /// Serves the operations of specs on a loopback port.
    Emulate(EmulateArgs),
    /// Writes the JSON Schema of the spec language, for editors.
    Schema(SchemaArgs),
}

#[derive(Debug, Arguments)]
pub(crate) struct ImportArgs {
    /// Files, or folders of files: `api-docs.json`, and documentation pages as `.txt`.
    #[arg(required = true, value_name = "SOURCE")]
    pub(crate) sources: Vec<PathBuf>,
    /// The folder of specs to write to.
    #[arg(long, default_value = "specs", value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// What happens to the documentation's sentences.
    #[arg(long, default_value = "none", value_name = "DOCS")]
    pub(crate) docs: Docs,
    /// The product version of pages that are imported without an OpenMeta file, such as `Eipanycast/2020-03-09`.
    #[arg(long = "for", value_name = "PRODUCT/VERSION", value_parser = product_version)]
    pub(crate) product: Option<(String, String)>,
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
    /// Writes nothing; fails if something would change.
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, Arguments)]
pub(crate) struct EmulateArgs {
    /// Folders of specs.
    #[arg(default_value = "specs", value_name = "SPECS")]
    pub(crate) specs: Vec<PathBuf>,
    /// The port on 127.0.0.1; 0 picks a free one.
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
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
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_product_version_has_two_parts() {
        assert_eq!(product_version("A/1"), Ok(("A".to_owned(), "1".to_owned())));
        assert!(product_version("A").is_err());
        assert!(product_version("A/").is_err());
    }
}
