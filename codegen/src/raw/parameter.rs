//! A parameter, a field of an object, an item of an array, or a field of a response.

use serde::Deserialize;

use super::overlay::present;
use super::{Map, OneOrMany};
use crate::span::Spanned;

/// A parameter of a request, a field of an object, an item of an array, or a field of a response.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Parameter {
    /// The type. With `ref` instead, a shared type of the product.
    #[serde(rename = "type")]
    pub kind: Option<Spanned<FieldKind>>,
    /// The shared type of `product.yaml` that this is.
    #[serde(rename = "ref")]
    pub reference: Option<Spanned<String>>,
    /// The type that the documentation declares, where `type` was read from prose (`boolean` in a `string`).
    pub wire: Option<Spanned<FieldKind>>,
    /// `true` where a request must have it; `runtime` (overlay only) checks it at run time instead of compile time.
    pub required: Option<Spanned<Required>>,
    /// The documented example.
    pub example: Option<Spanned<Scalar>>,
    /// The documented values, in the page's order.
    pub values: Option<Spanned<Vec<Spanned<Scalar>>>>,
    /// The value that the service takes when it is left out.
    pub default: Option<Spanned<Scalar>>,
    /// What the service does when it is left out, in words.
    pub server_default: Option<Spanned<String>>,
    /// The least and the greatest number of characters.
    pub length: Option<Spanned<Bounds>>,
    /// The least and the greatest number of items of an array, or of entries of a map.
    pub items: Option<Spanned<Bounds>>,
    /// The least and the greatest number.
    pub range: Option<Spanned<Bounds>>,
    /// A regular expression that the whole text matches.
    pub pattern: Option<Spanned<String>>,
    /// The characters that the text may have.
    pub charset: Option<Spanned<Charset>>,
    /// What the text starts with; one of them, if there are several.
    pub starts_with: Option<Spanned<OneOrMany>>,
    /// What the text does not start with.
    pub not_starts_with: Option<Spanned<OneOrMany>>,
    /// The width of a number (`int32`, `int64`, `float`, `double`), or the form of a text (`ipv4`, `timestamp`, ...).
    pub format: Option<Spanned<FormatName>>,
    /// May be given only when another parameter has this value, or one of these.
    pub only_when: Option<Spanned<Map<Spanned<OneOrMany>>>>,
    /// Must be given when another parameter has this value, or one of these.
    pub required_when: Option<Spanned<Map<Spanned<OneOrMany>>>>,
    /// Where it stands in the request; `query` for RPC.
    pub place: Option<Spanned<Place>>,
    /// How a list or an object goes on the wire.
    pub style: Option<Spanned<WireStyle>>,
    /// What the runtime uses it for.
    pub role: Option<Spanned<Role>>,
    /// Whether the value is a secret.
    pub sensitive: Option<Spanned<bool>>,
    /// Whether the documentation advises against it.
    pub deprecated: Option<Spanned<bool>>,
    /// The keys of this node that were read from prose. Rules among them warn until the overlay confirms them.
    pub inferred: Option<Spanned<Vec<Spanned<String>>>>,
    /// The documentation's text; only in trees imported with `--docs keep`.
    pub doc: Option<Spanned<String>>,
    /// The fields of an object.
    pub fields: Option<Map<Parameter>>,
    /// The item of an array, or the value of a map.
    pub of: Option<Box<Parameter>>,
}

/// The type of a value.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// Text.
    String,
    /// `true` or `false`.
    Boolean,
    /// A whole number; 64 bits unless `format: int32`.
    Integer,
    /// A number; 64 bits unless `format: float`.
    Number,
    /// Bytes.
    Binary,
    /// Anything that JSON can say.
    Any,
    /// A list; `of` says of what.
    Array,
    /// Named `fields`.
    Object,
    /// Keys of the caller's; `of` says to what.
    Map,
}

/// Whether a request must have a parameter.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Required {
    /// `true` or `false`.
    Always(bool),
    /// `runtime`: required, but checked when the request is made and not by the compiler.
    Checked(Checked),
}

/// When a required parameter is checked.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Checked {
    /// When the request is made.
    Runtime,
}

/// A scalar as YAML reads it.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Scalar {
    /// `true`, `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Anything else.
    Text(String),
}

impl Scalar {
    /// The text that the scalar has on the wire.
    pub fn text(&self) -> String {
        match self {
            Scalar::Boolean(value) => value.to_string(),
            Scalar::Integer(value) => value.to_string(),
            Scalar::Number(value) => value.to_string(),
            Scalar::Text(text) => text.clone(),
        }
    }
}

