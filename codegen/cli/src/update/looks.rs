//! How the crates look that are there: an update is no occasion to change that, for nobody would be told.

use std::fs;
use std::path::Path;

use acs_codegen::update::Update;
use acs_codegen::{Package, options_in};

use crate::report::Failure;

/// Checks that each crate that is there is printed again as it was.
///
/// # Errors
///
/// A crate that was printed with other options, or that is not printed with these.
pub(super) fn check(out: &Path, update: &Update, packages: &[Package]) -> Result<(), Failure> {
    let manifest = |name: &str| fs::read_to_string(out.join(name).join("Cargo.toml")).ok();
    for package in packages {
        let Some(was) = manifest(&package.name).map(|text| options_in(&text)) else { continue };
        if was != package.options() {
            let (was, is) = (words(&was), words(package.options()));
            return Err(refusal(out, &package.name, &format!("was generated {was}, and would be {is} now")));
        }
    }
    let is_left_out =
        |name: &str| packages.iter().all(|package| package.name != name) && manifest(name).is_some();
    match update.products.iter().find(|product| is_left_out(&product.package)) {
        Some(product) => Err(refusal(out, &product.package, "is not generated with these options")),
        None => Ok(()),
    }
}

fn refusal(out: &Path, name: &str, what: &str) -> Failure {
    Failure::Message(format!(
        "`{}` {what}; repeat the options that it has, or run `acsgen generate` first with those that it is to have",
        out.join(name).display()
    ))
}

fn words(options: &[String]) -> String {
    if options.is_empty() { "without options".to_owned() } else { format!("with `{}`", options.join(" ")) }
}
