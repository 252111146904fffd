//! Attributes: keys with values, each at most once, and what is wrong with them at its place.

use proc_macro2::TokenTree;
use quote::ToTokens as _;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Attribute, Ident, Lit, LitStr, Path, Token, Type, bracketed, parenthesized, parse_quote, token};

use crate::errors::Errors;

/// A key of an attribute, such as `name = "X"`, `required`, or `only_when(Type = "A")`.
pub(super) struct Entry {
    pub(super) key: Ident,
    pub(super) value: Setting,
}

/// What a key is set to.
pub(super) enum Setting {
    Flag,
    Literal(Lit),
    /// A path of a type or a module.
    Path(Box<Type>),
    List(Vec<Lit>),
    /// Conditions: the name of another parameter, and its values.
    Conditions(Vec<(String, Vec<Lit>)>),
}

impl Entry {
    /// The text of a key that has one.
    pub(super) fn text(&self) -> syn::Result<LitStr> {
        match &self.value {
            Setting::Literal(Lit::Str(text)) => Ok(text.clone()),
            _ => Err(self.wants("a text, as in `= \"...\"`")),
        }
    }

    /// That it is there, which is all that it says.
    pub(super) fn flag(&self) -> syn::Result<()> {
        match self.value {
            Setting::Flag => Ok(()),
            _ => Err(self.wants("no value")),
        }
    }

    /// A type: as it is, or as a text.
    pub(super) fn ty(&self) -> syn::Result<Type> {
        match &self.value {
            Setting::Path(ty) => Ok((**ty).clone()),
            Setting::Literal(Lit::Str(text)) => text.parse(),
            _ => Err(self.wants("a type, as in `= Answer`")),
        }
    }

    /// A path: as it is, or as a text. What is printed with it is no code of the user's, whose lints it need not keep.
    pub(super) fn path(&self) -> syn::Result<Path> {
        match self.ty() {
            Ok(Type::Path(path)) if path.qself.is_none() => {
                syn::parse_str(&path.path.to_token_stream().to_string())
            }
            Ok(other) => Err(syn::Error::new(other.span(), "a path is wanted here, such as `acs_runtime`")),
            Err(_) => Err(self.wants("a path, as in `= acs_runtime`")),
        }
    }

    pub(super) fn wants(&self, what: &str) -> syn::Error {
        syn::Error::new(self.key.span(), format!("`{}` takes {what}", self.key))
    }
}

/// What the attributes of a thing say, without what is wrong in them.
pub(super) struct Settings {
    entries: Vec<Entry>,
    /// Whether nothing is wrong, so that what is not here is not there.
    pub(super) are_understood: bool,
}

impl Settings {
    /// The entries of all attributes of this name. One that is there twice is an error.
    pub(super) fn of(attributes: &[Attribute], name: &str, known: &[&str], errors: &mut Errors) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let mut wrong = Errors::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
            for entry in parse_entries(attribute, &mut wrong) {
                let key = entry.key.to_string();
                if !known.contains(&key.as_str()) {
                    wrong.push(entry.key.span(), unknown(&key, name, known));
                } else if entries.iter().any(|earlier| earlier.key == entry.key) {
                    wrong.push(entry.key.span(), format!("`{key}` is set twice"));
                } else {
                    entries.push(entry);
                }
            }
        }
        let are_understood = wrong.is_empty();
        errors.keep(wrong.finish());
        Self { entries, are_understood }
    }

    pub(super) fn find(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The text of a key, where it is there.
    pub(super) fn text(&self, key: &str) -> syn::Result<Option<LitStr>> {
        self.find(key).map(Entry::text).transpose()
    }

    /// The path of the runtime crate.
    pub(super) fn runtime(&self, errors: &mut Errors) -> Path {
        let own = self.find("runtime").and_then(|entry| errors.keep(entry.path()));
        own.unwrap_or_else(|| parse_quote!(::acs_runtime))
    }

    /// The entry of a key, which is here no more.
    pub(super) fn take(&mut self, key: &str) -> Option<Entry> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(at))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// The entries of an attribute; one that cannot be read ends at the next comma.
fn parse_entries(attribute: &Attribute, errors: &mut Errors) -> Vec<Entry> {
    let (mut entries, mut wrong) = (Vec::new(), Errors::default());
    let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
        while !input.is_empty() {
            entries
                .extend(wrong.keep(input.parse::<Entry>().and_then(|entry| at_end(input).map(|()| entry))));
            while !input.is_empty() && input.parse::<Option<Token![,]>>()?.is_none() {
                input.parse::<TokenTree>()?;
            }
        }
        Ok(())
    });
    // What follows an error within brackets has not been read, which is no error more.
    let wrong = if wrong.is_empty() { parsed } else { wrong.finish() };
    errors.keep(wrong);
    entries
}

fn at_end(input: ParseStream<'_>) -> syn::Result<()> {
    match input.is_empty() || input.peek(Token![,]) {
        true => Ok(()),
        false => Err(input.error("expected `,`")),
    }
}

fn unknown(key: &str, attribute: &str, known: &[&str]) -> String {
    let help = acs_codegen::did_you_mean(key, known.iter().copied());
    let help = help.unwrap_or_else(|| format!("it takes {}", list(known)));
    format!("`{key}` is no key of `#[{attribute}(...)]`; {help}")
}

/// Names in backticks, with commas between them.
pub(super) fn list<S: AsRef<str>>(names: &[S]) -> String {
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}

impl syn::parse::Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key: Ident = input
            .call(syn::ext::IdentExt::parse_any)
            .map_err(|error| syn::Error::new(error.span(), "expected a key, as in `name = \"...\"`"))?;
        let value = if input.parse::<Option<Token![=]>>()?.is_some() {
            parse_value(input)?
        } else if input.peek(token::Paren) {
            parse_parenthesized(input)?
        } else {
            Setting::Flag
        };
        Ok(Self { key, value })
    }
}

fn parse_value(input: ParseStream<'_>) -> syn::Result<Setting> {
    if input.peek(token::Bracket) {
        return parse_list(input).map(Setting::List);
    }
    if input.peek(Lit) || input.peek(Token![-]) {
        return input.parse().map(Setting::Literal);
    }
    input.parse().map(|ty| Setting::Path(Box::new(ty)))
}

fn parse_list(input: ParseStream<'_>) -> syn::Result<Vec<Lit>> {
    let content;
    bracketed!(content in input);
    Ok(Punctuated::<Lit, Token![,]>::parse_terminated(&content)?.into_iter().collect())
}

/// `("A", "B")`, or `(Other = "A", Third = ["B", "C"])`.
fn parse_parenthesized(input: ParseStream<'_>) -> syn::Result<Setting> {
    let content;
    parenthesized!(content in input);
    if !content.peek(Ident) && !content.peek2(Token![=]) {
        let list = Punctuated::<Lit, Token![,]>::parse_terminated(&content)?;
        return Ok(Setting::List(list.into_iter().collect()));
    }
    let mut conditions = Vec::new();
    while !content.is_empty() {
        let name = match content.peek(Lit) {
            true => content.parse::<LitStr>()?.value(),
            false => content.call(<Ident as syn::ext::IdentExt>::parse_any)?.to_string(),
        };
        content.parse::<Token![=]>()?;
        let values =
            if content.peek(token::Bracket) { parse_list(&content)? } else { vec![content.parse()?] };
        conditions.push((name, values));
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(Setting::Conditions(conditions))
}
