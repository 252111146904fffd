//! OpenMeta files from the network, within bounds of time and size, and never in plain text from another machine.

use std::error::Error as _;
use std::time::{Duration, Instant};

use reqwest::redirect::{Attempt, Policy};
use reqwest::{Client, Response, Url};
use tokio::runtime::{Builder, Runtime};

use crate::report::Failure;

/// Largest file that is fetched, in bytes; the largest real one has a fifth of it.
const MAX_BYTES: usize = 64 << 20;
/// Most redirects that are followed.
const MAX_REDIRECTS: usize = 5;

/// Whether a source is an address and no path.
pub(crate) fn is_url(source: &str) -> bool {
    ["https://", "http://"]
        .iter()
        .any(|scheme| source.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// The public address of the OpenMeta file of a product version.
///
/// # Errors
///
/// Names that do not fit into an address.
pub(crate) fn address(base: &str, product: &str, version: &str) -> Result<String, Failure> {
    for name in [product, version] {
        let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        if name.is_empty() || name.starts_with('.') || !name.chars().all(good) {
            let message = format!("`{name}` is no name of a product or a version");
            return Err(Failure::Message(format!("{message}; write it as in `Eipanycast` and `2020-03-09`")));
        }
    }
    Ok(format!("{}/products/{product}/versions/{version}/api-docs.json", base.trim_end_matches('/')))
}

/// Fetches files until its time is over.
pub(crate) struct Fetcher {
    /// There until the fetcher is dropped.
    runtime: Option<Runtime>,
    timeout: Duration,
    end: Instant,
}

impl Fetcher {
    /// A fetcher whose time begins now.
    pub(crate) fn new(timeout: Duration) -> Result<Self, Failure> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| Failure::Message(format!("cannot fetch anything: {error}")))?;
        Ok(Self { runtime: Some(runtime), timeout, end: Instant::now() + timeout })
    }

    /// The text at an address.
    pub(crate) fn fetch(&self, address: &str) -> Result<String, Failure> {
        let url = Url::parse(address).map_err(|error| {
            Failure::Message(format!("cannot fetch `{address}`: this is no address: {error}"))
        })?;
        let shown = without_password(url.clone());
        let failed = |reason: String| Failure::Message(format!("cannot fetch `{shown}`: {reason}"));
        if url != shown {
            return Err(failed("a user name and a password in an address are not sent".to_owned()));
        }
        let left = self.end.saturating_duration_since(Instant::now());
        let text = async { tokio::time::timeout(left, get(url)).await };
        match self.runtime.as_ref().map(|runtime| runtime.block_on(text)) {
            Some(Ok(text)) => text.map_err(failed),
            Some(Err(_)) | None => {
                let seconds = self.timeout.as_secs();
                Err(failed(format!("it is not there after {seconds} s; `--timeout` gives it more time")))
            }
        }
    }
}

impl Drop for Fetcher {
    /// A name that is still being looked up, on a thread of the runtime's, is not waited for.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn without_password(mut url: Url) -> Url {
    // An address without a host has neither, and refuses both.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url
}

async fn get(url: Url) -> Result<String, String> {
    if !is_safe(&url) {
        return Err("only `https://` keeps others from changing the answer; use that".to_owned());
    }
    let client = client(&url).map_err(|error| explain(&error))?;
    let response = client.get(url).send().await.map_err(|error| explain(&error))?;
    let status = response.status();
    if !status.is_success() {
        return Err(format!("the answer has the status {status}; see whether product and version are right"));
    }
    let text = String::from_utf8(body(response).await?).map_err(|_| "the answer is no UTF-8".to_owned())?;
    if !text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
        let start: String = text.trim_start().chars().take(20).filter(|c| !c.is_control()).collect();
        return Err(format!("the answer is no OpenMeta file, it begins with `{start}`"));
    }
    Ok(text)
}

