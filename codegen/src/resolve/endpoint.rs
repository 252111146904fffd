//! Endpoints: the documented hosts of each region, without those that are none.

use super::Resolver;
use crate::diagnostic::Diagnostic;
use crate::model::Endpoint;
use crate::raw::Hosts;
use crate::span::{Origin, Spanned};

/// The network of hosts that anybody reaches.
const PUBLIC: &str = "public";

impl Resolver<'_> {
    pub(super) fn resolve_endpoints(&mut self) -> Vec<Endpoint> {
        let mut endpoints = Vec::new();
        for (region, Spanned { value, origin }) in self.product.endpoints.iter().flat_map(|map| map.iter()) {
            let mut add = |network, host| {
                endpoints.extend(self.resolve_endpoint(&region.value, network, host, *origin));
            };
            match value {
                Hosts::Public(host) => add(PUBLIC, host),
                Hosts::Networks(hosts) => hosts.iter().for_each(|(network, host)| add(&network.value, host)),
            }
        }
        endpoints
    }

    fn resolve_endpoint(
        &mut self,
        region: &str,
        network: &str,
        host: &str,
        origin: Origin,
    ) -> Option<Endpoint> {
        let host = host.trim();
        if !is_host(host) {
            let message = format!("the end point `{}` of `{region}` is no host name", host.escape_debug());
            let help = "it is left out, so that the product's rule decides on the host of the region";
            self.diagnostics.push(Diagnostic::warning("endpoint", message).at(origin).help(help));
            return None;
        }
        let network = if network == PUBLIC { "" } else { network };
        Some(Endpoint { region: region.to_owned(), network: network.to_owned(), host: host.to_owned() })
    }
}

/// Labels of letters, digits and hyphens, and perhaps a port.
fn is_host(text: &str) -> bool {
    let (name, port) = text.split_once(':').unwrap_or((text, "443"));
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    name.split('.').all(is_label) && port.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_host;

    #[test]
    fn a_host_has_labels_and_perhaps_a_port() {
        for good in ["ecs.cn-hangzhou.aliyuncs.com", "localhost", "example.com:8080"] {
            assert!(is_host(good), "{good}");
        }
        for bad in ["", "{domain}", "a..b", "https://example.com", "example.com/path", "a b", "a:x", "."] {
            assert!(!is_host(bad), "{bad}");
        }
    }
}
