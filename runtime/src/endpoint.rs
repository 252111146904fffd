//! Where requests go: a given endpoint, else the documented host of region and network, else the product's rule.

use std::fmt;

use acs_rules::{EndpointRule, ProductSpec};
use http::uri::{self, Authority, PathAndQuery, Scheme, Uri};

/// The network and the pseudo region of hosts that anybody reaches.
const PUBLIC: &str = "public";

/// A scheme and an authority, such as `https://eipanycast.cn-hangzhou.aliyuncs.com`.
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint {
    pub(crate) scheme: Scheme,
    pub(crate) authority: Authority,
}

impl Endpoint {
    /// An endpoint as people write it: `http://127.0.0.1:1234`, `https://example.com` or a host alone, which is HTTPS.
    ///
    /// # Errors
    ///
    /// When it is no host, or has more than scheme, host and port.
    pub fn parse(text: &str) -> Result<Self, EndpointError> {
        let (scheme, default_port, rest) = match text.split_once("://") {
            None => (Scheme::HTTPS, ":443", text),
            Some(("https", rest)) => (Scheme::HTTPS, ":443", rest),
            Some(("http", rest)) => (Scheme::HTTP, ":80", rest),
            Some(_) => return Err(EndpointError::malformed(text)),
        };
        let host = rest.strip_suffix('/').unwrap_or(rest).to_ascii_lowercase();
        // Clients leave the default port out of the `host` header, so it must not be signed either.
        let host = host.strip_suffix(default_port).unwrap_or(&host);
        let authority: Authority = host.parse().map_err(|_| EndpointError::malformed(text))?;
        if host.contains('@') || authority.host().is_empty() {
            return Err(EndpointError::malformed(text));
        }
        Ok(Self { scheme, authority })
    }

    /// The endpoint of a product in a region, reached from a network such as `vpc`; an empty one is `public`.
    ///
    /// 1. The documented host of the region and the network.
    /// 2. The documented public host of the region, or of all regions: for the public network, or where it is not the one
    ///    that the rule makes, so that the rule cannot tell the host of another network either.
    /// 3. The rule: `<product>.<region>.aliyuncs.com` or `<product>.aliyuncs.com`, with `-<network>` after the product.
    ///
    /// # Errors
    ///
    /// When the product has an endpoint per region and no region is given, or region or network is no name.
    pub fn resolve(
        product: &ProductSpec<'_>,
        region: Option<&str>,
        network: &str,
    ) -> Result<Self, EndpointError> {
        if let Some(region) = region.filter(|region| !is_name(region)) {
            return Err(EndpointError(format!(
                "`{region}` is not a region, use an ID such as `cn-hangzhou`"
            )));
        }
        let network = if network == PUBLIC { "" } else { network };
        if !network.is_empty() && !is_name(network) {
            return Err(EndpointError(format!("`{network}` is not a network, use one such as `vpc`")));
        }
        let host = documented_host(product, region, network)
            .map(str::to_owned)
            .or_else(|| ruled_host(product, region, network))
            .ok_or_else(|| EndpointError::no_region(product.name))?;
        let authority = host.to_ascii_lowercase().parse().map_err(|_| EndpointError::malformed(&host))?;
        Ok(Self { scheme: Scheme::HTTPS, authority })
    }

    /// The address of its root.
    pub(crate) fn uri(&self) -> Uri {
        let mut parts = uri::Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::from_static("/"));
        // All three parts are there.
        Uri::from_parts(parts).unwrap_or_default()
    }

    /// `http` or `https`.
    pub fn scheme(&self) -> &str {
        self.scheme.as_str()
    }

    /// The host, with its port where that is not the default one.
    pub fn authority(&self) -> &str {
        self.authority.as_str()
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn documented_host<'p>(product: &ProductSpec<'p>, region: Option<&str>, network: &str) -> Option<&'p str> {
    let find = |region, network| {
        let mut endpoints = product.endpoints.iter();
        endpoints.find(|it| it.region == region && it.network == network).map(|it| it.host)
    };
    if let Some(host) = find(region.unwrap_or(PUBLIC), network) {
        return Some(host);
    }
    let public = region.and_then(|region| find(region, "")).or_else(|| central_host(product))?;
    let is_regular = Some(public) == ruled_host(product, region, "").as_deref();
    (network.is_empty() || !is_regular).then_some(public)
}

/// The documented host that serves all regions: the one of `public`, or the only one there is, unless it is that of a
/// region.
fn central_host<'p>(product: &ProductSpec<'p>) -> Option<&'p str> {
    let public = || product.endpoints.iter().filter(|endpoint| endpoint.network.is_empty());
    if let Some(central) = public().find(|endpoint| endpoint.region == PUBLIC) {
        return Some(central.host);
    }
    let host = public().next()?.host;
    public().all(|endpoint| endpoint.host == host && !host.contains(endpoint.region)).then_some(host)
}

fn ruled_host(product: &ProductSpec<'_>, region: Option<&str>, network: &str) -> Option<String> {
    let dash = if network.is_empty() { "" } else { "-" };
    let name = product.name.to_ascii_lowercase();
    match (product.endpoint_rule, region) {
        (EndpointRule::Central, _) => Some(format!("{name}{dash}{network}.aliyuncs.com")),
        (EndpointRule::Regional, Some(region)) => {
            Some(format!("{name}{dash}{network}.{region}.aliyuncs.com"))
        }
        // The enum is open to other crates; these are all.
        (_, _) => None,
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.authority)
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoint({self})")
    }
}

/// Why there is no endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointError(String);

impl EndpointError {
    fn malformed(text: &str) -> Self {
        Self(format!("`{text}` is not an endpoint, use one such as `https://ecs.cn-hangzhou.aliyuncs.com`"))
    }

