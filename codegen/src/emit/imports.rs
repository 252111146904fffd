//! Imports: whole paths become short names and `use` items.
//!
//! A path of the runtime or of `std` ends at its first capitalised name, which is imported unless the module defines
//! a thing of that name itself; then the path stays whole.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use super::ident;

/// Shortens the paths of a module, and puts the `use` items before everything that is no `use` item.
///
/// `shared` is the path of the module of shared types, seen from this one; none within it.
pub(super) fn shorten(tokens: TokenStream, runtime: &TokenStream, shared: Option<&str>) -> TokenStream {
    let (imports, body) = split(tokens, runtime, shared);
    quote!(#imports #body)
}

/// The same, with the `use` items apart.
pub(super) fn split(
    tokens: TokenStream,
    runtime: &TokenStream,
    shared: Option<&str>,
) -> (TokenStream, TokenStream) {
    let mut shortener = Shortener { runtime, shared, defined: defined(&tokens), imports: BTreeMap::new() };
    let body = shortener.rewrite(tokens);
    // As rustfmt orders them: modules before the names of the crate's root.
    let mut imports: Vec<_> = shortener.imports.into_iter().collect();
    imports.sort_by_key(|(path, _)| (!path.starts_with(RUNTIME), path == RUNTIME, path.clone()));
    let imports = imports.into_iter().map(|(path, names)| emit_use(&path, &names, runtime));
    (imports.collect(), body)
}

fn emit_use(path: &str, names: &BTreeSet<String>, runtime: &TokenStream) -> TokenStream {
    let path = path.split("::").map(|part| {
        if part == RUNTIME {
            runtime.clone()
        } else {
            let part = ident(part);
            quote!(#part)
        }
    });
    let names: Vec<_> = names.iter().map(|name| ident(name)).collect();
    match names.as_slice() {
        [name] => quote!(use #(#path::)* #name;),
        names => quote!(use #(#path::)* {#(#names),*};),
    }
}

/// Stands for the runtime's path.
const RUNTIME: &str = "__runtime";
/// Stands for the path of the module of shared types.
const SHARED: &str = "__shared";

struct Shortener<'r> {
    runtime: &'r TokenStream,
    shared: Option<&'r str>,
    defined: HashSet<String>,
    imports: BTreeMap<String, BTreeSet<String>>,
}

impl Shortener<'_> {
    fn rewrite(&mut self, tokens: TokenStream) -> TokenStream {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut output = TokenStream::new();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Group(group) => {
                    let mut rewritten = Group::new(group.delimiter(), self.rewrite(group.stream()));
                    rewritten.set_span(group.span());
                    output.extend([TokenTree::Group(rewritten)]);
                    at += 1;
                }
                TokenTree::Ident(root) if *root == RUNTIME || *root == SHARED || *root == "std" => {
                    let path = read_path(&tokens[at..]);
                    at += path.len() * 3 - 2;
                    output.extend(self.place(&path));
                }
                other => {
                    output.extend([other.clone()]);
                    at += 1;
                }
            }
        }
        output
    }

    /// The short form of a path, or the whole one where it cannot be short.
    fn place(&mut self, path: &[String]) -> TokenStream {
        match path.split_last() {
            Some((name, [module])) if module == SHARED => {
                let (name, path) = (ident(name), self.shared.map(ident).into_iter());
                quote!(#(#path::)* #name)
            }
            Some((name, module)) if is_type(name) && !self.defined.contains(name) => {
                self.imports.entry(module.join("::")).or_default().insert(name.clone());
                let name = ident(name);
                quote!(#name)
            }
            _ => {
                let parts = path.iter().map(|part| {
                    if part == RUNTIME {
                        self.runtime.clone()
                    } else {
                        let part = ident(part);
                        quote!(#part)
                    }
                });
                quote!(#(#parts)::*)
            }
        }
    }
}

/// The names of a path, up to its first capitalised one.
fn read_path(tokens: &[TokenTree]) -> Vec<String> {
    let mut path = Vec::new();
    let mut at = 0;
    while let Some(TokenTree::Ident(part)) = tokens.get(at) {
        path.push(part.to_string());
        let goes_on = is_colon(tokens.get(at + 1)) && is_colon(tokens.get(at + 2));
        if is_type(&part.to_string()) || !goes_on || !matches!(tokens.get(at + 3), Some(TokenTree::Ident(_)))
        {
            break;
        }
        at += 3;
    }
    path
}

fn is_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == ':')
}

fn is_type(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
}

/// The names of the structs, enums and aliases of a module.
fn defined(tokens: &TokenStream) -> HashSet<String> {
    let mut names = HashSet::new();
    let mut after_keyword = false;
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(name) if after_keyword => {
                names.insert(name.to_string());
                after_keyword = false;
            }
            TokenTree::Ident(word) => after_keyword = word == "struct" || word == "enum" || word == "type",
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                names.extend(defined(&group.stream()))
            }
            TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => after_keyword = false,
        }
    }
    names
}
