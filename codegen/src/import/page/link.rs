//! Links of a page that name its product version.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::PageProduct;
use crate::raw::Style;
use crate::span::Span;

/// A link to an operation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Link {
    pub(super) operation: String,
    pub(super) product: PageProduct,
    pub(super) span: Span,
}

/// The links to operations, in the order of the page: `…/#product=Vpc&api=…&type=RPC&version=2016-04-28` of the older
/// layouts, and `…/api/Vpc/2016-04-28/…` or `…/document/Vpc/2016-04-28/…` of the newer ones.
pub(super) fn find(text: &str) -> Vec<Link> {
    static URL: LazyLock<Regex> = LazyLock::new(|| {
        let hosts = r"https://(?:next\.)?api\.(?:aliyun|alibabacloud)\.com/";
        Regex::new(&format!(r#"{hosts}[^\s)\]>"'|]*"#)).expect("a valid pattern")
    });
    URL.find_iter(text)
        .filter_map(|url| {
            let (operation, product) = read_query(url.as_str()).or_else(|| read_path(url.as_str()))?;
            Some(Link { operation, product, span: Span { start: url.start(), end: url.end() } })
        })
        .collect()
}

fn read_query(url: &str) -> Option<(String, PageProduct)> {
    let (_, query) = url.split_once("#")?;
    let query = query.replace("&amp;", "&");
    let get = |key: &str| {
        query.trim_start_matches(['/', '?']).split('&').find_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            (name == key && is_plain(value)).then(|| value.to_owned())
        })
    };
    let style = match get("type").as_deref() {
        Some("RPC") => Some(Style::Rpc),
        Some("ROA") => Some(Style::Roa),
        _ => None,
    };
    Some((get("api")?, PageProduct { name: get("product")?, version: get("version")?, style }))
}

fn read_path(url: &str) -> Option<(String, PageProduct)> {
    let path = url.split(['?', '#']).next()?.splitn(4, '/').nth(3)?;
    let [section, product, version, operation] = path.split('/').collect::<Vec<_>>()[..] else { return None };
    let plain = [product, version, operation].iter().all(|part| is_plain(part));
    (matches!(section, "api" | "document") && plain).then(|| {
        let product = PageProduct { name: product.to_owned(), version: version.to_owned(), style: None };
        (operation.to_owned(), product)
    })
}

fn is_plain(part: &str) -> bool {
    !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}
