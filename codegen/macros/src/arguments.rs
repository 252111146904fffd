//! What the macros are given: `key: value` pairs for [`api!`](crate::api), two texts for [`operation!`](crate::operation).
//!
//! A key that does not exist, stands there twice or has the wrong kind of value is an error at its own place.

use acs_codegen::{Diagnostic, Options, did_you_mean};
use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Error, Ident, LitStr, Result, Token};

use crate::keys::{KEYS, Pairs, Take, parse_folder, parse_name};

/// The arguments of either macro.
pub(crate) struct Arguments {
    /// The folder of a product version.
    pub(crate) specs: LitStr,
    /// The operations, and everything else.
    pub(crate) options: Options,
    /// The keys as they were written, for errors to point at.
    keys: Vec<Ident>,
    /// The names, selectors and texts as they were written.
    texts: Vec<LitStr>,
    /// The selectors with what is chosen for each.
    chosen: Vec<[LitStr; 2]>,
}

impl Arguments {
    /// `"specs/sts/2015-04-01", "AssumeRole"`
    pub(crate) fn of_operation(input: ParseStream<'_>) -> Result<Self> {
        let specs = parse_folder(input)?;
        let missing = "the operation is missing, as in `operation!(\"specs/sts/2015-04-01\", AssumeRole)`";
        input.parse::<Token![,]>().map_err(|error| Error::new(error.span(), missing))?;
        let operation = parse_name(input)?;
        input.parse::<Option<Token![,]>>()?;
        if !input.is_empty() {
            return Err(input.error("`operation!` takes a folder and one operation; `api!` takes more"));
        }
        let options = Options { operations: Some(vec![operation.value()]), ..Options::default() };
        Ok(Self { specs, options, keys: Vec::new(), texts: vec![operation], chosen: Vec::new() })
    }

    /// `specs: "specs/sts/2015-04-01", operations: [AssumeRole]`
    pub(crate) fn of_api(input: ParseStream<'_>) -> Result<Self> {
        let mut pairs = Pairs::default();
        let mut keys: Vec<Ident> = Vec::new();
        while !input.is_empty() {
            let key = parse_key(input)?;
            let take = find(&key)?;
            if keys.contains(&key) {
                return Err(Error::new(key.span(), format!("`{key}` is given twice")));
            }
            parse_colon(&key, input)?;
            take(&mut pairs, input)?;
            keys.push(key);
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        let missing =
            || Error::new(Span::call_site(), "`specs` is missing, such as `specs: \"specs/sts/2015-04-01\"`");
        let Pairs { specs, options, texts, chosen } = pairs;
        Ok(Self { specs: specs.ok_or_else(missing)?, options, keys, texts, chosen })
    }

    /// The argument that asks for what cannot be had; none where the specs are at fault.
    pub(crate) fn cause_of(&self, diagnostic: &Diagnostic) -> Option<Span> {
        if !diagnostic.labels.is_empty() {
            return None;
        }
        let quoted = |text: &str| diagnostic.message.find(&format!("`{}`", text.escape_debug()));
        // What is chosen, where the message speaks of it and of its selector; else what the message begins with.
        let both = |pair: &&[LitStr; 2]| pair.iter().all(|text| quoted(&text.value()).is_some());
        if let Some([_, chosen]) = self.chosen.iter().rfind(both) {
            return Some(chosen.span());
        }
        let texts = self.texts.iter().rev().filter_map(|text| Some((quoted(&text.value())?, text.span())));
        let text = texts.min_by_key(|(at, _)| *at).map(|(_, span)| span);
        text.or_else(|| self.keys.iter().find(|key| quoted(&key.to_string()).is_some()).map(Ident::span))
    }
}

fn parse_key(input: ParseStream<'_>) -> Result<Ident> {
    if input.peek(LitStr) {
        let message = "options have keys: `specs: \"..\"`, and `operations: [..]` for some of the operations";
        return Err(input.error(message));
    }
    input.call(Ident::parse_any)
}

fn parse_colon(key: &Ident, input: ParseStream<'_>) -> Result<()> {
    if input.peek(Token![=]) {
        return Err(input.error(format!("an option is written with a colon: `{key}: ..`")));
    }
    input.parse::<Token![:]>().map(|_| ())
}

fn find(key: &Ident) -> Result<Take> {
    let name = key.to_string();
    let known = || KEYS.iter().map(|(known, _)| *known);
    if let Some((_, take)) = KEYS.iter().find(|(known, _)| *known == name) {
        return Ok(*take);
    }
    let help = did_you_mean(&name, known()).unwrap_or_else(|| {
        let all: Vec<_> = known().map(|known| format!("`{known}`")).collect();
        format!("there are {}", all.join(", "))
    });
    Err(Error::new(key.span(), format!("there is no option `{name}`; {help}")))
}