/// The least and the greatest of something; either may be absent.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// The least.
    pub min: Option<Limit>,
    /// The greatest.
    pub max: Option<Limit>,
}

/// A limit of a number or a count.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Limit {
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
}

/// The characters that a text may have.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Charset {
    /// ASCII.
    Ascii,
}

/// The width of a number, or the form of a text.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum FormatName {
    /// A 32-bit integer.
    Int32,
    /// A 64-bit integer.
    Int64,
    /// A 32-bit number.
    Float,
    /// A 64-bit number.
    Double,
    /// An IPv4 address.
    Ipv4,
    /// An IPv6 address.
    Ipv6,
    /// An address block, `10.0.0.0/8`.
    Cidr,
    /// A time, `2025-12-06T03:04:05Z`.
    Timestamp,
    /// A UUID.
    Uuid,
    /// An absolute URL.
    Url,
    /// JSON text.
    Json,
}

/// Where a parameter stands in the request.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// In the query string.
    Query,
    /// In a form body.
    Form,
    /// A field of a JSON body.
    Field,
    /// The whole body.
    Body,
    /// In the path, as `{Name}`.
    Path,
    /// A header.
    Header,
    /// Part of the host name.
    Host,
}

/// How a list or an object goes on the wire.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum WireStyle {
    /// Dotted names.
    Flat,
    /// Dotted names; what the documentation calls it for lists.
    RepeatList,
    /// JSON text.
    Json,
    /// Joined by commas.
    Simple,
    /// Joined by spaces.
    SpaceDelimited,
    /// Joined by bars.
    PipeDelimited,
    /// XML text, of a whole body.
    Xml,
}

/// What the runtime uses a parameter for.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Makes a repeated request count once.
    IdempotencyToken,
    /// Checks the request without carrying it out.
    DryRun,
    /// The region, which the client knows.
    Region,
    /// The token of the page to read.
    PageToken,
    /// The number of the page to read.
    PageNumber,
    /// The size of a page that is read by number.
    PageSize,
    /// The size of a page that is read by token.
    MaxResults,
}

/// Runs a macro over every key of [`Parameter`], with its name in YAML.
macro_rules! for_each_key {
    ($each:ident) => {
        $each! {
            kind "type", reference "ref", wire "wire", required "required", example "example", values "values",
            default "default", server_default "server-default", length "length", items "items", range "range",
            pattern "pattern", charset "charset", starts_with "starts-with", not_starts_with "not-starts-with",
            format "format", only_when "only-when", required_when "required-when", place "place", style "style",
            role "role", sensitive "sensitive", deprecated "deprecated", inferred "inferred", doc "doc"
        }
    };
}

impl Parameter {
    /// Takes over every key that `set` has. What a person has set is no longer inferred.
    pub(crate) fn set(&mut self, set: &Parameter) {
        if let Some(inferred) = &mut self.inferred {
            inferred.value.retain(|key| !set.has(&key.value));
        }
        macro_rules! take {
            ($($field:ident $name:literal),*) => {
                $(if set.$field.is_some() { self.$field = set.$field.clone(); })*
            };
        }
        for_each_key!(take);
        if set.fields.is_some() {
            self.fields = set.fields.clone();
        }
        if set.of.is_some() {
            self.of = set.of.clone();
        }
    }

    /// Whether the key of this YAML name is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        macro_rules! find {
            ($($field:ident $name:literal),*) => {
                match key {
                    $($name => self.$field.is_some(),)*
                    "fields" => self.fields.is_some(),
                    "of" => self.of.is_some(),
                    _ => false,
                }
            };
        }
        for_each_key!(find)
    }

    /// The keys that are there, by their names in YAML.
    pub(super) fn keys(&self) -> Vec<&'static str> {
        macro_rules! list {
            ($($field:ident $name:literal),*) => {
                present(&[
                    $(($name, self.$field.is_some()),)*
                    ("fields", self.fields.is_some()),
                    ("of", self.of.is_some()),
                ])
            };
        }
        for_each_key!(list)
    }

    /// Whether every key has the same value as in `other`, wherever it was written.
    pub(crate) fn same(&self, other: &Parameter) -> bool {
        macro_rules! compare {
            ($($field:ident $name:literal),*) => {
                $(self.$field.as_ref().map(|it| &it.value) == other.$field.as_ref().map(|it| &it.value))&&*
            };
        }
        for_each_key!(compare) && self.fields == other.fields && self.of == other.of
    }

    /// Whether the key of this YAML name was read from prose.
    pub(crate) fn infers(&self, key: &str) -> bool {
        self.inferred.iter().flat_map(|keys| &keys.value).any(|inferred| inferred.value == key)
    }
}
