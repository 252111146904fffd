//! The names in the Rust code of a crate: identifiers, and texts that are a name and nothing else, as macros take them.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::report::Failure;

/// The names in all Rust files of a folder and those below, without what was built. Comments and longer texts have none.
pub(crate) fn names_in(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let folder = match folder.file_name().is_some_and(|name| name == "Cargo.toml") && folder.is_file() {
        true => folder.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new(".")),
        false => folder,
    };
    let mut names = BTreeSet::new();
    read(folder, &mut names)?;
    Ok(names)
}

fn read(folder: &Path, into: &mut BTreeSet<String>) -> Result<(), Failure> {
    let failed = |path: &Path, error: io::Error| {
        Failure::Message(format!("cannot read `{}`: {error}", path.display()))
    };
    for entry in fs::read_dir(folder).map_err(|error| failed(folder, error))? {
        let entry = entry.map_err(|error| failed(folder, error))?;
        let (path, name) = (entry.path(), entry.file_name());
        let kind = entry.file_type().map_err(|error| failed(&path, error))?;
        if kind.is_dir() && name != "target" && !name.to_string_lossy().starts_with('.') {
            read(&path, into)?;
        } else if kind.is_file() && path.extension().is_some_and(|extension| extension == "rs") {
            into.extend(names(&fs::read_to_string(&path).map_err(|error| failed(&path, error))?));
        }
    }
    Ok(())
}

/// The names in a file; where it is no Rust, all words.
fn names(text: &str) -> BTreeSet<String> {
    match text.parse() {
        Ok(tokens) => names_of(tokens),
        Err(_) => {
            let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
            words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
        }
    }
}

fn names_of(tokens: TokenStream) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut open = vec![tokens];
    while let Some(tokens) = open.pop() {
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    names.extend([name.to_string().trim_start_matches("r#").to_owned()])
                }
                TokenTree::Literal(literal) => names.extend(name_in(&literal.to_string())),
                TokenTree::Group(group)
                    if group.delimiter() == Delimiter::Bracket && is_doc(group.stream()) => {}
                TokenTree::Group(group) => open.push(group.stream()),
                TokenTree::Punct(_) => {}
            }
        }
    }
    names
}

/// Whether it is the inside of `#[doc = ".."]`, which a doc comment is, too.
fn is_doc(tokens: TokenStream) -> bool {
    let mut tokens = tokens.into_iter();
    let is_doc = matches!(tokens.next(), Some(TokenTree::Ident(name)) if name == "doc");
    is_doc && matches!(tokens.next(), Some(TokenTree::Punct(punct)) if punct.as_char() == '=')
}

/// The text of a literal, if it is one and has what a name has.
fn name_in(literal: &str) -> Option<String> {
    let quoted = literal.strip_prefix('r').map_or(literal, |raw| raw.trim_matches('#'));
    let text = quoted.strip_prefix('"')?.strip_suffix('"')?;
    let is_name = text.chars().all(|c| c.is_alphanumeric() || "_-./".contains(c));
    (is_name && !text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let names = names(text);
        assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn identifiers_are_names() {
        check("client.create_vpc(r#type)", &["client", "create_vpc", "type"]);
        check("let x: &'a str = 'b';", &["a", "let", "str", "x"]);
    }

    #[test]
    fn comments_are_none() {
        check("// one\n/* two /* three */ */\n/// Four\n//! Five\n#[doc = \"Six\"]\nx", &["x"]);
        check("#[cfg(doc)] x", &["cfg", "doc", "x"]);
    }

    #[test]
    fn a_text_that_is_a_name_is_one() {
        check(
            r##"f!("CreateVpc", r#"ListVpcs"#, "list-x", "a CreateVpc", "\n", b"Raw")"##,
            &["CreateVpc", "ListVpcs", "f", "list-x"],
        );
    }

    #[test]
    fn what_is_no_rust_counts_by_its_words() {
        check("// one {\n\"two", &["one", "two"]);
    }
}
