//! The keys of [`api!`](crate::api), and how the value of each is read.

use acs_codegen::{Options, RequiredBy, Serde, Visibility};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, Ident, LitBool, LitStr, Path, Result, Token, bracketed};

/// What the pairs have said so far.
#[derive(Default)]
pub(crate) struct Pairs {
    pub(crate) specs: Option<LitStr>,
    pub(crate) operations: Option<Vec<LitStr>>,
    pub(crate) options: Options,
}

/// Reads the value of a key.
pub(crate) type Take = fn(&mut Pairs, ParseStream<'_>) -> Result<()>;

/// All keys.
pub(crate) const KEYS: [(&str, Take); 14] = [
    ("specs", |pairs, input| put(&mut pairs.specs, input.parse().map(Some))),
    ("operations", |pairs, input| put(&mut pairs.operations, parse_names(input).map(Some))),
    ("visibility", |pairs, input| put(&mut pairs.options.visibility, parse_visibility(input))),
    ("docs", |pairs, input| put(&mut pairs.options.docs, parse_bool(input))),
    ("required", |pairs, input| put(&mut pairs.options.required, parse_required(input))),
    ("client", |pairs, input| put(&mut pairs.options.client, parse_bool(input))),
    ("serde", |pairs, input| put(&mut pairs.options.serde, parse_serde(input))),
    ("mock", |pairs, input| put(&mut pairs.options.mock, parse_bool(input))),
    ("type_attributes", |pairs, input| put(&mut pairs.options.type_attributes, parse_selected(input))),
    ("field_attributes", |pairs, input| put(&mut pairs.options.field_attributes, parse_selected(input))),
    ("own_types", |pairs, input| put(&mut pairs.options.types, parse_selected(input))),
    ("renames", |pairs, input| put(&mut pairs.options.renames, parse_selected(input))),
    ("runtime", |pairs, input| put(&mut pairs.options.runtime, parse_path(input))),
    ("unsigned", |pairs, input| put(&mut pairs.options.unsigned, parse_bool(input))),
];

fn put<T>(into: &mut T, value: Result<T>) -> Result<()> {
    *into = value?;
    Ok(())
}

fn parse_bool(input: ParseStream<'_>) -> Result<bool> {
    input.parse::<LitBool>().map(|literal| literal.value)
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

/// `types` or `runtime`.
fn parse_required(input: ParseStream<'_>) -> Result<RequiredBy> {
    let by: Ident = input.call(Ident::parse_any)?;
    match by.to_string().as_str() {
        "types" => Ok(RequiredBy::Types),
        "runtime" => Ok(RequiredBy::Runtime),
        _ => Err(Error::new(by.span(), "expected `types` or `runtime`")),
    }
}

/// `none`, `requests`, `responses` or `both`.
fn parse_serde(input: ParseStream<'_>) -> Result<Serde> {
    let what: Ident = input.call(Ident::parse_any)?;
    match what.to_string().as_str() {
        "none" => Ok(Serde::None),
        "requests" => Ok(Serde::Requests),
        "responses" => Ok(Serde::Responses),
        "both" => Ok(Serde::Both),
        _ => Err(Error::new(what.span(), "expected `none`, `requests`, `responses` or `both`")),
    }
}

/// What is chosen for what is selected: `["AssumeRole" => "#[derive(Eq)]"]`.
fn parse_selected(input: ParseStream<'_>) -> Result<Vec<(String, String)>> {
    let content;
    bracketed!(content in input);
    let pairs = Punctuated::<Selected, Token![,]>::parse_terminated(&content)?;
    Ok(pairs.into_iter().map(|Selected(selector, text)| (selector.value(), text.value())).collect())
}

struct Selected(LitStr, LitStr);

impl Parse for Selected {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let selector = input.parse()?;
        input.parse::<Token![=>]>()?;
        Ok(Self(selector, input.parse()?))
    }
}

/// The names of operations: `[AssumeRole, "GetCallerIdentity"]`.
fn parse_names(input: ParseStream<'_>) -> Result<Vec<LitStr>> {
    let content;
    let brackets = bracketed!(content in input);
    let names = Punctuated::<Name, Token![,]>::parse_terminated(&content)?;
    let names: Vec<LitStr> = names.into_iter().map(|Name(name)| name).collect();
    if names.is_empty() {
        let message = "no operation is named; without `operations` there are all of them";
        return Err(Error::new(brackets.span.join(), message));
    }
    for (index, name) in names.iter().enumerate() {
        if names[..index].iter().any(|earlier| earlier.value() == name.value()) {
            return Err(Error::new(name.span(), format!("`{}` is named twice", name.value())));
        }
    }
    Ok(names)
}

struct Name(LitStr);

impl Parse for Name {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        parse_name(input).map(Self)
    }
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
    let path = input.call(Path::parse_mod_style)?;
    let segments: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let leading = if path.leading_colon.is_some() { "::" } else { "" };
    Ok(format!("{leading}{}", segments.join("::")))
}