fn client(url: &Url) -> reqwest::Result<Client> {
    let is_local = is_loopback(url);
    let follow = move |attempt: Attempt<'_>| match () {
        () if attempt.previous().len() > MAX_REDIRECTS => attempt.error("there are too many redirects"),
        () => match refuse_redirect(is_local, attempt.url()) {
            Some(reason) => attempt.error(reason),
            None => attempt.follow(),
        },
    };
    let agent = concat!("acsgen/", env!("CARGO_PKG_VERSION"));
    let builder = Client::builder().user_agent(agent).redirect(Policy::custom(follow));
    // What is on this machine is not reached by way of another one.
    if is_local { builder.no_proxy().build() } else { builder.build() }
}

/// Why a redirect is not followed. Another machine must not have this one ask itself.
fn refuse_redirect(from_loopback: bool, to: &Url) -> Option<&'static str> {
    if !is_safe(to) {
        return Some("it is redirected to an address without `https://`");
    }
    (is_loopback(to) && !from_loopback).then_some("it is redirected to this machine")
}

/// The whole body, unless it is too large.
async fn body(mut response: Response) -> Result<Vec<u8>, String> {
    let too_large = || format!("the answer has more than {MAX_BYTES} bytes");
    if response.content_length().is_some_and(|length| length > MAX_BYTES as u64) {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| explain(&error))? {
        if bytes.len() + chunk.len() > MAX_BYTES {
            return Err(too_large());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn is_safe(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url))
}

fn is_loopback(url: &Url) -> bool {
    match url.host_str() {
        Some("localhost" | "[::1]") => true,
        Some(host) => host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback()),
        None => false,
    }
}

/// The innermost reasons, which say what happened; the outer ones repeat the address.
fn explain(error: &reqwest::Error) -> String {
    let mut reasons = Vec::new();
    let mut source = error.source();
    while let Some(error) = source {
        reasons.push(error.to_string());
        source = error.source();
    }
    reasons.dedup();
    match reasons.len() {
        0 => error.to_string(),
        1 => reasons.swap_remove(0),
        many => reasons.split_off(many - 2).join(": "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_paths_are_told_apart() {
        for (source, expected) in [
            ("https://example.com/a.json", true),
            ("HTTP://example.com", true),
            ("http", false),
            ("a/https://b", false),
            ("ö", false),
        ] {
            assert_eq!(is_url(source), expected, "{source}");
        }
    }

    #[test]
    fn the_public_address_has_product_and_version() {
        let address = |product, version| address("https://example.com/meta/", product, version).ok();
        let expected = "https://example.com/meta/products/Eipanycast/versions/2020-03-09/api-docs.json";
        assert_eq!(address("Eipanycast", "2020-03-09").as_deref(), Some(expected));
        assert_eq!(address("../x", "1"), None);
        assert_eq!(address("x", "1?y"), None);
    }

    #[test]
    fn another_machine_redirects_to_no_service_of_this_one() {
        for (from_loopback, to, is_followed) in [
            (false, "https://example.com/", true),
            (false, "http://example.com/", false),
            (false, "http://127.0.0.1:8080/", false),
            (false, "https://localhost/", false),
            (true, "http://127.0.0.1:8080/", true),
            (true, "https://example.com/", true),
        ] {
            let to = Url::parse(to).expect("an address");
            assert_eq!(refuse_redirect(from_loopback, &to).is_none(), is_followed, "{to}");
        }
    }

    #[test]
    fn a_password_in_an_address_is_neither_sent_nor_shown() {
        let fetcher = Fetcher::new(Duration::from_secs(1)).expect("a runtime");
        let error = fetcher.fetch("https://me:secret@127.0.0.1:1/a.json").expect_err("it is refused");
        let Failure::Message(message) = error else { panic!("it is a sentence") };
        assert!(message.contains("https://127.0.0.1:1/a.json") && !message.contains("secret"), "{message}");
    }

    #[test]
    fn plain_text_is_for_this_machine_only() {
        let safe = |url: &str| Url::parse(url).is_ok_and(|url| is_safe(&url));
        for url in ["https://example.com", "http://127.0.0.1:80", "http://localhost", "http://[::1]/x"] {
            assert!(safe(url), "{url}");
        }
        for url in
            ["http://example.com", "ftp://127.0.0.1", "http://127.0.0.1.example.com", "file:///etc/passwd"]
        {
            assert!(!safe(url), "{url}");
        }
    }
}
