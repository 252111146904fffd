//! What the macros are given: `key: value` pairs for [`api!`](crate::api), two texts for [`operation!`](crate::operation).
//!
//! A key that does not exist, stands there twice or has the wrong kind of value is an error at its own place.

use acs_codegen::{Options, did_you_mean};
use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Ident, LitStr, Token};

use crate::keys::{KEYS, Pairs, Take, parse_name};

/// The arguments of either macro.
pub(crate) struct Arguments {
    /// The folder of a product version.
    pub(crate) specs: LitStr,
    /// The operations as they were written, for errors to point at.
    pub(crate) operations: Vec<LitStr>,
    /// The operations again, and everything else.
    pub(crate) options: Options,
}

impl Arguments {
    fn new(specs: LitStr, operations: Option<Vec<LitStr>>, options: Options) -> Self {
        let names = operations.as_ref().map(|names| names.iter().map(LitStr::value).collect());
        let options = Options { operations: names, ..options };
        Self { specs, operations: operations.unwrap_or_default(), options }
    }

    /// `"specs/sts/2015-04-01", "AssumeRole"`
    pub(crate) fn of_operation(input: ParseStream<'_>) -> syn::Result<Self> {
        let specs = input.parse()?;
        input.parse::<Token![,]>()?;
        let operation = parse_name(input)?;
        input.parse::<Option<Token![,]>>()?;
        Ok(Self::new(specs, Some(vec![operation]), Options::default()))
    }

    /// `specs: "specs/sts/2015-04-01", operations: [AssumeRole]`
    pub(crate) fn of_api(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut pairs = Pairs::default();
        let mut seen: Vec<Ident> = Vec::new();
        while !input.is_empty() {
            let key = parse_key(input)?;
            let take = find(&key)?;
            if seen.contains(&key) {
                return Err(syn::Error::new(key.span(), format!("`{key}` is given twice")));
            }
            input.parse::<Token![:]>()?;
            take(&mut pairs, input)?;
            seen.push(key);
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        let missing = || {
            syn::Error::new(
                Span::call_site(),
                "`specs` is missing, such as `specs: \"specs/sts/2015-04-01\"`",
            )
        };
        let Pairs { specs, operations, options } = pairs;
        Ok(Self::new(specs.ok_or_else(missing)?, operations, options))
    }
}

fn parse_key(input: ParseStream<'_>) -> syn::Result<Ident> {
    if input.peek(LitStr) {
        let message = "options have keys: `specs: \"..\"`, and `operations: [..]` for some of the operations";
        return Err(input.error(message));
    }
    input.call(Ident::parse_any)
}

fn find(key: &Ident) -> syn::Result<Take> {
    let name = key.to_string();
    let known = || KEYS.iter().map(|(known, _)| *known);
    if let Some((_, take)) = KEYS.iter().find(|(known, _)| *known == name) {
        return Ok(*take);
    }
    let help = did_you_mean(&name, known()).unwrap_or_else(|| {
        let all: Vec<_> = known().map(|known| format!("`{known}`")).collect();
        format!("there are {}", all.join(", "))
    });
    Err(syn::Error::new(key.span(), format!("there is no option `{name}`; {help}")))
}
