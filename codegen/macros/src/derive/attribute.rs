//! Attributes: keys with values, each at most once, and what is wrong with them at its place.

use proc_macro2::Span;
use quote::ToTokens as _;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Attribute, Ident, Lit, LitStr, Path, Token, Type, bracketed, parenthesized, token};

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
        match self.ty()? {
            Type::Path(path) if path.qself.is_none() => {
                syn::parse_str(&path.path.to_token_stream().to_string())
            }
            other => Err(syn::Error::new(other.span(), "a path is wanted here, such as `acs_runtime`")),
        }
    }

    pub(super) fn wants(&self, what: &str) -> syn::Error {
        syn::Error::new(self.key.span(), format!("`{}` takes {what}", self.key))
    }
}

/// The entries of all attributes of this name. One that is there twice is an error.
pub(super) fn entries(attributes: &[Attribute], name: &str, known: &[&str]) -> syn::Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut errors = Errors::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        let list = attribute.parse_args_with(Punctuated::<Entry, Token![,]>::parse_terminated)?;
        for entry in list {
            let key = entry.key.to_string();
            if !known.contains(&key.as_str()) {
                errors.push(entry.key.span(), unknown(&key, name, known));
            } else if entries.iter().any(|earlier| earlier.key == entry.key) {
                errors.push(entry.key.span(), format!("`{key}` is set twice"));
            } else {
                entries.push(entry);
            }
        }
    }
    errors.finish().map(|()| entries)
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

/// Errors of several places, shown together.
#[derive(Default)]
pub(super) struct Errors(Option<syn::Error>);

impl Errors {
    pub(super) fn push(&mut self, span: Span, message: impl std::fmt::Display) {
        self.add(syn::Error::new(span, message));
    }

    pub(super) fn add(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            None => self.0 = Some(error),
        }
    }

    pub(super) fn finish(self) -> syn::Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}
