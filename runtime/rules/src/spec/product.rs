//! A product version: what its operations have in common.

use super::ParameterSpec;

/// A version of a product: what all its operations have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProductSpec<'a> {
    /// The product code as the service spells it, such as `Eipanycast`.
    pub name: &'a str,
    /// The API version, such as `2020-03-09`.
    pub version: &'a str,
    /// The signature that the product's endpoints expect.
    pub signing: Signing,
    /// How a host name is formed for a region that `endpoints` does not list.
    pub endpoint_rule: EndpointRule,
    /// The documented host names of each region.
    pub endpoints: &'a [Endpoint<'a>],
    /// Object types that several parameters share, or that contain themselves.
    pub types: &'a [TypeSpec<'a>],
}

impl<'a> ProductSpec<'a> {
    /// A product with V3 signing, regional host names and nothing else.
    pub const fn new(name: &'a str, version: &'a str) -> Self {
        Self {
            name,
            version,
            signing: Signing::V3,
            endpoint_rule: EndpointRule::Regional,
            endpoints: &[],
            types: &[],
        }
    }

    /// The shared type of this name.
    pub fn shared(&self, name: &str) -> Option<&'a TypeSpec<'a>> {
        self.types.iter().find(|shared| shared.name == name)
    }
}

/// The signature that an endpoint expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Signing {
    /// `ACS3-HMAC-SHA256`, in the `Authorization` header.
    V3,
    /// HMAC-SHA1: in the query for RPC, in the `Authorization` header for ROA.
    V1,
    /// A signature of the product's own, which the runtime does not have: requests can be made, and signed by others.
    Own,
}

/// How a host name is formed where no region entry applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EndpointRule {
    /// `<product>.<region>.aliyuncs.com`.
    Regional,
    /// `<product>.aliyuncs.com`.
    Central,
}

/// The documented host name of a region, in one network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint<'a> {
    /// The region, such as `cn-hangzhou`; `public` for a host that serves no region in particular.
    pub region: &'a str,
    /// The network that the host is reached from, such as `vpc`; empty for the public one.
    pub network: &'a str,
    /// The host name, such as `eipanycast.cn-hangzhou.aliyuncs.com`.
    pub host: &'a str,
}

impl<'a> Endpoint<'a> {
    /// A region and its public host name.
    pub const fn new(region: &'a str, host: &'a str) -> Self {
        Self { region, network: "", host }
    }

    /// The same region's host name in a network.
    pub const fn network(self, network: &'a str) -> Self {
        Self { network, ..self }
    }
}

/// A named object type of a product.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TypeSpec<'a> {
    /// The name by which [`Kind::Shared`](super::Kind::Shared) refers to the type.
    pub name: &'a str,
    /// The fields of the object.
    pub fields: &'a [ParameterSpec<'a>],
}
