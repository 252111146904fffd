//! `product.yaml`: what the operations of a product version have in common.

use serde::Deserialize;

use super::operation::{ErrorCode, Source, Throttle};
use super::{Map, Parameter};
use crate::span::Spanned;

/// A product version.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Product {
    /// The product code as the service spells it, such as `Eipanycast`.
    pub product: Spanned<String>,
    /// The API version, such as `2020-03-09`.
    pub version: Spanned<String>,
    /// The style of the API.
    pub style: Spanned<Style>,
    /// The signature that the endpoints expect; `v3` when left out.
    pub signing: Option<Spanned<Signing>>,
    /// Where the facts come from.
    pub source: Option<Source>,
    /// How often all operations together may be called.
    pub throttle: Option<Vec<Throttle>>,
    /// How a host name is formed for a region without an entry; `regional` when left out.
    pub endpoint_rule: Option<Spanned<EndpointRule>>,
    /// The documented host name of each region, or its host names by network.
    pub endpoints: Option<Map<Spanned<Hosts>>>,
    /// Object types that several parameters share, or that contain themselves.
    pub types: Option<Map<TypeDefinition>>,
    /// The error codes that any operation may answer with.
    pub errors: Option<Map<ErrorCode>>,
}

/// The style of an API.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// One path; the operation is named in a header.
    Rpc,
    /// A method and a path per operation.
    Roa,
}

/// The signature that an endpoint expects.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Signing {
    /// ACS3-HMAC-SHA256.
    V3,
    /// HMAC-SHA1.
    V1,
    /// One of the product's own, which the runtime does not have.
    Own,
}

/// How a host name is formed.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum EndpointRule {
    /// `<product>.<region>.aliyuncs.com`.
    Regional,
    /// `<product>.aliyuncs.com`.
    Central,
}

/// The host names of a region.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged, expecting = "expected a host name, or host names by network")]
pub enum Hosts {
    /// The public one.
    Public(String),
    /// One per network: `public`, `vpc`, ...
    Networks(Map<String>),
}

/// A shared object type.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TypeDefinition {
    /// The documentation's text; only in trees imported with `--docs keep`.
    pub doc: Option<Spanned<String>>,
    /// The fields of the object.
    pub fields: Map<Parameter>,
}
