//! Where requests go: a given endpoint, else the documented host of the region, else the product's rule.

use std::fmt;

use acs_rules::{EndpointRule, ProductSpec};
use http::uri::{Authority, Scheme};

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

    /// The endpoint of a product in a region, as documented.
    ///
    /// # Errors
    ///
    /// When the product has an endpoint per region and no region is given, or the region is no name.
    pub fn resolve(product: &ProductSpec<'_>, region: Option<&str>) -> Result<Self, EndpointError> {
        if let Some(region) = region.filter(|region| !is_region(region)) {
            return Err(EndpointError(format!(
                "`{region}` is not a region, use an ID such as `cn-hangzhou`"
            )));
        }
        let documented = product.endpoints.iter().find(|endpoint| Some(endpoint.region) == region);
        let host = match (documented, product.endpoint_rule, region) {
            (Some(endpoint), _, _) => endpoint.host.to_owned(),
            (None, EndpointRule::Central, _) => format!("{}.aliyuncs.com", product.name),
            (None, EndpointRule::Regional, Some(region)) => format!("{}.{region}.aliyuncs.com", product.name),
            (None, _, _) => return Err(EndpointError::no_region(product.name)),
        };
        let authority = host.to_ascii_lowercase().parse().map_err(|_| EndpointError::malformed(&host))?;
        Ok(Self { scheme: Scheme::HTTPS, authority })
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

fn is_region(region: &str) -> bool {
    !region.is_empty() && region.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
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
        endpoints: &[Documented::new("cn-hangzhou", "eip-cn-hangzhou.aliyuncs.com")],
        ..ProductSpec::new("Eip", "2020-03-09")
    };

    #[test]
    fn a_documented_host_comes_before_the_rule() {
        let host = |product, region| {
            Endpoint::resolve(product, region).map(|endpoint| endpoint.authority().to_owned())
        };
        assert_eq!(host(&REGIONAL, Some("cn-hangzhou")).as_deref(), Ok("eip-cn-hangzhou.aliyuncs.com"));
        assert_eq!(host(&REGIONAL, Some("eu-west-1")).as_deref(), Ok("eip.eu-west-1.aliyuncs.com"));
        let central = ProductSpec { endpoint_rule: EndpointRule::Central, ..REGIONAL };
        assert_eq!(host(&central, None).as_deref(), Ok("eip.aliyuncs.com"));
        assert!(host(&REGIONAL, Some("evil.com/")).is_err());
    }

    #[test]
    fn a_missing_region_says_what_to_set() {
        let error = Endpoint::resolve(&REGIONAL, None).expect_err("no region").to_string();
        assert!(error.contains("set `ALIBABA_CLOUD_REGION_ID` or give the client a region"), "{error}");
    }
}