    fn no_region(product: &str) -> Self {
        Self(format!(
            "`{product}` has an endpoint per region and no region is set, set `ALIBABA_CLOUD_REGION_ID` or give the client a region or an endpoint"
        ))
    }
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EndpointError {}

#[cfg(test)]
mod tests {
    use acs_rules::Endpoint as Documented;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(
            Endpoint::parse(text).ok().map(|endpoint| endpoint.to_string()).as_deref(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn endpoints_are_written_in_three_ways() {
        check("http://127.0.0.1:1234", Some("http://127.0.0.1:1234"));
        check("https://Example.com/", Some("https://example.com"));
        check("example.com:443", Some("https://example.com"));
        check("http://example.com:80", Some("http://example.com"));
        check("http://[::1]:8080", Some("http://[::1]:8080"));
        for bad in [
            "",
            "ftp://example.com",
            "https://user@example.com",
            "https://example.com/path",
            "a b",
            "https://",
        ] {
            check(bad, None);
        }
    }

    const REGIONAL: ProductSpec<'static> = ProductSpec {
        endpoints: &[
            Documented::new("cn-hangzhou", "ecs-cn-hangzhou.aliyuncs.com"),
            Documented::new("cn-shanghai", "ecs.cn-shanghai.aliyuncs.com"),
            Documented::new("eu-central-1", "ecs.eu-central-1.aliyuncs.com"),
            Documented::new("eu-central-1", "ecs-intern.eu-central-1.aliyuncs.com").network("vpc"),
        ],
        ..ProductSpec::new("Ecs", "2014-05-26")
    };

    #[track_caller]
    fn resolve(product: &ProductSpec<'_>, region: Option<&str>, network: &str, expected: &str) {
        let endpoint = Endpoint::resolve(product, region, network).expect("there is an endpoint");
        assert_eq!(endpoint.authority(), expected, "{region:?} {network}");
    }

    #[test]
    fn a_documented_host_comes_before_the_rule() {
        resolve(&REGIONAL, Some("cn-hangzhou"), "", "ecs-cn-hangzhou.aliyuncs.com");
        resolve(&REGIONAL, Some("cn-shanghai"), "public", "ecs.cn-shanghai.aliyuncs.com");
        resolve(&REGIONAL, Some("cn-beijing"), "", "ecs.cn-beijing.aliyuncs.com");
        let central = ProductSpec { endpoint_rule: EndpointRule::Central, ..REGIONAL };
        resolve(&central, None, "", "ecs.aliyuncs.com");
        resolve(&central, Some("cn-beijing"), "vpc", "ecs-vpc.aliyuncs.com");
    }

    #[test]
    fn a_network_has_hosts_of_its_own() {
        resolve(&REGIONAL, Some("eu-central-1"), "vpc", "ecs-intern.eu-central-1.aliyuncs.com");
        resolve(&REGIONAL, Some("cn-beijing"), "vpc", "ecs-vpc.cn-beijing.aliyuncs.com");
        resolve(&REGIONAL, Some("cn-shanghai"), "vpc", "ecs-vpc.cn-shanghai.aliyuncs.com");
        // The official clients go there, too: what departs from the rule is the host of every network.
        resolve(&REGIONAL, Some("cn-hangzhou"), "vpc", "ecs-cn-hangzhou.aliyuncs.com");
        let central = ProductSpec { endpoints: &[Documented::new("public", "dns.aliyuncs.com")], ..REGIONAL };
        resolve(&central, Some("cn-hangzhou"), "vpc", "dns.aliyuncs.com");
    }

    #[test]
    fn a_host_that_serves_all_regions_needs_none() {
        let host = |endpoints: &[(&'static str, &'static str)], region| {
            let endpoints: Vec<_> =
                endpoints.iter().map(|(region, host)| Documented::new(region, host)).collect();
            let product = ProductSpec { endpoints: &endpoints, ..ProductSpec::new("Alidns", "2015-01-09") };
            Endpoint::resolve(&product, region, "").map(|endpoint| endpoint.authority().to_owned()).ok()
        };
        let central = Some("dns.aliyuncs.com");
        let public = [("cn-beijing", "dns.cn-beijing.aliyuncs.com"), ("public", "dns.aliyuncs.com")];
        let one = [("cn-hangzhou", "dns.aliyuncs.com"), ("eu-west-1", "dns.aliyuncs.com")];
        for endpoints in [&public, &one] {
            assert_eq!(host(endpoints, None).as_deref(), central);
            assert_eq!(host(endpoints, Some("us-west-1")).as_deref(), central);
        }
        assert_eq!(host(&public, Some("cn-beijing")).as_deref(), Some("dns.cn-beijing.aliyuncs.com"));
        let regional = [("cn-hangzhou", "alidns.cn-hangzhou.aliyuncs.com")];
        assert_eq!(host(&regional, None), None);
        assert_eq!(host(&regional, Some("eu-west-1")).as_deref(), Some("alidns.eu-west-1.aliyuncs.com"));
    }

    #[test]
    fn what_is_no_name_makes_no_host() {
        for (region, network) in [("evil.com/", ""), ("cn-hangzhou", "vpc.evil.com/"), ("", "")] {
            assert!(Endpoint::resolve(&REGIONAL, Some(region), network).is_err(), "{region} {network}");
        }
    }

    #[test]
    fn a_missing_region_says_what_to_set() {
        let error = Endpoint::resolve(&REGIONAL, None, "").expect_err("no region").to_string();
        assert!(error.contains("set `ALIBABA_CLOUD_REGION_ID` or give the client a region"), "{error}");
    }
}
