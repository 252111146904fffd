//! How what is printed is to look, for each command that prints.

use clap::{Args as Arguments, ValueEnum};

/// How what is printed is to look.
#[derive(Debug, Arguments)]
#[command(next_help_heading = "What is printed")]
pub(crate) struct Look {
    /// What serde reads and writes, under the names on the wire.
    #[arg(long, default_value = "none", value_name = "WHAT")]
    pub(crate) serde: Serde,
    #[command(flatten)]
    pub(crate) shape: Shape,
    /// One line for each thing in place of the documentation.
    #[arg(long)]
    pub(crate) no_docs: bool,
    /// Also a trait with a method per operation, which the client implements, and mocks.
    #[arg(long, conflicts_with = "no_client")]
    pub(crate) mock: bool,
    /// More attributes of a type, such as `CreateDisk=#[derive(Eq)]`; `*`, `struct *` and `enum *` are all of them.
    #[arg(long = "type-attribute", value_name = "SELECTOR=ATTRIBUTE", value_parser = attribute)]
    pub(crate) type_attributes: Vec<(String, String)>,
    /// More attributes of a field, such as `CreateDisk.Size=#[doc(alias = "gib")]`; `*` is all of them.
    #[arg(long = "field-attribute", value_name = "SELECTOR=ATTRIBUTE", value_parser = attribute)]
    pub(crate) field_attributes: Vec<(String, String)>,
    /// Another name in Rust, such as `CreateDisk=NewDisk`.
    #[arg(long = "rename", value_name = "SELECTOR=NAME", value_parser = chosen)]
    pub(crate) renames: Vec<(String, String)>,
}

/// What decides what a change is for those who compile against what is printed, but for renames.
#[derive(Debug, Arguments)]
#[command(next_help_heading = "What is printed")]
pub(crate) struct Shape {
    /// Who insists on required parameters: the compiler, or the check before a request is sent.
    #[arg(long, default_value = "types", value_name = "BY")]
    pub(crate) required: Required,
    /// Requests alone, which any client of the runtime sends.
    #[arg(long)]
    pub(crate) no_client: bool,
    /// A type of one's own in place of a generated one, such as `CreateDisk.Size=crate::Gigabytes`; that of a crate must
    /// be there in all crates that are printed, such as `String`.
    #[arg(long = "own-type", value_name = "SELECTOR=PATH", value_parser = chosen)]
    pub(crate) own_types: Vec<(String, String)>,
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
            docs: !self.no_docs,
            mock: self.mock,
            type_attributes: self.type_attributes.clone(),
            field_attributes: self.field_attributes.clone(),
            renames: self.renames.clone(),
            ..self.shape.options()
        }
    }
}

impl Shape {
    /// The options of the generator.
    pub(crate) fn options(&self) -> acs_codegen::Options {
        acs_codegen::Options {
            required: match self.required {
                Required::Types => acs_codegen::RequiredBy::Types,
                Required::Runtime => acs_codegen::RequiredBy::Runtime,
            },
            client: !self.no_client,
            types: self.own_types.clone(),
            ..acs_codegen::Options::default()
        }
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
