//! Changelogs: a section of what is new, in the file that is there.

use std::path::Path;
use std::{fs, io};

use acs_codegen::update::{ProductUpdate, Update, newest_in_changelog};
use acs_codegen::{Edit, Package, Version};

use super::say;
use crate::report::Failure;

/// The changelogs of the crates that have a new version.
///
/// # Errors
///
/// One that cannot be read, that is a link, or that has a section of the next version already, or of a newer one.
pub(super) fn of(out: &Path, update: &Update, packages: &[Package]) -> Result<Vec<Edit>, Failure> {
    let mut edits = Vec::new();
    let is_printed =
        |product: &&ProductUpdate| packages.iter().any(|package| package.name == product.package);
    for product in update.products.iter().filter(|it| say::is_told(it)).filter(is_printed) {
        let path = format!("{}/CHANGELOG.md", product.package);
        check_no_link(&out.join(&path))?;
        let before = match fs::read_to_string(out.join(&path)) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Failure::Message(format!("cannot read `{path}`: {error}"))),
        };
        check_version(product, before.as_deref(), &out.join(&path))?;
        let after = say::changelog(before.as_deref(), product);
        edits.push(Edit { path, before, after });
    }
    Ok(edits)
}

/// A link would be replaced by a file, and what it leads to would stay as it is.
fn check_no_link(path: &Path) -> Result<(), Failure> {
    match fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()) {
        true => Err(Failure::Message(format!("`{}` is a link; put the file itself there", path.display()))),
        false => Ok(()),
    }
}

/// A version that a person moved back would have a section that is there already, or one above that of a newer version.
fn check_version(product: &ProductUpdate, changelog: Option<&str>, path: &Path) -> Result<(), Failure> {
    let is_late =
        |newest: &Version| *newest > product.to || (product.level.is_some() && *newest == product.to);
    match changelog.and_then(newest_in_changelog).filter(is_late) {
        None => Ok(()),
        Some(newest) => Err(Failure::Message(format!(
            "the next version of `{}` is {}, and `{}` has {newest} already; set `version` in its `release.yaml` to the \
             last one that was released, or take the section out",
            product.package,
            product.to,
            path.display()
        ))),
    }
}
