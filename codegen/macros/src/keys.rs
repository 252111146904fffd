//! The keys of [`api!`](crate::api), and how the value of each is read.

use acs_codegen::{Options, RequiredBy, Serde, Visibility};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseBuffer, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, Ident, LitBool, LitStr, Path, Result, Token, bracketed, token};

use crate::errors::Errors;

/// What the pairs have said so far.
#[derive(Default)]
pub(crate) struct Pairs {
    pub(crate) specs: Option<LitStr>,
    pub(crate) options: Options,
    /// The names, selectors and texts as they were written.
    pub(crate) texts: Vec<LitStr>,
    /// The selectors with what is chosen for each.
    pub(crate) chosen: Vec<[LitStr; 2]>,
}

/// Reads the value of a key.
pub(crate) type Take = fn(&mut Pairs, ParseStream<'_>) -> Result<()>;

/// All keys.
pub(crate) const KEYS: [(&str, Take); 14] = [
    ("specs", |pairs, input| put(&mut pairs.specs, parse_folder(input).map(Some))),
    ("operations", take_operations),
    ("visibility", |pairs, input| put(&mut pairs.options.visibility, parse_visibility(input))),
    ("docs", |pairs, input| put(&mut pairs.options.docs, parse_bool(input))),
    ("required", |pairs, input| put(&mut pairs.options.required, parse_word(input, &REQUIRED))),
    ("client", |pairs, input| put(&mut pairs.options.client, parse_bool(input))),
    ("serde", |pairs, input| put(&mut pairs.options.serde, parse_word(input, &SERDE))),
    ("mock", |pairs, input| put(&mut pairs.options.mock, parse_bool(input))),
    ("type_attributes", |pairs, input| take_selected(pairs, input, |it| &mut it.type_attributes)),
    ("field_attributes", |pairs, input| take_selected(pairs, input, |it| &mut it.field_attributes)),
    ("own_types", |pairs, input| take_selected(pairs, input, |it| &mut it.types)),
    ("renames", |pairs, input| take_selected(pairs, input, |it| &mut it.renames)),
    ("runtime", |pairs, input| put(&mut pairs.options.runtime, parse_path(input))),
    ("unsigned", |pairs, input| put(&mut pairs.options.unsigned, parse_bool(input))),
];

const REQUIRED: [(&str, RequiredBy); 2] = [("types", RequiredBy::Types), ("runtime", RequiredBy::Runtime)];

const SERDE: [(&str, Serde); 4] = [
    ("none", Serde::None),
    ("requests", Serde::Requests),
    ("responses", Serde::Responses),
    ("both", Serde::Both),
];

fn put<T>(into: &mut T, value: Result<T>) -> Result<()> {
    *into = value?;
    Ok(())
}

/// Reads something, and says in our words what was expected.
fn expect<T: Parse>(input: ParseStream<'_>, message: &str) -> Result<T> {
    input.parse().map_err(|error| Error::new(error.span(), message))
}

/// The folder of a product version.
pub(crate) fn parse_folder(input: ParseStream<'_>) -> Result<LitStr> {
    expect(input, "expected the folder of a product version, such as `\"specs/sts/2015-04-01\"`")
}

fn parse_bool(input: ParseStream<'_>) -> Result<bool> {
    expect(input, "expected `true` or `false`").map(|literal: LitBool| literal.value)
}

/// `pub` or `pub(crate)`.
fn parse_visibility(input: ParseStream<'_>) -> Result<Visibility> {
    let error = input.error("expected `pub` or `pub(crate)`");
    match input.parse()? {
        syn::Visibility::Public(_) => Ok(Visibility::Public),
        syn::Visibility::Restricted(it) if it.in_token.is_none() && it.path.is_ident("crate") => {
            Ok(Visibility::Crate)
        }
        syn::Visibility::Restricted(_) | syn::Visibility::Inherited => Err(error),
    }
}

/// One of these words, without quotes.
fn parse_word<T: Copy>(input: ParseStream<'_>, words: &[(&str, T)]) -> Result<T> {
    let known: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
    let message = format!("expected {}", known.join(" or "));
    let word = input.call(Ident::parse_any).map_err(|error| Error::new(error.span(), &message))?;
    let found = words.iter().find(|(known, _)| word == known);
    found.map(|(_, value)| *value).ok_or_else(|| Error::new(word.span(), message))
}

/// What is chosen for what is selected: `["AssumeRole" => "#[derive(Eq)]"]`.
fn take_selected(
    pairs: &mut Pairs,
    input: ParseStream<'_>,
    of: fn(&mut Options) -> &mut Vec<(String, String)>,
) -> Result<()> {
    const LIST: &str = "expected a list of selectors and texts, such as `[\"AssumeRole\" => \"..\"]`";
    let content = parse_brackets(input, LIST)?.1;
    let entry = |input: ParseStream<'_>| -> Result<[LitStr; 2]> {
        let selector = expect(input, LIST)?;
        expect::<Token![=>]>(input, LIST)?;
        Ok([selector, expect(input, LIST)?])
    };
    for [selector, text] in Punctuated::<_, Token![,]>::parse_terminated_with(&content, entry)? {
        of(&mut pairs.options).push((selector.value(), text.value()));
        pairs.texts.extend([selector.clone(), text.clone()]);
        pairs.chosen.push([selector, text]);
    }
    Ok(())
}

fn parse_brackets<'i>(input: ParseStream<'i>, message: &str) -> Result<(token::Bracket, ParseBuffer<'i>)> {
    if !input.peek(token::Bracket) {
        return Err(input.error(message));
    }
    let content;
    let brackets = bracketed!(content in input);
    Ok((brackets, content))
}

/// The names of operations: `[AssumeRole, "GetCallerIdentity"]`.
fn take_operations(pairs: &mut Pairs, input: ParseStream<'_>) -> Result<()> {
    let message = "expected a list of operations, such as `[AssumeRole, GetCallerIdentity]`";
    let (brackets, content) = parse_brackets(input, message)?;
    let names: Vec<LitStr> =
        Punctuated::<_, Token![,]>::parse_terminated_with(&content, parse_name)?.into_iter().collect();
    if names.is_empty() {
        let message = "no operation is named; without `operations` there are all of them";
        return Err(Error::new(brackets.span.join(), message));
    }
    let mut errors = Errors::default();
    for (index, name) in names.iter().enumerate() {
        if names[..index].iter().any(|earlier| earlier.value() == name.value()) {
            errors.push(name.span(), format!("`{}` is named twice", name.value()));
        }
    }
    errors.finish()?;
    pairs.options.operations = Some(names.iter().map(LitStr::value).collect());
    pairs.texts.extend(names);
    Ok(())
}

/// The name of an operation, with quotes or without.
pub(crate) fn parse_name(input: ParseStream<'_>) -> Result<LitStr> {
    if input.peek(LitStr) {
        return input.parse();
    }
    let name = input.call(Ident::parse_any).map_err(|error| {
        Error::new(
            error.span(),
            "expected the name of an operation, such as `AssumeRole` or `\"AssumeRole\"`",
        )
    })?;
    Ok(LitStr::new(&name.to_string(), name.span()))
}

/// A path as code has it, without spaces.
fn parse_path(input: ParseStream<'_>) -> Result<String> {
    let path = input.call(Path::parse_mod_style).map_err(|error| {
        Error::new(
            error.span(),
            "expected the path of the runtime crate without quotes, such as `acs_runtime`",
        )
    })?;
    let segments: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let leading = if path.leading_colon.is_some() { "::" } else { "" };
    Ok(format!("{leading}{}", segments.join("::")))
}
